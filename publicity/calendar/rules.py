"""Pure decisions of the calendar: offsets in days, what counts as overdue, which moves a milestone may make."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.almanac.working_days import shift_working_days
from publicity.calendar.terms import EventKind, State

CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
OFFSET: Final = re.compile(r"([+-])([1-9][0-9]{0,2}) (workdays|days)")


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days before (negative) or after an event; `working` counts working days, make-up days included."""

    count: int
    working: bool

    def __str__(self) -> str:
        return f"{self.count:+d} {'workdays' if self.working else 'days'}"

    def text(self) -> str:
        """ "提前5个工作日"."""
        unit = "个工作日" if self.working else "天"
        return f"提前{-self.count}{unit}" if self.count < 0 else f"之后{self.count}{unit}内"


def parse_offset(text: str) -> Offset:
    """Reads "-5 workdays" or "+10 days"; raises ValueError for anything else."""
    match = OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(f"not an offset: {text!r}")
    return Offset(int(match[1] + match[2]), match[3] == "workdays")


def due_day(offset: Offset, event_day: date) -> date:
    """The day that lies `offset` from the event; the event's own day is not counted.

    Raises NotAnnounced when working days run into a year whose holidays are not known.
    """
    if offset.working:
        return shift_working_days(event_day, offset.count)
    return event_day + timedelta(days=offset.count)


# What the public is told of unless a planner says otherwise.
PUBLIC_KINDS: Final = frozenset(
    {
        EventKind.PRESS_CONFERENCE,
        EventKind.LIVE_BROADCAST,
        EventKind.MICRO_FILM,
        EventKind.CASE_RELEASE,
        EventKind.THEMED_CAMPAIGN,
        EventKind.SELECTION,
    }
)
OPEN: Final = frozenset({State.PROVISIONAL, State.CONFIRMED})
STEPS: Final[Mapping[State, frozenset[State]]] = MappingProxyType(
    {
        State.PROVISIONAL: frozenset({State.CONFIRMED, State.CANCELLED, State.DONE}),
        State.CONFIRMED: frozenset({State.CANCELLED, State.DONE}),
        State.CANCELLED: frozenset(),
        State.DONE: frozenset(),
    }
)


def may_become(now: State, then: State) -> bool:
    """Whether the state may follow; provisional → confirmed is one way, cancelled and done are final."""
    return then in STEPS[now]


def needs_reason(state: State) -> bool:
    """Whether a move or a cancellation must say why: once the date has been confirmed."""
    return state is State.CONFIRMED


def is_overdue(state: State, last_day: date | None, today: date) -> bool:
    """Whether the latest possible day has passed with the thing still open."""
    return state in OPEN and last_day is not None and last_day < today


class Edges(NamedTuple):
    """Which ends of a band are only roughly known."""

    start: bool
    end: bool


def soft_edges(window: DateWindow, *, soft: bool) -> Edges:
    """Days and ranges of days have hard edges, coarser words soft ones; a deadline's end is always hard.

    A range from a first to a last day of months was written in months ("1-3月").
    """
    vague = window.precision not in (Precision.DAY, Precision.RANGE) or _in_months(window)
    hard_end = window.kind is Kind.DEADLINE or (soft and window.end is not None)
    open_start = window.start is None and window.kind is not Kind.DEADLINE
    return Edges(start=vague or soft or open_start, end=(vague or window.end is None) and not hard_end)


def _in_months(window: DateWindow) -> bool:
    start, end = window.start, window.end
    if start is None or end is None or window.precision is not Precision.RANGE:
        return False
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def is_clock(text: str) -> bool:
    """Whether it is a time of day such as 09:30; 24:00 is the end of the day."""
    return CLOCK.fullmatch(text) is not None


UNIT_MONTHS: Final[Mapping[Precision, int]] = MappingProxyType(
    {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}
)


def unit_of(precision: Precision, day: date) -> tuple[date, date]:
    """First and last day of the third, month, quarter, half or year that holds `day`; the day itself for the others."""
    if precision is Precision.THIRD:
        return _third(day)
    months = UNIT_MONTHS.get(precision)
    if months is None:
        return day, day
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    return date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1])


def _third(day: date) -> tuple[date, date]:
    first = min((day.day - 1) // 10 * 10 + 1, 21)
    last = monthrange(day.year, day.month)[1] if first == 21 else first + 9
    return day.replace(day=first), day.replace(day=last)


def window_from(start: date | None, end: date | None, precision: Precision, kind: Kind) -> DateWindow | None:
    """The window people mean: coarse words are filled out to their whole unit, a deadline to the unit's last day.

    None when no day was given at all.
    """
    if start is None and end is None:
        return None
    if kind is Kind.DEADLINE:
        return DateWindow(None, unit_of(precision, end or start or date.max)[1], precision, kind)
    if precision is Precision.RANGE:
        return DateWindow(start, end, precision, kind)
    first, last = unit_of(precision, start or end or date.max)
    return DateWindow(first, last, precision, kind)
