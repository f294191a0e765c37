"""What stands in both of two sequences, in a time that repetitions do not stretch."""

from collections.abc import Hashable, Sequence
from typing import Final

# Two thousand lines against two thousand take some 10 ms, ten thousand against ten thousand a quarter of a second.
MOST_PAIRS: Final = 100_000_000


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """(number in old, number in new) of a longest run of items in the same order, not necessarily side by side.

    What both begin and end with comes first; of the middle nothing where it has more than `MOST_PAIRS` pairs.
    """
    shorter = min(len(old), len(new))
    head = next((step for step in range(shorter) if old[step] != new[step]), shorter)
    rest = shorter - head
    tail = next((step for step in range(rest) if old[-1 - step] != new[-1 - step]), rest)
    middle = _longest(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *((step, step) for step in range(head)),
        *((head + i, head + j) for i, j in middle),
        *((len(old) - tail + step, len(new) - tail + step) for step in range(tail)),
    ]


def _longest(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The longest common subsequence, a row of the table in one whole number (Hyyrö 2004, after Allison and Dix 1986).

    A 0 at place j of row i: the j-th item of `new` makes what the first i of `old` have in common longer by one.
    """
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return []
    places: dict[Hashable, int] = {}
    for place, item in enumerate(new):
        places[item] = places.get(item, 0) | 1 << place
    full = (1 << len(new)) - 1
    rows = [full]
    for item in old:
        row = rows[-1]
        hits = row & places.get(item, 0)
        rows.append((row + hits | row - hits) & full)
    found = []
    i, j = len(old), len(new)
    while i and j:
        if rows[i] >> (j - 1) & 1:
            j -= 1
        elif rows[i - 1] >> (j - 1) & 1:
            i, j = i - 1, j - 1
            found.append((i, j))
        else:
            i -= 1
    return found[::-1]
