"""Days and windows in the words an office writes them in."""

from calendar import monthrange
from datetime import date
from typing import Final

from publicity.almanac.windows import DateWindow, Kind, Precision

WEEKDAYS: Final = "一二三四五六日"
THIRDS: Final = ("上旬", "中旬", "下旬")
QUARTERS: Final = "一二三四"


def day_text(day: date) -> str:
    """ "2018年7月12日 周四"."""
    return f"{_day(day)} 周{WEEKDAYS[day.weekday()]}"


def window_text(window: DateWindow) -> str:
    """The window in its own precision: "2018年10月上旬", "2018年7月12日前", "2017年7月至8月", "2018年6月1日起"."""
    start, end = window.start, window.end
    if window.kind is Kind.DEADLINE and end is not None:
        return f"{_deadline(end, window.precision)}前"
    if start is not None and end is not None:
        return _span(start, end, window.precision)
    return f"至{_day(end)}止" if end is not None else f"{_day(start)}起" if start is not None else "日期待定"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _deadline(end: date, precision: Precision) -> str:
    if precision in (Precision.YEAR, Precision.HALF, Precision.QUARTER) and (end.month, end.day) == (12, 31):
        return f"{end.year}年底"
    if precision is Precision.QUARTER and end.month % 3 == 0 and _is_month_end(end):
        return f"{end.year}年第{QUARTERS[end.month // 3 - 1]}季度末"
    if precision is not Precision.DAY and _is_month_end(end):
        return f"{end.year}年{end.month}月底"
    return _day(end)


def _span(start: date, end: date, precision: Precision) -> str:
    named = _named(start, end, precision)
    if named:
        return named
    if start == end:
        return _day(start)
    if start.day == 1 and _is_month_end(end):
        return _months(start, end)
    if start.year != end.year:
        return f"{_day(start)}至{_day(end)}"
    return f"{_day(start)}至{end.month}月{end.day}日"


def _months(start: date, end: date) -> str:
    if (start.month, end.month) == (1, 12):
        return f"{start.year}年" if start.year == end.year else f"{start.year}年至{end.year}年"
    if start.year != end.year:
        return f"{start.year}年{start.month}月至{end.year}年{end.month}月"
    if start.month == end.month:
        return f"{start.year}年{start.month}月"
    return f"{start.year}年{start.month}月至{end.month}月"


def _named(start: date, end: date, precision: Precision) -> str:
    """The short name when the window fills its precision exactly, else ""."""
    if start.year != end.year:
        return ""
    if precision is Precision.THIRD and start.month == end.month and start.day in (1, 11, 21):
        last = monthrange(end.year, end.month)[1] if start.day == 21 else start.day + 9
        return f"{start.year}年{start.month}月{THIRDS[start.day // 10]}" if end.day == last else ""
    if start.day != 1 or not _is_month_end(end):
        return ""
    first, length = start.month, end.month - start.month + 1
    if precision is Precision.QUARTER and length == 3 and first % 3 == 1:
        return f"{start.year}年第{QUARTERS[first // 3]}季度"
    if precision is Precision.HALF and length == 6 and first in (1, 7):
        return f"{start.year}年{'上' if first == 1 else '下'}半年"
    return ""
