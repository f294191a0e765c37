"""A cadence such as "every court, at least once a month", its short text form, and the periods it opens."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from publicity.almanac.festivals import festival_day
from publicity.almanac.wording import QUARTERS

WEEKDAY_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY: Final = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_LONG: Final = timedelta(days=1)


class Frequency(StrEnum):
    """How the year is cut; quarters are MONTHLY with interval 3, halves with interval 6."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class Period(NamedTuple):
    """One cell of a duty: both days inclusive, the last day is the one to be done by."""

    first_day: date
    last_day: date
    label: str


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a thing is due; None and empty mean "not said".

    `minimum` is the quota per period; `month_days` and `weekdays` (0 is Monday, with the week of the month or 0)
    name the day it is due; `months` the months; `anchors` the festivals of a yearly duty, due before them when
    `before`; `max_gap` marks "at least every N days", `working_days` leaves out days off.
    """

    freq: Frequency
    interval: int = 1
    minimum: int | None = None
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()
    before: bool = False
    max_gap: bool = False
    working_days: bool = False

    def __post_init__(self) -> None:
        if self.interval < 1 or (self.minimum is not None and self.minimum < 1):
            raise ValueError("a cadence's interval and minimum start at 1")

    def __str__(self) -> str:
        parts = [f"FREQ={self.freq}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        for key, value in (
            ("BYMONTH", ",".join(map(str, self.months))),
            ("BYMONTHDAY", ",".join(map(str, self.month_days))),
            ("BYDAY", ",".join(f"{nth or ''}{WEEKDAY_CODES[day]}" for nth, day in self.weekdays)),
            ("anchor", ",".join(self.anchors)),
            ("min", str(self.minimum or "")),
        ):
            if value:
                parts.append(f"{key}={value}")
        for name, is_set in (("before", self.before), ("gap", self.max_gap), ("workdays", self.working_days)):
            if is_set:
                parts.append(name)
        return ";".join(parts)


def parse(text: str) -> Cadence:
    """The cadence written by `str()`. Raises ValueError for anything else."""
    pairs = dict(part.partition("=")[::2] for part in text.split(";") if part)
    unknown = pairs.keys() - _KEYS.keys()
    if unknown or "FREQ" not in pairs:
        raise ValueError(f"not a cadence: {text!r}")
    return Cadence(
        freq=Frequency(pairs["FREQ"]),
        interval=int(pairs.get("INTERVAL", "1")),
        minimum=int(pairs["min"]) if "min" in pairs else None,
        month_days=_numbers(pairs.get("BYMONTHDAY", "")),
        weekdays=tuple(_weekday(part) for part in pairs.get("BYDAY", "").split(",") if part),
        months=_numbers(pairs.get("BYMONTH", "")),
        anchors=tuple(name for name in pairs.get("anchor", "").split(",") if name),
        before="before" in pairs,
        max_gap="gap" in pairs,
        working_days="workdays" in pairs,
    )


_KEYS: Final = MappingProxyType(
    dict.fromkeys(
        ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "anchor", "min", "before", "gap", "workdays"), True
    )
)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


def _weekday(text: str) -> tuple[int, int]:
    match = _BYDAY.fullmatch(text)
    if match is None:
        raise ValueError(f"not a weekday: {text!r}")
    return int(match[1] or 0), WEEKDAY_CODES.index(match[2])


def periods(cadence: Cadence, start: date, end: date) -> list[Period]:
    """The cells of the cadence that touch `start`..`end`, oldest first, cut to it; may be empty.

    Months, quarters and halves are the calendar's own; weeks run Monday to Sunday; every N days counts from `start`.
    A cell whose named day lies after `end` is not opened.
    """
    named = bool(cadence.month_days or cadence.weekdays)
    cells = (
        Period(max(cell.first_day, start), min(cell.last_day, end), cell.label)
        for cell in _CUTS[cadence.freq](cadence, start, end)
        if cell.first_day <= end and cell.last_day >= start and not (named and cell.last_day > end)
    )
    return [cell for cell in cells if cell.first_day <= cell.last_day]


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _days(cadence: Cadence, start: date, end: date) -> Iterator[Period]:
    first = start
    while first <= end:
        last = first + timedelta(days=cadence.interval - 1)
        label = f"{first.year}年{first.month}月{first.day}日"
        yield Period(first, last, label if last == first else f"{label}至{last.month}月{last.day}日")
        first = last + _LONG


def _weeks(cadence: Cadence, start: date, end: date) -> Iterator[Period]:
    first = start - timedelta(days=start.weekday())
    while first <= end:
        last = first + timedelta(days=7 * cadence.interval - 1)
        due = max((first + timedelta(days=day) for _, day in cadence.weekdays), default=last)
        yield Period(first, due, f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日")
        first = last + _LONG


def _months(cadence: Cadence, start: date, end: date) -> Iterator[Period]:
    step = cadence.interval
    index = (start.year * 12 + start.month - 1) // step * step
    while (first := date(index // 12, index % 12 + 1, 1)) <= end:
        year, month = divmod(index + step - 1, 12)
        last = _month_end(year, month + 1)
        if not cadence.months or first.month in cadence.months:
            yield from _due_days(cadence, first, last, _label(first, last))
        index += step


def _due_days(cadence: Cadence, first: date, last: date, label: str) -> Iterator[Period]:
    """One cell per day named in the cadence, or the whole period when it names none."""
    days = [_nth_month_day(last, day) for day in cadence.month_days]
    days += [_nth_weekday(first, nth, weekday) for nth, weekday in cadence.weekdays if nth]
    if not days:
        yield Period(first, last, label)
    for number, due in enumerate(sorted(days), 1):
        yield Period(first, due, label if len(days) == 1 else f"{label}第{number}次")
        first = due + _LONG


def _nth_month_day(last: date, day: int) -> date:
    return last if day < 0 else last.replace(day=min(day, last.day))


def _nth_weekday(first: date, nth: int, weekday: int) -> date:
    if nth < 0:
        last = _month_end(first.year, first.month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return min(day, _month_end(first.year, first.month))


def _label(first: date, last: date) -> str:
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    if length == 1:
        return f"{first.year}年{first.month}月"
    if length == 3:
        return f"{first.year}年第{QUARTERS[first.month // 3]}季度"
    if length == 6:
        return f"{first.year}年{'上' if first.month == 1 else '下'}半年"
    return f"{first.year}年{first.month}—{last.month}月"


def _years(cadence: Cadence, start: date, end: date) -> Iterator[Period]:
    # One year further than asked: what is due before the next year's festival begins in this one.
    for year in range(start.year, end.year + 2):
        if cadence.anchors:
            yield from _before_festivals(cadence, year)
        elif cadence.months:
            first, last = date(year, cadence.months[0], 1), _month_end(year, cadence.months[-1])
            if last < first:
                last = _month_end(year + 1, cadence.months[-1])
            yield from _due_days(cadence, first, last, f"{year}年")
        else:
            yield Period(date(year, 1, 1), date(year, 12, 31), f"{year}年")


def _before_festivals(cadence: Cadence, year: int) -> Iterator[Period]:
    """A month of preparation up to the eve of each festival, or the festival itself."""
    days = sorted((day, name) for name in cadence.anchors if (day := festival_day(name, year)) is not None)
    for day, name in days:
        if cadence.before:
            yield Period(day - timedelta(days=30), day - _LONG, f"{year}年{name}前")
        else:
            yield Period(day, day, f"{year}年{name}")


_CUTS: Final = MappingProxyType(
    {
        Frequency.DAILY: _days,
        Frequency.WEEKLY: _weeks,
        Frequency.MONTHLY: _months,
        Frequency.YEARLY: _years,
    }
)
