"""The planner's pages for story templates: change, add, look at the draft they give. Not their reading or checking."""
