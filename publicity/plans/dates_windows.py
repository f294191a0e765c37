"""Turns a date as written, once its year is known, into first and last day with a precision."""

from calendar import monthrange
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from publicity.almanac.festivals import campaign_week, canonical, congress_opening, festival_day, lunar_day
from publicity.almanac.windows import Precision
from publicity.almanac.wording import WEEKDAYS
from publicity.plans.dates_points import Point

_THIRDS: Final = MappingProxyType(
    {"上": (1, 10), "中": (11, 20), "下": (21, 31), "上中": (1, 20), "中下": (11, 31), "上下": (1, 31)}
)
_MONTH_PARTS: Final = MappingProxyType({"": (1, 31), "缺日": (1, 31), "初": (1, 10), "中": (11, 20), "底": (21, 31)})
_FIVE_YEARS: Final = MappingProxyType({"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026})
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099


class Bounds(NamedTuple):
    """First and last day, both inclusive; `impossible` is the text of a day that does not exist."""

    start: date
    end: date
    precision: Precision
    impossible: str | None = None


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def bounds(point: Point, year: int, month: int) -> Bounds | None:
    """The days of `point` in `year`, and in `month` when it names none; None when it cannot be told.

    A day that does not exist (9月31日) gives the nearest real day.
    """
    if not FIRST_YEAR < year < LAST_YEAR or not 1 <= (point.month or month) <= 12:
        return None
    match point.unit:
        case "day":
            return _day(year, point.month or month, point.day or 1)
        case "third":
            return _days_of_month(year, point.month or month, _THIRDS.get(point.part, (1, 31)), point)
        case "month":
            part = "底" if point.part == "末" else point.part
            return _days_of_month(year, point.month or month, _MONTH_PARTS.get(part, (1, 31)), point)
        case "quarter" | "quarters" | "half":
            return _months(point, year)
        case "year":
            return _year(point, year)
        case "festival":
            return _festival(point.name, year)
        case "nth":
            return _nth_week(point, year)
        case "lunar":
            lunar = lunar_day(year, point.month or 1, point.day or 1)
            return lunar and Bounds(lunar, lunar, Precision.DAY) or None
        case "plan":
            first = _FIVE_YEARS.get(point.name)
            return first and Bounds(date(first, 1, 1), date(first + 4, 12, 31), Precision.RANGE) or None
    return None


def _day(year: int, month: int, day: int) -> Bounds:
    last = month_end(year, month)
    if 1 <= day <= last.day:
        found = date(year, month, day)
        return Bounds(found, found, Precision.DAY)
    nearest = last if day > 1 else date(year, month, 1)
    return Bounds(nearest, nearest, Precision.DAY, f"{year}年{month}月{day}日")


def _days_of_month(year: int, month: int, days: tuple[int, int], point: Point) -> Bounds:
    last = month_end(year, month)
    if point.unit == "month":
        precision = Precision.MONTH
    else:
        precision = Precision.THIRD if len(point.part) == 1 else Precision.RANGE
    return Bounds(date(year, month, days[0]), date(year, month, min(days[1], last.day)), precision)


def _nth_week(point: Point, year: int) -> Bounds | None:
    """The nth weekday of a month, or its nth week from Monday to Sunday when no weekday is named."""
    weekday = WEEKDAYS.find(point.name.replace("天", "日")) if point.name else 0
    first = date(year, point.month or 1, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (point.index - 1))
    if point.name:
        return Bounds(day, day, Precision.DAY)
    return Bounds(day, day + timedelta(days=6), Precision.RANGE)


def _months(point: Point, year: int) -> Bounds:
    if point.unit == "quarters":
        return Bounds(date(year, 1, 1), month_end(year, 3 * point.index), Precision.RANGE)
    length, precision = (6, Precision.HALF) if point.unit == "half" else (3, Precision.QUARTER)
    last = length * point.index
    end = month_end(year, last)
    if point.part in ("末", "底"):
        return Bounds(end if point.unit == "quarter" else date(year, last, 1), end, precision)
    if point.part == "初":
        first = last - length + 1
        return Bounds(date(year, first, 1), month_end(year, first), precision)
    return Bounds(date(year, last - length + 1, 1), end, precision)


def _year(point: Point, year: int) -> Bounds:
    if point.part in ("底", "末", "终"):
        return Bounds(date(year, 12, 1), date(year, 12, 31), Precision.MONTH)
    if point.part == "初":
        return Bounds(date(year, 1, 1), date(year, 1, 31), Precision.MONTH)
    if point.part == "中":
        return Bounds(date(year, 6, 1), date(year, 7, 31), Precision.HALF)
    return Bounds(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _festival(name: str, year: int) -> Bounds | None:
    plain = canonical(name.replace("”", ""))
    week = campaign_week(plain.removeprefix("国家").removeprefix("全国"), year)
    if week is not None:
        return Bounds(*week, Precision.RANGE)
    for known in (plain, plain.removeprefix("全国"), plain.removeprefix("国家"), plain.removesuffix("节")):
        day = congress_opening(year) if known == "两会" else festival_day(known, year)
        if day is not None:
            return Bounds(day, day, Precision.DAY)
    return None


def around(day: date, days: int) -> tuple[date, date]:
    """The soft window that 前后 means: `days` before and after."""
    return day - timedelta(days=days), day + timedelta(days=days)
