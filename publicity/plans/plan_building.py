"""Decided proposals as a plan file: dated ones become milestones, cadences duties, offsets deadlines. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from publicity.almanac import recurrence
from publicity.almanac.recurrence import Cadence
from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.plan_checks import window_fault
from publicity.calendar.plan_types import (
    PlanDeadline,
    PlanDuty,
    PlanFile,
    PlanMilestone,
    PlanOrganisation,
    PlanReference,
    PlanSource,
)
from publicity.calendar.rules import PUBLIC_KINDS, Offset, is_clock, parse_offset
from publicity.calendar.terms import Role, State
from publicity.people.models import OrganisationKind
from publicity.plans.models import PlanProposal

LONGEST: Final = 120
_EACH: Final = re.compile(r"[各全两]|.{0,3}(?:基层|级)法院|.*(?:各单位|各部门)$")
_KIND_OF: Final[tuple[tuple[str, OrganisationKind], ...]] = (
    (r"(?:办公室|新闻办|执行局|综合科|政治部|研究室|庭|处|科|支队|领导小组|工作组|指挥部)$", OrganisationKind.OTHER),
    (r"高(?:级人民法)?院$", OrganisationKind.HIGH_COURT),
    (r"中(?:级人民法)?院$|中级法院$", OrganisationKind.INTERMEDIATE_COURT),
    (r"法院$", OrganisationKind.BASIC_COURT),
    (r"宣传部门?$", OrganisationKind.PROPAGANDA),
    (r"政法(?:委|委员会)$", OrganisationKind.POLITICAL_LEGAL),
    (r"报社|电视台|广播|媒体|新闻单位|通讯社|网站$", OrganisationKind.OUTLET),
)


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What the plan says of itself; `period` is that of duties which name none."""

    key: str
    title: str
    number: str
    issuers: tuple[str, ...]
    issued: date | None
    source_document: str
    upstream: tuple[tuple[str, str], ...]


def build_plan(
    head: PlanHead, proposals: Sequence[PlanProposal], themes: Mapping[str, str], *, today: date
) -> PlanFile:
    """The plan file of the proposals, in their order; `themes` maps a theme's words to the area's key.

    A proposal without a date becomes a standing requirement with its question; a cadence without a period runs from
    the issue day (else `today`) to the end of the plan's last year.
    """
    first, last = _period(head, proposals, today)
    milestones: list[PlanMilestone] = []
    duties: list[PlanDuty] = []
    deadlines: list[PlanDeadline] = []
    for proposal in proposals:
        cadence, offset = cadence_of(proposal), offset_of(proposal)
        if cadence is not None:
            duties.append(_duty(proposal, cadence, head, themes, first, last))
        elif offset is not None and proposal.on_kind is not None:
            deadlines.append(_deadline(proposal, offset))
        else:
            milestones.append(_milestone(proposal, themes))
    names = [name for items in (milestones, duties, deadlines) for item in items for _, name in item.parts]
    return PlanFile(
        key=head.key,
        title=head.title,
        number=head.number,
        issuers=head.issuers,
        issued=head.issued,
        period=DateWindow(first, last, Precision.RANGE, Kind.PERIOD),
        source_document=head.source_document,
        upstream=tuple(PlanReference(title[:200], number, (), None, 0) for title, number in head.upstream),
        organisations=tuple(organisation_of(name) for name in dict.fromkeys(names)),
        milestones=tuple(milestones),
        duties=tuple(duties),
        deadlines=tuple(deadlines),
    )


def cadence_of(proposal: PlanProposal) -> Cadence | None:
    """The cadence of a duty; None where there is none that can be computed."""
    try:
        return recurrence.parse(proposal.cadence) if proposal.cadence else None
    except ValueError:
        return None


def offset_of(proposal: PlanProposal) -> Offset | None:
    """The offset in days of a relative deadline that has no day of its own."""
    if proposal.ends_on is not None:
        return None
    try:
        return parse_offset(proposal.offset_rule)
    except ValueError:
        return None


def organisation_of(name: str) -> PlanOrganisation:
    """What kind of organisation a name is, and whether it stands for each of them (各基层法院)."""
    kind = next((kind for pattern, kind in _KIND_OF if re.search(pattern, name)), OrganisationKind.OTHER)
    each = _EACH.match(name) is not None and kind is not OrganisationKind.OTHER
    if each and kind is OrganisationKind.INTERMEDIATE_COURT:
        each = False
    return PlanOrganisation(name[:LONGEST], "" if each else name, kind, each, (), 0)


def _period(head: PlanHead, proposals: Iterable[PlanProposal], today: date) -> tuple[date, date]:
    days = [day for proposal in proposals for day in (proposal.starts_on, proposal.ends_on) if day is not None]
    first = head.issued or min(days, default=today)
    last = max([*days, first])
    return first, last if last > first else date(first.year, 12, 31)


def _milestone(proposal: PlanProposal, themes: Mapping[str, str]) -> PlanMilestone:
    window = calendar_window(proposal)
    soft = window is not None and bool(window_fault(window, soft=False))
    return PlanMilestone(
        key=proposal.key,
        title=proposal.title,
        kind=proposal.kind,
        state=State.PROVISIONAL,
        window=window if window is not None and not window_fault(window, soft=soft) else None,
        soft=soft,
        written=_flat(proposal.quote)[:LONGEST],
        clock=proposal.clock if is_clock(proposal.clock) else "",
        is_public=proposal.kind in PUBLIC_KINDS,
        themes=_themes(proposal, themes),
        forms=(),
        parts=_parts(proposal),
        requires=(),
        anchors=(),
        steps=(),
        target="、".join(proposal.targets)[:LONGEST],
        asks=proposal.question,
        note=_note(proposal),
        rows=(),
        sources=(_source(proposal),),
        line=0,
    )


def calendar_window(proposal: PlanProposal) -> DateWindow | None:
    """The window as the calendar keeps it: a deadline has its last day only, a point is one day."""
    start, end = proposal.starts_on, proposal.ends_on
    if start is None and end is None:
        return None
    kind = proposal.window_kind if proposal.window_kind is not Kind.RECURRING else Kind.PERIOD
    if kind is Kind.DEADLINE:
        return DateWindow(None, end or start, proposal.precision, kind)
    if kind is Kind.POINT and start != end:
        kind = Kind.PERIOD
    precision = proposal.precision
    if precision is Precision.DAY and start != end:
        precision = Precision.RANGE
    return DateWindow(start, end, precision, kind)


def _duty(
    proposal: PlanProposal, cadence: Cadence, head: PlanHead, themes: Mapping[str, str], first: date, last: date
) -> PlanDuty:
    start, end = proposal.starts_on or first, proposal.ends_on or last
    parts = _parts(proposal)
    if not any(role is Role.RESPONSIBLE for role, _ in parts):
        parts = (*((Role.RESPONSIBLE, name) for name in head.issuers or ("本院",)), *parts)
    return PlanDuty(
        key=proposal.key,
        title=proposal.title,
        kind=proposal.kind,
        cadence=cadence,
        period=DateWindow(start, max(start, end), Precision.RANGE, Kind.PERIOD),
        themes=_themes(proposal, themes),
        parts=parts,
        note=_note(proposal),
        rows=(),
        sources=(_source(proposal),),
        line=0,
    )


def _deadline(proposal: PlanProposal, offset: Offset) -> PlanDeadline:
    assert proposal.on_kind is not None
    return PlanDeadline(
        key=proposal.key,
        title=proposal.title,
        offset=offset,
        on=proposal.on_kind,
        parts=_parts(proposal),
        note=_note(proposal),
        rows=(),
        sources=(_source(proposal),),
        line=0,
    )


def _parts(proposal: PlanProposal) -> tuple[tuple[Role, str], ...]:
    named = (
        (Role.RESPONSIBLE, proposal.organisations),
        (Role.RECEIVER, proposal.receivers),
        (Role.COPY, proposal.copies),
    )
    return tuple(dict.fromkeys((role, name[:LONGEST]) for role, names in named for name in names))


def _themes(proposal: PlanProposal, themes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(themes[name] for name in proposal.themes if name in themes))


def _note(proposal: PlanProposal) -> str:
    """Where it stands in the plan, and what was odd about its date."""
    return "；".join(part for part in (" › ".join(proposal.section), proposal.warning) if part)


def _source(proposal: PlanProposal) -> PlanSource:
    """The sentence, or the date's own words where the sentence is long."""
    if 0 < len(proposal.sentence) <= 300:
        return PlanSource(proposal.sentence, proposal.sentence_offset)
    return PlanSource(proposal.quote, proposal.offset)


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)
