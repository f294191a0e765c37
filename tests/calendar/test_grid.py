"""Laying out months and years."""

from datetime import date

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.grid import Entry, grid_bounds, month_grid, neighbours, year_band
from publicity.calendar.rules import soft_edges


def entry(name: str, start: str | None, end: str | None, precision: str = "range", kind: str = "period") -> Entry:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    window = DateWindow(days[0], days[1], Precision(precision), Kind(kind))
    return Entry(window, soft_edges(window, soft=False), name)


def test_weeks_run_from_monday_and_cover_the_whole_month() -> None:
    assert grid_bounds(2018, 7) == (date(2018, 6, 25), date(2018, 8, 5))
    grid = month_grid(2018, 7, [])
    assert [len(week.days) for week in grid.weeks] == [7] * 6
    assert [day.day.day for day in grid.weeks[0].days if day.in_month] == [1]


def test_days_and_deadlines_stand_on_their_day() -> None:
    grid = month_grid(
        2018, 7, [entry("会", "2018-07-12", "2018-07-12", "day"), entry("报", None, "2018-07-31", "month", "deadline")]
    )
    placed = {day.day: day.things for week in grid.weeks for day in week.days if day.things}
    assert placed == {date(2018, 7, 12): ("会",), date(2018, 7, 31): ("报",)}


def test_a_span_is_cut_at_the_week_and_says_so() -> None:
    grid = month_grid(2018, 7, [entry("战", "2018-07-05", "2018-07-10")])
    (first,), (second,) = grid.weeks[1].bands, grid.weeks[2].bands
    assert (first.column, first.span, first.cut_start, first.cut_end) == (4, 4, False, True)
    assert (second.column, second.span, second.cut_start, second.cut_end) == (1, 2, True, False)


def test_what_covers_the_whole_month_is_told_once() -> None:
    grid = month_grid(
        2018, 7, [entry("月", "2018-07-01", "2018-07-31", "month"), entry("长", "2018-04-01", "2018-09-30")]
    )
    assert [band.thing for band in grid.whole] == ["月", "长"]
    assert all(not week.bands for week in grid.weeks)


def test_soft_edges_are_shown_only_where_the_band_really_ends() -> None:
    grid = month_grid(2018, 6, [entry("季", "2018-06-21", "2018-06-30", "third")])
    bands = [band for week in grid.weeks for band in week.bands]
    assert [(band.edges.start, band.edges.end) for band in bands] == [(True, False), (False, True)]


def test_a_deadline_fades_in_over_its_month_in_the_year() -> None:
    shown = year_band(entry("报", None, "2018-06-30", "month", "deadline"), 2018)
    assert (shown.column, shown.span, shown.edges) == (152, 30, (True, False))
    exact = year_band(entry("报", None, "2018-07-12", "day", "deadline"), 2018)
    assert (exact.span, exact.edges) == (1, (False, False))


def test_a_window_without_an_end_reaches_to_the_end_of_the_year() -> None:
    shown = year_band(entry("起", "2018-12-30", None, "day"), 2018)
    assert (shown.span, shown.cut_end) == (2, True)


def test_the_months_around_the_turn_of_the_year() -> None:
    assert neighbours(2018, 1) == (date(2017, 12, 1), date(2018, 2, 1))
    assert neighbours(2018, 12) == (date(2018, 11, 1), date(2019, 1, 1))
