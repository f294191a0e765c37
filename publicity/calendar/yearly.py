"""The days every year has on a publicity calendar: festivals, publicity days, the opening of the 两会. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from publicity.almanac.festivals import FIXED_DAYS, WEEKS, campaign_week, congress_opening, festival_day
from publicity.almanac.working_days import day_note, is_announced

LUNAR: Final = ("春节", "元宵", "清明", "端午", "中秋", "重阳", "除夕")


@lru_cache(maxsize=64)
def named_days(year: int) -> Mapping[date, tuple[str, ...]]:
    """day → its names in the year. Remembered, for a lunar year takes some 10 ms a festival to work out."""
    found: dict[date, list[str]] = {}
    for name, (month, day) in FIXED_DAYS.items():
        found.setdefault(date(year, month, day), []).append(name)
    for name in LUNAR:
        lunar = festival_day(name, year)
        if lunar is not None:
            found.setdefault(lunar, []).append(name)
    opening = congress_opening(year)
    if opening is not None:
        found.setdefault(opening, []).append("全国两会开幕")
    for name in WEEKS:
        week = campaign_week(name, year)
        if week is not None:
            found.setdefault(week[0], []).append(f"{name}开始")
    return MappingProxyType({day: tuple(names) for day, names in found.items()})


def day_words(first: date, last: date) -> Mapping[date, tuple[str, str]]:
    """day → ("休" or "班" or "", what else the day is called) for the days of `first`..`last` that have either."""
    found: dict[date, tuple[str, str]] = {}
    day = first
    while day <= last:
        mark, _, reason = day_note(day).partition(" ")
        names = [name for name in named_days(day.year).get(day, ()) if name not in reason]
        called = " ".join([*([reason] if reason else []), *names])
        if mark or called:
            found[day] = (mark, called)
        day += timedelta(days=1)
    return found


def unknown_years(first: date, last: date) -> tuple[int, ...]:
    """The years of `first`..`last` whose holidays have not been announced."""
    return tuple(year for year in range(first.year, last.year + 1) if not is_announced(year))
