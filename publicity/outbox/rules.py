"""How long a message is held by one runner, and how long to wait after a refusal."""

from datetime import timedelta

LEASE = timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 12


def wait_after(attempts: int) -> timedelta | None:
    """Doubling from one minute up to six hours; None when it has been tried often enough."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return min(timedelta(minutes=2 ** max(attempts - 1, 0)), LONGEST_WAIT)
