"""The words around a date that belong to it: its sentence, its clauses, its row of a table."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from publicity.plans.items import DatedItem, Role
from publicity.plans.task_words import ACTION_LABELS, OWNER_LABELS

_SENTENCE_END: Final = re.compile(r"[。！？\n]")
_CLAUSE_END: Final = re.compile(r"[，；：|]|——")
_OWNERS: Final = re.compile(rf"(?:{OWNER_LABELS})[^|：，]{{0,6}}")
_ACTIONS: Final = re.compile(rf"[^|]{{0,8}}(?:{ACTION_LABELS})[^|]{{0,6}}")
_COUNTED: Final = re.compile(r"[+-][0-9]+ (?:workdays|days|hours|months)")
_WORDS: Final = re.compile(r"[\u3400-\u9fff]{4}")
_FARTHEST: Final = 600
_HEADER_ROWS: Final = 60
_LONGEST_ROW: Final = 2000


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of the clean text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the cell that says what is to be done and the one that says who, None where it has none."""

    action: Span | None
    owner: Span | None


@dataclass(frozen=True, slots=True)
class Scope:
    """`sentence` around the item, `reach` the part of it that is this item's and no other's, `clauses` of the reach.

    `own` is the index of the item's clause; `item` the item's own place.
    """

    item: Span
    sentence: Span
    reach: Span
    clauses: tuple[Span, ...]
    own: int
    row: Row | None


class Scopes:
    """Answers for many items of one text; the items come in the order of the text."""

    def __init__(self, text: str, items: Sequence[DatedItem]) -> None:
        self._text = text
        self._ends = [match.start() for match in _SENTENCE_END.finditer(text)]
        self._tasks = [(item.clean_start, item.clean_end) for item in items if _bounds(item)]
        self._starts = [start for start, _ in self._tasks]

    def around(self, item: DatedItem) -> Scope:
        """The scope of one item."""
        place = Span(item.clean_start, item.clean_end)
        sentence = self.sentence_at(place.start, place.end)
        reach = self._reach(place, sentence)
        clauses = _clauses(self._text, reach, place)
        own = next(index for index, clause in enumerate(clauses) if place.start < clause.end)
        return Scope(place, sentence, reach, clauses, own, self._row(place))

    def sentence_at(self, start: int, end: int) -> Span:
        """The sentence that holds text[start:end], at most 600 characters each way; an end inside it is no end."""
        before = bisect.bisect_left(self._ends, start) - 1
        after = bisect.bisect_left(self._ends, end)
        first = self._ends[before] + 1 if before >= 0 else 0
        last = self._ends[after] if after < len(self._ends) else len(self._text)
        return Span(max(first, start - _FARTHEST), max(end, min(last, end + _FARTHEST)))

    def sentence_before(self, sentence: Span, limit: int) -> Span | None:
        """The sentence that ends where this one begins; None when it would begin before `limit`."""
        at = sentence.start - 1
        while at > limit and self._text[at - 1] in "。！？\n ":
            at -= 1
        if at <= limit:
            return None
        found = self.sentence_at(at - 1, at)
        return found if found.start >= limit else Span(limit, found.end)

    def _reach(self, place: Span, sentence: Span) -> Span:
        at = bisect.bisect_left(self._starts, place.start)
        start, end = sentence.start, sentence.end
        if at > 0 and self._tasks[at - 1][1] > sentence.start:
            start = self._clause_start(max(sentence.start, min(self._tasks[at - 1][1], place.start)), place.start)
        after = bisect.bisect_left(self._starts, place.end)
        while after < len(self._starts) and self._starts[after] < sentence.end:
            end = max(place.end, self._clause_start(place.end, self._starts[after]))
            if _WORDS.search(self._text[start : place.start] + " " + self._text[place.end : end]):
                break
            end, after = sentence.end, after + 1
        return Span(start, end)

    def _clause_start(self, low: int, high: int) -> int:
        """Behind the last clause mark in text[low:high]; `high` when there is none."""
        marks = list(_CLAUSE_END.finditer(self._text, low, high))
        return marks[-1].end() if marks else high

    def _row(self, place: Span) -> Row | None:
        near, far = max(0, place.start - _LONGEST_ROW), min(len(self._text), place.end + _LONGEST_ROW)
        start = self._text.rfind("\n", near, place.start) + 1
        end = self._text.find("\n", place.end, far)
        line = Span(max(start, near), far if end < 0 else end)
        cells = _cells(self._text, line)
        if len(cells) < 2:
            return None
        header = self._header(line, len(cells))
        action = _column(header, cells, _ACTIONS, place) if header else None
        owner = _column(header, cells, _OWNERS, place) if header else None
        return Row(action or _longest(self._text, cells, place, owner), owner)

    def _header(self, line: Span, count: int) -> list[str] | None:
        """The nearest row above with as many cells that names its columns; a row without cells ends the table."""
        end = line.start - 1
        for _ in range(_HEADER_ROWS):
            start = self._text.rfind("\n", max(0, end - _LONGEST_ROW), max(end, 0)) + 1
            cells = _cells(self._text, Span(start, end)) if end > 0 else []
            if end <= 0 or (len(cells) < 2 and self._text[start:end].strip()):
                return None
            names = [cell.of(self._text) for cell in cells]
            if len(names) == count and sum(bool(_ACTIONS.fullmatch(n) or _OWNERS.fullmatch(n)) for n in names) >= 1:
                return names
            end = start - 1
        return None


def _bounds(item: DatedItem) -> bool:
    """Whether an item begins a task of its own; festivals and events beside a date only explain it."""
    counted = item.offset_rule is not None and _COUNTED.match(item.offset_rule)
    return item.role == Role.TASK or bool(item.role == Role.RELATIVE and counted)


def _clauses(text: str, reach: Span, place: Span) -> tuple[Span, ...]:
    """The reach cut at clause marks; marks inside the item are no marks."""
    spans, at = [], reach.start
    for match in _CLAUSE_END.finditer(text, reach.start, reach.end):
        if place.start <= match.start() < place.end:
            continue
        spans.append(Span(at, match.start()))
        at = match.end()
    spans.append(Span(at, max(reach.end, place.end, at)))
    return tuple(spans)


def _cells(text: str, line: Span) -> list[Span]:
    raw = line.of(text)
    if "|" not in raw:
        return []
    spans, at = [], line.start
    for piece in raw.split("|"):
        bare = piece.strip()
        start = at + (piece.index(bare) if bare else 0)
        spans.append(Span(start, start + len(bare)))
        at += len(piece) + 1
    first = 1 if raw.lstrip().startswith("|") else 0
    return spans[first : -1 if raw.rstrip().endswith("|") else None]


def _column(header: list[str], cells: list[Span], wanted: re.Pattern[str], place: Span) -> Span | None:
    for name, cell in zip(header, cells, strict=True):
        if wanted.fullmatch(name.strip()) and cell.end > cell.start and not cell.start <= place.start < cell.end:
            return cell
    return None


def _longest(text: str, cells: list[Span], place: Span, owner: Span | None) -> Span | None:
    others = [cell for cell in cells if not cell.start <= place.start < cell.end and cell != owner]
    longest = max(others, key=lambda cell: cell.end - cell.start, default=None)
    return longest if longest is not None and len(longest.of(text)) >= 3 else None
