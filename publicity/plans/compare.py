"""Which statement of a new reading is which of an earlier one, so that nothing is ever put on the calendar twice."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ENOUGH: Final = 4.0
NEAREST: Final = 60


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement is recognised by; `section` is its innermost heading."""

    quote: str
    when: str
    title: str
    section: str


def match(before: Sequence[Statement], after: Sequence[Statement]) -> dict[int, int]:
    """Index in `after` → index in `before`, each at most once; the surest pairs first, then the nearest in order."""
    near = _Index(before)
    pairs = [
        (likeness(before[old], statement), -abs(old - new), new, old)
        for new, statement in enumerate(after)
        for old in near.candidates(statement, new)
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, new, old in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3])):
        if score >= ENOUGH and new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def likeness(one: Statement, other: Statement) -> float:
    """0 to 9: the same title counts most, then the words of the date, the date itself, the heading."""
    score = 4 * similarity(one.title, other.title)
    score += 2 if _flat(one.quote) == _flat(other.quote) else 0
    score += 2 if one.when == other.when else 0
    return score + similarity(one.section, other.section)


def similarity(one: str, other: str) -> float:
    """0 to 1, by shared pairs of neighbouring characters (Dice)."""
    if one == other:
        return 1.0
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _flat(text: str) -> str:
    return "".join(text.split())


class _Index:
    """Earlier statements by title, quote and heading, so that long plans need not be compared all with all."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._size = len(statements)
        self._by: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, statement in enumerate(statements):
            for key in _keys(statement):
                self._by[key].append(at)

    def candidates(self, statement: Statement, position: int) -> set[int]:
        """Those that share something, and those that stood nearby."""
        found = set(range(max(0, position - NEAREST), min(self._size, position + NEAREST)))
        for key in _keys(statement):
            found.update(sorted(self._by.get(key, ()), key=lambda at: abs(at - position))[:NEAREST])
        return found


def _keys(statement: Statement) -> tuple[tuple[str, str], ...]:
    return (("title", statement.title), ("quote", _flat(statement.quote)), ("section", statement.section))
