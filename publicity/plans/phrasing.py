"""Cadences, offsets and windows in the words an office uses."""

import re
from types import MappingProxyType
from typing import Final

from publicity.almanac import recurrence
from publicity.almanac.recurrence import Cadence, Frequency
from publicity.almanac.windows import DateWindow
from publicity.almanac.wording import WEEKDAYS, window_text
from publicity.calendar.rules import parse_offset

_UNITS: Final = MappingProxyType(
    {
        (Frequency.DAILY, 1): "每天",
        (Frequency.WEEKLY, 1): "每周",
        (Frequency.MONTHLY, 1): "每月",
        (Frequency.MONTHLY, 3): "每季度",
        (Frequency.MONTHLY, 6): "每半年",
        (Frequency.YEARLY, 1): "每年",
    }
)
_NOUNS: Final = MappingProxyType(
    {Frequency.DAILY: "天", Frequency.WEEKLY: "周", Frequency.MONTHLY: "个月", Frequency.YEARLY: "年"}
)
_BESIDE: Final = MappingProxyType({"before": "之前", "around": "前后", "during": "期间", "after": "之后"})
_COUNTED: Final = re.compile(r"([+-])([0-9]+) ?(hours|months|years|y|weeks)")
_COUNTED_UNITS: Final = MappingProxyType({"hours": "小时", "months": "个月", "years": "年", "y": "年", "weeks": "周"})


def cadence_text(cadence: Cadence) -> str:
    """每月至少2次, 每季度 25日前, 每周五, 每年元旦、春节前."""
    unit = _UNITS.get((cadence.freq, cadence.interval)) or f"每{cadence.interval}{_NOUNS[cadence.freq]}"
    if cadence.working_days:
        unit = "每个工作日"
    months = "".join(f"{month}月、" for month in cadence.months).rstrip("、")
    days = "、".join("月底" if day == -1 else f"{day}日" for day in cadence.month_days)
    week = "、".join(f"第{nth}个周{WEEKDAYS[day]}" if nth else f"周{WEEKDAYS[day]}" for nth, day in cadence.weekdays)
    until = "前" if cadence.before and (days or week or cadence.anchors) else ""
    quota = f"至少{cadence.minimum}次" if cadence.minimum else ""
    if unit == "每周" and week:
        unit, week = "每", week
    return f"{unit}{months}{'、'.join(cadence.anchors)}{days}{week}{until}{quota}"


def rule_text(rule: str) -> str:
    """提前5个工作日, 之后15天内, 之前; an unknown rule as it is."""
    try:
        return parse_offset(rule).text()
    except ValueError:
        counted = _COUNTED.fullmatch(rule)
    if counted is None:
        return _BESIDE.get(rule, rule)
    span = f"{counted[2]}{_COUNTED_UNITS[counted[3]]}"
    return f"提前{span}" if counted[1] == "-" else f"之后{span}内"


def when_text(window: DateWindow, cadence: str = "", offset_rule: str = "") -> str:
    """The date of a proposal in one phrase; empty where it has none."""
    if cadence:
        try:
            return cadence_text(recurrence.parse(cadence))
        except ValueError:
            return "周期待定"
    if window.start is not None or window.end is not None:
        return window_text(window)
    return rule_text(offset_rule) if offset_rule else ""
