"""What Chinese office calendars know: working days, lunar festivals, date expressions, recurrence. Pure: no clock, no database, no file."""
