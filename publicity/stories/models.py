"""A story, its immutable revisions, and what hangs on it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from publicity.db import Base, stored_by_value


class StoryState(StrEnum):
    """Where the story stands at the desk. What readers see is the publication log, not this."""

    DRAFT = "draft"
    FIRST_REVIEW = "first_review"
    SECOND_REVIEW = "second_review"
    FINAL_REVIEW = "final_review"
    APPROVED = "approved"
    SUBMITTED = "submitted"
    ADOPTED = "adopted"
    SCHEDULED = "scheduled"
    RELEASED = "released"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Risk(StrEnum):
    UNASSESSED = "unassessed"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Step(StrEnum):
    """The three reviews inside the court (三审): three different people."""

    FIRST = "first"
    SECOND = "second"
    FINAL = "final"


class Story(Base):
    """`public_id` never changes; `revision_number` is the newest revision's and the version that an edit must name.

    `required_parts` are the section titles that its template asked for when it was drafted.
    """

    __tablename__ = "stories"
    __table_args__ = (Index("ix_stories_state", "state", "id"), Index("ix_stories_changed_at", "changed_at", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    state: Mapped[StoryState] = mapped_column(stored_by_value(StoryState), default=StoryState.DRAFT)
    revision_number: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(200), default="")
    form: Mapped[str] = mapped_column(String(40))
    template_key: Mapped[str] = mapped_column(String(60), default="")
    required_parts: Mapped[list[str]] = mapped_column(JSON, default=list)
    milestone_id: Mapped[int | None] = mapped_column(ForeignKey("milestones.id"), index=True)
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    call: Mapped[str] = mapped_column(String(40), default="default")
    embargo_until: Mapped[datetime | None]
    risk: Mapped[Risk] = mapped_column(stored_by_value(Risk), default=Risk.UNASSESSED)
    risk_note: Mapped[str] = mapped_column(Text, default="")
    risk_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    synchronised_plan: Mapped[str] = mapped_column(Text, default="")
    synchronised_contact: Mapped[str] = mapped_column(String(120), default="")
    secrecy_signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    secrecy_signed_at: Mapped[datetime | None]
    secrecy_hash: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Revision(Base):
    """One save, never changed afterwards; `hash` covers all that readers could see (see rules.revision_hash)."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("story_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    ground: Mapped[str] = mapped_column(String(40), default="")
    polarity: Mapped[str] = mapped_column(String(20), default="")
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    media: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    hash: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    note: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]


class StoryTheme(Base):
    """The themes of the newest revision, for filtering; themes are keys of content/vocabulary.yaml."""

    __tablename__ = "story_themes"

    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class StoryCourt(Base):
    """Courts a story is about besides the organisation that wrote it."""

    __tablename__ = "story_courts"

    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True, index=True)


class Waiver(Base):
    """An error let pass by a named second person with a reason; bound to the revision's hash and the finding."""

    __tablename__ = "waivers"

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    revision_hash: Mapped[str] = mapped_column(String(64))
    rule: Mapped[str] = mapped_column(String(60))
    fingerprint: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    waived_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]


class Approval(Base):
    """One review passed by one person, bound to the revision's hash; `voided_at` is set when the story goes back."""

    __tablename__ = "approvals"

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    step: Mapped[Step] = mapped_column(stored_by_value(Step))
    revision_number: Mapped[int]
    revision_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    comment: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]


class UrgentPassage(Base):
    """The final reviewer let a story pass before the earlier reviews; those are owed for the same hash by `due_at`."""

    __tablename__ = "urgent_passages"

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    revision_hash: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)


class TemplateText(Base):
    """A story template as changed or added at the desk; it stands before a shipped file of the same key."""

    __tablename__ = "template_texts"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


class StoryCase(Base):
    """Case numbers on the sheet or in the newest text, as printed normally, to find the same case told twice."""

    __tablename__ = "story_cases"

    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(60), primary_key=True, index=True)


class StoryMark(Base):
    """The sketch of the newest text (checks.near_duplicates), to find stories that share much of it."""

    __tablename__ = "story_marks"
    __table_args__ = (Index("ix_story_marks_mark", "mark", "story_id"),)

    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), primary_key=True)
    mark: Mapped[int] = mapped_column(BigInteger, primary_key=True)
