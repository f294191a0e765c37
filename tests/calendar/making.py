"""Rows the calendar's tests need."""

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from publicity.almanac.windows import Kind, Precision
from publicity.calendar.models import Deadline, Duty, Event, Milestone, Part, Plan
from publicity.calendar.terms import EventKind, Role, State
from publicity.people.models import Organisation, OrganisationKind
from tests.conftest import NOON
from tests.factories import make_organisation

numbers = count(1)


def make_plan(session: Session, **overrides: Any) -> Plan:
    number = next(numbers)
    values: dict[str, Any] = {
        "key": f"plan-{number}",
        "title": f"方案{number}",
        "issuers": [],
        "upstream": [],
        "starts_on": date(2018, 7, 3),
        "ends_on": date(2019, 3, 2),
        "created_at": NOON,
        "changed_at": NOON,
    }
    row = Plan(**(values | overrides))
    session.add(row)
    session.flush()
    return row


def make_milestone(session: Session, responsible: Organisation | None = None, **overrides: Any) -> Milestone:
    number = next(numbers)
    values: dict[str, Any] = {
        "public_id": f"{number:032x}",
        "title": f"节点{number}",
        "kind": EventKind.THEMED_CAMPAIGN,
        "state": State.PROVISIONAL,
        "starts_on": date(2018, 7, 1),
        "ends_on": date(2018, 7, 31),
        "precision": Precision.MONTH,
        "window_kind": Kind.PERIOD,
        "forms": [],
        "anchors": [],
        "steps": [],
        "sources": [],
        "version": 1,
        "created_at": NOON,
        "changed_at": NOON,
    }
    row = Milestone(**(values | overrides))
    session.add(row)
    session.flush()
    if responsible is not None:
        part = Part(milestone_id=row.id, role=Role.RESPONSIBLE, name=responsible.name, organisation_id=responsible.id)
        session.add(part)
        session.flush()
    return row


def make_event(session: Session, organisation: Organisation, **overrides: Any) -> Event:
    number = next(numbers)
    values: dict[str, Any] = {
        "public_id": f"{number:032x}",
        "organisation_id": organisation.id,
        "title": f"直播{number}",
        "kind": EventKind.LIVE_BROADCAST,
        "state": State.PROVISIONAL,
        "day": date(2018, 7, 20),
        "version": 1,
        "created_at": NOON,
        "changed_at": NOON,
    }
    row = Event(**(values | overrides))
    session.add(row)
    session.flush()
    return row


def make_duty(session: Session, plan: Plan, **overrides: Any) -> Duty:
    """A monthly live broadcast of the intermediate courts and each basic court."""
    values: dict[str, Any] = {
        "plan_id": plan.id,
        "key": f"duty-{next(numbers)}",
        "title": "组织直播",
        "kind": EventKind.LIVE_BROADCAST,
        "cadence": "FREQ=MONTHLY;min=1",
        "starts_on": date(2018, 7, 3),
        "ends_on": date(2018, 9, 30),
        "sources": [],
    }
    row = Duty(**(values | overrides))
    session.add(row)
    session.flush()
    for kind in (OrganisationKind.INTERMEDIATE_COURT, OrganisationKind.BASIC_COURT):
        session.add(Part(duty_id=row.id, role=Role.RESPONSIBLE, name="法院", each_kind=kind))
    session.flush()
    return row


def make_deadline(session: Session, plan: Plan, **overrides: Any) -> Deadline:
    """Five working days before a live broadcast, to one office with a copy to another."""
    values: dict[str, Any] = {
        "plan_id": plan.id,
        "key": f"deadline-{next(numbers)}",
        "title": "报送直播选题",
        "offset": "-5 workdays",
        "on_kind": EventKind.LIVE_BROADCAST,
        "sources": [],
    }
    row = Deadline(**(values | overrides))
    session.add(row)
    session.flush()
    for role, name in ((Role.RECEIVER, "市中院执行局"), (Role.COPY, "市中院办公室")):
        session.add(Part(deadline_id=row.id, role=role, name=name))
    session.flush()
    return row


def make_courts(session: Session) -> tuple[Organisation, Organisation, Organisation]:
    """(area, intermediate court, basic court) as a tree."""
    area = make_organisation(session, kind=OrganisationKind.AREA, name="澄江市", short_name="澄江")
    middle = make_organisation(
        session,
        kind=OrganisationKind.INTERMEDIATE_COURT,
        name="澄江市中级人民法院",
        short_name="市中院",
        parent_id=area.id,
    )
    return area, middle, make_organisation(session, parent_id=middle.id)
