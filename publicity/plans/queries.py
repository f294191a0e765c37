"""Reads of plan documents and their proposals."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, undefer

from publicity.calendar.models import Deadline, Duty, Milestone, Plan
from publicity.errors import NotFound
from publicity.people.models import Role
from publicity.people.permissions import Person
from publicity.plans.items import Role as ItemRole
from publicity.plans.models import Decision, PlanDocument, PlanProposal, ReadingState

LEASE: Final = timedelta(minutes=15)
PROPOSED: Final = (ItemRole.TASK, ItemRole.RELATIVE, ItemRole.VAGUE)
MISSING: Final = "没有这份方案文件。请回到“方案”页面重新查找。"


def documents(person: Person) -> Select[PlanDocument]:
    """The documents of the organisations the person plans for, newest first."""
    mine = PlanDocument.organisation_id.in_(person.reach(Role.PLANNER))
    return select(PlanDocument).where(mine).order_by(PlanDocument.uploaded_at.desc(), PlanDocument.id.desc())


def get_document(session: Session, document_id: int, person: Person) -> PlanDocument:
    """Raises NotFound for one that is not there, or is not the person's."""
    found = session.scalar(documents(person).where(PlanDocument.id == document_id))
    if found is None:
        raise NotFound(MISSING)
    return found


def text_of(session: Session, document_id: int) -> str:
    """The text that offsets count in; empty before it has been read."""
    return session.scalar(select(PlanDocument.text).where(PlanDocument.id == document_id)) or ""


def with_text(document_id: int) -> Select[PlanDocument]:
    return select(PlanDocument).where(PlanDocument.id == document_id).options(undefer(PlanDocument.text))


def proposals(document_id: int) -> Select[PlanProposal]:
    """All statements of a document, in the order of the text."""
    return select(PlanProposal).filter_by(document_id=document_id).order_by(PlanProposal.position, PlanProposal.id)


def get_proposal(session: Session, document: PlanDocument, proposal_id: int) -> PlanProposal:
    """Raises NotFound for one of another document."""
    found = session.get(PlanProposal, proposal_id)
    if found is None or found.document_id != document.id:
        raise NotFound("这份方案里没有这一条。请刷新页面后再试。")
    return found


def find_same_file(session: Session, organisation_id: int, sha256: str) -> PlanDocument | None:
    return session.scalar(select(PlanDocument).filter_by(organisation_id=organisation_id, sha256=sha256))


def find_previous(session: Session, document: PlanDocument) -> PlanDocument | None:
    """The newest reading before it of what is by number, else by title and issuers, the same plan of the keeper."""
    same = and_(PlanDocument.title == document.title, PlanDocument.title != "")
    if document.number:
        same = or_(PlanDocument.number == document.number, and_(same, PlanDocument.number == ""))
    earlier = select(PlanDocument).where(
        same,
        PlanDocument.organisation_id == document.organisation_id,
        PlanDocument.state == ReadingState.READ,
        PlanDocument.id < document.id,
    )
    return session.scalar(earlier.order_by(PlanDocument.id.desc()).limit(1))


def find_newer(session: Session, document: PlanDocument) -> PlanDocument | None:
    """The newest document of the same plan read after it."""
    newer = select(PlanDocument).where(
        PlanDocument.plan_key == document.plan_key,
        PlanDocument.plan_key != "",
        PlanDocument.organisation_id == document.organisation_id,
        PlanDocument.id > document.id,
    )
    return session.scalar(newer.order_by(PlanDocument.id.desc()).limit(1))


def find_plan_by_number(session: Session, number: str) -> Plan | None:
    """The plan on the calendar with the document number; an empty number is nobody's."""
    return session.scalar(select(Plan).filter_by(number=number).order_by(Plan.id).limit(1)) if number else None


def waiting(now: datetime) -> Select[int]:
    """Ids of the documents to be read, oldest first: those waiting, and those whose reader has been silent too long."""
    stale = and_(PlanDocument.state == ReadingState.READING, PlanDocument.claimed_at < now - LEASE)
    due = or_(PlanDocument.state == ReadingState.WAITING, stale)
    return select(PlanDocument.id).where(due).order_by(PlanDocument.id)


def open_counts(document_ids: list[int]) -> Select[*tuple[Any, ...]]:
    """(document_id, number of proposals still open)."""
    rows = select(PlanProposal.document_id, func.count()).where(
        PlanProposal.document_id.in_(document_ids), PlanProposal.decision == Decision.OPEN
    )
    return rows.where(PlanProposal.role.in_(PROPOSED)).group_by(PlanProposal.document_id)


def places_on_calendar(session: Session, plan_key: str) -> Mapping[str, tuple[str, int]]:
    """Item key → ("milestone" | "duty" | "deadline", row id) of the calendar plan; may be empty."""
    found: dict[str, tuple[str, int]] = {}
    for word, table in (("milestone", Milestone), ("duty", Duty), ("deadline", Deadline)):
        rows = session.execute(
            select(table.key, table.id).join(Plan, Plan.id == table.plan_id).where(Plan.key == plan_key)
        )
        found |= {key: (word, row_id) for key, row_id in rows if key}
    return found
