"""What may be done to a milestone, by whom, and what is kept of it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar import actions
from publicity.calendar.fields import MilestoneFields, PartFields
from publicity.calendar.models import Milestone, MilestoneMove, MilestoneRequirement, MilestoneTheme, Part
from publicity.calendar.terms import EventKind, State
from publicity.calendar.terms import Role as PartRole
from publicity.errors import Conflict, Invalid, NotAllowed, WrongState
from publicity.history.models import HistoryEntry
from publicity.people.models import Organisation, Role
from publicity.people.permissions import Person
from tests.calendar.making import make_courts, make_milestone
from tests.factories import make_organisation, make_person

FIELDS = MilestoneFields(title="召开新闻发布会", kind=EventKind.PRESS_CONFERENCE, themes=("refusal",))
AUGUST = DateWindow(date(2018, 8, 1), date(2018, 8, 31), Precision.MONTH, Kind.PERIOD)


@pytest.fixture
def court(session: Session) -> Organisation:
    return make_courts(session)[1]


@pytest.fixture
def planner(session: Session, court: Organisation) -> Person:
    return make_person(session, court, [Role.PLANNER])


@pytest.fixture
def kept(session: Session, court: Organisation) -> Milestone:
    return make_milestone(session, organisation_id=court.id)


def act(action: Any, session: Session, now: datetime, actor: Person, milestone: Milestone, **more: Any) -> Any:
    version = more.pop("version", milestone.version)
    return action(session, now=now, actor=actor, milestone=milestone, version=version, **more)


def verbs(session: Session, milestone: Milestone) -> list[str]:
    lines = select(HistoryEntry.verb).filter_by(subject=f"milestone:{milestone.id}").order_by(HistoryEntry.id)
    return list(session.scalars(lines))


def test_a_planner_makes_a_provisional_milestone(
    session: Session, now: datetime, court: Organisation, planner: Person
) -> None:
    part = PartFields(PartRole.RESPONSIBLE, "市中院", court.id)
    made = actions.create_milestone(
        session, now=now, actor=planner, organisation_id=court.id, fields=replace(FIELDS, parts=(part,)), window=AUGUST
    )
    assert (made.state, made.window, made.version) == (State.PROVISIONAL, AUGUST, 1)
    assert session.scalars(select(MilestoneTheme.theme).filter_by(milestone_id=made.id)).all() == ["refusal"]
    assert session.scalars(select(Part.organisation_id).filter_by(milestone_id=made.id)).all() == [court.id]
    assert verbs(session, made) == ["milestone.created"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"title": " "}, "title"), ({"title": "长" * 201}, "title"), ({"clock": "25:00"}, "clock")],
)
def test_fields_that_cannot_be_taken_are_named(
    session: Session, now: datetime, court: Organisation, planner: Person, changes: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create_milestone(
            session,
            now=now,
            actor=planner,
            organisation_id=court.id,
            fields=replace(FIELDS, **changes),
            window=None,
        )
    assert list(refused.value.fields) == [field]


def test_a_window_that_ends_before_it_starts_is_refused(
    session: Session, now: datetime, court: Organisation, planner: Person
) -> None:
    window = DateWindow(date(2018, 8, 2), date(2018, 8, 1), Precision.RANGE, Kind.PERIOD)
    with pytest.raises(Invalid, match="改正日期"):
        actions.create_milestone(
            session, now=now, actor=planner, organisation_id=court.id, fields=FIELDS, window=window
        )


@pytest.mark.parametrize(
    ("action", "more"),
    [
        (actions.edit_milestone, {"fields": FIELDS}),
        (actions.move_milestone, {"window": AUGUST}),
        (actions.confirm_milestone, {}),
        (actions.cancel_milestone, {"reason": "合并"}),
        (actions.finish_milestone, {}),
    ],
)
def test_every_door_asks_for_the_planner_of_the_keeping_organisation(
    session: Session, now: datetime, kept: Milestone, court: Organisation, action: Any, more: dict[str, Any]
) -> None:
    drafter = make_person(session, court, [Role.DRAFTER])
    elsewhere = make_person(session, make_organisation(session), [Role.PLANNER])
    for stranger in (drafter, elsewhere):
        with pytest.raises(NotAllowed):
            act(action, session, now, stranger, kept, **more)
    session.refresh(kept)
    assert (kept.state, kept.version) == (State.PROVISIONAL, 1)


@pytest.mark.parametrize(
    ("action", "more"),
    [
        (actions.edit_milestone, {"fields": FIELDS}),
        (actions.move_milestone, {"window": AUGUST}),
        (actions.confirm_milestone, {}),
        (actions.cancel_milestone, {"reason": "合并"}),
        (actions.finish_milestone, {}),
    ],
)
def test_every_door_refuses_a_version_somebody_has_replaced(
    session: Session, now: datetime, kept: Milestone, planner: Person, action: Any, more: dict[str, Any]
) -> None:
    act(actions.edit_milestone, session, now, planner, kept, fields=replace(FIELDS, title="先到"))
    with pytest.raises(Conflict, match="没有保存"):
        act(action, session, now, planner, kept, version=1, **more)
    session.refresh(kept)
    assert (kept.title, kept.version, kept.state) == ("先到", 2, State.PROVISIONAL)


def test_a_provisional_date_moves_without_a_reason_and_the_move_is_kept(
    session: Session, now: datetime, kept: Milestone, planner: Person
) -> None:
    was = kept.window
    act(actions.move_milestone, session, now, planner, kept, window=AUGUST)
    (move,) = session.scalars(select(MilestoneMove))
    assert (move.window_was, move.window, move.by_name) == (was, AUGUST, planner.name)
    assert (kept.window, kept.version) == (AUGUST, 2)


def test_a_confirmed_date_moves_only_with_a_reason(
    session: Session, now: datetime, kept: Milestone, planner: Person
) -> None:
    act(actions.confirm_milestone, session, now, planner, kept)
    with pytest.raises(Invalid, match="写明原因"):
        act(actions.move_milestone, session, now, planner, kept, window=AUGUST, reason="  ")
    act(actions.move_milestone, session, now, planner, kept, window=AUGUST, reason="与全省活动统一")
    assert (kept.state, kept.window) == (State.CONFIRMED, AUGUST)
    assert session.scalars(select(MilestoneMove.reason)).all() == ["与全省活动统一"]


def test_moving_to_the_same_window_leaves_no_trace(
    session: Session, now: datetime, kept: Milestone, planner: Person
) -> None:
    assert act(actions.move_milestone, session, now, planner, kept, window=kept.window) is None
    assert session.scalars(select(MilestoneMove)).all() == []
    assert verbs(session, kept) == []


@pytest.mark.parametrize("how", ["change", "delete"])
def test_the_log_of_moves_is_frozen(
    session: Session, now: datetime, kept: Milestone, planner: Person, how: str
) -> None:
    move = act(actions.move_milestone, session, now, planner, kept, window=AUGUST, reason="原话")
    if how == "change":
        move.reason = "改写"
    else:
        session.delete(move)
    with pytest.raises(WrongState, match="不能修改或删除"):
        session.flush()


def test_confirming_is_one_way_and_happens_once(
    session: Session, now: datetime, kept: Milestone, planner: Person
) -> None:
    act(actions.confirm_milestone, session, now, planner, kept)
    with pytest.raises(WrongState):
        act(actions.confirm_milestone, session, now, planner, kept)
    assert verbs(session, kept) == ["milestone.confirmed"]


def test_what_has_no_date_cannot_be_confirmed(
    session: Session, now: datetime, court: Organisation, planner: Person
) -> None:
    standing = make_milestone(session, organisation_id=court.id, starts_on=None, ends_on=None)
    with pytest.raises(Invalid, match="还没有日期"):
        act(actions.confirm_milestone, session, now, planner, standing)


def test_cancelling_needs_a_reason_and_is_final(
    session: Session, now: datetime, kept: Milestone, planner: Person
) -> None:
    with pytest.raises(Invalid, match="写明原因"):
        act(actions.cancel_milestone, session, now, planner, kept, reason="")
    act(actions.cancel_milestone, session, now, planner, kept, reason="合并到年终")
    for action, more in ((actions.move_milestone, {"window": AUGUST}), (actions.finish_milestone, {})):
        with pytest.raises(WrongState):
            act(action, session, now, planner, kept, **more)
    line = session.scalars(select(HistoryEntry).filter_by(verb="milestone.cancelled")).one()
    assert line.reason == "合并到年终"


def test_a_film_is_not_released_before_it_has_been_made(
    session: Session, now: datetime, kept: Milestone, court: Organisation, planner: Person
) -> None:
    release = make_milestone(session, organisation_id=court.id)
    session.add(MilestoneRequirement(milestone_id=release.id, requires_id=kept.id))
    session.flush()
    with pytest.raises(WrongState, match=kept.title):
        act(actions.finish_milestone, session, now, planner, release)
    act(actions.finish_milestone, session, now, planner, kept)
    act(actions.finish_milestone, session, now, planner, release)
    assert release.state is State.DONE


@pytest.mark.parametrize("by_kind", [False, True])
def test_the_organisation_that_is_to_do_it_may_finish_it(
    session: Session, now: datetime, kept: Milestone, by_kind: bool
) -> None:
    basic = make_organisation(session)
    doer = make_person(session, basic, [Role.PLANNER])
    each, one = (basic.kind, None) if by_kind else (None, basic.id)
    session.add(Part(milestone_id=kept.id, role=PartRole.RESPONSIBLE, name="院", organisation_id=one, each_kind=each))
    session.flush()
    act(actions.finish_milestone, session, now, doer, kept)
    assert kept.state is State.DONE


def test_a_receiver_may_not_finish_it(session: Session, now: datetime, kept: Milestone) -> None:
    office = make_organisation(session)
    session.add(Part(milestone_id=kept.id, role=PartRole.RECEIVER, name="部", organisation_id=office.id))
    session.flush()
    with pytest.raises(NotAllowed):
        act(actions.finish_milestone, session, now, make_person(session, office, [Role.PLANNER]), kept)
