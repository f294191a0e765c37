"""Case numbers at the edge of the years they can be of."""

from datetime import date

import pytest

from publicity.checks.finding import Draft
from tests.checks.probe import findings


@pytest.mark.parametrize("year", [1000, 1949, 1978, 1979, 1980, 1999, 2013, 2016, 2017, 2018, 2019, 2020, 2099])
@pytest.mark.parametrize("day", [None, date(2018, 7, 1)])
def test_years_of_case_numbers(year: int, day: date | None) -> None:
    expected = year < 1979 or bool(day and year > day.year)
    assert bool(findings("case_number.year", Draft("题", f"（{year}）云2801执1号", day=day))) is expected
