"""What a list shows of a milestone or an event, worked out once. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.almanac.wording import window_text
from publicity.calendar.deadlines import DueLine
from publicity.calendar.grid import Entry
from publicity.calendar.models import Event
from publicity.calendar.rules import Edges, is_overdue, soft_edges
from publicity.calendar.terms import EventKind, State


@dataclass(frozen=True, slots=True)
class Item:
    """One line: `is_event` says which page it leads to; `when` is the window in words."""

    id: int
    is_event: bool
    title: str
    kind: EventKind
    state: State
    window: DateWindow
    when: str
    clock: str
    plan_id: int | None
    is_overdue: bool
    is_deadline: bool
    edges: Edges
    asks: str
    days_left: int | None


def item_of(row: Any, today: date) -> Item:
    """The line of a row of queries.LISTED."""
    window = DateWindow(row.starts_on, row.ends_on, row.precision, row.window_kind)
    has_day = row.ends_on is not None or row.starts_on is not None
    return Item(
        id=row.id,
        is_event=False,
        title=row.title,
        kind=row.kind,
        state=row.state,
        window=window,
        when=window_text(window) if has_day else "",
        clock=row.clock,
        plan_id=row.plan_id,
        is_overdue=is_overdue(row.state, row.ends_on, today),
        is_deadline=row.window_kind is Kind.DEADLINE,
        edges=soft_edges(window, soft=row.soft),
        asks=row.asks,
        days_left=(row.ends_on - today).days if row.ends_on else None,
    )


def item_of_event(event: Event, today: date) -> Item:
    """The line of an event."""
    window = DateWindow(event.day, event.day, Precision.DAY, Kind.POINT)
    return Item(
        id=event.id,
        is_event=True,
        title=event.title,
        kind=event.kind,
        state=event.state,
        window=window,
        when=window_text(window),
        clock=event.clock,
        plan_id=None,
        is_overdue=is_overdue(event.state, event.day, today),
        is_deadline=False,
        edges=Edges(start=False, end=False),
        asks="",
        days_left=(event.day - today).days,
    )


def item_of_line(line: DueLine, state: State, today: date) -> Item | None:
    """The line of an event's relative deadline, on its day; None where the day cannot be worked out."""
    if line.day is None:
        return None
    window = DateWindow(None, line.day, Precision.DAY, Kind.DEADLINE)
    return Item(
        id=line.event_id,
        is_event=True,
        title=f"{line.title}：{line.event_title}",
        kind=EventKind.REPORT,
        state=State.DONE if line.is_met else state,
        window=window,
        when=window_text(window),
        clock="",
        plan_id=None,
        is_overdue=line.is_overdue(today),
        is_deadline=True,
        edges=Edges(start=False, end=False),
        asks="",
        days_left=(line.day - today).days,
    )


def entry_of(item: Item) -> Entry:
    """The line as something to lay out; `soft` is already in the edges."""
    return Entry(item.window, item.edges, item)
