"""What a request says, as typed values: filters, months, milestones, windows, events."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.event_actions import EventFields
from publicity.calendar.fields import MilestoneFields, PartFields
from publicity.calendar.queries import Wanted
from publicity.calendar.rules import window_from
from publicity.calendar.terms import EventKind, Role, State
from publicity.errors import Invalid
from publicity.people.models import Organisation, OrganisationKind

Word = TypeVar("Word", bound=StrEnum)

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
PRECISIONS: Final = (
    (Precision.DAY, "日"),
    (Precision.THIRD, "旬"),
    (Precision.MONTH, "月"),
    (Precision.QUARTER, "季度"),
    (Precision.HALF, "半年"),
    (Precision.YEAR, "年"),
    (Precision.RANGE, "起止日期"),
)
WINDOW_KINDS: Final = ((Kind.PERIOD, "期间内办理"), (Kind.DEADLINE, "最迟办结"), (Kind.POINT, "当天举行"))
PART_ROLES: Final = (Role.RESPONSIBLE, Role.HOST, Role.PARTNER, Role.SUPPORT, Role.INVITED, Role.RECEIVER, Role.COPY)
EACH_WORDS: Final = (
    ("各基层法院", OrganisationKind.BASIC_COURT),
    ("各媒体", OrganisationKind.OUTLET),
)
SEPARATORS: Final = re.compile(r"[\n、，,；;]")


@dataclass(frozen=True, slots=True)
class Typed:
    """A milestone form: its fields, its window, and the version it was opened on."""

    fields: MilestoneFields
    window: DateWindow | None
    version: int


def wanted_from(args: Mapping[str, str], organisations: Iterable[Organisation]) -> Wanted:
    """The filters of a list page; what is not known is no filter."""
    chosen = whole(args.get("organisation", ""))
    return Wanted(
        organisation=next((one for one in organisations if one.id == chosen), None),
        theme=args.get("theme") or None,
        kind=member(EventKind, args.get("kind", "")),
        state=member(State, args.get("state", "")),
        plan_id=whole(args.get("plan", "")),
    )


def member(kind: type[Word], value: str) -> Word | None:
    """The enum's member of that value, None for anything else."""
    return next((one for one in kind if one.value == value), None)


def month_from(args: Mapping[str, str], today: date) -> tuple[int, int]:
    """(year, month) of ?month=2018-07, today's when it is missing or impossible."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", args.get("month", ""))
    if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR and 1 <= int(match[2]) <= 12:
        return int(match[1]), int(match[2])
    return today.year, today.month


def year_from(args: Mapping[str, str], today: date) -> int:
    """?year=2018, today's when it is missing or impossible."""
    year = whole(args.get("year", ""))
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else today.year


def day_from(text: str) -> date | None:
    """2018-07-12, None for anything else."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def whole(text: str) -> int | None:
    """A number without sign that fits a row id, None for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def milestone_form(
    form: Mapping[str, str], organisations: Sequence[Organisation], themes: Iterable[str], before: Iterable[PartFields]
) -> Typed:
    """The milestone form; `themes` are those ticked, `before` the parts it had. Raises Invalid for bad days."""
    fields = MilestoneFields(
        title=form.get("title", "").strip(),
        kind=_kind(form),
        clock=form.get("clock", "").strip(),
        is_public=form.get("is_public") == "1",
        themes=tuple(themes),
        forms=words(form.get("forms", "")),
        steps=words(form.get("steps", "")),
        target=form.get("target", "").strip()[:120],
        asks=form.get("asks", "").strip(),
        note=form.get("note", "").strip(),
        parts=_parts(form, organisations, before),
    )
    return Typed(fields, window_form(form), whole(form.get("version", "")) or 0)


def window_form(form: Mapping[str, str]) -> DateWindow | None:
    """The date fields; None when both days are empty. Raises Invalid for a day that does not exist."""
    days: list[date | None] = []
    for name in ("start", "end"):
        text = form.get(name, "").strip()
        day = day_from(text)
        if text and day is None:
            raise Invalid("没有保存，请改正日期。", {name: "日期写成 2018-07-12 的样子，并且是真实的一天。"})
        days.append(day)
    precision = member(Precision, form.get("precision", "")) or Precision.DAY
    kind = member(Kind, form.get("window_kind", "")) or Kind.PERIOD
    return window_from(days[0], days[1], precision, kind)


def event_form(form: Mapping[str, str]) -> EventFields:
    """The event form without its day."""
    return EventFields(
        title=form.get("title", "").strip(),
        kind=_kind(form),
        clock=form.get("clock", "").strip(),
        place=form.get("place", "").strip()[:120],
        note=form.get("note", "").strip(),
        is_public=form.get("is_public") == "1",
    )


def required_day(form: Mapping[str, str], name: str = "day") -> date:
    """The day typed; raises Invalid when it is missing or impossible."""
    day = day_from(form.get(name, ""))
    if day is None:
        raise Invalid("没有保存，请填写日期。", {name: "日期写成 2018-07-12 的样子，并且是真实的一天。"})
    return day


def words(text: str) -> tuple[str, ...]:
    """Words parted by 、 or line breaks, once each, in order."""
    return tuple(dict.fromkeys(word.strip() for word in SEPARATORS.split(text) if word.strip()))


def _kind(form: Mapping[str, str]) -> EventKind:
    kind = member(EventKind, form.get("kind", ""))
    if kind is None:
        raise Invalid("没有保存，请选择类型。", {"kind": "请选择类型。"})
    return kind


def _parts(
    form: Mapping[str, str], organisations: Sequence[Organisation], before: Iterable[PartFields]
) -> tuple[PartFields, ...]:
    known = {name: one.id for one in organisations for name in (one.name, one.short_name) if name}
    each = dict(EACH_WORDS) | {part.name: part.each_kind for part in before if part.each_kind is not None}
    kept = {part.name: part.organisation_id for part in before if part.organisation_id is not None}
    return tuple(
        PartFields(role, name[:120], None if name in each else kept.get(name, known.get(name)), each.get(name))
        for role in PART_ROLES
        for name in words(form.get(f"part_{role.value}", ""))
    )
