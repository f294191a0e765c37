"""Reading a plan document into proposed milestones; a person accepts, mends or skips each. The calendar keeps them."""
