"""What 前, 前后, 期间 and 后 make of a festival, a campaign week or the 两会."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from publicity.almanac.festivals import campaign_week, canonical, congress_closing, congress_opening, next_festival_day
from publicity.almanac.windows import Kind, Precision
from publicity.almanac.working_days import holiday
from publicity.plans.dates_points import Point
from publicity.plans.dates_resolved import Resolved
from publicity.plans.dates_spans import Mark, Span
from publicity.plans.dates_windows import Bounds, around

_ONE_DAY: Final = timedelta(days=1)


def coming_festival(point: Point, found: Bounds, issued: date) -> Bounds:
    """A festival without a year is the next one."""
    if found.end >= issued:
        return found
    name = point.name.replace("”", "").replace("“", "")
    day = congress_opening(issued.year + 1) if "两会" in name else next_festival_day(canonical(name), issued)
    return Bounds(day, day, Precision.DAY) if day else found


def festival_window(span: Span, found: Bounds, plain: Resolved) -> Resolved:
    """The window of one festival with the word behind it."""
    day, name = found.start, canonical(span.first.name)
    if found.precision is Precision.RANGE:
        return replace(plain, offset_rule="during")
    match span.suffix:
        case Mark.BEFORE | Mark.EVE:
            end, reason = day - _ONE_DAY, "按节日、会议当年日期推算"
            return replace(plain, start=end, end=end, kind=Kind.DEADLINE, offset_rule="before", reason=reason)
        case Mark.AROUND | Mark.DURING:
            return _stretch(span.suffix, name, day, plain)
        case Mark.AFTER:
            return replace(plain, end=None, kind=Kind.PERIOD, offset_rule="after", confidence=0.5)
    return plain


def _stretch(mark: Mark, name: str, day: date, plain: Resolved) -> Resolved:
    """前后 is a soft window, 期间 the legal holiday; 宪法日 stands for its week, 两会 for its sessions."""
    week = campaign_week("宪法宣传周", day.year) if "宪法日" in name else None
    if week is not None:
        start, end, rule = *week, "around"
    elif mark is Mark.AROUND:
        start, end, rule = *around(day, _softness(name)), "around"
    elif "两会" in name:
        return replace(
            plain, end=congress_closing(day.year), precision=Precision.RANGE, kind=Kind.PERIOD, offset_rule="during"
        )
    else:
        start, end, rule = *holiday(day), "during"
    precision = Precision.RANGE if start < end else Precision.DAY
    return replace(plain, start=start, end=end, precision=precision, kind=Kind.PERIOD, offset_rule=rule, confidence=0.5)


def _softness(name: str) -> int:
    """How many days 前后 reaches: two weeks for 春节, one for the others."""
    return 14 if name == "春节" else 7


def festivals_window(span: Span, first: Bounds, last: Bounds) -> Resolved:
    """元旦、春节前后 and 元旦春节期间: one soft window over both."""
    if span.suffix is Mark.DURING:
        start, end, rule = holiday(first.start)[0], holiday(last.end)[1], "during"
    else:
        start = around(first.start, 14)[0]
        end, rule = around(last.end, 14)[1], "around"
    return Resolved(start, end, Precision.RANGE, Kind.PERIOD, "按节日当年日期推算", 0.5, offset_rule=rule)
