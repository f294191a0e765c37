"""Making, changing, confirming, moving, cancelling and finishing milestones."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from publicity.almanac.windows import DateWindow
from publicity.almanac.wording import window_text
from publicity.calendar.fields import (
    MilestoneFields,
    PartFields,
    check_fields,
    check_window,
    columns_of,
    part_row,
    window_columns,
)
from publicity.calendar.models import Milestone, MilestoneMove, MilestoneTheme, Part
from publicity.calendar.plan_types import PlanSource
from publicity.calendar.queries import doers_of, required_by
from publicity.calendar.rules import needs_reason
from publicity.calendar.terms import STATE_LABELS, State
from publicity.calendar.versions import change, set_state
from publicity.errors import Invalid, NotAllowed, WrongState
from publicity.history.actions import record
from publicity.people.models import Organisation, Role
from publicity.people.permissions import Person, require, require_anywhere


def create_milestone(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    organisation_id: int,
    fields: MilestoneFields,
    window: DateWindow | None,
    soft: bool = False,
    written: str = "",
    plan_id: int | None = None,
    key: str | None = None,
    sources: Sequence[PlanSource] = (),
) -> Milestone:
    """A new provisional milestone kept by the organisation; raises Invalid per field, NotAllowed without 计划管理."""
    require(actor, organisation_id, Role.PLANNER)
    check_fields(fields)
    check_window(window, soft=soft)
    milestone = Milestone(
        public_id=secrets.token_hex(16),
        plan_id=plan_id,
        key=key,
        organisation_id=organisation_id,
        **columns_of(fields),
        state=State.PROVISIONAL,
        **window_columns(window),
        soft=soft,
        written=written,
        sources=[{"quote": source.quote, "offset": source.offset} for source in sources],
        created_at=now,
        changed_at=now,
    )
    session.add(milestone)
    session.flush()
    set_links(session, milestone.id, fields.themes, fields.parts)
    record(session, now=now, actor=actor, verb="milestone.created", subject=subject_of(milestone.id))
    return milestone


def edit_milestone(
    session: Session, *, now: datetime, actor: Person, milestone: Milestone, version: int, fields: MilestoneFields
) -> None:
    """Changes all but the date; raises Conflict when somebody saved since `version`."""
    require_keeper(actor, milestone)
    check_fields(fields)
    change(session, milestone, version, now=now, **columns_of(fields))
    set_links(session, milestone.id, fields.themes, fields.parts)
    record(session, now=now, actor=actor, verb="milestone.edited", subject=subject_of(milestone.id))


def move_milestone(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    milestone: Milestone,
    version: int,
    window: DateWindow,
    soft: bool = False,
    reason: str = "",
) -> MilestoneMove | None:
    """Gives it another window and writes the frozen log; None when the window is the one it has.

    A confirmed date needs a reason (Invalid); finished and cancelled milestones do not move (WrongState).
    """
    require_keeper(actor, milestone)
    if milestone.state in (State.DONE, State.CANCELLED):
        raise WrongState(f"节点已{STATE_LABELS[milestone.state]}，不能改期。如需重办，请新建一个节点。")
    check_window(window, soft=soft)
    if window == milestone.window and soft == milestone.soft:
        return None
    reason = reason.strip()
    if needs_reason(milestone.state) and not reason:
        raise Invalid("没有改期，请写明原因。", {"reason": "日期已定，改期必须写明原因。"})
    move = _move(milestone, actor, now, window, reason)
    change(session, milestone, version, now=now, **window_columns(window), soft=soft, written="")
    session.add(move)
    session.flush()
    detail = {"from": window_text(move.window_was), "to": window_text(window)}
    subject = subject_of(milestone.id)
    record(session, now=now, actor=actor, verb="milestone.moved", subject=subject, reason=reason, detail=detail)
    return move


def confirm_milestone(session: Session, *, now: datetime, actor: Person, milestone: Milestone, version: int) -> None:
    """Provisional → confirmed, one way; raises Invalid without a date."""
    require_keeper(actor, milestone)
    if milestone.window is None:
        raise Invalid("还没有日期，不能定下来。请先用“改期”写上日期。")
    set_state(session, milestone, State.CONFIRMED, version, now=now)
    record(session, now=now, actor=actor, verb="milestone.confirmed", subject=subject_of(milestone.id))


def cancel_milestone(
    session: Session, *, now: datetime, actor: Person, milestone: Milestone, version: int, reason: str
) -> None:
    """Calls it off for good, saying why."""
    require_keeper(actor, milestone)
    if not reason.strip():
        raise Invalid("没有取消，请写明原因。", {"reason": "请写明取消的原因。"})
    set_state(session, milestone, State.CANCELLED, version, now=now)
    subject = subject_of(milestone.id)
    record(session, now=now, actor=actor, verb="milestone.cancelled", subject=subject, reason=reason.strip())


def finish_milestone(session: Session, *, now: datetime, actor: Person, milestone: Milestone, version: int) -> None:
    """Marks it done, by its keeper or a planner of an organisation that is to do it; what it requires comes first."""
    if not may_finish(session, actor, milestone):
        raise NotAllowed("只有责任单位或管理这个节点的“计划管理”可以办结。请联系他们操作。")
    waiting = [row.title for row in session.execute(required_by(milestone.id)) if row.state is not State.DONE]
    if waiting:
        raise WrongState(f"要先办结：{'、'.join(waiting)}。")
    set_state(session, milestone, State.DONE, version, now=now)
    record(session, now=now, actor=actor, verb="milestone.done", subject=subject_of(milestone.id))


def may_finish(session: Session, actor: Person, milestone: Milestone) -> bool:
    """Whether the person keeps the milestone or plans for an organisation that is to do it."""
    if is_keeper(actor, milestone):
        return True
    reach = actor.reach(Role.PLANNER)
    doers = session.execute(doers_of(milestone.id)).all()
    if any(doer.organisation_id in reach for doer in doers):
        return True
    kinds = {doer.each_kind for doer in doers}
    mine = select(Organisation.id).where(Organisation.id.in_(reach), Organisation.kind.in_(kinds - {None}))
    return session.scalar(mine.limit(1)) is not None


def is_keeper(person: Person, milestone: Milestone) -> bool:
    """Whether the person plans for the organisation that keeps the milestone."""
    if milestone.organisation_id is None:
        return person.has_anywhere(Role.PLANNER)
    return person.has(Role.PLANNER, milestone.organisation_id)


def require_keeper(person: Person, milestone: Milestone) -> None:
    """Raises NotAllowed unless the person plans for the organisation that keeps it."""
    if milestone.organisation_id is None:
        require_anywhere(person, Role.PLANNER)
    else:
        require(person, milestone.organisation_id, Role.PLANNER)


def set_links(session: Session, milestone_id: int, themes: Iterable[str], parts: Iterable[PartFields]) -> None:
    """Replaces the milestone's themes and parts."""
    session.execute(delete(MilestoneTheme).where(MilestoneTheme.milestone_id == milestone_id))
    session.execute(delete(Part).where(Part.milestone_id == milestone_id))
    session.add_all(MilestoneTheme(milestone_id=milestone_id, theme=theme) for theme in dict.fromkeys(themes))
    session.add_all(part_row(part, milestone_id=milestone_id) for part in parts)
    session.flush()


def subject_of(milestone_id: int) -> str:
    """The milestone's name in the history."""
    return f"milestone:{milestone_id}"


def _move(milestone: Milestone, actor: Person, now: datetime, window: DateWindow, reason: str) -> MilestoneMove:
    return MilestoneMove(
        milestone_id=milestone.id,
        at=now,
        by_id=actor.id,
        by_name=actor.name,
        reason=reason,
        state=milestone.state,
        start_was=milestone.starts_on,
        end_was=milestone.ends_on,
        precision_was=milestone.precision,
        kind_was=milestone.window_kind,
        start=window.start,
        end=window.end,
        precision=window.precision,
        kind=window.kind,
    )
