"""What people fill in for a milestone: its types, its checks, and the columns it becomes."""

from dataclasses import dataclass
from typing import Any, Final

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.models import Part
from publicity.calendar.plan_checks import window_fault
from publicity.calendar.rules import is_clock
from publicity.calendar.terms import EventKind, Role
from publicity.errors import Invalid
from publicity.people.models import OrganisationKind

LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class PartFields:
    """An organisation's part: the plan's own name for it, and what the desk knows it by."""

    role: Role
    name: str
    organisation_id: int | None = None
    each_kind: OrganisationKind | None = None


@dataclass(frozen=True, slots=True)
class MilestoneFields:
    """What people fill in for a milestone, its date apart."""

    title: str
    kind: EventKind
    clock: str = ""
    is_public: bool = False
    themes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    target: str = ""
    asks: str = ""
    note: str = ""
    parts: tuple[PartFields, ...] = ()


def check_fields(fields: MilestoneFields) -> None:
    """Raises Invalid, field by field."""
    wrong = {}
    if not fields.title.strip():
        wrong["title"] = "请填写名称。"
    elif len(fields.title) > LONGEST_TITLE:
        wrong["title"] = f"名称最多{LONGEST_TITLE}个字，其余请写进说明。"
    if fields.clock and not is_clock(fields.clock):
        wrong["clock"] = "时刻写成 09:30 的样子。"
    if wrong:
        raise Invalid("没有保存，请改正标出的各项。", wrong)


def check_window(window: DateWindow | None, *, soft: bool) -> None:
    """Raises Invalid when the days do not fit the precision."""
    fault = window_fault(window, soft=soft) if window is not None else ""
    if fault:
        raise Invalid("没有保存，请改正日期。", {"window": fault})


def part_row(part: PartFields, **thing: int) -> Part:
    """The row of a part in the thing named by `milestone_id`, `duty_id` or `deadline_id`."""
    return Part(role=part.role, name=part.name, organisation_id=part.organisation_id, each_kind=part.each_kind, **thing)


def window_columns(window: DateWindow | None) -> dict[str, Any]:
    """The four columns of a window; a standing requirement has no days."""
    if window is None:
        return {"starts_on": None, "ends_on": None, "precision": Precision.RANGE, "window_kind": Kind.PERIOD}
    return {
        "starts_on": window.start,
        "ends_on": window.end,
        "precision": window.precision,
        "window_kind": window.kind,
    }


def columns_of(fields: MilestoneFields) -> dict[str, Any]:
    """All columns but the date, the state and who keeps it."""
    return {
        "title": fields.title.strip(),
        "kind": fields.kind,
        "clock": fields.clock,
        "is_public": fields.is_public,
        "forms": list(fields.forms),
        "steps": list(fields.steps),
        "target": fields.target,
        "asks": fields.asks,
        "note": fields.note,
    }
