"""Reading a plan document into proposed milestones; a person accepts, mends or skips each. Not the calendar itself: accepting calls the calendar's actions."""
