"""A plan as read: what it says of itself, what it proposes for the calendar, and what looks wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.terms import EventKind
from publicity.plans.document import Document, read_document
from publicity.plans.flaws import Flaw, find_flaws
from publicity.plans.items import DatedItem, Role
from publicity.plans.normalise import normalise
from publicity.plans.reader import read_items
from publicity.plans.tasks import Task, read_tasks
from publicity.plans.text import CleanText


@dataclass(frozen=True, slots=True)
class Proposal:
    """One dated statement with the task around it; `item` and `task` say what each field means.

    `sentence` is the exact substring of the file around it, at `sentence_offset`.
    """

    item: DatedItem
    task: Task
    sentence: str
    sentence_offset: int

    @property
    def window(self) -> DateWindow:
        """The days, precision and kind alone."""
        return self.item.window

    @property
    def question(self) -> str | None:
        """What a person has to answer; nothing where the text tells which event a deadline hangs on."""
        hangs = self.item.role == Role.RELATIVE and self.task.on_kind is not None
        return None if hangs else self.item.question

    @property
    def is_proposed(self) -> bool:
        """Whether it belongs on the calendar: a task, a rule on an event, or a question to the person."""
        return self.item.role in (Role.TASK, Role.RELATIVE, Role.VAGUE)

    def as_mapping(self) -> Mapping[str, object]:
        """Plain values for JSON: days as YYYY-MM-DD, lists, null where there is nothing."""
        item, task = self.item, self.task
        return {
            "quote": item.quote,
            "offset": item.offset,
            "start": item.start.isoformat() if item.start else None,
            "end": item.end.isoformat() if item.end else None,
            "precision": item.precision.value,
            "kind": item.kind.value,
            "role": item.role.value,
            "recur": item.recur,
            "offset_rule": item.offset_rule,
            "time": item.time,
            "title": task.title,
            "milestone_kind": task.milestone_kind.value,
            "organisations": list(task.organisations),
            "receivers": list(task.receivers),
            "copies": list(task.copies),
            "themes": list(task.themes),
            "targets": list(task.targets),
            "phase": task.phase,
            "on_kind": task.on_kind.value if task.on_kind else None,
            "section": list(task.section),
            "confidence": item.confidence,
            "reason": item.reason,
            "question": self.question,
            "warning": item.warning,
        }


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A whole plan as read; `proposals` hold every dated statement in the order of the text, background ones too."""

    document: Document
    proposals: tuple[Proposal, ...]
    flaws: tuple[Flaw, ...]


def read_plan(source: str, *, issued: date | None = None) -> PlanReading:
    """Reads a plan's text; `issued` overrides the signature day found in it. Never raises, equal for equal input."""
    clean = normalise(source)
    document = read_document(clean)
    items = read_items(clean, issued=issued or document.issued)
    tasks = read_tasks(clean, document, items)
    proposals = tuple(_proposal(clean, item, task) for item, task in zip(items, tasks, strict=True))
    return PlanReading(document, proposals, find_flaws(clean, document, items))


def _proposal(clean: CleanText, item: DatedItem, task: Task) -> Proposal:
    start, end = task.sentence.start, max(task.sentence.end, task.sentence.start + 1)
    return Proposal(item, task, clean.quote(start, end), clean.source_span(start, end)[0])


__all__ = [
    "DatedItem",
    "EventKind",
    "Flaw",
    "Kind",
    "PlanReading",
    "Precision",
    "Proposal",
    "Role",
    "Task",
    "read_plan",
]
