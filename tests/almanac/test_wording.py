"""Days and windows in office words."""

from datetime import date

import pytest

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.almanac.wording import day_text, window_text


def test_a_day_is_written_with_its_weekday():
    assert day_text(date(2018, 7, 12)) == "2018年7月12日 周四"


@pytest.mark.parametrize(
    ("start", "end", "precision", "kind", "text"),
    [
        ("2017-10-01", "2017-10-10", "third", "period", "2017年10月上旬"),
        ("2018-02-21", "2018-02-28", "third", "period", "2018年2月下旬"),
        (None, "2018-07-12", "day", "deadline", "2018年7月12日前"),
        ("2016-12-31", "2016-12-31", "month", "deadline", "2016年12月底前"),
        (None, "2021-12-31", "year", "deadline", "2021年底前"),
        (None, "2021-06-30", "quarter", "deadline", "2021年第二季度末前"),
        ("2017-07-01", "2017-08-31", "range", "period", "2017年7月至8月"),
        ("2021-10-01", "2022-01-31", "range", "period", "2021年10月至2022年1月"),
        ("2017-03-01", "2017-03-31", "month", "period", "2017年3月"),
        ("2018-10-01", "2018-12-31", "quarter", "period", "2018年第四季度"),
        ("2018-07-01", "2018-12-31", "half", "period", "2018年下半年"),
        ("2018-01-01", "2018-12-31", "year", "period", "2018年"),
        ("2016-01-01", "2018-12-31", "range", "period", "2016年至2018年"),
        ("2017-07-18", "2017-09-18", "range", "period", "2017年7月18日至9月18日"),
        ("2018-07-03", "2019-03-02", "range", "period", "2018年7月3日至2019年3月2日"),
        ("2018-07-03", "2018-07-03", "day", "point", "2018年7月3日"),
        ("2022-06-01", None, "month", "period", "2022年6月1日起"),
        (None, "2022-06-01", "range", "period", "至2022年6月1日止"),
        (None, None, "range", "recurring", "日期待定"),
    ],
)
def test_a_window_is_written_in_its_own_precision(start, end, precision, kind, text):
    window = DateWindow(
        start and date.fromisoformat(start), end and date.fromisoformat(end), Precision(precision), Kind(kind)
    )
    assert window_text(window) == text
