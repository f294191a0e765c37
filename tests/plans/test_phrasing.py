"""Cadences and offsets are worded as an office words them."""

from datetime import date

import pytest

from publicity.almanac.recurrence import parse
from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.plans.phrasing import cadence_text, rule_text, when_text

NO_DAY = DateWindow(None, None, Precision.RANGE, Kind.PERIOD)


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        ("FREQ=MONTHLY;min=1", "每月至少1次"),
        ("FREQ=MONTHLY;INTERVAL=3", "每季度"),
        ("FREQ=MONTHLY;INTERVAL=2", "每2个月"),
        ("FREQ=MONTHLY;BYMONTHDAY=25;before", "每月25日前"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "每月月底"),
        ("FREQ=WEEKLY;BYDAY=FR", "每周五"),
        ("FREQ=MONTHLY;BYDAY=1FR", "每月第1个周五"),
        ("FREQ=YEARLY;anchor=元旦,春节;before", "每年元旦、春节前"),
        ("FREQ=YEARLY;BYMONTH=3,9", "每年3月、9月"),
        ("FREQ=DAILY;workdays", "每个工作日"),
    ],
)
def test_cadences(cadence: str, words: str) -> None:
    assert cadence_text(parse(cadence)) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("-5 workdays", "提前5个工作日"),
        ("+15 days", "之后15天内"),
        ("+24 hours", "之后24小时内"),
        ("-1 months", "提前1个月"),
        ("before", "之前"),
        ("around", "前后"),
        ("other", "other"),
    ],
)
def test_rules(rule: str, words: str) -> None:
    assert rule_text(rule) == words


def test_a_day_wins_over_a_rule_and_a_cadence_over_a_day() -> None:
    day = DateWindow(None, date(2026, 7, 12), Precision.DAY, Kind.DEADLINE)
    assert when_text(day, "", "before") == "2026年7月12日前"
    assert when_text(day, "FREQ=MONTHLY", "") == "每月"
    assert when_text(NO_DAY, "irregular", "") == "周期待定"
    assert when_text(NO_DAY, "", "-5 workdays") == "提前5个工作日"
    assert when_text(NO_DAY) == ""
