"""Scheduling, moving, confirming, cancelling and finishing events, and ticking their deadlines off."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from publicity.almanac.wording import day_text
from publicity.calendar.fields import LONGEST_TITLE
from publicity.calendar.models import Deadline, DeadlineMet, Duty, DutyFulfilment, Event
from publicity.calendar.rules import is_clock, needs_reason
from publicity.calendar.terms import STATE_LABELS, EventKind, State
from publicity.calendar.versions import change, set_state
from publicity.errors import Invalid, NotFound, WrongState
from publicity.history.actions import record
from publicity.people.models import Role
from publicity.people.permissions import Person, require

HOLDERS = (Role.PLANNER, Role.DRAFTER)


@dataclass(frozen=True, slots=True)
class EventFields:
    """What people fill in for an event, its day apart."""

    title: str
    kind: EventKind
    clock: str = ""
    place: str = ""
    note: str = ""
    is_public: bool = False


def schedule_event(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    organisation_id: int,
    day: date,
    fields: EventFields,
    milestone_id: int | None = None,
    duty_id: int | None = None,
) -> Event:
    """A new provisional event of the organisation; raises Invalid per field, NotAllowed for another organisation's."""
    require(actor, organisation_id, *HOLDERS)
    _check(fields)
    duty = session.get(Duty, duty_id) if duty_id is not None else None
    if duty is not None and duty.kind is not fields.kind:
        raise Invalid("没有保存，请改正类型。", {"kind": "类型要与所履行的定期任务一致。"})
    event = Event(
        public_id=secrets.token_hex(16),
        milestone_id=milestone_id,
        duty_id=duty_id,
        organisation_id=organisation_id,
        state=State.PROVISIONAL,
        day=day,
        **_columns(fields),
        created_at=now,
        changed_at=now,
    )
    session.add(event)
    session.flush()
    record(session, now=now, actor=actor, verb="event.scheduled", subject=subject_of(event.id))
    return event


def edit_event(
    session: Session, *, now: datetime, actor: Person, event: Event, version: int, fields: EventFields
) -> None:
    """Changes all but the day; raises Conflict when somebody saved since `version`."""
    require(actor, event.organisation_id, *HOLDERS)
    _check(fields)
    change(session, event, version, now=now, **_columns(fields))
    record(session, now=now, actor=actor, verb="event.edited", subject=subject_of(event.id))


def move_event(
    session: Session, *, now: datetime, actor: Person, event: Event, version: int, day: date, reason: str = ""
) -> None:
    """Gives it another day; its deadlines follow. A confirmed day needs a reason (Invalid)."""
    require(actor, event.organisation_id, *HOLDERS)
    if event.state in (State.DONE, State.CANCELLED):
        raise WrongState(f"活动已{STATE_LABELS[event.state]}，不能改期。如需重办，请新建一项活动。")
    if day == event.day:
        return
    reason = reason.strip()
    if needs_reason(event.state) and not reason:
        raise Invalid("没有改期，请写明原因。", {"reason": "日期已定，改期必须写明原因。"})
    detail = {"from": day_text(event.day), "to": day_text(day)}
    change(session, event, version, now=now, day=day)
    subject = subject_of(event.id)
    record(session, now=now, actor=actor, verb="event.moved", subject=subject, reason=reason, detail=detail)


def confirm_event(session: Session, *, now: datetime, actor: Person, event: Event, version: int) -> None:
    """Provisional → confirmed, one way."""
    require(actor, event.organisation_id, *HOLDERS)
    set_state(session, event, State.CONFIRMED, version, now=now)
    record(session, now=now, actor=actor, verb="event.confirmed", subject=subject_of(event.id))


def cancel_event(session: Session, *, now: datetime, actor: Person, event: Event, version: int, reason: str) -> None:
    """Calls it off for good, saying why."""
    require(actor, event.organisation_id, *HOLDERS)
    if not reason.strip():
        raise Invalid("没有取消，请写明原因。", {"reason": "请写明取消的原因。"})
    set_state(session, event, State.CANCELLED, version, now=now)
    subject = subject_of(event.id)
    record(session, now=now, actor=actor, verb="event.cancelled", subject=subject, reason=reason.strip())


def finish_event(session: Session, *, now: datetime, today: date, actor: Person, event: Event, version: int) -> None:
    """Marks it held; it then fulfils its duty's cell. Raises WrongState before its day."""
    require(actor, event.organisation_id, *HOLDERS)
    if event.day > today:
        raise WrongState("活动的日子还没到，不能办结。如已提前举办，请先改期到实际日期。")
    set_state(session, event, State.DONE, version, now=now)
    record(session, now=now, actor=actor, verb="event.done", subject=subject_of(event.id))


def meet_deadline(session: Session, *, now: datetime, actor: Person, deadline_id: int, event: Event) -> None:
    """Ticks a relative deadline of the event off; a second time changes nothing."""
    require(actor, event.organisation_id, *HOLDERS)
    deadline = session.get(Deadline, deadline_id)
    if deadline is None or deadline.on_kind is not event.kind:
        raise NotFound("这项活动没有这个时限。")
    if session.get(DeadlineMet, (deadline_id, event.id)) is not None:
        return
    session.add(DeadlineMet(deadline_id=deadline_id, event_id=event.id, at=now, by_id=actor.id))
    detail = {"deadline": deadline.title}
    record(session, now=now, actor=actor, verb="event.deadline_met", subject=subject_of(event.id), detail=detail)


def fulfil_duty(
    session: Session, *, now: datetime, actor: Person, duty_id: int, organisation_id: int, day: date, subject: str
) -> None:
    """Lets something other than an event (`subject`, such as story:7) fulfil the duty on `day`; twice is once."""
    require(actor, organisation_id, *HOLDERS)
    if session.get(Duty, duty_id) is None:
        raise NotFound("没有这项定期任务。")
    if session.query(DutyFulfilment.id).filter_by(duty_id=duty_id, subject=subject).first() is not None:
        return
    session.add(DutyFulfilment(duty_id=duty_id, organisation_id=organisation_id, day=day, subject=subject))
    record(session, now=now, actor=actor, verb="duty.fulfilled", subject=f"duty:{duty_id}", detail={"by": subject})


def subject_of(event_id: int) -> str:
    """The event's name in the history."""
    return f"event:{event_id}"


def _check(fields: EventFields) -> None:
    wrong = {}
    if not fields.title.strip():
        wrong["title"] = "请填写名称。"
    elif len(fields.title) > LONGEST_TITLE:
        wrong["title"] = f"名称最多{LONGEST_TITLE}个字，其余请写进说明。"
    if fields.clock and not is_clock(fields.clock):
        wrong["clock"] = "时刻写成 09:30 的样子。"
    if wrong:
        raise Invalid("没有保存，请改正标出的各项。", wrong)


def _columns(fields: EventFields) -> dict[str, object]:
    return {
        "title": fields.title.strip(),
        "kind": fields.kind,
        "clock": fields.clock,
        "place": fields.place,
        "note": fields.note,
        "is_public": fields.is_public,
    }
