"""The first page of the morning: what waits for this person, from the features' queries. Holds nothing of its own."""
