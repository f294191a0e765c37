"""The weekly digest: what came out, what was corrected or withdrawn, what is coming up. Delivery is the outbox's."""
