"""Pure decisions: offsets in working days, steps between states, edges, windows people mean."""

from datetime import date

import pytest

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.almanac.working_days import NotAnnounced
from publicity.calendar.rules import (
    Edges,
    due_day,
    is_clock,
    is_overdue,
    may_become,
    parse_offset,
    soft_edges,
    unit_of,
    window_from,
)
from publicity.calendar.terms import State


@pytest.mark.parametrize(
    ("text", "event_day", "due"),
    [
        ("-5 workdays", "2018-07-20", "2018-07-13"),
        ("-5 workdays", "2018-05-03", "2018-04-25"),
        ("-5 workdays", "2018-02-26", "2018-02-13"),
        ("-5 workdays", "2018-10-10", "2018-09-28"),
        ("+5 workdays", "2018-09-28", "2018-10-10"),
        ("-7 days", "2018-07-20", "2018-07-13"),
        ("+10 days", "2018-12-25", "2019-01-04"),
    ],
)
def test_a_deadline_is_counted_from_its_event(text: str, event_day: str, due: str) -> None:
    assert due_day(parse_offset(text), date.fromisoformat(event_day)).isoformat() == due


def test_working_days_of_a_year_not_announced_are_never_guessed() -> None:
    with pytest.raises(NotAnnounced):
        due_day(parse_offset("-5 workdays"), date(2027, 7, 20))
    assert due_day(parse_offset("-5 days"), date(2027, 7, 20)) == date(2027, 7, 15)


@pytest.mark.parametrize("text", ["", "5 workdays", "-0 days", "-5 weeks", "-5workdays", "-1000 days", "提前5个工作日"])
def test_other_offsets_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an offset"):
        parse_offset(text)


@pytest.mark.parametrize(
    ("text", "words"), [("-5 workdays", "提前5个工作日"), ("-3 days", "提前3天"), ("+10 days", "之后10天内")]
)
def test_an_offset_is_told_in_the_offices_words(text: str, words: str) -> None:
    assert (parse_offset(text).text(), str(parse_offset(text))) == (words, text)


@pytest.mark.parametrize(
    ("now", "then", "allowed"),
    [
        ("provisional", "confirmed", True),
        ("provisional", "cancelled", True),
        ("provisional", "done", True),
        ("confirmed", "provisional", False),
        ("confirmed", "done", True),
        ("confirmed", "cancelled", True),
        ("done", "confirmed", False),
        ("done", "provisional", False),
        ("cancelled", "provisional", False),
        ("cancelled", "done", False),
    ],
)
def test_states_go_one_way(now: str, then: str, allowed: bool) -> None:
    assert may_become(State(now), State(then)) is allowed


@pytest.mark.parametrize(
    ("state", "last", "overdue"),
    [
        ("provisional", "2018-07-11", True),
        ("confirmed", "2018-07-11", True),
        ("confirmed", "2018-07-12", False),
        ("done", "2018-07-11", False),
        ("cancelled", "2018-07-11", False),
    ],
)
def test_the_last_day_itself_is_not_overdue(state: str, last: str, overdue: bool) -> None:
    assert is_overdue(State(state), date.fromisoformat(last), date(2018, 7, 12)) is overdue


def test_what_has_no_day_is_never_overdue() -> None:
    assert is_overdue(State.PROVISIONAL, None, date(2018, 7, 12)) is False


@pytest.mark.parametrize(
    ("start", "end", "precision", "kind", "soft", "edges"),
    [
        ("2018-07-12", "2018-07-12", "day", "point", False, (False, False)),
        (None, "2018-07-12", "day", "deadline", False, (False, False)),
        (None, "2018-06-30", "month", "deadline", False, (True, False)),
        ("2018-07-01", "2018-07-31", "month", "period", False, (True, True)),
        ("2017-07-18", "2017-09-18", "range", "period", False, (False, False)),
        ("2018-07-01", "2018-09-30", "range", "period", False, (True, True)),
        ("2017-12-01", "2017-12-31", "month", "period", True, (True, False)),
        ("2018-06-01", None, "day", "period", False, (False, True)),
        (None, "2018-06-01", "day", "period", False, (True, False)),
    ],
)
def test_edges_show_how_exactly_the_date_was_written(
    start: str | None, end: str | None, precision: str, kind: str, soft: bool, edges: tuple[bool, bool]
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    window = DateWindow(days[0], days[1], Precision(precision), Kind(kind))
    assert soft_edges(window, soft=soft) == Edges(*edges)


@pytest.mark.parametrize(
    ("precision", "day", "first", "last"),
    [
        ("day", "2018-02-14", "2018-02-14", "2018-02-14"),
        ("third", "2018-02-10", "2018-02-01", "2018-02-10"),
        ("third", "2018-02-11", "2018-02-11", "2018-02-20"),
        ("third", "2018-03-31", "2018-03-21", "2018-03-31"),
        ("third", "2018-02-28", "2018-02-21", "2018-02-28"),
        ("month", "2016-02-05", "2016-02-01", "2016-02-29"),
        ("quarter", "2018-05-05", "2018-04-01", "2018-06-30"),
        ("half", "2018-08-05", "2018-07-01", "2018-12-31"),
        ("year", "2018-08-05", "2018-01-01", "2018-12-31"),
    ],
)
def test_the_unit_that_holds_a_day(precision: str, day: str, first: str, last: str) -> None:
    found = unit_of(Precision(precision), date.fromisoformat(day))
    assert tuple(one.isoformat() for one in found) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "precision", "kind", "expected"),
    [
        ("2018-07-12", None, "month", "period", ("2018-07-01", "2018-07-31")),
        ("2018-07-12", None, "month", "deadline", (None, "2018-07-31")),
        (None, "2018-07-12", "day", "deadline", (None, "2018-07-12")),
        ("2018-07-12", "2018-07-20", "range", "period", ("2018-07-12", "2018-07-20")),
        (None, "2018-07-12", "third", "period", ("2018-07-11", "2018-07-20")),
    ],
)
def test_the_window_people_mean(
    start: str | None, end: str | None, precision: str, kind: str, expected: tuple[str | None, str]
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    window = window_from(days[0], days[1], Precision(precision), Kind(kind))
    assert window is not None
    assert (window.start and window.start.isoformat(), window.end and window.end.isoformat()) == expected


def test_no_days_are_no_window() -> None:
    assert window_from(None, None, Precision.MONTH, Kind.DEADLINE) is None


@pytest.mark.parametrize(
    ("text", "is_one"), [("09:30", True), ("24:00", True), ("24:01", False), ("9:30", False), ("²0:00", False)]
)
def test_times_of_day(text: str, is_one: bool) -> None:
    assert is_clock(text) is is_one
