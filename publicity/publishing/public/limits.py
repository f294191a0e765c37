"""How often one address may fetch feeds: a bucket that fills steadily."""

from ipaddress import ip_address
from threading import Lock
from typing import Final

RATE: Final = 50.0
BURST: Final = 1000.0
MOST_ADDRESSES: Final = 10_000


class Buckets:
    """One process's buckets; this machine itself (a proxy in front, a check) is never limited."""

    def __init__(self, rate: float = RATE, burst: float = BURST) -> None:
        self._rate = rate
        self._burst = burst
        self._levels: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def wait(self, address: str, at: float) -> int:
        """Seconds that the address has to wait, 0 when it may go on; `at` in seconds of any steady clock."""
        if is_loopback(address):
            return 0
        with self._lock:
            if len(self._levels) >= MOST_ADDRESSES:
                self._levels.clear()
            level, before = self._levels.get(address, (self._burst, at))
            level = min(self._burst, level + max(0.0, at - before) * self._rate)
            if level < 1:
                self._levels[address] = (level, at)
                return int((1 - level) / self._rate) + 1
            self._levels[address] = (level - 1, at)
            return 0


def is_loopback(address: str) -> bool:
    """Whether the request comes from this machine; an address that is none (a socket) counts as this machine."""
    if address.startswith("127."):
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return True
