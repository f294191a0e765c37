"""What Chinese office calendars know: working days, lunar festivals, cadences, wording. No clock, database or file."""
