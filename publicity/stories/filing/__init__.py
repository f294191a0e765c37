"""A milestone's stories, shown on its own page; the calendar knows no stories, it only has room for panels."""
