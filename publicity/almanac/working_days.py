"""Which days the State Council made working days, and counting by them; a year not yet announced is never guessed."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

import chinese_calendar

from publicity.errors import PublicityError

FIRST_YEAR: Final = 2016
LAST_YEAR: Final = 2026

# Amendments to a year's notice, so that a late change needs no new release of the library:
# 国办发明电〔2019〕3号 (劳动节) and 国办发明电〔2020〕1号 (延长春节假期). True is a working day.
OVERRIDES: Final[Mapping[date, bool]] = MappingProxyType(
    {
        date(2019, 4, 28): True,
        date(2019, 5, 2): False,
        date(2019, 5, 3): False,
        date(2019, 5, 5): True,
        date(2020, 1, 31): False,
        date(2020, 2, 1): False,
        date(2020, 2, 2): False,
    }
)


class NotAnnounced(PublicityError):
    """The State Council's notice for `year` is not in the almanac; the message says so to the person."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的放假调休安排尚未公布，工作日无法推算，请待通知公布后再定，或直接填写日期。")
        self.year = year


def is_announced(year: int) -> bool:
    """Whether the holidays and make-up days of `year` are known."""
    return FIRST_YEAR <= year <= LAST_YEAR


def is_working_day(day: date) -> bool:
    """Whether offices work on `day`, make-up days included. Raises NotAnnounced outside 2016–2026."""
    if not is_announced(day.year):
        raise NotAnnounced(day.year)
    if day in OVERRIDES:
        return OVERRIDES[day]
    return bool(chinese_calendar.is_workday(day))


def shift_working_days(day: date, count: int) -> date:
    """The working day `count` working days after `day`, or before it when negative; 0 gives `day` itself.

    `day` is not counted (民法典 art. 201: 开始的当日不计入). Raises NotAnnounced when the count runs into a year
    whose notice is not known.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def holiday(day: date) -> tuple[date, date]:
    """First and last of the days off in a row that `day` lies in; `day` alone when offices work on it.

    A year not announced gives the day alone: nothing is guessed.
    """
    first = last = day
    while is_announced(first.year) and not is_working_day(first):
        first -= timedelta(days=1)
    while is_announced(last.year) and not is_working_day(last):
        last += timedelta(days=1)
    one = timedelta(days=1)
    return (first + one, last - one) if first < day < last else (day, day)


def day_note(day: date) -> str:
    """What a calendar cell says: "休 春节", "班 春节" (the make-up day and what it makes up for), or "".

    Plain weekends and plain weekdays say nothing, and neither do years not announced: ask `is_announced` for those.
    """
    if not is_announced(day.year):
        return ""
    _, english = chinese_calendar.get_holiday_detail(day)
    working = is_working_day(day)
    if english is None or (working and day.weekday() < 5):
        return ""
    return f"{'班' if working else '休'} {chinese_calendar.Holiday(english).chinese}"
