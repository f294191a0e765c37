"""A plan on the calendar written as a plan file (format: calendars/README.md), so that loading it gives the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import yaml
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from publicity.almanac.windows import Kind
from publicity.calendar.models import Deadline, Duty, Milestone, MilestoneRequirement, MilestoneTheme, Part, Plan
from publicity.calendar.plan_file import ROLE_WORDS
from publicity.calendar.rules import PUBLIC_KINDS
from publicity.calendar.terms import State
from publicity.people.models import Organisation, OrganisationKind
from publicity.plans.plan_building import organisation_of

WORDS: Final = {role: word for word, role in ROLE_WORDS.items()}
Fields = dict[str, Any]


def plan_yaml(session: Session, plan: Plan) -> str:
    """The plan's YAML with everything that is on the calendar now, cancelled and done items included."""
    parts = list(session.scalars(select(Part).where(_of_plan(plan)).order_by(Part.id)))
    names = {row.id: row for row in session.scalars(select(Organisation))}
    data = _filled(
        {
            "plan": plan.key,
            "title": plan.title,
            "number": plan.number,
            "issuers": list(plan.issuers),
            "issued": plan.issued,
            "period": _filled({"start": plan.starts_on, "end": plan.ends_on, "precision": "range"})
            if plan.starts_on or plan.ends_on
            else None,
            "source_document": plan.source_document,
            "upstream": [_filled(dict(paper)) for paper in plan.upstream],
            "organisations": _organisations(parts, names),
            "milestones": _milestones(session, plan, _by(parts, "milestone_id")),
            "duties": _duties(session, plan, _by(parts, "duty_id")),
            "deadlines": _deadlines(session, plan, _by(parts, "deadline_id")),
        }
    )
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)


def _of_plan(plan: Plan) -> ColumnElement[bool]:
    return (
        Part.milestone_id.in_(select(Milestone.id).where(Milestone.plan_id == plan.id, Milestone.key.is_not(None)))
        | Part.duty_id.in_(select(Duty.id).where(Duty.plan_id == plan.id))
        | Part.deadline_id.in_(select(Deadline.id).where(Deadline.plan_id == plan.id))
    )


def _by(parts: Iterable[Part], link: str) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for part in parts:
        if getattr(part, link) is not None:
            found.setdefault(getattr(part, link), []).append(part)
    return found


def _organisations(parts: Iterable[Part], names: Mapping[int, Organisation]) -> list[Fields]:
    first: dict[str, Part] = {}
    for part in parts:
        first.setdefault(part.name, part)
    return [_organisation(part, names) for part in first.values()]


def _organisation(part: Part, names: Mapping[int, Organisation]) -> Fields:
    if part.each_kind is not None:
        return {"name": part.name, "kind": part.each_kind.value, "each": True}
    known = names.get(part.organisation_id or 0)
    kind = known.kind if known is not None else _unknown_kind(part.name)
    full = known.name if known is not None and known.name != part.name else ""
    return _filled({"name": part.name, "full_name": full, "kind": kind.value})


def _unknown_kind(name: str) -> OrganisationKind:
    """A name the desk knows nobody by keeps standing for nobody: kinds an area has one of would be recognised."""
    kind = organisation_of(name).kind
    return kind if kind in (OrganisationKind.BASIC_COURT, OrganisationKind.OUTLET) else OrganisationKind.OTHER


def _milestones(session: Session, plan: Plan, parts: Mapping[int, Sequence[Part]]) -> list[Fields]:
    rows = list(
        session.scalars(
            select(Milestone).where(Milestone.plan_id == plan.id, Milestone.key.is_not(None)).order_by(Milestone.id)
        )
    )
    ids, keys = [row.id for row in rows], {row.id: row.key for row in rows}
    themes: dict[int, list[str]] = {}
    for theme in session.scalars(select(MilestoneTheme).where(MilestoneTheme.milestone_id.in_(ids))):
        themes.setdefault(theme.milestone_id, []).append(theme.theme)
    requires: dict[int, list[str]] = {}
    for link in session.scalars(select(MilestoneRequirement).where(MilestoneRequirement.milestone_id.in_(ids))):
        requires.setdefault(link.milestone_id, []).append(keys.get(link.requires_id) or "")
    return [_milestone(row, themes.get(row.id, ()), requires.get(row.id, ()), parts.get(row.id, ())) for row in rows]


def _milestone(row: Milestone, themes: Iterable[str], requires: Iterable[str], parts: Iterable[Part]) -> Fields:
    return _filled(
        {
            "key": row.key,
            "title": row.title,
            "kind": row.kind.value,
            "state": row.state.value if row.state is not State.PROVISIONAL else "",
            "window": _window(row),
            "clock": row.clock,
            "public": row.is_public if row.is_public != (row.kind in PUBLIC_KINDS) else None,
            "themes": sorted(themes),
            "forms": list(row.forms),
            "organisations": _parts(parts),
            "requires": sorted(key for key in requires if key),
            "anchors": [_anchor(anchor) for anchor in row.anchors],
            "steps": list(row.steps),
            "target": row.target,
            "asks": row.asks,
            "note": row.note,
            "source": _sources(row.sources),
        }
    )


def _window(row: Milestone) -> Fields | None:
    if row.window is None:
        return None
    return _filled(
        {
            "start": row.starts_on if row.window_kind is not Kind.DEADLINE or row.starts_on else None,
            "end": row.ends_on,
            "precision": row.precision.value,
            "kind": row.window_kind.value if row.window_kind is not Kind.PERIOD else "",
            "written": row.written,
            "soft": row.soft or None,
        }
    )


def _duties(session: Session, plan: Plan, parts: Mapping[int, Sequence[Part]]) -> list[Fields]:
    rows = session.scalars(select(Duty).where(Duty.plan_id == plan.id).order_by(Duty.id))
    return [
        _filled(
            {
                "key": row.key,
                "title": row.title,
                "kind": row.kind.value,
                "cadence": row.cadence,
                "period": {"start": row.starts_on, "end": row.ends_on},
                "organisations": _parts(parts.get(row.id, ())),
                "note": row.note,
                "source": _sources(row.sources),
            }
        )
        for row in rows
    ]


def _deadlines(session: Session, plan: Plan, parts: Mapping[int, Sequence[Part]]) -> list[Fields]:
    rows = session.scalars(select(Deadline).where(Deadline.plan_id == plan.id).order_by(Deadline.id))
    return [
        _filled(
            {
                "key": row.key,
                "title": row.title,
                "rule": row.offset,
                "on": row.on_kind.value,
                "organisations": _parts(parts.get(row.id, ())),
                "note": row.note,
                "source": _sources(row.sources),
            }
        )
        for row in rows
    ]


def _parts(parts: Iterable[Part]) -> Fields:
    found: dict[str, list[str]] = {}
    for part in parts:
        found.setdefault(WORDS[part.role], []).append(part.name)
    return found


def _anchor(anchor: Mapping[str, str]) -> Fields:
    return {
        "name": anchor["name"],
        "start": date.fromisoformat(anchor["start"]),
        "end": date.fromisoformat(anchor["end"]),
    }


def _sources(sources: Iterable[Mapping[str, Any]]) -> list[Fields]:
    return [{"quote": source["quote"], "offset": source["offset"]} for source in sources]


def _filled(fields: Fields) -> Fields:
    """Without what says nothing."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
