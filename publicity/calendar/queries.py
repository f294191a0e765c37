"""Reads of the calendar; every list is one statement whatever its length."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, case, false, func, literal, or_, select, true, union_all
from sqlalchemy.orm import Session

from publicity.calendar.models import (
    Event,
    Milestone,
    MilestoneMove,
    MilestoneRequirement,
    MilestoneTheme,
    Part,
    Plan,
)
from publicity.calendar.rules import OPEN
from publicity.calendar.terms import EventKind, Role, State
from publicity.errors import NotFound
from publicity.people.models import Organisation, OrganisationKind
from publicity.people.models import Role as PersonRole
from publicity.people.permissions import Person

Rows = Select[*tuple[Any, ...]]
DOERS = (Role.RESPONSIBLE, Role.HOST)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; None is no limit."""

    organisation: Organisation | None = None
    theme: str | None = None
    kind: EventKind | None = None
    state: State | None = None
    plan_id: int | None = None


EVERYTHING = Wanted()
LISTED = (
    Milestone.id,
    Milestone.title,
    Milestone.kind,
    Milestone.state,
    Milestone.starts_on,
    Milestone.ends_on,
    Milestone.precision,
    Milestone.window_kind,
    Milestone.soft,
    Milestone.clock,
    Milestone.plan_id,
    Milestone.asks,
)
first_day = func.coalesce(Milestone.starts_on, Milestone.ends_on)
last_day = func.coalesce(Milestone.ends_on, Milestone.starts_on)


def sees_public_only(person: Person) -> bool:
    """Whether the person is an outlet's and nothing else."""
    others = [role for role in PersonRole if role is not PersonRole.OUTLET]
    return person.has_anywhere(PersonRole.OUTLET) and not person.has_anywhere(*others)


def visible(person: Person) -> ColumnElement[bool]:
    """Everybody of the area sees the calendar; an outlet sees what is public."""
    return Milestone.is_public.is_(True) if sees_public_only(person) else true()


def taken_part_in(organisation_id: int, kind: OrganisationKind, roles: Collection[Role] = tuple(Role)) -> Any:
    """The condition that a part stands for the organisation, by itself or as one of its kind."""
    is_it = or_(Part.organisation_id == organisation_id, Part.each_kind == kind)
    return and_(is_it, Part.role.in_(roles))


def listed(person: Person, wanted: Wanted = EVERYTHING) -> Rows:
    """The columns that lists show (see LISTED), narrowed and not yet ordered."""
    found = select(*LISTED).where(visible(person))
    if wanted.organisation is not None:
        one = wanted.organisation
        parts = select(Part.milestone_id).where(taken_part_in(one.id, one.kind), Part.milestone_id.is_not(None))
        found = found.where(or_(Milestone.id.in_(parts), Milestone.organisation_id == one.id))
    if wanted.theme is not None:
        found = found.where(Milestone.id.in_(select(MilestoneTheme.milestone_id).filter_by(theme=wanted.theme)))
    if wanted.kind is not None:
        found = found.where(Milestone.kind == wanted.kind)
    if wanted.state is not None:
        found = found.where(Milestone.state == wanted.state)
    if wanted.plan_id is not None:
        found = found.where(Milestone.plan_id == wanted.plan_id)
    return found


def touching(first: date, last: date) -> ColumnElement[bool]:
    """Windows that touch `first`..`last`; one without an end goes on."""
    return and_(is_current(first), first_day <= last)


def is_current(day: date) -> ColumnElement[bool]:
    """Dated windows that have not ended before `day`."""
    endless = and_(Milestone.ends_on.is_(None), Milestone.starts_on.is_not(None))
    return or_(Milestone.ends_on >= day, endless)


def by_date() -> tuple[Any, ...]:
    """The order of a calendar: by first day, long windows first, then as made."""
    return first_day, last_day.desc(), Milestone.id


def by_plan_and_date() -> tuple[Any, ...]:
    """The order of the year's bands: plan by plan, those of no plan last."""
    return Milestone.plan_id.is_(None), Milestone.plan_id, *by_date()


def agenda(person: Person, wanted: Wanted, first: date, *, public_only: bool) -> Rows:
    """(is_event, id, day) of milestones and events from `first` on, by the day they begin or, once begun, are due."""
    day = case((first_day >= first, first_day), else_=func.coalesce(Milestone.ends_on, literal(first, Date)))
    milestones = (
        listed(person, wanted)
        .where(is_current(first))
        .with_only_columns(literal(0).label("is_event"), Milestone.id.label("id"), day.label("day"))
    )
    held = events(first, date.max, wanted, public_only=public_only).order_by(None)
    held_columns = held.with_only_columns(literal(1), Event.id, Event.day)
    both = union_all(milestones, held_columns).subquery()
    return select(both.c.is_event, both.c.id, both.c.day).order_by(both.c.day, both.c.is_event, both.c.id)


def listed_by_id(ids: Collection[int]) -> Rows:
    return select(*LISTED).where(Milestone.id.in_(ids))


def events_by_id(ids: Collection[int]) -> Select[Event]:
    return select(Event).where(Event.id.in_(ids))


def standing(person: Person, wanted: Wanted = EVERYTHING) -> Rows:
    """Requirements without a date, oldest first."""
    return listed(person, wanted).where(last_day.is_(None)).order_by(Milestone.plan_id, Milestone.id)


def events(first: date, last: date, wanted: Wanted = EVERYTHING, *, public_only: bool = False) -> Select[Event]:
    """Events on `first`..`last`, by day and clock."""
    found = select(Event).where(Event.day.between(first, last)).order_by(Event.day, Event.clock, Event.id)
    if public_only:
        found = found.where(Event.is_public.is_(True))
    if wanted.organisation is not None:
        found = found.where(Event.organisation_id == wanted.organisation.id)
    if wanted.kind is not None:
        found = found.where(Event.kind == wanted.kind)
    if wanted.state is not None:
        found = found.where(Event.state == wanted.state)
    if wanted.theme is not None:
        themed = select(MilestoneTheme.milestone_id).filter_by(theme=wanted.theme)
        found = found.where(Event.milestone_id.in_(themed))
    if wanted.plan_id is not None:
        of_plan = select(Milestone.id).where(Milestone.plan_id == wanted.plan_id)
        found = found.where(Event.milestone_id.in_(of_plan))
    return found


def due(organisation_id: int, kind: OrganisationKind, last: date) -> Rows:
    """Open milestones that the organisation is to do by `last` at the latest, most urgent first."""
    parts = select(Part.milestone_id).where(taken_part_in(organisation_id, kind, DOERS), Part.milestone_id.is_not(None))
    return (
        select(*LISTED)
        .where(Milestone.id.in_(parts), Milestone.state.in_(OPEN), Milestone.ends_on <= last)
        .order_by(Milestone.ends_on, Milestone.id)
    )


def kept(organisation_ids: Collection[int], last: date) -> Rows:
    """Open milestones kept by the organisations and due by `last` at the latest, most urgent first."""
    owned = Milestone.organisation_id.in_(organisation_ids) if organisation_ids else false()
    due_by = Milestone.ends_on <= last
    return select(*LISTED).where(owned, Milestone.state.in_(OPEN), due_by).order_by(Milestone.ends_on, Milestone.id)


def bounds(session: Session, person: Person) -> tuple[date | None, date | None]:
    """First and last day on the calendar, None when it is empty."""
    first, last = session.execute(
        select(func.min(first_day), func.max(last_day)).select_from(Milestone).where(visible(person))
    ).one()
    return first, last


def find_milestone(session: Session, milestone_id: int, person: Person) -> Milestone | None:
    return session.scalar(select(Milestone).where(Milestone.id == milestone_id, visible(person)))


def get_milestone(session: Session, milestone_id: int, person: Person) -> Milestone:
    found = find_milestone(session, milestone_id, person)
    if found is None:
        raise NotFound("没有这个节点。请回到日历重新查找。")
    return found


def get_event(session: Session, event_id: int) -> Event:
    found = session.get(Event, event_id)
    if found is None:
        raise NotFound("没有这项活动。请回到日历重新查找。")
    return found


def plans() -> Select[Plan]:
    """All plans, newest document first."""
    return select(Plan).order_by(func.coalesce(Plan.issued, Plan.starts_on).desc(), Plan.id)


def find_plan(session: Session, key: str) -> Plan | None:
    return session.scalar(select(Plan).where(Plan.key == key))


def get_plan(session: Session, key: str) -> Plan:
    found = find_plan(session, key)
    if found is None:
        raise NotFound("没有这份方案。请用 flask calendar load 装入，或在“方案”里上传。")
    return found


def moves(milestone_id: int) -> Select[MilestoneMove]:
    """The frozen log of moves, newest first."""
    return select(MilestoneMove).filter_by(milestone_id=milestone_id).order_by(MilestoneMove.id.desc())


def themes_of(milestone_id: int) -> Select[str]:
    return select(MilestoneTheme.theme).filter_by(milestone_id=milestone_id).order_by(MilestoneTheme.theme)


def parts_of_milestone(milestone_id: int) -> Select[Part]:
    return select(Part).filter_by(milestone_id=milestone_id).order_by(Part.id)


def doers_of(milestone_id: int) -> Rows:
    """(organisation_id, each_kind) of those who are to do it."""
    parts = select(Part.organisation_id, Part.each_kind)
    return parts.where(Part.milestone_id == milestone_id, Part.role.in_(DOERS))


def required_by(milestone_id: int) -> Rows:
    """(id, title, state) of what must be done before the milestone."""
    return (
        select(Milestone.id, Milestone.title, Milestone.state)
        .join(MilestoneRequirement, MilestoneRequirement.requires_id == Milestone.id)
        .where(MilestoneRequirement.milestone_id == milestone_id)
        .order_by(Milestone.id)
    )


def waiting_for(milestone_id: int) -> Rows:
    """(id, title, state) of what cannot be done before the milestone."""
    return (
        select(Milestone.id, Milestone.title, Milestone.state)
        .join(MilestoneRequirement, MilestoneRequirement.milestone_id == Milestone.id)
        .where(MilestoneRequirement.requires_id == milestone_id)
        .order_by(Milestone.id)
    )


def events_of_milestone(milestone_id: int) -> Select[Event]:
    return select(Event).filter_by(milestone_id=milestone_id).order_by(Event.day, Event.id)
