"""Duty cells: green, amber, red, or still to come."""

from datetime import date

import pytest

from publicity.calendar.cells import CellState, Deed, cells, periods_of

START, END = date(2018, 7, 3), date(2019, 3, 2)


def deed(day: str, *, is_done: bool = True) -> Deed:
    return Deed(1, date.fromisoformat(day), "直播", 1, is_done)


def test_a_monthly_duty_has_a_cell_per_month_cut_to_its_period() -> None:
    found = periods_of("FREQ=MONTHLY;min=1", START, END)
    assert (len(found), found[0].first_day, found[-1].last_day) == (9, START, END)


@pytest.mark.parametrize(
    ("today", "deeds", "states"),
    [
        ("2018-07-31", [], "due ahead ahead"),
        ("2018-08-01", [], "missed due ahead"),
        ("2018-08-01", [deed("2018-07-31")], "fulfilled due ahead"),
        ("2018-08-01", [deed("2018-07-31", is_done=False)], "missed due ahead"),
        ("2018-07-12", [deed("2018-08-02")], "due fulfilled ahead"),
        ("2018-07-12", [deed("2018-07-02")], "due ahead ahead"),
    ],
)
def test_a_cell_says_where_it_stands(today: str, deeds: list[Deed], states: str) -> None:
    periods = periods_of("FREQ=MONTHLY;min=1", START, date(2018, 9, 30))
    found = cells("FREQ=MONTHLY;min=1", periods, deeds, date.fromisoformat(today))
    assert " ".join(cell.state.value for cell in found) == states


def test_a_quota_of_two_is_not_fulfilled_by_one() -> None:
    periods = periods_of("FREQ=MONTHLY;min=2", date(2018, 7, 1), date(2018, 7, 31))
    (one,) = cells("FREQ=MONTHLY;min=2", periods, [deed("2018-07-03")], date(2018, 7, 12))
    assert (one.state, one.wanted, len(one.done)) == (CellState.DUE, 2, 1)
    (two,) = cells("FREQ=MONTHLY;min=2", periods, [deed("2018-07-03"), deed("2018-07-03")], date(2018, 7, 12))
    assert two.state is CellState.FULFILLED


def test_yearly_cells_before_festivals() -> None:
    found = periods_of("FREQ=YEARLY;anchor=元旦,春节;before", date(2016, 7, 1), date(2018, 6, 30))
    assert [period.last_day.isoformat() for period in found] == ["2016-12-31", "2017-01-27", "2017-12-31", "2018-02-15"]
