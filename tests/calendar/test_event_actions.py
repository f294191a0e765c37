"""Events: who may schedule them, how their deadlines follow them, and which duty cells they fulfil."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.calendar import event_actions as actions
from publicity.calendar.cells import CellState
from publicity.calendar.deadlines import lines_of, rulings
from publicity.calendar.duty_grid import grids, open_cells
from publicity.calendar.event_actions import EventFields
from publicity.calendar.models import DeadlineMet, DutyFulfilment, Event
from publicity.calendar.terms import EventKind, State
from publicity.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from publicity.history.models import HistoryEntry
from publicity.people.models import Organisation, Role
from publicity.people.permissions import Person
from publicity.people.queries import organisations
from tests.calendar.making import make_courts, make_deadline, make_duty, make_event, make_plan
from tests.factories import make_organisation, make_person

TODAY = date(2018, 7, 12)
FIELDS = EventFields(title="走进执行现场", kind=EventKind.LIVE_BROADCAST, clock="15:00")


@pytest.fixture
def court(session: Session) -> Organisation:
    return make_courts(session)[1]


@pytest.fixture
def officer(session: Session, court: Organisation) -> Person:
    return make_person(session, court, [Role.DRAFTER])


def act(action: Any, session: Session, now: datetime, actor: Person, event: Event, **more: Any) -> None:
    action(session, now=now, actor=actor, event=event, version=more.pop("version", event.version), **more)


def test_an_officer_schedules_an_event_of_the_own_court(
    session: Session, now: datetime, court: Organisation, officer: Person
) -> None:
    made = actions.schedule_event(
        session, now=now, actor=officer, organisation_id=court.id, day=date(2018, 7, 20), fields=FIELDS
    )
    assert (made.state, made.day, made.clock) == (State.PROVISIONAL, date(2018, 7, 20), "15:00")
    other = make_organisation(session)
    with pytest.raises(NotAllowed):
        actions.schedule_event(session, now=now, actor=officer, organisation_id=other.id, day=TODAY, fields=FIELDS)


def test_an_event_must_be_of_its_duty_s_kind(
    session: Session, now: datetime, court: Organisation, officer: Person
) -> None:
    duty = make_duty(session, make_plan(session))
    fields = replace(FIELDS, kind=EventKind.MEETING)
    with pytest.raises(Invalid, match="改正类型"):
        actions.schedule_event(
            session, now=now, actor=officer, organisation_id=court.id, day=TODAY, fields=fields, duty_id=duty.id
        )


@pytest.mark.parametrize(
    ("action", "more"),
    [
        (actions.edit_event, {"fields": FIELDS}),
        (actions.move_event, {"day": date(2018, 8, 1)}),
        (actions.confirm_event, {}),
        (actions.cancel_event, {"reason": "合并"}),
        (actions.finish_event, {"today": date(2018, 12, 1)}),
    ],
)
def test_every_door_keeps_strangers_and_old_versions_out(
    session: Session, now: datetime, court: Organisation, officer: Person, action: Any, more: dict[str, Any]
) -> None:
    event = make_event(session, court)
    stranger = make_person(session, make_organisation(session), [Role.PLANNER, Role.DRAFTER])
    with pytest.raises(NotAllowed):
        act(action, session, now, stranger, event, **more)
    with pytest.raises(Conflict):
        act(action, session, now, officer, event, version=7, **more)
    session.refresh(event)
    assert (event.state, event.version) == (State.PROVISIONAL, 1)


def test_a_confirmed_event_moves_only_with_a_reason(
    session: Session, now: datetime, court: Organisation, officer: Person
) -> None:
    event = make_event(session, court)
    act(actions.confirm_event, session, now, officer, event)
    with pytest.raises(Invalid, match="写明原因"):
        act(actions.move_event, session, now, officer, event, day=date(2018, 8, 1))
    act(actions.move_event, session, now, officer, event, day=date(2018, 8, 1), reason="场地冲突")
    line = session.scalars(select(HistoryEntry).filter_by(verb="event.moved")).one()
    assert (event.day, line.reason, line.detail["to"]) == (date(2018, 8, 1), "场地冲突", "2018年8月1日 周三")


def test_an_event_is_not_held_before_its_day(
    session: Session, now: datetime, court: Organisation, officer: Person
) -> None:
    event = make_event(session, court, day=date(2018, 7, 20))
    with pytest.raises(WrongState, match="日子还没到"):
        act(actions.finish_event, session, now, officer, event, today=TODAY)
    act(actions.finish_event, session, now, officer, event, today=date(2018, 7, 20))
    with pytest.raises(WrongState):
        act(actions.cancel_event, session, now, officer, event, reason="太晚")


@pytest.mark.parametrize(
    ("day", "due"),
    [("2018-07-20", "2018-07-13"), ("2018-10-10", "2018-09-28"), ("2019-02-26", "2019-02-19")],
)
def test_deadlines_follow_the_event(session: Session, court: Organisation, day: str, due: str) -> None:
    make_deadline(session, make_plan(session))
    event = make_event(session, court, day=date.fromisoformat(day))
    (line,) = lines_of(session, rulings(session), [event], {court.id: court})
    assert (line.day and line.day.isoformat(), line.rule) == (due, "提前5个工作日")
    assert (line.receivers, line.copies) == (("市中院执行局",), ("市中院办公室",))


def test_a_deadline_in_a_year_not_announced_says_so(session: Session, court: Organisation) -> None:
    make_deadline(session, make_plan(session, ends_on=None))
    event = make_event(session, court, day=date(2027, 7, 20))
    (line,) = lines_of(session, rulings(session), [event], {court.id: court})
    assert line.day is None
    assert "该年度放假安排尚未公布（2027年）" in line.problem


@pytest.mark.parametrize("changes", [{"day": date(2019, 3, 3)}, {"day": date(2018, 7, 2)}, {"kind": EventKind.MEETING}])
def test_a_deadline_binds_its_kind_within_the_plan_s_period(
    session: Session, court: Organisation, changes: dict[str, Any]
) -> None:
    make_deadline(session, make_plan(session))
    event = make_event(session, court, **changes)
    assert lines_of(session, rulings(session), [event], {court.id: court}) == []


def test_ticking_a_deadline_off_twice_is_once(
    session: Session, now: datetime, court: Organisation, officer: Person
) -> None:
    limit = make_deadline(session, make_plan(session))
    event = make_event(session, court)
    for _ in range(2):
        actions.meet_deadline(session, now=now, actor=officer, deadline_id=limit.id, event=event)
    assert len(session.scalars(select(DeadlineMet)).all()) == 1
    (line,) = lines_of(session, rulings(session), [event], {court.id: court})
    assert line.is_met
    assert not line.is_overdue(date(2018, 12, 1))
    meeting = make_event(session, court, kind=EventKind.MEETING)
    with pytest.raises(NotFound):
        actions.meet_deadline(session, now=now, actor=officer, deadline_id=limit.id, event=meeting)


def states(session: Session, name: str, today: date = TODAY) -> str:
    places = list(session.scalars(organisations()))
    (grid,) = grids(session, places, today)
    row = next(row for row in grid.rows if row.name == name)
    return " ".join(cell.state.value for cell in row.cells)


def test_an_event_fulfils_its_court_s_cell_once_it_was_held(
    session: Session, now: datetime, court: Organisation, officer: Person
) -> None:
    duty = make_duty(session, make_plan(session))
    event = make_event(session, court, duty_id=duty.id, day=date(2018, 7, 10))
    assert states(session, "市中院") == "due ahead ahead"
    act(actions.finish_event, session, now, officer, event, today=TODAY)
    assert states(session, "市中院") == "fulfilled ahead ahead"


def test_a_cancelled_event_fulfils_nothing_and_a_month_without_one_is_missed(
    session: Session, court: Organisation
) -> None:
    duty = make_duty(session, make_plan(session))
    make_event(session, court, duty_id=duty.id, state=State.CANCELLED, day=date(2018, 7, 10))
    assert states(session, "市中院", date(2018, 8, 1)) == "missed due ahead"


def test_every_basic_court_has_its_own_row(session: Session, court: Organisation) -> None:
    make_duty(session, make_plan(session))
    make_organisation(session, parent_id=court.id)
    (grid,) = grids(session, list(session.scalars(organisations())), TODAY)
    assert len(grid.rows) == 3
    assert grid.rows[0].name == "市中院"


def test_a_story_fulfils_a_cell_as_well_and_only_once(
    session: Session, now: datetime, court: Organisation, officer: Person
) -> None:
    duty = make_duty(session, make_plan(session))
    for _ in range(2):
        actions.fulfil_duty(
            session,
            now=now,
            actor=officer,
            duty_id=duty.id,
            organisation_id=court.id,
            day=TODAY,
            subject="story:7",
        )
    assert len(session.scalars(select(DutyFulfilment)).all()) == 1
    assert states(session, "市中院") == "fulfilled ahead ahead"


def test_what_is_open_for_one_court_is_listed_oldest_first(session: Session, court: Organisation) -> None:
    make_duty(session, make_plan(session))
    found = open_cells(grids(session, [court], date(2018, 8, 12), only=court.id))
    assert [one.cell.state for one in found] == [CellState.MISSED, CellState.DUE]
