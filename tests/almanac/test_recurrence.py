"""Cadences: their text form and the cells they open."""

from datetime import date

import pytest

from publicity.almanac.recurrence import Cadence, Frequency, parse, periods

START, END = date(2018, 7, 3), date(2019, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;min=1",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=YEARLY;anchor=元旦,春节;before",
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=MONTHLY;BYMONTH=3,9;BYDAY=1FR",
        "FREQ=MONTHLY;BYMONTHDAY=10,20,-1",
        "FREQ=DAILY;INTERVAL=10;gap",
        "FREQ=DAILY;min=2;workdays",
    ],
)
def test_a_cadence_comes_back_from_its_text(text):
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "monthly", "FREQ=HOURLY", "FREQ=DAILY;COUNT=3", "FREQ=MONTHLY;min=0", "FREQ=WEEKLY;BYDAY=XX"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="."):
        parse(text)


@pytest.mark.parametrize(
    ("text", "count", "first", "last"),
    [
        ("FREQ=MONTHLY;min=1", 9, "2018-07-03 2018-07-31 2018年7月", "2019-03-01 2019-03-02 2019年3月"),
        (
            "FREQ=MONTHLY;INTERVAL=3",
            3,
            "2018-07-03 2018-09-30 2018年第三季度",
            "2019-01-01 2019-03-02 2019年第一季度",
        ),
        ("FREQ=MONTHLY;INTERVAL=6", 2, "2018-07-03 2018-12-31 2018年下半年", "2019-01-01 2019-03-02 2019年上半年"),
        ("FREQ=MONTHLY;INTERVAL=2", 5, "2018-07-03 2018-08-31 2018年7—8月", "2019-03-01 2019-03-02 2019年3—4月"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", 8, "2018-07-03 2018-07-25 2018年7月", "2019-02-01 2019-02-25 2019年2月"),
        (
            "FREQ=WEEKLY;BYDAY=FR",
            35,
            "2018-07-03 2018-07-06 2018年7月2日至7月8日",
            "2019-02-25 2019-03-01 2019年2月25日至3月3日",
        ),
        ("FREQ=YEARLY", 2, "2018-07-03 2018-12-31 2018年", "2019-01-01 2019-03-02 2019年"),
        (
            "FREQ=YEARLY;anchor=元旦,春节;before",
            2,
            "2018-12-02 2018-12-31 2019年元旦前",
            "2019-01-06 2019-02-04 2019年春节前",
        ),
        (
            "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30",
            1,
            "2018-11-01 2018-11-30 2018年",
            "2018-11-01 2018-11-30 2018年",
        ),
        (
            "FREQ=DAILY;INTERVAL=100;gap",
            3,
            "2018-07-03 2018-10-10 2018年7月3日至10月10日",
            "2019-01-19 2019-03-02 2019年1月19日至4月28日",
        ),
    ],
)
def test_a_cadence_opens_its_cells(text, count, first, last):
    cells = periods(parse(text), START, END)
    shown = [f"{cell.first_day} {cell.last_day} {cell.label}" for cell in cells]
    assert (len(shown), shown[0], shown[-1]) == (count, first, last)


def test_due_in_the_first_friday_of_march_and_september():
    cells = periods(parse("FREQ=MONTHLY;BYMONTH=3,9;BYDAY=1FR"), date(2018, 1, 1), date(2018, 12, 31))
    assert [cell.last_day for cell in cells] == [date(2018, 3, 2), date(2018, 9, 7)]


def test_three_reports_a_month_are_three_cells():
    cells = periods(parse("FREQ=MONTHLY;BYMONTHDAY=10,20,-1"), date(2018, 2, 1), date(2018, 2, 28))
    assert [(cell.first_day.day, cell.last_day.day) for cell in cells] == [(1, 10), (11, 20), (21, 28)]


def test_a_window_over_new_year_is_one_cell():
    cells = periods(parse("FREQ=YEARLY;BYMONTH=10,11,12,1"), date(2018, 9, 1), date(2019, 6, 30))
    assert [(cell.first_day, cell.last_day) for cell in cells] == [(date(2018, 10, 1), date(2019, 1, 31))]


def test_nothing_is_opened_outside_the_span():
    assert periods(Cadence(Frequency.MONTHLY), END, START) == []
