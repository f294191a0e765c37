"""What a changed fact sheet would alter in a text that people have edited since; nothing is altered unasked.

A three-way merge by paragraphs: what the template writes anew is laid upon the text as it stands now, wherever the
text still stands as the template wrote it.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from publicity.lib.diff import common
from publicity.lib.grams import grams
from publicity.stories.fact_values import STEMS

SHORTEST_VALUE: Final = 2
ALIKE: Final = 0.4
MOST_PAIRS: Final = 10_000


class Certainty(StrEnum):
    """The passage stands as the template wrote it; only the old value stands in it; it has been rewritten by hand."""

    UNTOUCHED = "untouched"
    VALUE = "value"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lines start..end of the text now would become `new`; BY_HAND has no place, `old` is the template's wording.

    Both begin with the empty lines that set them apart from what stands before.
    """

    number: int
    certainty: Certainty
    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with words, the number of empty lines before it, and its own number."""

    text: str
    apart: int
    at: int

    @property
    def written(self) -> list[str]:
        return [*[""] * self.apart, self.text]


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Lines start..end of what the template wrote become `new`."""

    start: int
    end: int
    new: tuple[_Line, ...]


def propose(before: str, after: str, mine: str, values: Mapping[str, str]) -> list[Proposal]:
    """Proposals in the order of the text, by-hand ones last.

    `before` and `after` are the template filled with the old and the new facts, `mine` is the text now, `values` maps
    an old value's words to the new ones.
    """
    was, will, now = _lines(before), _lines(after), _lines(mine)
    standing = dict(common([line.text for line in was], [line.text for line in now]))
    between = _Between(now, standing)
    placed: list[Proposal] = []
    by_hand: list[Proposal] = []
    for hunk in _hunks(was, will):
        if between.is_done(hunk):
            continue
        proposal = _placed(hunk, was, now, standing)
        if proposal is None:
            by_hand.append(_by_hand(hunk, was))
        else:
            placed.append(proposal)
    of_template = set(standing.values())
    own = [line for number, line in enumerate(now) if number not in of_template]
    by_value = list(_values(own, values))
    placed = sorted([*placed, *by_value], key=lambda proposal: (proposal.start, proposal.end))
    # a replaced value may already bring the passage to what the template would write
    settled = {proposal.new for proposal in by_value}
    shown = [one for one in by_hand if one.new.strip("\n") not in settled]
    return [replace(proposal, number=number) for number, proposal in enumerate([*placed, *shown])]


def apply(mine: str, proposals: Sequence[Proposal], accepted: Collection[int]) -> str:
    """The text with the accepted proposals carried out; by-hand ones change nothing."""
    lines = mine.split("\n")
    for proposal in sorted(proposals, key=lambda one: (one.start, one.end, one.number), reverse=True):
        if proposal.number in accepted and proposal.certainty is not Certainty.BY_HAND:
            lines[proposal.start : proposal.end] = proposal.new.split("\n") if proposal.new else []
    return "\n".join(lines).lstrip("\n") if accepted else mine


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    apart = 0
    for at, line in enumerate(text.split("\n")):
        if line.strip():
            found.append(_Line(line, apart, at))
            apart = 0
        else:
            apart += 1
    return found


def _hunks(was: Sequence[_Line], will: Sequence[_Line]) -> Iterator[_Hunk]:
    """What the template writes otherwise, each line that only changed its words by itself."""
    kept = [(line.apart, line.text) for line in was], [(line.apart, line.text) for line in will]
    fixed = common(*kept)
    for (i0, j0), (i1, j1) in pairwise([(-1, -1), *fixed, (len(was), len(will))]):
        near = [(i0, j0), *_alike(was, will, range(i0 + 1, i1), range(j0 + 1, j1)), (i1, j1)]
        for (i, j), (to_i, to_j) in pairwise(near):
            yield from _stretch(i + 1, to_i, will[j + 1 : to_j])
            if to_i < i1:
                yield _Hunk(to_i, to_i + 1, (will[to_j],))


def _stretch(start: int, end: int, new: Sequence[_Line]) -> Iterator[_Hunk]:
    if new:
        yield _Hunk(start, end, tuple(new))
    else:
        yield from (_Hunk(number, number + 1, ()) for number in range(start, end))


def _alike(was: Sequence[_Line], will: Sequence[_Line], old: range, new: range) -> list[tuple[int, int]]:
    """The pairs in order whose words are most alike, taken together; none where there are too many to compare."""
    if len(old) * len(new) > MOST_PAIRS:
        return []
    cut_old, cut_new = [grams(was[i].text) for i in old], [grams(will[j].text) for j in new]
    # best[a][b]: (likeness, pairs) of the first a old and the first b new lines
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(new) + 1)]
    for i, one in zip(old, cut_old, strict=True):
        row: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for b, (j, other) in enumerate(zip(new, cut_new, strict=True)):
            likeness = 2 * len(one & other) / max(len(one) + len(other), 1)
            score, pairs = best[-1][b]
            ways = [best[-1][b + 1], row[b]]
            ways += [(score + likeness, [*pairs, (i, j)])] if likeness >= ALIKE else []
            row.append(max(ways, key=lambda way: way[0]))
        best.append(row)
    return best[-1][-1][1]


def _placed(hunk: _Hunk, was: Sequence[_Line], now: Sequence[_Line], standing: Mapping[int, int]) -> Proposal | None:
    """The hunk upon the text now; None where people changed the place: its lines, or those on both sides of it."""
    if hunk.start == hunk.end:
        return _insertion(hunk, was, now, standing)
    places = [standing.get(number) for number in range(hunk.start, hunk.end)]
    first = places[0]
    if first is None or places != list(range(first, first + len(places))):
        return None
    old = now[first : first + len(places)]
    new = list(hunk.new)
    if new and new[0].apart == was[hunk.start].apart:
        new[0] = replace(new[0], apart=old[0].apart)
    return _proposal(old[0].at - old[0].apart, old[-1].at + 1, old, new)


def _insertion(hunk: _Hunk, was: Sequence[_Line], now: Sequence[_Line], standing: Mapping[int, int]) -> Proposal | None:
    """Behind the line above it where that still stands, else before the line below it."""
    above, below = standing.get(hunk.start - 1), standing.get(hunk.start)
    if above is None and below is None and now:
        return None
    if above is not None:
        at = now[above].at + 1
    else:
        at = now[below].at - now[below].apart if below else 0
    added = _proposal(at, at, (), hunk.new)
    if above is None and below == 0:
        # what stood first has nothing yet that sets it apart from what comes before it now
        return replace(added, new=added.new + "\n" * was[hunk.start].apart)
    return added


def _proposal(start: int, end: int, old: Sequence[_Line], new: Sequence[_Line]) -> Proposal:
    return Proposal(0, Certainty.UNTOUCHED, start, end, _written(old), _written(new))


def _by_hand(hunk: _Hunk, was: Sequence[_Line]) -> Proposal:
    return Proposal(0, Certainty.BY_HAND, 0, 0, _written(was[hunk.start : hunk.end]), _written(hunk.new))


def _written(lines: Sequence[_Line]) -> str:
    return "\n".join(part for line in lines for part in line.written)


class _Between:
    """What people wrote between the lines of the template that still stand; each gap is read once."""

    def __init__(self, now: Sequence[_Line], standing: Mapping[int, int]) -> None:
        self._now = now
        self._standing = standing
        self._numbers = sorted(standing)
        self._gaps: dict[tuple[int, int], frozenset[str]] = {}

    def is_done(self, hunk: _Hunk) -> bool:
        """Whether people have already made of the place what the template would."""
        before, behind = bisect_left(self._numbers, hunk.start), bisect_left(self._numbers, hunk.end)
        if before != behind:
            return False
        above = self._standing[self._numbers[before - 1]] if before else -1
        below = self._standing[self._numbers[behind]] if behind < len(self._numbers) else len(self._now)
        there = self._gap(above, below)
        return all(line.text in there for line in hunk.new) if hunk.new else not there

    def _gap(self, above: int, below: int) -> frozenset[str]:
        if (above, below) not in self._gaps:
            self._gaps[above, below] = frozenset(line.text for line in self._now[above + 1 : below])
        return self._gaps[above, below]


def _values(own: Sequence[_Line], values: Mapping[str, str]) -> Iterator[Proposal]:
    """Old values in lines that people wrote; what the template wrote is told by the template."""
    known = {old: new for old, new in values.items() if len(old) >= SHORTEST_VALUE and old != new and new}
    if not known:
        return
    longest_first = sorted(known, key=len, reverse=True)
    old_value = re.compile("|".join(map(_whole, longest_first)))
    for line in own:
        changed = old_value.sub(lambda found: known[found[0]], line.text)
        if changed != line.text:
            yield Proposal(0, Certainty.VALUE, line.at, line.at + 1, line.text, changed)


def _whole(value: str) -> str:
    """3万元 does not stand in 13万元 nor in 1,003万元, and 张某 is not 张某某 or 张某甲."""
    before = r"(?<![\d.])(?<!\d,)" if value[0].isdigit() else ""
    after = r"(?![\d.])" if value[-1].isdigit() else ""
    after += rf"(?![某{STEMS}])" if value.endswith("某") else ""
    return f"{before}{re.escape(value)}{after}"
