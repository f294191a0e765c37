"""Working days against the State Council's notices and against a second library."""

from datetime import date, timedelta

import holidays
import pytest

from publicity.almanac.working_days import NotAnnounced, day_note, is_announced, is_working_day, shift_working_days

# Weekend days that the yearly notices made working days.
MAKE_UP_DAYS = {
    2016: "02-06 02-14 06-12 09-18 10-08 10-09",
    2017: "01-22 02-04 04-01 05-27 09-30",
    2018: "02-11 02-24 04-08 04-28 09-29 09-30 12-29",
    2019: "02-02 02-03 04-28 05-05 09-29 10-12",
    2020: "01-19 04-26 05-09 06-28 09-27 10-10",
    2021: "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    2022: "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    2023: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
WEEKDAYS_OFF_2018 = (
    "01-01 02-15 02-16 02-19 02-20 02-21 04-05 04-06 04-30 05-01 06-18 09-24 10-01 10-02 10-03 10-04 10-05 12-31"
)


def days_of(year):
    return [date(year, 1, 1) + timedelta(days=n) for n in range(366 if year % 4 == 0 else 365)]


@pytest.mark.parametrize("year", MAKE_UP_DAYS)
def test_weekend_working_days_are_exactly_those_of_the_notice(year):
    found = [f"{day:%m-%d}" for day in days_of(year) if day.weekday() >= 5 and is_working_day(day)]
    assert " ".join(found) == MAKE_UP_DAYS[year]


def test_weekdays_off_in_2018_are_exactly_those_of_the_notice():
    found = [f"{day:%m-%d}" for day in days_of(2018) if day.weekday() < 5 and not is_working_day(day)]
    assert " ".join(found) == WEEKDAYS_OFF_2018


@pytest.mark.parametrize("year", MAKE_UP_DAYS)
def test_every_day_agrees_with_a_second_library(year):
    second = holidays.country_holidays("CN", years=year)
    assert [day for day in days_of(year) if is_working_day(day) != second.is_working_day(day)] == []


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("2018-07-20", "2018-07-13"),
        ("2018-05-03", "2018-04-25"),
        ("2018-02-26", "2018-02-13"),
        ("2018-10-10", "2018-09-28"),
    ],
)
def test_five_working_days_before_an_event_as_worked_in_the_facts(event, due):
    assert shift_working_days(date.fromisoformat(event), -5) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2018-09-28", 5, "2018-10-10"),
        ("2018-07-06", 1, "2018-07-09"),
        ("2018-07-07", 0, "2018-07-07"),
        ("2020-01-23", 5, "2020-02-07"),
    ],
)
def test_counting_forward_leaves_out_the_day_itself(day, count, expected):
    assert shift_working_days(date.fromisoformat(day), count) == date.fromisoformat(expected)


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2027, 1, 4)])
def test_a_year_without_notice_is_refused_with_its_number(day):
    with pytest.raises(NotAnnounced) as refusal:
        is_working_day(day)
    assert refusal.value.year == day.year
    assert f"{day.year}年的放假调休安排尚未公布" in str(refusal.value)


def test_counting_into_a_year_without_notice_is_refused_rather_than_guessed():
    with pytest.raises(NotAnnounced) as refusal:
        shift_working_days(date(2026, 12, 30), 5)
    assert refusal.value.year == 2027


@pytest.mark.parametrize(
    ("day", "note"),
    [
        ("2018-02-15", "休 春节"),
        ("2018-02-17", "休 春节"),
        ("2018-02-11", "班 春节"),
        ("2018-09-30", "班 国庆节"),
        ("2018-07-06", ""),
        ("2018-07-07", ""),
        ("2027-02-06", ""),
    ],
)
def test_a_calendar_cell_tells_days_off_and_make_up_days(day, note):
    assert day_note(date.fromisoformat(day)) == note


def test_announced_years_are_2016_to_2026():
    assert [year for year in range(2010, 2035) if is_announced(year)] == list(range(2016, 2027))
