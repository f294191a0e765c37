"""Pages that make and change milestones. Not the pages that show the calendar."""
