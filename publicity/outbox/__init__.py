"""Messages stored in the transaction that causes them and delivered after it, once each. Not who is told what."""
