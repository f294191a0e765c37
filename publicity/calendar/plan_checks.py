"""What must hold across a plan file: windows that fit their precision, names and keys that exist."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.plan_types import PlanDeadline, PlanDuty, PlanFile, PlanMilestone
from publicity.calendar.plan_yaml import Faults

MONTHS: Final[Mapping[Precision, int]] = MappingProxyType(
    {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}
)


def window_fault(window: DateWindow, *, soft: bool) -> str:
    """A Chinese sentence saying what does not fit, or "". A soft window need not fill its precision."""
    start, end = window.start, window.end
    if start is not None and end is not None and start > end:
        return f"开始（{start}）晚于结束（{end}），请核对。"
    if window.kind is Kind.DEADLINE:
        return _deadline_fault(window, soft=soft)
    if start is None and end is None:
        return "起止日期至少写一个；没有日期的要求请整个去掉“window”。"
    if window.kind is Kind.POINT and start != end:
        return "“kind: point”是一个时点，起止应是同一天。"
    if window.precision is Precision.DAY and start is not None and end is not None and start != end:
        return "精度是“day”时起止应是同一天；跨几天请写“precision: range”。"
    if not soft and start is not None and end is not None and not _fills(start, end, window.precision):
        return f"精度“{window.precision.value}”与起止日期不符，请核对（约数请加“soft: true”）。"
    return ""


def _deadline_fault(window: DateWindow, *, soft: bool) -> str:
    if window.end is None:
        return "时限必须写“end”（最迟的一天）。"
    if not soft and not _ends(window.end, window.precision):
        return f"精度“{window.precision.value}”的时限应落在该段的最后一天，请核对“end”。"
    return ""


def _ends(end: date, precision: Precision) -> bool:
    last = monthrange(end.year, end.month)[1]
    if precision is Precision.THIRD:
        return end.day in (10, 20, last)
    months = MONTHS.get(precision)
    return months is None or (end.day == last and end.month % months == 0)


def _fills(start: date, end: date, precision: Precision) -> bool:
    if precision in (Precision.DAY, Precision.RANGE):
        return True
    if precision is Precision.THIRD:
        last = {1: 10, 11: 20, 21: monthrange(end.year, end.month)[1]}.get(start.day)
        return end == start.replace(day=last) if last else False
    months = MONTHS[precision]
    whole = start.day == 1 and start.month % months == 1 % months and _ends(end, precision)
    return whole and (end.year - start.year) * 12 + end.month - start.month == months - 1


def circle(requires: Mapping[str, Iterable[str]]) -> str:
    """A key that in the end requires itself, or ""; unknown keys are passed over."""
    settled: set[str] = set()
    for first in requires:
        if _leads_back(first, requires, settled):
            return first
        settled.add(first)
    return ""


def _leads_back(first: str, requires: Mapping[str, Iterable[str]], settled: Collection[str]) -> bool:
    seen: set[str] = set()
    pending = list(requires[first])
    while pending:
        key = pending.pop()
        if key == first:
            return True
        if key not in seen and key not in settled and key in requires:
            seen.add(key)
            pending.extend(requires[key])
    return False


def check_references(plan: PlanFile, faults: Faults, themes: Collection[str] | None) -> None:
    """Adds a fault for each key used twice and each name, requirement or theme that does not exist."""
    _check_keys(plan, faults)
    known = {organisation.name for organisation in plan.organisations}
    for item in items_of(plan):
        for _, name in item.parts:
            if name not in known:
                faults.at(item.line, f"“{item.title}”用了单位“{name}”，但 organisations 里没有，请先登记这个单位。")
    for themed in _themed(plan):
        for theme in themed.themes:
            if themes is not None and theme not in themes:
                faults.at(themed.line, f"“{themed.title}”的宣传重点“{theme}”不存在，可用：{'、'.join(themes)}。")
    _check_requirements(plan, faults)


def items_of(plan: PlanFile) -> tuple[PlanMilestone | PlanDuty | PlanDeadline, ...]:
    """Milestones, duties and deadlines, in this order."""
    return (*plan.milestones, *plan.duties, *plan.deadlines)


def _themed(plan: PlanFile) -> tuple[PlanMilestone | PlanDuty, ...]:
    return (*plan.milestones, *plan.duties)


def _check_keys(plan: PlanFile, faults: Faults) -> None:
    seen: dict[str, int] = {}
    for item in items_of(plan):
        if item.key and item.key in seen:
            faults.at(item.line, f"编号“{item.key}”在第 {seen[item.key]} 行已经用过，请换一个。")
        seen.setdefault(item.key, item.line)
    names: set[str] = set()
    for organisation in plan.organisations:
        if organisation.name in names:
            faults.at(organisation.line, f"单位“{organisation.name}”登记了两次，请留一个。")
        names.add(organisation.name)


def _check_requirements(plan: PlanFile, faults: Faults) -> None:
    lines = {milestone.key: milestone.line for milestone in plan.milestones}
    for milestone in plan.milestones:
        for key in milestone.requires:
            if key not in lines:
                faults.at(milestone.line, f"“{milestone.title}”要等的节点“{key}”不存在，请核对“requires”。")
    looped = circle({milestone.key: milestone.requires for milestone in plan.milestones})
    if looped:
        faults.at(lines[looped], f"节点“{looped}”绕了一圈又在等自己，请改“requires”。")
