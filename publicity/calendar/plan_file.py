"""Reading a plan file (format: calendars/README.md) with every fault named by its line."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from publicity.almanac import recurrence
from publicity.almanac.recurrence import Cadence
from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.plan_checks import check_references, window_fault
from publicity.calendar.plan_types import (
    PlanAnchor,
    PlanDeadline,
    PlanDuty,
    PlanFile,
    PlanMilestone,
    PlanOrganisation,
    PlanReference,
    PlanSource,
)
from publicity.calendar.plan_yaml import Entry, Faults, PlanFault, PlanFileError, compose
from publicity.calendar.rules import PUBLIC_KINDS, Offset, is_clock, parse_offset
from publicity.calendar.terms import EventKind, Role, State
from publicity.people.models import OrganisationKind

__all__ = ["PlanDeadline", "PlanDuty", "PlanFault", "PlanFile", "PlanFileError", "PlanMilestone", "parse_plan"]

ROLE_WORDS: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "责任": Role.RESPONSIBLE,
        "承办": Role.HOST,
        "协办": Role.PARTNER,
        "支持": Role.SUPPORT,
        "邀请": Role.INVITED,
        "报送对象": Role.RECEIVER,
        "抄送": Role.COPY,
    }
)
LONGEST: Final[Mapping[str, int]] = MappingProxyType({"title": 200, "name": 120, "target": 120, "written": 120})
NO_DAY = DateWindow(None, None, Precision.RANGE, Kind.PERIOD)
NO_CADENCE = Cadence(recurrence.Frequency.YEARLY)
NO_OFFSET = Offset(0, working=False)


def parse_plan(text: str, *, themes: Collection[str] | None = None) -> PlanFile:
    """The plan a YAML text describes; `themes` are the area's theme keys, None leaves themes unchecked.

    Raises PlanFileError with all faults found, by line.
    """
    faults = Faults()
    root = Entry(compose(text), faults, "计划")
    plan = _plan(root)
    root.finish()
    check_references(plan, faults, themes)
    if faults.found:
        raise PlanFileError(faults.found)
    return plan


def _plan(root: Entry) -> PlanFile:
    return PlanFile(
        key=root.slug("plan"),
        title=_text(root, "title", required=True),
        number=root.text("number"),
        issuers=root.texts("issuers"),
        issued=root.day("issued"),
        period=_window(root, "period")[0],
        source_document=root.text("source_document"),
        upstream=tuple(_reference(entry) for entry in root.entries("upstream", "依据文件")),
        organisations=tuple(_organisation(entry) for entry in root.entries("organisations", "单位")),
        milestones=tuple(_milestone(entry) for entry in root.entries("milestones", "节点")),
        duties=tuple(_duty(entry) for entry in root.entries("duties", "定期任务")),
        deadlines=tuple(_deadline(entry) for entry in root.entries("deadlines", "时限")),
    )


def _text(entry: Entry, name: str, *, required: bool = False) -> str:
    value = entry.text(name, required=required)
    if len(value) > LONGEST[name]:
        entry.fail(name, f"“{name}”最多 {LONGEST[name]} 个字，现在有 {len(value)} 个，请缩短，其余写进“note”。")
    return value


def _reference(entry: Entry) -> PlanReference:
    sources = _sources(entry)
    reference = PlanReference(
        title=_text(entry, "title", required=True),
        number=entry.text("number"),
        rows=entry.whole_numbers("row"),
        source=sources[0] if sources else None,
        line=entry.line,
    )
    entry.finish()
    return reference


def _organisation(entry: Entry) -> PlanOrganisation:
    organisation = PlanOrganisation(
        name=_text(entry, "name", required=True),
        full_name=entry.text("full_name"),
        kind=entry.choice("kind", OrganisationKind, OrganisationKind.OTHER) or OrganisationKind.OTHER,
        each=entry.flag("each"),
        members=entry.texts("members"),
        line=entry.line,
    )
    entry.finish()
    return organisation


def _milestone(entry: Entry) -> PlanMilestone:
    window, soft, written = _window(entry, "window")
    kind = _kind(entry, "kind")
    milestone = PlanMilestone(
        key=entry.slug("key"),
        title=_text(entry, "title", required=True),
        kind=kind,
        state=entry.choice("state", State, State.PROVISIONAL) or State.PROVISIONAL,
        window=window,
        soft=soft,
        written=written,
        clock=_clock(entry),
        is_public=entry.flag("public", default=kind in PUBLIC_KINDS),
        themes=entry.texts("themes"),
        forms=entry.texts("forms"),
        parts=_parts(entry),
        requires=entry.texts("requires"),
        anchors=tuple(_anchor(anchor) for anchor in entry.entries("anchors", "依托日期")),
        steps=entry.texts("steps"),
        target=_text(entry, "target"),
        asks=entry.text("asks"),
        note=entry.text("note"),
        rows=entry.whole_numbers("row"),
        sources=_sources(entry),
        line=entry.line,
    )
    if milestone.window is None and milestone.state is State.CONFIRMED:
        entry.fail("state", "没有日期的要求不能是“confirmed”，请先写“window”。")
    entry.finish()
    return milestone


def _duty(entry: Entry) -> PlanDuty:
    duty = PlanDuty(
        key=entry.slug("key"),
        title=_text(entry, "title", required=True),
        kind=_kind(entry, "kind"),
        cadence=_cadence(entry),
        period=_window(entry, "period")[0] or NO_DAY,
        themes=entry.texts("themes"),
        parts=_parts(entry),
        note=entry.text("note"),
        rows=entry.whole_numbers("row"),
        sources=_sources(entry),
        line=entry.line,
    )
    if duty.period.start is None or duty.period.end is None:
        entry.fail("period", "定期任务要写“period”的起止日期，系统据此排出每一期。")
    if not any(role is Role.RESPONSIBLE for role, _ in duty.parts):
        entry.fail("organisations", "定期任务要写明责任单位（organisations 里的“责任”）。")
    entry.finish()
    return duty


def _deadline(entry: Entry) -> PlanDeadline:
    deadline = PlanDeadline(
        key=entry.slug("key"),
        title=_text(entry, "title", required=True),
        offset=_offset(entry),
        on=_kind(entry, "on"),
        parts=_parts(entry),
        note=entry.text("note"),
        rows=entry.whole_numbers("row"),
        sources=_sources(entry),
        line=entry.line,
    )
    entry.finish()
    return deadline


def _kind(entry: Entry, name: str) -> EventKind:
    return entry.choice(name, EventKind) or EventKind.OTHER


def _clock(entry: Entry) -> str:
    value = entry.text("clock")
    if value and not is_clock(value):
        entry.fail("clock", f"“clock”写成 09:30 的样子（加引号），现在是“{value}”。")
    return value


def _cadence(entry: Entry) -> Cadence:
    value = entry.text("cadence", required=True)
    if not value:
        return NO_CADENCE
    try:
        return recurrence.parse(value)
    except ValueError:
        entry.fail("cadence", f"看不懂周期“{value}”，请写成 FREQ=MONTHLY;min=1 的样子，写法见 calendars/README.md。")
        return NO_CADENCE


def _offset(entry: Entry) -> Offset:
    value = entry.text("rule", required=True)
    if not value:
        return NO_OFFSET
    try:
        return parse_offset(value)
    except ValueError:
        entry.fail("rule", f"看不懂时限规则“{value}”，请写成 -5 workdays 或 +10 days 的样子。")
        return NO_OFFSET


def _window(parent: Entry, name: str) -> tuple[DateWindow | None, bool, str]:
    """The window, whether it is soft, and the date as written; (None, False, "") when the field is absent."""
    entry = parent.entry(name, "日期")
    if entry is None:
        return None, False, ""
    start, end = entry.day("start"), entry.day("end")
    kind = entry.choice("kind", Kind, Kind.PERIOD) or Kind.PERIOD
    if kind is Kind.POINT:
        end = end or start
    precision = entry.choice("precision", Precision, Precision.DAY if start == end else Precision.RANGE)
    window = DateWindow(start, end, precision or Precision.RANGE, kind)
    soft, written = entry.flag("soft"), _text(entry, "written")
    entry.finish()
    faulty = any(entry.text(bound) and getattr(window, bound) is None for bound in ("start", "end"))
    fault = "" if faulty else window_fault(window, soft=soft)
    if fault:
        parent.fail(name, fault)
    return window, soft, written


def _anchor(entry: Entry) -> PlanAnchor:
    name, start = _text(entry, "name", required=True), entry.day("start", required=True)
    end = entry.day("end") or start
    if start is not None and end is not None and end < start:
        entry.fail("end", "结束早于开始，请核对。")
    entry.finish()
    return PlanAnchor(name, start or date.min, end or date.min)


def _parts(entry: Entry) -> tuple[tuple[Role, str], ...]:
    by_word = entry.names_by("organisations", ROLE_WORDS)
    parts = [(ROLE_WORDS[word], name) for word, names in by_word.items() for name in names]
    return tuple(dict.fromkeys(parts))


def _sources(entry: Entry) -> tuple[PlanSource, ...]:
    found = []
    for source in entry.entries("source", "出处"):
        quote, offset = source.exact("quote"), source.whole_number("offset")
        if offset is None:
            source.fail("offset", "出处要写“offset”：这句话在原文件中的起始位置（第一个字为 0）。")
        source.finish()
        found.append(PlanSource(quote, offset or 0))
    return tuple(found)
