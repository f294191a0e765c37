"""What a changed fact sheet would alter in a text that people have edited since; nothing is altered unasked."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

SHORTEST_VALUE: Final = 2


class Certainty(StrEnum):
    """The passage stands as the template wrote it; only the old value stands in it; it has been rewritten by hand."""

    UNTOUCHED = "untouched"
    VALUE = "value"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lines start..end of the text now would become `new`; BY_HAND has no place, `old` is the template's wording."""

    number: int
    certainty: Certainty
    start: int
    end: int
    old: str
    new: str


def propose(before: str, after: str, mine: str, values: Mapping[str, str]) -> list[Proposal]:
    """Proposals in the order of the text, by-hand ones last.

    `before` and `after` are the template filled with the old and the new facts, `mine` is the text now, `values` maps
    an old value's words to the new ones.
    """
    lines = mine.split("\n")
    certain, open_ones = _untouched(before.split("\n"), after.split("\n"), lines)
    taken = {line for proposal in certain for line in range(proposal.start, proposal.end)}
    by_value = list(_values(lines, taken, values))
    placed = sorted([*certain, *by_value], key=lambda proposal: (proposal.start, proposal.end))
    shown = [one for one in open_ones if not _settled(one, by_value)]
    return [replace(proposal, number=number) for number, proposal in enumerate([*placed, *shown])]


def apply(mine: str, proposals: Sequence[Proposal], accepted: Collection[int]) -> str:
    """The text with the accepted proposals carried out; by-hand ones change nothing."""
    lines = mine.split("\n")
    for proposal in sorted(proposals, key=lambda one: -one.start):
        if proposal.number in accepted and proposal.certainty is not Certainty.BY_HAND:
            lines[proposal.start : proposal.end] = proposal.new.split("\n") if proposal.new else []
    return "\n".join(lines)


def _untouched(
    before: Sequence[str], after: Sequence[str], mine: Sequence[str]
) -> tuple[list[Proposal], list[Proposal]]:
    certain: list[Proposal] = []
    open_ones: list[Proposal] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        # one line before goes along, so that what is only added has a place as well
        first = max(i1 - 1, 0)
        old, new = list(before[first:i2]), [*before[first:i1], *after[j1:j2]]
        at = _place(mine, old)
        if at is None:
            open_ones.append(Proposal(0, Certainty.BY_HAND, 0, 0, "\n".join(before[i1:i2]), "\n".join(after[j1:j2])))
        else:
            start = at + i1 - first
            certain.append(
                Proposal(
                    0,
                    Certainty.UNTOUCHED,
                    start,
                    start + i2 - i1,
                    "\n".join(before[i1:i2]),
                    "\n".join(new[i1 - first :]),
                )
            )
    return certain, open_ones


def _place(mine: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Where the lines stand in one piece, None when nowhere or in more than one place."""
    span = len(wanted)
    found = [at for at in range(len(mine) - span + 1) if span and list(mine[at : at + span]) == list(wanted)]
    return found[0] if len(found) == 1 else None


def _values(mine: Sequence[str], taken: Collection[int], values: Mapping[str, str]) -> Iterator[Proposal]:
    for number, line in enumerate(mine):
        if number in taken:
            continue
        changed = line
        for old, new in values.items():
            if len(old) >= SHORTEST_VALUE and old != new and new:
                changed = changed.replace(old, new)
        if changed != line:
            yield Proposal(0, Certainty.VALUE, number, number + 1, line, changed)


def _settled(open_one: Proposal, by_value: Sequence[Proposal]) -> bool:
    """Whether a replaced value already brings the passage to what the template would write."""
    return any(proposal.new == open_one.new for proposal in by_value)
