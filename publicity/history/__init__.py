"""Who did what to which thing, when and why; append-only and chained by hash. Not a log for machines."""
