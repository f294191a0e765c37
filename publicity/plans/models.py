"""Plan documents taken in, and what each proposes for the calendar with the decision people made."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.terms import EventKind
from publicity.db import Base, stored_by_value
from publicity.plans.items import Role


class ReadingState(StrEnum):
    """Where the reading of a file stands."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    REFUSED = "refused"


class Decision(StrEnum):
    """What people made of a proposal; ON_CALENDAR is one that stood there before the document was read."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    SKIPPED = "skipped"
    ON_CALENDAR = "on_calendar"


class Change(StrEnum):
    """How a proposal stands to the earlier reading of the same plan."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class PlanDocument(Base):
    """One file as taken in; `plan_key` is the calendar plan it feeds, the same for all revisions.

    `sha256` names the kept file; `done` of `total` pages are read; `flaws` is a list of {rule, message, offset,
    quote}, `references` of {title, number}. `claimed_at` and `attempts` belong to the job that reads it.
    """

    __tablename__ = "plan_documents"
    __table_args__ = (UniqueConstraint("organisation_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    plan_key: Mapped[str] = mapped_column(String(64), default="", index=True)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("plan_documents.id"))
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    issued_given: Mapped[date | None]
    state: Mapped[ReadingState] = mapped_column(stored_by_value(ReadingState), default=ReadingState.WAITING, index=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[datetime | None]
    refusal: Mapped[str] = mapped_column(Text, default="")
    form: Mapped[str] = mapped_column(String(10), default="")
    pages: Mapped[int] = mapped_column(default=0)
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    number: Mapped[str] = mapped_column(String(80), default="")
    issuers: Mapped[list[str]] = mapped_column(JSON, default=list)
    issued: Mapped[date | None]
    recipients: Mapped[list[str]] = mapped_column(JSON, default=list)
    references: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    flaws: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)


class PlanProposal(Base):
    """One dated statement of a document, as read and as people then changed it.

    `key` is the item's on the calendar and goes on to its match in a revision; `quote` stands at `offset` of the text,
    `sentence` at `sentence_offset`. `read` is what the reading said, label → words, whatever people changed since;
    `was` holds those words of the earlier reading that were others.
    The other fields are those of `items.DatedItem` and `tasks.Task`.
    """

    __tablename__ = "plan_proposals"
    __table_args__ = (UniqueConstraint("document_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("plan_documents.id"), index=True)
    key: Mapped[str] = mapped_column(String(64))
    position: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    offset: Mapped[int]
    sentence: Mapped[str] = mapped_column(Text)
    sentence_offset: Mapped[int]
    role: Mapped[Role] = mapped_column(stored_by_value(Role))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    precision: Mapped[Precision] = mapped_column(stored_by_value(Precision))
    window_kind: Mapped[Kind] = mapped_column(stored_by_value(Kind))
    clock: Mapped[str] = mapped_column(String(5), default="")
    cadence: Mapped[str] = mapped_column(String(120), default="")
    offset_rule: Mapped[str] = mapped_column(String(40), default="")
    on_kind: Mapped[EventKind | None] = mapped_column(stored_by_value(EventKind))
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[EventKind] = mapped_column(stored_by_value(EventKind))
    organisations: Mapped[list[str]] = mapped_column(JSON, default=list)
    receivers: Mapped[list[str]] = mapped_column(JSON, default=list)
    copies: Mapped[list[str]] = mapped_column(JSON, default=list)
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    targets: Mapped[list[str]] = mapped_column(JSON, default=list)
    section: Mapped[list[str]] = mapped_column(JSON, default=list)
    phase: Mapped[int | None]
    confidence: Mapped[float]
    reason: Mapped[str] = mapped_column(Text, default="")
    question: Mapped[str] = mapped_column(Text, default="")
    warning: Mapped[str] = mapped_column(Text, default="")
    read: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    change: Mapped[Change] = mapped_column(stored_by_value(Change), default=Change.NEW)
    was: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    decision: Mapped[Decision] = mapped_column(stored_by_value(Decision), default=Decision.OPEN)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    @property
    def window(self) -> DateWindow:
        """The days, precision and kind; both days None where they cannot be told."""
        return DateWindow(self.starts_on, self.ends_on, self.precision, self.window_kind)

    @property
    def is_proposed(self) -> bool:
        """Whether it was proposed for the calendar, and not told apart as background, a duration and the like."""
        return self.role in (Role.TASK, Role.RELATIVE, Role.VAGUE)
