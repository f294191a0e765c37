"""Laying windows out: weeks of a month with bands and day entries, bands of a year. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from publicity.almanac.windows import DateWindow, Kind
from publicity.calendar.rules import Edges, unit_of

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to lay out; `thing` is handed through to the page."""

    window: DateWindow
    edges: Edges
    thing: Any

    @property
    def first_day(self) -> date:
        """Where it is drawn from: a deadline stands on its last day."""
        if self.window.kind is Kind.DEADLINE and self.window.end is not None:
            return self.window.end
        return self.window.start or self.window.end or date.min

    @property
    def last_day(self) -> date:
        """Where it is drawn to: without an end it goes on."""
        return self.window.end or date.max


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of one row: columns count from 1; `cut_*` says that it goes on beyond the row."""

    thing: Any
    column: int
    span: int
    edges: Edges
    cut_start: bool
    cut_end: bool


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day with what stands on it."""

    day: date
    in_month: bool
    things: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from Monday, and the bands that cross them."""

    days: tuple[DayCell, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month's weeks; `whole` are the bands that cover all of it, told once instead of in every week."""

    first_day: date
    last_day: date
    weeks: tuple[Week, ...]
    whole: tuple[Band, ...]


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First and last day of the month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def grid_bounds(year: int, month: int) -> tuple[date, date]:
    """The Monday on or before the 1st and the Sunday on or after the last day."""
    first, last = month_bounds(year, month)
    return first - DAY * first.weekday(), last + DAY * (6 - last.weekday())


def month_grid(year: int, month: int, entries: Iterable[Entry]) -> Month:
    """The month laid out; entries keep their order within a day and within a week."""
    first, last = month_bounds(year, month)
    start, end = grid_bounds(year, month)
    whole, spans, by_day = [], [], dict[date, list[Any]]()
    for entry in entries:
        if entry.first_day == entry.last_day:
            by_day.setdefault(entry.first_day, []).append(entry.thing)
        elif entry.first_day <= first and entry.last_day >= last:
            whole.append(entry)
        else:
            spans.append(entry)
    weeks = tuple(_week(start + WEEK * n, month, by_day, spans) for n in range((end - start).days // 7 + 1))
    return Month(first, last, weeks, tuple(band(entry, first, last) for entry in whole))


def _week(monday: date, month: int, by_day: dict[date, list[Any]], spans: Sequence[Entry]) -> Week:
    sunday = monday + 6 * DAY
    days = (monday + DAY * n for n in range(7))
    cells = tuple(DayCell(day, day.month == month, tuple(by_day.get(day, ()))) for day in days)
    crossing = (entry for entry in spans if entry.first_day <= sunday and entry.last_day >= monday)
    return Week(cells, tuple(band(entry, monday, sunday) for entry in crossing))


def band(entry: Entry, first: date, last: date) -> Band:
    """The part of the entry that lies in `first`..`last`, in columns of one day."""
    start, end = max(entry.first_day, first), min(entry.last_day, last)
    edges = entry.edges
    cut_start, cut_end = entry.first_day < first, entry.last_day > last
    shown = Edges(edges.start and not cut_start, edges.end and not cut_end)
    return Band(entry.thing, (start - first).days + 1, (end - start).days + 1, shown, cut_start, cut_end)


def year_band(entry: Entry, year: int) -> Band:
    """The part of the entry in the year, in columns of one day; a deadline fades in over the unit it was written in."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if entry.window.kind is Kind.DEADLINE and entry.window.end is not None:
        lead_in = unit_of(entry.window.precision, entry.window.end)[0]
        whole = DateWindow(lead_in, entry.window.end, entry.window.precision, Kind.PERIOD)
        entry = Entry(whole, Edges(start=lead_in != entry.window.end, end=False), entry.thing)
    return band(entry, first, last)


def neighbours(year: int, month: int) -> tuple[date, date]:
    """The first days of the month before and the month after."""
    first, last = month_bounds(year, month)
    return (first - DAY).replace(day=1), last + DAY
