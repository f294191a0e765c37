"""iCalendar (RFC 5545, RFC 7986) as calendar programs really read it. Pure: the same entries give the same bytes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from publicity.almanac.windows import DateWindow, Kind
from publicity.calendar.terms import State

LINE_OCTETS: Final = 75
PRODID: Final = "-//publicity-desk//calendar//ZH-CN"
PREFIX: Final = {State.PROVISIONAL: "（暂定）", State.CANCELLED: "（取消）"}
STATUS: Final = {
    State.PROVISIONAL: "TENTATIVE",
    State.CONFIRMED: "CONFIRMED",
    State.DONE: "CONFIRMED",
    State.CANCELLED: "CANCELLED",
}
# Characters that XML 1.0 and iCalendar both forbid; the line breaks of a text are escaped, not kept.
FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# One STANDARD part: the generated zone with its historical shifts upsets libical and node-ical.
ZONE: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)
# Stands in every calendar, so that none is ever empty: programs refuse an empty one and keep what they had.
CONSTITUTION_DAY: Final = (
    "BEGIN:VEVENT",
    "UID:constitution-day@publicity-desk.invalid",
    "DTSTAMP:20141101T000000Z",
    "DTSTART;VALUE=DATE:20141204",
    "DTEND;VALUE=DATE:20141205",
    "RRULE:FREQ=YEARLY",
    "SUMMARY:国家宪法日",
    "STATUS:CONFIRMED",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry; `uid` never changes, `sequence` and `changed_at` grow with every change, `clock` is 09:30 or ""."""

    uid: str
    title: str
    window: DateWindow
    clock: str
    state: State
    category: str
    description: str
    url: str
    sequence: int
    created_at: datetime
    changed_at: datetime


def render(name: str, url: str, entries: Iterable[CalendarEntry]) -> bytes:
    """The calendar as UTF-8 with CRLF; `url` is where people read about it. Entries without any day are left out."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        "CALSCALE:GREGORIAN",
        f"NAME:{escape(name)}",
        f"X-WR-CALNAME:{escape(name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
        f"URL:{_plain(url)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *ZONE,
        *CONSTITUTION_DAY,
    ]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def _event(entry: CalendarEntry) -> Iterator[str]:
    days = _days(entry.window)
    if days is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{_plain(entry.uid)}"
    yield f"DTSTAMP:{_instant(entry.changed_at)}"
    yield f"CREATED:{_instant(entry.created_at)}"
    yield f"LAST-MODIFIED:{_instant(entry.changed_at)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield from _when(days, entry.clock)
    yield f"SUMMARY:{escape(PREFIX.get(entry.state, '') + entry.title)}"
    yield f"STATUS:{STATUS[entry.state]}"
    if entry.category:
        yield f"CATEGORIES:{escape(entry.category)}"
    if entry.description:
        yield f"DESCRIPTION:{escape(entry.description)}"
    if entry.url:
        yield f"URL:{_plain(entry.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _days(window: DateWindow) -> tuple[date, date] | None:
    """First and last day shown: a deadline stands on its last day, an open end on the day that is known."""
    last = window.end or window.start
    first = window.start or window.end
    if first is None or last is None:
        return None
    return (last, last) if window.kind is Kind.DEADLINE else (first, last)


def _when(days: tuple[date, date], clock: str) -> Iterator[str]:
    first, last = days
    if clock and clock != "24:00" and first == last:
        yield f"DTSTART;TZID=Asia/Shanghai:{first:%Y%m%d}T{clock.replace(':', '')}00"
        return
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escape(text: str) -> str:
    """TEXT of RFC 5545 §3.3.11: backslash, comma, semicolon and line breaks escaped, control characters dropped."""
    text = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _plain(text: str) -> str:
    """A URI or UID: nothing is escaped, but no line break or control character may come through."""
    return FORBIDDEN.sub("", text).replace("\n", "").replace("\r", "")


def fold(line: str) -> bytes:
    """RFC 5545 §3.1: at most 75 octets a line, never cutting a character, ended by CRLF."""
    raw = line.encode()
    if len(raw) <= LINE_OCTETS:
        return raw + b"\r\n"
    pieces, start, room = [], 0, LINE_OCTETS
    while start < len(raw):
        end = min(start + room, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end])
        start, room = end, LINE_OCTETS - 1
    return b"\r\n ".join(pieces) + b"\r\n"
