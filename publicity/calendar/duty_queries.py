"""Reads of duties, relative deadlines and calendar tokens; every list is one statement whatever its length."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from publicity.calendar.models import CalendarToken, Deadline, DeadlineMet, Duty, DutyFulfilment, Event, Part, Plan
from publicity.calendar.queries import Rows
from publicity.calendar.rules import OPEN
from publicity.calendar.terms import EventKind, Role, State
from publicity.errors import NotFound


def duties(plan_id: int | None = None) -> Select[Duty]:
    found = select(Duty).order_by(Duty.plan_id, Duty.id)
    return found if plan_id is None else found.where(Duty.plan_id == plan_id)


def get_duty(session: Session, duty_id: int) -> Duty:
    found = session.get(Duty, duty_id)
    if found is None:
        raise NotFound("没有这项定期任务。请回到“定期任务”重新选择。")
    return found


def parts_of_duties(duty_ids: Collection[int], roles: Collection[Role] = (Role.RESPONSIBLE,)) -> Select[Part]:
    return select(Part).where(Part.duty_id.in_(duty_ids), Part.role.in_(roles)).order_by(Part.id)


def events_of_duties(duty_ids: Collection[int]) -> Select[Event]:
    """Events that fulfil, or will fulfil, the duties; cancelled ones left out."""
    return select(Event).where(Event.duty_id.in_(duty_ids), Event.state != State.CANCELLED).order_by(Event.day)


def fulfilments_of(duty_ids: Collection[int]) -> Select[DutyFulfilment]:
    return select(DutyFulfilment).where(DutyFulfilment.duty_id.in_(duty_ids)).order_by(DutyFulfilment.day)


def deadlines_with_plans() -> Rows:
    """(Deadline, Plan) of all relative deadlines."""
    return select(Deadline, Plan).join(Plan, Plan.id == Deadline.plan_id).order_by(Deadline.id)


def parts_of_deadlines(deadline_ids: Collection[int]) -> Select[Part]:
    return select(Part).where(Part.deadline_id.in_(deadline_ids)).order_by(Part.id)


def met(event_ids: Collection[int]) -> Select[DeadlineMet]:
    return select(DeadlineMet).where(DeadlineMet.event_id.in_(event_ids))


def open_events(organisation_id: int, kinds: Collection[EventKind], first: date, last: date) -> Select[Event]:
    """The organisation's own events of the kinds that are still to come about, by day."""
    return (
        select(Event)
        .where(
            Event.organisation_id == organisation_id,
            Event.kind.in_(kinds),
            Event.state.in_(OPEN),
            Event.day.between(first, last),
        )
        .order_by(Event.day, Event.id)
    )


def token(account_id: int) -> Select[CalendarToken]:
    """The person's live calendar token; at most one."""
    return select(CalendarToken).where(CalendarToken.account_id == account_id, CalendarToken.revoked_at.is_(None))
