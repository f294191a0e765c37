"""Relative deadlines worked out for events: what is due on which day, to whom. Computed, never stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from publicity.almanac.working_days import NotAnnounced
from publicity.calendar.duty_queries import deadlines_with_plans, met, parts_of_deadlines
from publicity.calendar.models import Deadline, Event, Part, Plan
from publicity.calendar.rules import due_day, parse_offset
from publicity.calendar.terms import Role
from publicity.people.models import Organisation, OrganisationKind


@dataclass(frozen=True, slots=True)
class DueLine:
    """One deadline of one event; `day` is None where it cannot be worked out, and `problem` says why."""

    deadline_id: int
    event_id: int
    event_title: str
    title: str
    rule: str
    day: date | None
    problem: str
    receivers: tuple[str, ...]
    copies: tuple[str, ...]
    is_met: bool

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nobody has ticked it off."""
        return not self.is_met and self.day is not None and self.day < today


@dataclass(frozen=True, slots=True)
class Ruling:
    """A deadline with its plan and its parts."""

    deadline: Deadline
    plan: Plan
    parts: tuple[Part, ...]

    def binds(self, event: Event, kind: OrganisationKind, day: date) -> bool:
        """Whether it holds for the event on `day`: its kind, the plan's period, and an organisation the plan names."""
        if event.kind is not self.deadline.on_kind:
            return False
        if day < (self.plan.starts_on or day) or day > (self.plan.ends_on or day):
            return False
        doers = [part for part in self.parts if part.role is Role.RESPONSIBLE]
        return not doers or any(_stands_for(part, event.organisation_id, kind) for part in doers)


def _stands_for(part: Part, organisation_id: int, kind: OrganisationKind) -> bool:
    unknown = part.organisation_id is None and part.each_kind is None
    return unknown or part.organisation_id == organisation_id or part.each_kind is kind


def rulings(session: Session) -> list[Ruling]:
    """All relative deadlines; two queries."""
    pairs = session.execute(deadlines_with_plans()).all()
    parts: dict[int, list[Part]] = {}
    for part in session.scalars(parts_of_deadlines([deadline.id for deadline, _ in pairs])):
        parts.setdefault(part.deadline_id or 0, []).append(part)
    return [Ruling(deadline, plan, tuple(parts.get(deadline.id, ()))) for deadline, plan in pairs]


def lines_of(
    session: Session, rules: Sequence[Ruling], events: Iterable[Event], organisations: Mapping[int, Organisation]
) -> list[DueLine]:
    """What the deadlines make of the events, one query for what was ticked off; ordered by day, unknown days last."""
    listed = list(events)
    ticked = {(row.deadline_id, row.event_id) for row in session.scalars(met([event.id for event in listed]))}
    lines = [
        line(rule, event, event.day, is_met=(rule.deadline.id, event.id) in ticked)
        for event in listed
        for rule in rules
        if rule.binds(event, organisations[event.organisation_id].kind, event.day)
    ]
    return sorted(lines, key=lambda one: (one.day is None, one.day or date.max, one.event_id))


def line(rule: Ruling, event: Event, day: date, *, is_met: bool = False) -> DueLine:
    """The deadline as it falls when the event is on `day`: also the preview of a move."""
    offset = parse_offset(rule.deadline.offset)
    due, problem = None, ""
    try:
        due = due_day(offset, day)
    except NotAnnounced as error:
        problem = f"该年度放假安排尚未公布（{error.year}年），工作日无法推算。请待通知公布后再看，或先按自定日期报送。"
    return DueLine(
        deadline_id=rule.deadline.id,
        event_id=event.id,
        event_title=event.title,
        title=rule.deadline.title,
        rule=offset.text(),
        day=due,
        problem=problem,
        receivers=_names(rule.parts, Role.RECEIVER),
        copies=_names(rule.parts, Role.COPY),
        is_met=is_met,
    )


def _names(parts: Iterable[Part], role: Role) -> tuple[str, ...]:
    return tuple(part.name for part in parts if part.role is role)
