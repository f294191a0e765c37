"""What a request about a plan document says, as typed values."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, BinaryIO, Final, cast

from werkzeug.datastructures import FileStorage, MultiDict

from publicity.almanac import recurrence
from publicity.almanac.windows import Kind, Precision
from publicity.calendar.forms import day_from, member, whole, window_form, words
from publicity.calendar.rules import is_clock
from publicity.calendar.terms import EventKind
from publicity.errors import Invalid
from publicity.plans.intake import read_paste
from publicity.plans.models import PlanProposal

CADENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "FREQ=WEEKLY": "每周",
        "FREQ=MONTHLY": "每月",
        "FREQ=MONTHLY;INTERVAL=3": "每季度",
        "FREQ=MONTHLY;INTERVAL=6": "每半年",
        "FREQ=YEARLY": "每年",
    }
)
SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {"date": "有日期", "cadence": "按周期", "rule": "随活动推算", "standing": "没有日期的常态要求"}
)
UNITS: Final[Mapping[str, str]] = MappingProxyType({"workdays": "个工作日", "days": "天"})
SIDES: Final[Mapping[str, str]] = MappingProxyType({"-": "提前", "+": "之后"})
WRONG: Final = "没有保存，请改正标出的各项。"


@dataclass(frozen=True, slots=True)
class Submission:
    """A plan as given: its name, its bytes, the issue day and the document it revises where people said so."""

    name: str
    stream: BinaryIO
    issued: date | None
    previous_id: int | None
    organisation_id: int | None


def submission(form: Mapping[str, str], file: FileStorage | None) -> Submission:
    """The upload form: a file, else pasted text; raises Invalid when there is neither."""
    issued_text = form.get("issued", "").strip()
    issued = day_from(issued_text)
    if issued_text and issued is None:
        raise Invalid(WRONG, {"issued": "日期写成 2018-07-12 的样子，并且是真实的一天。"})
    pasted = form.get("text", "").replace("\r\n", "\n")
    if file is not None and file.filename:
        name, stream = file.filename, cast(BinaryIO, file.stream)
    elif pasted.strip():
        content = read_paste(pasted).encode()
        name, stream = f"粘贴的文字：{pasted.strip().splitlines()[0][:40]}", io.BytesIO(content)
    else:
        raise Invalid("没有收到方案。", {"file": "请选择一份文件，或把正文粘贴到下面。"})
    previous, owner = whole(form.get("previous_id", "")), whole(form.get("organisation_id", ""))
    return Submission(name, stream, issued, previous, owner)


def proposal_values(form: MultiDict[str, str]) -> dict[str, Any]:
    """The columns a person mended; raises Invalid, field by field."""
    title, kind = form.get("title", "").strip(), member(EventKind, form.get("kind", ""))
    wrong = {}
    if not title or len(title) > 200:
        wrong["title"] = "请填写任务，最多 200 个字。"
    if kind is None:
        wrong["kind"] = "请选择类型。"
    clock = form.get("clock", "").strip()
    if clock and not is_clock(clock):
        wrong["clock"] = "时刻写成 09:30 的样子。"
    if wrong:
        raise Invalid(WRONG, wrong)
    named = {name: list(words(form.get(name, ""))) for name in ("organisations", "receivers", "copies", "targets")}
    values = {"title": title, "kind": kind, "clock": clock, "themes": form.getlist("themes"), **named}
    return values | _date_values(form)


def typed_from(proposal: PlanProposal) -> dict[str, Any]:
    """What stands in the form when it is opened."""
    rule = proposal.offset_rule
    counted = rule[:1] in SIDES and rule.rpartition(" ")[2] in UNITS
    return {
        "title": proposal.title,
        "kind": proposal.kind.value,
        "clock": proposal.clock,
        "organisations": "、".join(proposal.organisations),
        "receivers": "、".join(proposal.receivers),
        "copies": "、".join(proposal.copies),
        "targets": "、".join(proposal.targets),
        "shape": shape_of(proposal),
        "start": proposal.starts_on or "",
        "end": proposal.ends_on or "",
        "precision": proposal.precision.value,
        "window_kind": proposal.window_kind.value,
        "cadence": _without_quota(proposal.cadence),
        "minimum": _quota(proposal.cadence),
        "side": rule[:1] if counted else "-",
        "count": rule[1:].split(" ")[0] if counted else "",
        "unit": rule.rpartition(" ")[2] if counted else "workdays",
        "on_kind": proposal.on_kind.value if proposal.on_kind else "",
    }


def shape_of(proposal: PlanProposal) -> str:
    """Which of SHAPES the proposal has now."""
    if proposal.cadence and proposal.cadence != "irregular":
        return "cadence"
    if proposal.starts_on is not None or proposal.ends_on is not None:
        return "date"
    return "rule" if proposal.offset_rule else "standing"


def cadence_choices(current: str) -> list[tuple[str, str]]:
    """The cadences to choose from; one that none of them says stays as its own choice."""
    bare = _without_quota(current)
    kept = [(bare, "照原文")] if bare and bare != "irregular" and bare not in CADENCES else []
    return [*kept, *CADENCES.items()]


def _date_values(form: Mapping[str, str]) -> dict[str, Any]:
    shape = form.get("shape", "date")
    values: dict[str, Any] = {"cadence": "", "offset_rule": "", "on_kind": None, "starts_on": None, "ends_on": None}
    if shape == "standing":
        return values | {"precision": Precision.RANGE, "window_kind": Kind.PERIOD}
    if shape == "rule":
        return values | _rule_values(form) | {"question": ""}
    window = window_form(form)
    if shape == "cadence":
        values |= {"cadence": _cadence(form), "precision": Precision.RANGE, "window_kind": Kind.RECURRING}
        values |= {"starts_on": day_from(form.get("start", "")), "ends_on": day_from(form.get("end", ""))}
        return values | {"question": ""}
    if window is None:
        raise Invalid(WRONG, {"window": "请填写日期；没有日期的，请选“没有日期的常态要求”。"})
    return values | {
        "starts_on": window.start,
        "ends_on": window.end,
        "precision": window.precision,
        "window_kind": window.kind,
        "question": "",
    }


def _rule_values(form: Mapping[str, str]) -> dict[str, Any]:
    count, on_kind = whole(form.get("count", "")), member(EventKind, form.get("on_kind", ""))
    side, unit = form.get("side", "-"), form.get("unit", "workdays")
    if not count or count > 999 or side not in SIDES or unit not in UNITS:
        raise Invalid(WRONG, {"count": "请填写天数，1 到 999。"})
    if on_kind is None:
        raise Invalid(WRONG, {"on_kind": "请选择它随哪一类活动推算。"})
    return {"offset_rule": f"{side}{count} {unit}", "on_kind": on_kind, "window_kind": Kind.DEADLINE}


def _cadence(form: Mapping[str, str]) -> str:
    try:
        cadence = recurrence.parse(form.get("cadence", ""))
    except ValueError as error:
        raise Invalid(WRONG, {"cadence": "请选择周期。"}) from error
    minimum = whole(form.get("minimum", "")) or None
    text = str(cadence)
    return f"{text};min={minimum}" if minimum and cadence.minimum is None else text


def _without_quota(cadence: str) -> str:
    return ";".join(part for part in cadence.split(";") if not part.startswith("min="))


def _quota(cadence: str) -> str:
    return next((part[4:] for part in cadence.split(";") if part.startswith("min=")), "")
