"""Festivals against published dates and against a second library."""

from datetime import date, timedelta

import holidays
import pytest

from publicity.almanac.festivals import (
    campaign_week,
    canonical,
    congress_opening,
    festival_day,
    lunar_day,
    next_festival_day,
)

SPRING = (
    "2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 "
    "2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06"
)
DRAGON_BOAT = "2016-06-09 2017-05-30 2018-06-18 2019-06-07 2020-06-25 2021-06-14 2022-06-03 2023-06-22"
MID_AUTUMN = "2016-09-15 2017-10-04 2018-09-24 2019-09-13 2020-10-01 2021-09-21 2022-09-10 2023-09-29"
LANTERN = "2016-02-22 2017-02-11 2018-03-02 2019-02-19 2020-02-08"
TOMBS = "2016-04-04 2017-04-04 2018-04-05 2019-04-05 2020-04-04 2021-04-04 2022-04-05 2023-04-05"
PUBLISHED = (("春节", SPRING), ("端午节", DRAGON_BOAT), ("中秋", MID_AUTUMN), ("元宵节", LANTERN), ("清明", TOMBS))


@pytest.mark.parametrize(
    ("name", "day"),
    [(name, day) for name, days in PUBLISHED for day in days.split()]
    + [("除夕", "2018-02-15"), ("小年", "2018-02-08"), ("冬至", "2018-12-22"), ("重阳节", "2018-10-17")]
    + [("元旦", "2018-01-01"), ("国家宪法日", "2018-12-04"), ("“12·4”", "2018-12-04"), ("五四", "2018-05-04")]
    + [("“七一”", "2018-07-01"), ("全国两会", "2019-03-03"), ("两会", "2020-05-21")],
)
def test_a_festival_falls_on_its_published_day(name, day):
    expected = date.fromisoformat(day)
    assert festival_day(name, expected.year) == expected


@pytest.mark.parametrize("year", range(2016, 2027))
@pytest.mark.parametrize(
    ("name", "english"), [("春节", "Spring"), ("端午", "Dragon Boat"), ("中秋", "Mid-Autumn"), ("清明", "Tomb")]
)
def test_lunar_festivals_lie_on_a_holiday_of_the_second_library(year, name, english):
    second = holidays.country_holidays("CN", years=year, language="en_US")
    day = festival_day(name, year)
    assert english in second[day] or "Day off" in second[day] or english in second[day + timedelta(days=1)]


@pytest.mark.parametrize(("name", "year"), [("没有的节", 2018), ("春节", 1200), ("全国两会", 2030)])
def test_an_unknown_festival_or_year_gives_none(name, year):
    assert festival_day(name, year) is None


def test_a_year_may_miss_a_festival_of_the_twelfth_lunar_month():
    days = [festival_day("腊八", year) for year in range(1901, 2098)]
    assert all(day is None or day.month in (1, 12) for day in days)
    assert festival_day("腊八", 2018) == date(2018, 1, 24)


def test_the_next_festival_may_lie_in_the_year_after():
    assert next_festival_day("春节", date(2018, 7, 3)) == date(2019, 2, 5)


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [(2023, 12, 29, date(2024, 2, 8)), (2018, 1, 1, date(2018, 2, 16)), (2018, 1, 31, None), (2018, 13, 1, None)],
)
def test_a_lunar_date_has_its_solar_day(year, month, day, expected):
    assert lunar_day(year, month, day) == expected


def test_congresses_open_on_the_days_of_the_facts():
    openings = [f"{congress_opening(year):%m-%d}" for year in range(2016, 2027)]
    assert openings == ["03-03"] * 4 + ["05-21"] + ["03-04"] * 6
    assert congress_opening(2027) is None


def test_campaign_weeks_are_the_fixed_ones():
    assert campaign_week("宪法宣传周", 2018) == (date(2018, 12, 1), date(2018, 12, 7))
    assert campaign_week("别的周", 2018) is None


def test_names_are_brought_to_one():
    assert [canonical(name) for name in ("“五一”", "3.15", "元宵节", "甲")] == ["劳动节", "消费者权益日", "元宵", "甲"]
