"""Taking a plan document in, keeping its reading, and putting what people accept on the calendar."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from publicity.calendar.loading import LoadReport, load_plan
from publicity.calendar.models import Deadline, Duty, Milestone, Plan
from publicity.calendar.queries import find_plan
from publicity.clock import shanghai_day
from publicity.errors import Invalid, WrongState
from publicity.history.actions import record
from publicity.people.models import Role
from publicity.people.permissions import Person, require
from publicity.plans.intake import Intake
from publicity.plans.keeping import ACCEPTED, EDITABLE, OnCalendar, head_columns, proposal_rows
from publicity.plans.models import Change, Decision, PlanDocument, PlanProposal, ReadingState
from publicity.plans.plan_building import PlanHead, build_plan
from publicity.plans.proposal import PlanReading
from publicity.plans.queries import find_newer, find_plan_by_number, find_previous, find_same_file, proposals, waiting

MOST_ATTEMPTS: Final = 3
GAVE_UP: Final = "这份文件读了几次都没有读完。请把正文复制后粘贴进来，或换一种格式再上传。"


def submit_document(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    organisation_id: int,
    name: str,
    sha256: str,
    size: int,
    issued: date | None = None,
    previous: PlanDocument | None = None,
) -> tuple[PlanDocument, bool]:
    """The document waiting to be read, and True; the one that is there, and False, for a file given before.

    `previous` is the document it revises, where a person said so. Raises NotAllowed without 计划管理.
    """
    require(actor, organisation_id, Role.PLANNER)
    known = find_same_file(session, organisation_id, sha256)
    if known is not None:
        return known, False
    if previous is not None and previous.organisation_id != organisation_id:
        raise Invalid("修订的方案属于另一个单位，请重新选择。", {"previous_id": "请选择本单位的方案。"})
    document = PlanDocument(
        organisation_id=organisation_id,
        previous_id=previous.id if previous is not None else None,
        name=name.strip()[:200] or "未命名",
        sha256=sha256,
        size=size,
        uploaded_at=now,
        uploaded_by_id=actor.id,
        issued_given=issued,
        state=ReadingState.WAITING,
        notes=[],
    )
    session.add(document)
    session.flush()
    record(session, now=now, actor=actor, verb="plan_document.uploaded", subject=subject_of(document.id))
    return document, True


def read_again(session: Session, *, now: datetime, actor: Person, document: PlanDocument) -> None:
    """Puts a read or refused document back in the queue; decisions are kept. One being read stays as it is."""
    require(actor, document.organisation_id, Role.PLANNER)
    ended = PlanDocument.state.in_((ReadingState.READ, ReadingState.REFUSED))
    queued = session.execute(
        update(PlanDocument)
        .where(PlanDocument.id == document.id, ended)
        .values(state=ReadingState.WAITING, done=0, total=0, attempts=0, refusal="")
        .returning(PlanDocument.id)
    ).scalar()
    if queued is None:
        raise WrongState("这份文件正在读，请等它读完。")
    session.refresh(document)
    record(session, now=now, actor=actor, verb="plan_document.requeued", subject=subject_of(document.id))


def claim(session: Session, *, now: datetime) -> PlanDocument | None:
    """The next document to be read, now this reader's alone; None when there is none."""
    candidate = session.scalar(waiting(now).limit(1).with_for_update(skip_locked=True))
    if candidate is None:
        return None
    document = session.get(PlanDocument, candidate)
    assert document is not None
    if document.attempts >= MOST_ATTEMPTS:
        document.state, document.refusal = ReadingState.REFUSED, GAVE_UP
    else:
        document.state, document.claimed_at, document.attempts = ReadingState.READING, now, document.attempts + 1
    session.flush()
    return document


def show_progress(session: Session, document_id: int, *, done: int, total: int) -> None:
    """Writes how many pages are read."""
    session.execute(update(PlanDocument).where(PlanDocument.id == document_id).values(done=done, total=total))


def refuse_document(session: Session, *, now: datetime, document_id: int, claimed_at: datetime, refusal: str) -> None:
    """Ends a reading with the sentence that says why; a reader whose claim has passed on changes nothing."""
    if _end(session, document_id, claimed_at, state=ReadingState.REFUSED, refusal=refusal, read_at=now):
        record(session, now=now, actor=None, verb="plan_document.refused", subject=subject_of(document_id))


def keep_reading(
    session: Session, *, now: datetime, document_id: int, claimed_at: datetime, intake: Intake, reading: PlanReading
) -> bool:
    """Keeps what was read, matched with the earlier reading; False when the claim has passed on to another reader."""
    document = session.get(PlanDocument, document_id)
    if document is None or not _end(session, document_id, claimed_at, state=ReadingState.READ, read_at=now):
        return False
    session.refresh(document)
    for name, value in head_columns(reading, document.issued_given).items():
        setattr(document, name, value)
    document.text, document.form, document.pages = intake.text, intake.form, intake.pages
    document.notes, document.done, document.total = list(intake.notes), intake.pages, intake.pages
    _settle_series(session, document)
    _replace_proposals(session, document, reading)
    record(session, now=now, actor=None, verb="plan_document.read", subject=subject_of(document.id))
    return True


def decide(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    document: PlanDocument,
    chosen: Iterable[PlanProposal],
    decision: Decision,
    themes: Mapping[str, str],
) -> LoadReport | None:
    """Accepts, skips or reopens proposals; what is accepted goes on the calendar at once, as one plan.

    Raises WrongState for one that somebody has decided meanwhile. `themes` maps a theme's words to its key.
    """
    _require_open(session, actor, document)
    before = Decision.SKIPPED if decision is Decision.OPEN else Decision.OPEN
    for proposal in chosen:
        if proposal.decision is not before:
            raise WrongState(f"“{proposal.title}”已经处理过了，请刷新页面查看。")
        _mark(proposal, decision, now, actor)
        _tell(session, now, actor, document, proposal)
    return _load(session, now, actor, document, themes) if decision in ACCEPTED else None


def change_proposal(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    document: PlanDocument,
    proposal: PlanProposal,
    values: Mapping[str, Any],
    themes: Mapping[str, str],
) -> LoadReport:
    """Takes a proposal over as mended: `values` are columns of keeping.EDITABLE; its question is answered by that."""
    _require_open(session, actor, document)
    if proposal.change is Change.GONE or proposal.decision is Decision.ON_CALENDAR:
        raise WrongState("这一条请在日历上直接修改。")
    for name in EDITABLE:
        if name in values:
            setattr(proposal, name, values[name])
    _mark(proposal, Decision.CHANGED, now, actor)
    _tell(session, now, actor, document, proposal)
    return _load(session, now, actor, document, themes)


def subject_of(document_id: int) -> str:
    """The document's name in the history."""
    return f"plan_document:{document_id}"


def _require_open(session: Session, actor: Person, document: PlanDocument) -> None:
    require(actor, document.organisation_id, Role.PLANNER)
    if document.state is not ReadingState.READ:
        raise WrongState("这份文件正在读，请等它读完。")
    if find_newer(session, document) is not None:
        raise WrongState("这份方案已有修订稿，请在修订稿里处理。")


def _mark(proposal: PlanProposal, decision: Decision, now: datetime, actor: Person) -> None:
    proposal.decision, proposal.decided_at, proposal.decided_by_id = decision, now, actor.id


def _tell(session: Session, now: datetime, actor: Person, document: PlanDocument, proposal: PlanProposal) -> None:
    detail = {"title": proposal.title, "quote": proposal.quote[:80]}
    verb = f"plan_proposal.{proposal.decision.value}"
    record(session, now=now, actor=actor, verb=verb, subject=subject_of(document.id), detail=detail)


def _end(session: Session, document_id: int, claimed_at: datetime, **values: Any) -> bool:
    mine = (PlanDocument.id == document_id, PlanDocument.claimed_at == claimed_at)
    ended = update(PlanDocument).where(*mine, PlanDocument.state == ReadingState.READING).values(**values)
    return session.execute(ended.returning(PlanDocument.id)).scalar() is not None


def _settle_series(session: Session, document: PlanDocument) -> None:
    """Which calendar plan it feeds: its forerunner's, the one with its number, or one of its own."""
    if document.plan_key:
        return
    previous = session.get(PlanDocument, document.previous_id) if document.previous_id else None
    previous = previous or find_previous(session, document)
    if previous is not None and previous.plan_key:
        document.previous_id, document.plan_key = previous.id, previous.plan_key
        return
    standing = find_plan_by_number(session, document.number)
    mine = standing is not None and standing.organisation_id == document.organisation_id
    document.plan_key = standing.key if standing is not None and mine else f"doc-{document.id}"


def _replace_proposals(session: Session, document: PlanDocument, reading: PlanReading) -> None:
    own = list(session.scalars(proposals(document.id)))
    before = own or (list(session.scalars(proposals(document.previous_id))) if document.previous_id else [])
    plan = find_plan(session, document.plan_key)
    standing = _standing(session, plan) if plan is not None else []
    rows = proposal_rows(document, reading, before, standing)
    session.execute(delete(PlanProposal).where(PlanProposal.document_id == document.id))
    session.expire_all()
    session.add_all(rows)
    session.flush()


def _standing(session: Session, plan: Plan) -> list[OnCalendar]:
    """What the calendar has of the plan, in the order it was made."""
    dated = session.scalars(select(Milestone).where(Milestone.plan_id == plan.id).order_by(Milestone.id))
    found = [OnCalendar(row.key or "", row.starts_on, row.ends_on, "", _sources(row.sources)) for row in dated]
    duties = session.scalars(select(Duty).where(Duty.plan_id == plan.id).order_by(Duty.id))
    found += [OnCalendar(row.key, None, None, row.cadence, _sources(row.sources)) for row in duties]
    limits = session.scalars(select(Deadline).where(Deadline.plan_id == plan.id).order_by(Deadline.id))
    found += [OnCalendar(row.key, None, None, "", _sources(row.sources)) for row in limits]
    return [item for item in found if item.key]


def _sources(stored: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((str(source["quote"]), int(source["offset"])) for source in stored)


def _load(
    session: Session, now: datetime, actor: Person, document: PlanDocument, themes: Mapping[str, str]
) -> LoadReport:
    session.flush()
    rows = session.scalars(proposals(document.id).where(PlanProposal.decision.in_(ACCEPTED)))
    kept = [row for row in rows if row.change is not Change.GONE]
    plan_file = build_plan(_head(session, document), kept, themes, today=shanghai_day(now))
    return load_plan(session, now=now, actor=actor, plan_file=plan_file, organisation_id=document.organisation_id)


def _head(session: Session, document: PlanDocument) -> PlanHead:
    """The document's own words; those of the plan where it stood on the calendar before any document."""
    plan = find_plan(session, document.plan_key)
    if plan is not None and not document.plan_key.startswith("doc-"):
        upstream = tuple((paper["title"], paper.get("number", "")) for paper in plan.upstream)
        return PlanHead(
            plan.key, plan.title, plan.number, tuple(plan.issuers), plan.issued, plan.source_document, upstream
        )
    return PlanHead(
        key=document.plan_key,
        title=document.title or document.name,
        number=document.number,
        issuers=tuple(document.issuers),
        issued=document.issued,
        source_document=document.name,
        upstream=tuple((paper["title"], paper["number"]) for paper in document.references),
    )
