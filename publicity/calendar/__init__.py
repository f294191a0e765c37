"""The publicity calendar: plans, milestones with windows as precise as they were written, events, duties, deadlines.

Not the reading of plan documents (plans), nor the stories that hang on a milestone (stories).
"""
