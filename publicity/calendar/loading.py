"""Putting a plan file on the calendar: loading it twice changes nothing, and nothing people decided is touched."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from publicity.calendar.actions import set_links, subject_of
from publicity.calendar.fields import MilestoneFields, PartFields, columns_of, part_row, window_columns
from publicity.calendar.models import Deadline, Duty, Milestone, MilestoneRequirement, Part, Plan
from publicity.calendar.places import place_names
from publicity.calendar.plan_types import PlanDeadline, PlanDuty, PlanFile, PlanMilestone
from publicity.calendar.queries import find_plan
from publicity.calendar.terms import State
from publicity.calendar.versions import change
from publicity.errors import Invalid
from publicity.history.actions import record
from publicity.people.models import Organisation, Role
from publicity.people.permissions import Person, require

Parts = Mapping[str, PartFields]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading did, as titles: `held` differ in the file but were decided on by people, `gone` left the file."""

    plan: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    held: tuple[str, ...]
    gone: tuple[str, ...]
    unchanged: int

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was written."""
        return not self.new and not self.changed


class _Tally:
    """Collects the report while loading goes on."""

    def __init__(self) -> None:
        self.new: list[str] = []
        self.changed: list[str] = []
        self.held: list[str] = []
        self.gone: list[str] = []
        self.unchanged = 0


def load_plan(
    session: Session, *, now: datetime, actor: Person | None, plan_file: PlanFile, organisation_id: int | None = None
) -> LoadReport:
    """Loads the plan for the organisation that keeps it; `actor` None is the command line or the demo.

    Items are recognised by their keys. A provisional item nobody touched is updated when its text in the file changed;
    one that was confirmed, moved, edited, cancelled or done is only reported. What left the file stays. Without
    `organisation_id` the plan's keeper stays, or is the area's first organisation.
    """
    plan = find_plan(session, plan_file.key)
    keeper = _keeper(session, plan, organisation_id)
    if actor is not None:
        if keeper is None:
            raise Invalid("还没有单位，请先建立单位再装入方案。")
        require(actor, keeper.id, Role.PLANNER)
    tally = _Tally()
    plan = _plan(session, now, plan, plan_file, keeper, tally)
    places = place_names(session, plan_file, keeper)
    _milestones(session, now, actor, plan, plan_file, places, tally)
    _duties(session, plan, plan_file, places, tally)
    _deadlines(session, plan, plan_file, places, tally)
    report = LoadReport(
        plan_file.title, tuple(tally.new), tuple(tally.changed), tuple(tally.held), tuple(tally.gone), tally.unchanged
    )
    if not report.is_quiet:
        detail = {"new": len(report.new), "changed": len(report.changed), "held": len(report.held)}
        record(session, now=now, actor=actor, verb="plan.loaded", subject=f"plan:{plan.id}", detail=detail)
    return report


def _keeper(session: Session, plan: Plan | None, organisation_id: int | None) -> Organisation | None:
    if organisation_id is None and plan is not None:
        organisation_id = plan.organisation_id
    if organisation_id is not None:
        found = session.get(Organisation, organisation_id)
        if found is None:
            raise Invalid("没有这个单位，请核对编号。")
        return found
    top = select(Organisation).where(Organisation.parent_id.is_(None)).order_by(Organisation.id).limit(1)
    return session.scalar(top)


def _plan(
    session: Session, now: datetime, plan: Plan | None, file: PlanFile, keeper: Organisation | None, tally: _Tally
) -> Plan:
    values: dict[str, Any] = {
        "title": file.title,
        "number": file.number,
        "issuers": list(file.issuers),
        "issued": file.issued,
        "starts_on": file.period.start if file.period else None,
        "ends_on": file.period.end if file.period else None,
        "source_document": file.source_document,
        "upstream": [{"title": one.title, "number": one.number} for one in file.upstream],
        "organisation_id": keeper.id if keeper else None,
    }
    if plan is None:
        plan = Plan(key=file.key, **values, created_at=now, changed_at=now)
        session.add(plan)
        tally.new.append(file.title)
    elif any(getattr(plan, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(plan, name, value)
        plan.changed_at = now
        tally.changed.append(file.title)
    session.flush()
    return plan


def _milestones(
    session: Session,
    now: datetime,
    actor: Person | None,
    plan: Plan,
    file: PlanFile,
    places: Parts,
    tally: _Tally,
) -> None:
    rows = {row.key: row for row in session.scalars(select(Milestone).filter_by(plan_id=plan.id)) if row.key}
    written = set()
    for item in file.milestones:
        row, digest = rows.get(item.key), _digest(item, places)
        if row is None:
            row = rows[item.key] = _new_milestone(session, now, plan, item, digest, places)
            record(session, now=now, actor=actor, verb="milestone.loaded", subject=subject_of(row.id))
            tally.new.append(item.title)
            written.add(item.key)
        elif row.loaded == digest:
            tally.unchanged += 1
        elif row.state is not State.PROVISIONAL or row.version != row.loaded_version:
            tally.held.append(item.title)
        else:
            _update_milestone(session, now, row, item, digest, places)
            record(session, now=now, actor=actor, verb="milestone.reloaded", subject=subject_of(row.id))
            tally.changed.append(item.title)
            written.add(item.key)
    _requirements(session, file, rows, written)
    keys = {item.key for item in file.milestones}
    tally.gone += [row.title for key, row in rows.items() if key not in keys]


def _new_milestone(
    session: Session, now: datetime, plan: Plan, item: PlanMilestone, digest: str, places: Parts
) -> Milestone:
    row = Milestone(
        public_id=secrets.token_hex(16),
        plan_id=plan.id,
        key=item.key,
        organisation_id=plan.organisation_id,
        state=item.state,
        **_values(item, places),
        loaded=digest,
        loaded_version=1,
        version=1,
        created_at=now,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    set_links(session, row.id, item.themes, _parts(item, places))
    return row


def _update_milestone(
    session: Session, now: datetime, row: Milestone, item: PlanMilestone, digest: str, places: Parts
) -> None:
    values = _values(item, places) | {"state": item.state, "loaded": digest, "loaded_version": row.version + 1}
    change(session, row, row.version, now=now, **values)
    set_links(session, row.id, item.themes, _parts(item, places))


def _requirements(session: Session, file: PlanFile, rows: Mapping[str, Milestone], written: set[str]) -> None:
    for item in file.milestones:
        if item.key not in written:
            continue
        mine = rows[item.key].id
        session.execute(delete(MilestoneRequirement).where(MilestoneRequirement.milestone_id == mine))
        session.add_all(MilestoneRequirement(milestone_id=mine, requires_id=rows[key].id) for key in item.requires)
    session.flush()


def _duties(session: Session, plan: Plan, file: PlanFile, places: Parts, tally: _Tally) -> None:
    rows = {row.key: row for row in session.scalars(select(Duty).filter_by(plan_id=plan.id))}
    for item in file.duties:
        row = rows.get(item.key)
        values = {
            "title": item.title,
            "kind": item.kind,
            "cadence": str(item.cadence),
            "starts_on": item.period.start,
            "ends_on": item.period.end,
            "note": item.note,
            "sources": _sources(item),
        }
        _small(session, Duty, "duty_id", plan, item, row, values, places, tally)
    tally.gone += [row.title for key, row in rows.items() if key not in {item.key for item in file.duties}]


def _deadlines(session: Session, plan: Plan, file: PlanFile, places: Parts, tally: _Tally) -> None:
    rows = {row.key: row for row in session.scalars(select(Deadline).filter_by(plan_id=plan.id))}
    for item in file.deadlines:
        row = rows.get(item.key)
        values = {
            "title": item.title,
            "offset": str(item.offset),
            "on_kind": item.on,
            "note": item.note,
            "sources": _sources(item),
        }
        _small(session, Deadline, "deadline_id", plan, item, row, values, places, tally)
    tally.gone += [row.title for key, row in rows.items() if key not in {item.key for item in file.deadlines}]


def _small(
    session: Session,
    table: type[Duty] | type[Deadline],
    link: str,
    plan: Plan,
    item: PlanDuty | PlanDeadline,
    row: Duty | Deadline | None,
    values: dict[str, Any],
    places: Parts,
    tally: _Tally,
) -> None:
    """A duty or a deadline: made, brought up to the file, or left as it is."""
    digest = _digest(item, places)
    if row is not None and row.loaded == digest:
        tally.unchanged += 1
        return
    if row is None:
        row = table(plan_id=plan.id, key=item.key, **values, loaded=digest)
        session.add(row)
        tally.new.append(item.title)
    else:
        for name, value in (values | {"loaded": digest}).items():
            setattr(row, name, value)
        tally.changed.append(item.title)
    session.flush()
    session.execute(delete(Part).where(getattr(Part, link) == row.id))
    session.add_all(part_row(part, **{link: row.id}) for part in _parts(item, places))
    session.flush()


def _values(item: PlanMilestone, places: Parts) -> dict[str, Any]:
    fields = MilestoneFields(
        title=item.title,
        kind=item.kind,
        clock=item.clock,
        is_public=item.is_public,
        forms=item.forms,
        steps=item.steps,
        target=item.target,
        asks=item.asks,
        note=item.note,
        parts=_parts(item, places),
    )
    anchors = [{"name": one.name, "start": one.start.isoformat(), "end": one.end.isoformat()} for one in item.anchors]
    extra = {"soft": item.soft, "written": item.written, "anchors": anchors, "sources": _sources(item)}
    return columns_of(fields) | window_columns(item.window) | extra


def _sources(item: PlanMilestone | PlanDuty | PlanDeadline) -> list[dict[str, Any]]:
    return [{"quote": source.quote, "offset": source.offset} for source in item.sources]


def _parts(item: PlanMilestone | PlanDuty | PlanDeadline, places: Parts) -> tuple[PartFields, ...]:
    return tuple(replace(places[name], role=role) for role, name in item.parts)


def _digest(item: PlanMilestone | PlanDuty | PlanDeadline, places: Parts) -> str:
    """What the file says of the item and whom its names stand for; the line does not matter."""
    said = repr((replace(item, line=0), _parts(item, places)))
    return hashlib.sha256(said.encode()).hexdigest()
