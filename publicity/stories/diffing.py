"""Two texts side by side: paragraphs matched first, then characters and whole numbers within a changed paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

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
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    rows: list[Row] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            rows.extend(Row("same", (Segment(line),), (Segment(line),)) for line in before[i1:i2])
        else:
            rows.extend(_pairs(before[i1:i2], after[j1:j2]))
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
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    too_long = max(len(old), len(new)) > LONGEST_LINE
    if too_long or matcher.quick_ratio() < ALIKE:
        return Row("changed", (Segment(old, True),), (Segment(new, True),))
    left: list[Segment] = []
    right: list[Segment] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if i1 < i2:
            left.append(Segment("".join(before[i1:i2]), kind != "equal"))
        if j1 < j2:
            right.append(Segment("".join(after[j1:j2]), kind != "equal"))
    return Row("changed", tuple(left), tuple(right))
