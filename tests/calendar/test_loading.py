"""Putting plan files on the calendar, again and again."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from publicity.calendar.actions import confirm_milestone, edit_milestone, move_milestone
from publicity.calendar.fields import MilestoneFields
from publicity.calendar.loading import LoadReport, load_plan
from publicity.calendar.models import Duty, Milestone, MilestoneRequirement, MilestoneTheme, Part, Plan
from publicity.calendar.plan_file import parse_plan
from publicity.calendar.rules import window_from
from publicity.calendar.terms import EventKind, State
from publicity.db import Base
from publicity.errors import NotAllowed
from publicity.history.models import HistoryEntry
from publicity.people.models import OrganisationKind, Role
from tests.calendar.making import make_courts
from tests.factories import make_organisation, make_person

PLANS = Path(__file__).parents[2] / "calendars"
TEXT = """\
plan: small
title: 小方案
issuers: [某市中级人民法院]
organisations:
  - {name: 市中院, full_name: 某市中级人民法院, kind: intermediate_court}
  - {name: 各基层法院, kind: basic_court, each: true}
  - {name: 报社, kind: outlet}
milestones:
  - key: one
    title: 拍摄微电影
    kind: micro_film
    window: {start: 2018-07-01, end: 2018-07-31, precision: month}
    themes: [officers]
    organisations: {责任: [市中院, 各基层法院], 支持: [报社]}
  - key: two
    title: 推广微电影
    kind: micro_film
    window: {start: 2018-08-01, end: 2018-08-31, precision: month}
    requires: [one]
duties:
  - key: live
    title: 直播
    kind: live_broadcast
    cadence: FREQ=MONTHLY;min=1
    period: {start: 2018-07-03, end: 2019-03-02}
    organisations: {责任: [市中院, 各基层法院]}
"""


def load(session: Session, now: datetime, text: str = TEXT, **options: int) -> LoadReport:
    return load_plan(session, now=now, actor=None, plan_file=parse_plan(text), **options)


def rows_of(session: Session) -> dict[str, int]:
    tables = Base.metadata.sorted_tables
    return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def milestone(session: Session, key: str) -> Milestone:
    return session.scalars(select(Milestone).filter_by(key=key)).one()


@pytest.mark.parametrize("name", ["danzhou-2017", "linhai-2016", "wuhu-2016", "xishuangbanna-2018", "yingkou-2018"])
def test_loading_twice_changes_nothing(session: Session, now: datetime, name: str) -> None:
    make_courts(session)
    text = (PLANS / f"{name}.yaml").read_text(encoding="utf8")
    first = load(session, now, text)
    before = rows_of(session)
    second = load(session, now, text)
    assert not first.is_quiet
    assert (second.new, second.changed, second.held, second.gone) == ((), (), (), ())
    assert rows_of(session) == before


def test_everything_in_the_file_stands_on_the_calendar(session: Session, now: datetime) -> None:
    area, middle, _ = make_courts(session)
    load(session, now)
    one, two = milestone(session, "one"), milestone(session, "two")
    assert session.scalars(select(MilestoneTheme.theme).filter_by(milestone_id=one.id)).all() == ["officers"]
    assert session.scalars(select(MilestoneRequirement.requires_id).filter_by(milestone_id=two.id)).all() == [one.id]
    parts = session.scalars(select(Part).filter_by(milestone_id=one.id).order_by(Part.id)).all()
    assert [(part.name, part.organisation_id, part.each_kind) for part in parts] == [
        ("市中院", middle.id, None),
        ("各基层法院", None, OrganisationKind.BASIC_COURT),
        ("报社", None, None),
    ]
    assert session.scalars(select(Duty.cadence)).one() == "FREQ=MONTHLY;min=1"
    assert (
        session.scalars(select(Plan.organisation_id)).one()
        == session.scalars(select(Milestone.organisation_id)).first()
    )


def test_the_keeper_stands_for_the_issuer_of_its_kind(session: Session, now: datetime) -> None:
    text = TEXT.replace("kind: intermediate_court", "kind: basic_court").replace("市中院", "本院")
    _, _, basic = make_courts(session)
    load(session, now, text, organisation_id=basic.id)
    part = session.scalars(select(Part).filter_by(name="本院").limit(1)).one()
    assert part.organisation_id == basic.id


def test_a_changed_file_updates_by_key_and_reports_what_left_it(session: Session, now: datetime) -> None:
    make_courts(session)
    load(session, now)
    version = milestone(session, "one").version
    changed = TEXT.replace("拍摄微电影", "拍好微电影").replace("key: two", "key: three")
    report = load(session, now, changed)
    assert (report.new, report.changed, report.gone) == (("推广微电影",), ("拍好微电影",), ("推广微电影",))
    assert milestone(session, "one").title == "拍好微电影"
    assert milestone(session, "one").version == version + 1
    assert milestone(session, "two").state is State.PROVISIONAL
    assert load(session, now, changed).is_quiet


@pytest.mark.parametrize("touch", ["confirm", "move", "edit"])
def test_what_people_decided_is_kept_and_reported(session: Session, now: datetime, touch: str) -> None:
    area, _, _ = make_courts(session)
    load(session, now)
    planner = make_person(session, area, [Role.PLANNER])
    one = milestone(session, "one")
    common = {"now": now, "actor": planner, "milestone": one, "version": one.version}
    if touch == "confirm":
        confirm_milestone(session, **common)
    elif touch == "move":
        august = window_from(one.starts_on.replace(month=8), None, one.precision, one.window_kind)
        move_milestone(session, window=august, **common)
    else:
        edit_milestone(session, fields=MilestoneFields(title="改过的", kind=EventKind.MICRO_FILM), **common)
    title, window, version = one.title, one.window, one.version
    report = load(session, now, TEXT.replace("2018-07-01, end: 2018-07-31", "2018-09-01, end: 2018-09-30"))
    assert (report.changed, report.held) == ((), ("拍摄微电影",))
    session.refresh(one)
    assert (one.title, one.window, one.version) == (title, window, version)


def test_a_planner_loads_for_the_own_organisation_only(session: Session, now: datetime) -> None:
    _, middle, _ = make_courts(session)
    stranger = make_person(session, make_organisation(session), [Role.PLANNER])
    with pytest.raises(NotAllowed):
        load_plan(session, now=now, actor=stranger, plan_file=parse_plan(TEXT), organisation_id=middle.id)


def test_a_quiet_load_leaves_no_line_of_history(session: Session, now: datetime) -> None:
    make_courts(session)
    load(session, now)
    verbs = session.scalars(select(HistoryEntry.verb).order_by(HistoryEntry.id)).all()
    assert verbs == ["milestone.loaded", "milestone.loaded", "plan.loaded"]
    load(session, now)
    assert len(session.scalars(select(HistoryEntry.id)).all()) == 3
