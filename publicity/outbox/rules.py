"""What an address looks like, how long a message is held by one runner, how long to wait after a refusal."""

import re
from datetime import timedelta
from typing import Final

LEASE = timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 12
LONGEST_ADDRESS: Final = 254
# One person's address: nothing that could end the header, name a second receiver or be read as a display name.
_PART: Final = r"[^\s@<>()\[\],;:\\\"\x00-\x20\x7f]+"
_ADDRESS: Final = re.compile(rf"{_PART}@{_PART}")


def wait_after(attempts: int) -> timedelta | None:
    """Doubling from one minute up to six hours; None when it has been tried often enough."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return min(timedelta(minutes=2 ** max(attempts - 1, 0)), LONGEST_WAIT)


def is_address(text: str) -> bool:
    """Whether the text is one e-mail address (RFC 5321 §4.1.2, without quoted parts) and nothing besides."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None
