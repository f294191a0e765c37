"""Pages of events: scheduling, moving with a preview of the deadlines, finishing."""
