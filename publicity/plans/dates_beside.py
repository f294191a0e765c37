"""Dates told only by something beside them: 近三年, “十四五”期间, 次日, 本周五."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from publicity.almanac.windows import Kind, Precision
from publicity.almanac.wording import WEEKDAYS
from publicity.plans.dates_resolved import Resolved, unknown
from publicity.plans.dates_spans import Mark, Span
from publicity.plans.dates_windows import FIRST_YEAR, bounds
from publicity.plans.dates_years import YearContext

_ONE_DAY: Final = timedelta(days=1)


def beside(span: Span, context: YearContext) -> Resolved:
    """近三年, “十四五”期间, 次日: told by the document's date, by the plan's number, by the date before."""
    point, issued = span.first, context.issued
    if point.unit == "plan":
        found = bounds(point, FIRST_YEAR + 1, 1)
        start, end = (found.start, found.end) if found else (None, None)
        return Resolved(start, end, Precision.RANGE, Kind.PERIOD, "五年规划的起止年份", 0.9)
    if point.unit == "recent":
        day = years_back(issued, point.index) if issued else None
        return Resolved(day if point.index else None, issued, Precision.RANGE, Kind.PERIOD, "到文件日期为止", 0.8)
    if point.unit == "week":
        return _week(span, issued)
    known = context.latest
    if known is None:
        return replace(unknown(span), precision=Precision.DAY, question="请补充它所指的前一个日期。")
    day = known + _ONE_DAY * point.index
    plain = Resolved(day, day, Precision.DAY, Kind.POINT, "按前一个日期推算", 0.7, offset_rule=f"+{point.index} days")
    if span.suffix is Mark.BEFORE:
        return replace(plain, kind=Kind.DEADLINE)
    return replace(plain, end=None, kind=Kind.PERIOD) if span.suffix is Mark.FROM else plain


def _week(span: Span, issued: date | None) -> Resolved:
    """本周五前, 下周内: by the week of the document's date."""
    if issued is None:
        return replace(unknown(span), precision=Precision.DAY, question="请补充文件日期，以便推算是哪一周。")
    monday = issued + _ONE_DAY * (7 * span.first.index - issued.weekday())
    name = span.first.name.replace("天", "日").replace("末", "六")
    if name == "内":
        last = monday + 6 * _ONE_DAY
        return Resolved(last, last, Precision.RANGE, Kind.DEADLINE, "按落款日期所在的周推算", 0.6)
    day = monday + _ONE_DAY * WEEKDAYS.index(name)
    kind = Kind.DEADLINE if span.suffix is Mark.BEFORE else Kind.POINT
    return Resolved(day, day, Precision.DAY, kind, "按落款日期所在的周推算", 0.7)


def years_back(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes the 28th where there is none."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if leap else day.day)
