"""Two texts side by side: paragraphs matched first, then characters and whole numbers within a changed paragraph."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Final

from publicity.lib.diff import common

LONGEST_LINE: Final = 3000
ALIKE: Final = 0.3
_PIECE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line; `changed` when the other side has it differently."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line on each side; `kind` is same, changed, removed, added or gap, the missing side is empty."""

    kind: str
    old: tuple[Segment, ...] = ()
    new: tuple[Segment, ...] = ()


def side_by_side(old: str, new: str) -> list[Row]:
    """All lines of both texts in order, empty lines left out; no rows for two empty texts."""
    before = [line for line in old.split("\n") if line.strip()]
    after = [line for line in new.split("\n") if line.strip()]
    rows: list[Row] = []
    at_old = at_new = 0
    for number_old, number_new in [*common(before, after), (len(before), len(after))]:
        rows.extend(_pairs(before[at_old:number_old], after[at_new:number_new]))
        rows.extend(Row("same", (Segment(line),), (Segment(line),)) for line in before[number_old : number_old + 1])
        at_old, at_new = number_old + 1, number_new + 1
    return rows


def folded(rows: Sequence[Row], context: int = 1) -> list[Row]:
    """The rows that differ with `context` lines around them; each longer unchanged run becomes one row of kind gap."""
    near = {
        number + step for number, row in enumerate(rows) if row.kind != "same" for step in range(-context, context + 1)
    }
    kept: list[Row] = []
    for number, row in enumerate(rows):
        if number in near:
            kept.append(row)
        elif not kept or kept[-1].kind != "gap":
            kept.append(Row("gap"))
    return kept


def is_different(rows: Sequence[Row]) -> bool:
    """Whether anything differs at all."""
    return any(row.kind != "same" for row in rows)


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    for old, new in zip_longest(before, after):
        if old is None:
            yield Row("added", (), (Segment(new, True),))
        elif new is None:
            yield Row("removed", (Segment(old, True),), ())
        else:
            yield _within(old, new)


def _within(old: str, new: str) -> Row:
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    shared = sum((Counter(before) & Counter(after)).values())
    too_long = max(len(old), len(new)) > LONGEST_LINE
    if too_long or 2 * shared < ALIKE * (len(before) + len(after)):
        return Row("changed", (Segment(old, True),), (Segment(new, True),))
    fixed = list(common(before, after))
    kept_old, kept_new = {i for i, _j in fixed}, {j for _i, j in fixed}
    return Row("changed", _segments(before, kept_old), _segments(after, kept_new))


def _segments(pieces: Sequence[str], kept: Set[int]) -> tuple[Segment, ...]:
    runs = groupby(range(len(pieces)), key=lambda number: number not in kept)
    return tuple(Segment("".join(pieces[number] for number in run), changed) for changed, run in runs)
