"""A reading becomes rows: matched with the earlier reading, and with what stands on the calendar already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from publicity.calendar.rules import is_clock
from publicity.calendar.terms import KIND_LABELS
from publicity.plans.compare import Statement, match
from publicity.plans.models import Change, Decision, PlanDocument, PlanProposal
from publicity.plans.phrasing import when_text
from publicity.plans.proposal import PlanReading, Proposal

DECIDED: Final = frozenset((Decision.ACCEPTED, Decision.CHANGED, Decision.SKIPPED, Decision.ON_CALENDAR))
ACCEPTED: Final = frozenset((Decision.ACCEPTED, Decision.CHANGED))
NOWHERE: Final = -1


@dataclass(frozen=True, slots=True)
class OnCalendar:
    """An item of a plan that was on the calendar before its document was read; days None where it has none."""

    key: str
    start: date | None
    end: date | None
    cadence: str
    sources: tuple[tuple[str, int], ...]


def head_columns(reading: PlanReading, issued_given: date | None) -> dict[str, Any]:
    """The document's own columns."""
    document = reading.document
    return {
        "title": document.title[:200],
        "number": document.number.text[:80] if document.number else "",
        "issuers": list(document.issuers),
        "issued": issued_given or document.issued,
        "recipients": list(document.recipients),
        "references": [{"title": paper.title, "number": paper.number} for paper in document.references],
        "flaws": [
            {"rule": flaw.rule, "message": flaw.message, "offset": flaw.offset, "quote": flaw.quote}
            for flaw in reading.flaws
        ],
    }


def proposal_rows(
    document: PlanDocument,
    reading: PlanReading,
    before: Sequence[PlanProposal],
    standing: Sequence[OnCalendar],
) -> list[PlanProposal]:
    """The rows of a reading, and those of earlier ones that are gone from it but were decided on.

    What is read as before keeps its key, its decision and what people changed; what reads otherwise keeps its key and
    is asked about again. `standing` is what the calendar has of this plan from elsewhere.
    """
    rows = [_row(document, proposal, position) for position, proposal in enumerate(reading.proposals)]
    known = [row for row in before if row.change is not Change.GONE]
    pairs = match([_statement(row) for row in known], [_statement(row) for row in rows])
    for new, old in pairs.items():
        _carry(known[old], rows[new])
    for row in rows:
        _recognise(row, standing)
    _number(rows, [row.key for row in before])
    left = [row for at, row in enumerate(known) if at not in set(pairs.values())]
    gone = [row for row in before if row.change is Change.GONE] + left
    return rows + [_gone(document, row, len(rows) + at) for at, row in enumerate(gone) if row.decision in ACCEPTED]


def _row(document: PlanDocument, proposal: Proposal, position: int) -> PlanProposal:
    item, task = proposal.item, proposal.task
    on_kind = task.on_kind if item.offset_rule else None
    row = PlanProposal(
        document_id=document.id,
        key="",
        position=position,
        quote=item.quote,
        offset=item.offset,
        sentence=proposal.sentence,
        sentence_offset=proposal.sentence_offset,
        role=item.role,
        starts_on=item.start,
        ends_on=item.end,
        precision=item.precision,
        window_kind=item.kind,
        clock=item.time if item.time and is_clock(item.time) else "",
        cadence=(item.recur or "")[:120],
        offset_rule=(item.offset_rule or "")[:40],
        on_kind=on_kind,
        title=task.title,
        kind=task.milestone_kind,
        organisations=list(task.organisations),
        receivers=list(task.receivers),
        copies=list(task.copies),
        themes=list(task.themes),
        targets=list(task.targets),
        section=list(task.section),
        phase=task.phase,
        confidence=item.confidence,
        reason=item.reason,
        question=proposal.question or "",
        warning=item.warning or "",
        change=Change.NEW,
        decision=Decision.OPEN,
        was={},
    )
    row.read = said(row)
    return row


def said(row: PlanProposal) -> dict[str, str]:
    """What a row says, label → words; two readings that say the same are the same."""
    return {
        "日期": when_text(row.window, row.cadence, row.offset_rule),
        "任务": row.title,
        "类型": KIND_LABELS[row.kind],
        "责任": "、".join(row.organisations),
        "报送": "、".join(row.receivers),
        "抄送": "、".join(row.copies),
        "指标": "、".join(row.targets),
    }


def _statement(row: PlanProposal) -> Statement:
    return Statement(row.quote, row.read["日期"], row.read["任务"], row.section[-1] if row.section else "")


def _carry(old: PlanProposal, new: PlanProposal) -> None:
    """Gives a row the key and, where nothing changed, the decision and the wording of its forerunner."""
    new.key = old.key
    new.was = {label: words for label, words in old.read.items() if new.read.get(label) != words}
    new.change = Change.CHANGED if new.was else Change.SAME
    if new.was or old.decision not in DECIDED:
        return
    new.decision, new.decided_at, new.decided_by_id = old.decision, old.decided_at, old.decided_by_id
    if old.decision is Decision.CHANGED:
        for name in EDITABLE:
            setattr(new, name, getattr(old, name))


EDITABLE: Final = (
    "starts_on",
    "ends_on",
    "precision",
    "window_kind",
    "clock",
    "cadence",
    "offset_rule",
    "on_kind",
    "title",
    "kind",
    "organisations",
    "receivers",
    "copies",
    "themes",
    "targets",
    "question",
)


def _recognise(row: PlanProposal, standing: Sequence[OnCalendar]) -> None:
    """A statement whose place or sentence is the source of an item with the same date is on the calendar already."""
    if row.key or not row.is_proposed:
        return
    for item in standing:
        if _same_date(row, item) and any(_same_place(row, quote, offset) for quote, offset in item.sources):
            row.key, row.decision, row.change = item.key, Decision.ON_CALENDAR, Change.SAME
            return


def _same_date(row: PlanProposal, item: OnCalendar) -> bool:
    if row.cadence or item.cadence:
        return row.cadence.split(";")[0] == item.cadence.split(";")[0]
    return row.ends_on == item.end


def _same_place(row: PlanProposal, quote: str, offset: int) -> bool:
    here = offset <= row.offset < offset + max(len(quote), 1)
    words, mine = "".join(quote.split()), "".join(row.quote.split())
    return here or (len(mine) >= 4 and mine in words)


def _number(rows: Sequence[PlanProposal], used: Sequence[str]) -> None:
    """New keys p1, p2 … beyond all that were ever used in the plan."""
    numbers = [int(key[1:]) for key in used if key[:1] == "p" and key[1:].isdecimal()]
    following, taken = max(numbers, default=0), set[str]()
    for row in rows:
        if not row.key or row.key in taken:
            following += 1
            row.key = f"p{following}"
        taken.add(row.key)


def _gone(document: PlanDocument, old: PlanProposal, position: int) -> PlanProposal:
    """A decided row whose words are no longer in the document; it has no place there."""
    columns = {column.key: getattr(old, column.key) for column in PlanProposal.__table__.columns if column.key != "id"}
    columns |= {"document_id": document.id, "position": position, "offset": NOWHERE, "change": Change.GONE}
    return PlanProposal(**columns)
