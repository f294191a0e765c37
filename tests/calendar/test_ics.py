"""The calendar file, line by line as RFC 5545 and real programs want it."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.ics import CalendarEntry, escape, fold, render
from publicity.calendar.terms import State

PRINTED = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
MADE = datetime(2018, 7, 3, 1, 2, 3, tzinfo=UTC)
CHANGED = datetime(2018, 7, 5, 4, 5, 6, tzinfo=UTC)


def entry(**overrides: object) -> CalendarEntry:
    values: dict[str, object] = {
        "uid": "milestone-1@desk.example",
        "title": "报送方案",
        "window": DateWindow(None, date(2018, 7, 12), Precision.DAY, Kind.DEADLINE),
        "clock": "",
        "state": State.CONFIRMED,
        "category": "方案报送",
        "description": "",
        "url": "",
        "sequence": 2,
        "created_at": MADE,
        "changed_at": CHANGED,
    }
    return CalendarEntry(**(values | overrides))  # type: ignore[arg-type]


def lines(*entries: CalendarEntry) -> list[str]:
    text = render("法院宣传日历", "https://desk.example", entries).decode()
    assert text.endswith("END:VCALENDAR\r\n")
    return text.replace("\r\n ", "").split("\r\n")


def own(*entries: CalendarEntry) -> list[str]:
    """The lines of the entries alone, the yearly day left out."""
    found = lines(*entries)
    return found[found.index("END:VEVENT") + 1 : -2]


def test_the_head_has_what_programs_ask_for_and_not_what_breaks_them() -> None:
    found = lines()
    for line in (
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "NAME:法院宣传日历",
        "X-WR-CALNAME:法院宣传日历",
        "URL:https://desk.example",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ):
        assert line in found
    assert not any(line.startswith("METHOD") for line in found)
    assert found.index("BEGIN:VTIMEZONE") > 0
    assert found.count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in found
    head = found[: found.index("BEGIN:VEVENT")]
    assert not any(line.startswith("UID") for line in head)


def test_no_calendar_is_ever_empty() -> None:
    calendar = icalendar.Calendar.from_ical(render("空", "https://desk.example", []))
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["国家宪法日"]


def test_an_entry_is_dated_by_its_last_change_and_the_same_rows_give_the_same_bytes() -> None:
    found = own(entry())
    assert "DTSTAMP:20180705T040506Z" in found
    assert "LAST-MODIFIED:20180705T040506Z" in found
    assert "CREATED:20180703T010203Z" in found
    assert "SEQUENCE:2" in found
    assert render("甲", "u", [entry()]) == render("甲", "u", [entry()])


@pytest.mark.parametrize(
    ("window", "start", "end"),
    [
        (DateWindow(None, date(2018, 7, 12), Precision.DAY, Kind.DEADLINE), "20180712", "20180713"),
        (DateWindow(date(2018, 7, 1), date(2018, 7, 31), Precision.MONTH, Kind.PERIOD), "20180701", "20180801"),
        (DateWindow(date(2018, 12, 31), date(2018, 12, 31), Precision.DAY, Kind.POINT), "20181231", "20190101"),
        (DateWindow(date(2018, 6, 1), None, Precision.MONTH, Kind.PERIOD), "20180601", "20180602"),
    ],
)
def test_all_day_entries_end_on_the_day_after(window: DateWindow, start: str, end: str) -> None:
    found = own(entry(window=window))
    assert f"DTSTART;VALUE=DATE:{start}" in found
    assert f"DTEND;VALUE=DATE:{end}" in found


def test_a_time_of_day_stands_in_the_zone() -> None:
    point = DateWindow(date(2018, 7, 20), date(2018, 7, 20), Precision.DAY, Kind.POINT)
    assert "DTSTART;TZID=Asia/Shanghai:20180720T150000" in own(entry(window=point, clock="15:00"))
    assert "DTSTART;VALUE=DATE:20180720" in own(entry(window=point, clock="24:00"))


@pytest.mark.parametrize(
    ("state", "status", "summary"),
    [
        (State.PROVISIONAL, "TENTATIVE", "（暂定）报送方案"),
        (State.CONFIRMED, "CONFIRMED", "报送方案"),
        (State.DONE, "CONFIRMED", "报送方案"),
        (State.CANCELLED, "CANCELLED", "（取消）报送方案"),
    ],
)
def test_the_state_is_said_in_the_status_and_to_the_eye(state: State, status: str, summary: str) -> None:
    found = own(entry(state=state))
    assert f"STATUS:{status}" in found
    assert f"SUMMARY:{summary}" in found


def test_what_has_no_day_is_left_out() -> None:
    assert own(entry(window=DateWindow(None, None, Precision.RANGE, Kind.PERIOD))) == []


def test_text_is_escaped_and_control_characters_are_dropped() -> None:
    assert escape("甲,乙;丙\\丁\r\n戊\x00\x0b\x1f\ud800") == "甲\\,乙\\;丙\\\\丁\\n戊"


def test_an_address_cannot_smuggle_a_line_in() -> None:
    assert not any(line.startswith("X-EVIL") for line in own(entry(url="https://x/\r\nX-EVIL:1", uid="a\nX-EVIL:2")))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_folding_keeps_lines_short_and_characters_whole(text: str) -> None:
    folded = fold("SUMMARY:" + escape(text))
    parts = folded.split(b"\r\n")
    assert parts[-1] == b""
    assert all(len(part) <= 75 for part in parts)
    assert all(part.decode() is not None for part in parts)
    assert b"".join([parts[0], *(part[1:] for part in parts[1:])]).decode() == "SUMMARY:" + escape(text)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=200)
)
def test_an_independent_reader_gets_the_title_back(title: str) -> None:
    calendar = icalendar.Calendar.from_ical(render("甲", "https://desk.example", [entry(title=title)]))
    assert str(calendar.walk("VEVENT")[1]["SUMMARY"]) == title
