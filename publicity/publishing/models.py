"""The publication log with its topics, and the releases that wait for their time."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from publicity.db import Base, stored_by_value


class EntryKind(StrEnum):
    RELEASE = "release"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


class TopicKind(StrEnum):
    THEME = "theme"
    COURT = "court"
    FORM = "form"
    FILE = "file"


class ReleaseState(StrEnum):
    SCHEDULED = "scheduled"
    RELEASED = "released"
    HELD = "held"
    CANCELLED = "cancelled"


class PublicationEntry(Base):
    """One line of the log, only ever inserted; all that readers see is made from these lines.

    `number` runs in the order of commit. `at` is when it happened; `stamp` is the time readers are told: whole
    seconds, unique, rising with `number`. `first_*` are those of the story's first line. `snapshot` is
    publishing.snapshot.Snapshot as JSON.
    """

    __tablename__ = "publication_entries"
    __table_args__ = (
        Index("ix_publication_entries_story", "story_id", "number"),
        Index("ix_publication_entries_first", "first_number", "number"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    public_id: Mapped[str] = mapped_column(String(32), index=True)
    kind: Mapped[EntryKind] = mapped_column(stored_by_value(EntryKind))
    at: Mapped[datetime]
    stamp: Mapped[datetime] = mapped_column(unique=True)
    first_number: Mapped[int]
    first_stamp: Mapped[datetime]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)


class PublicationTopic(Base):
    """What a line is listed under (a theme, a court, a form) and which public files it shows."""

    __tablename__ = "publication_topics"
    __table_args__ = (Index("ix_publication_topics_topic", "kind", "key", "entry_number"),)

    entry_number: Mapped[int] = mapped_column(ForeignKey("publication_entries.number"), primary_key=True)
    kind: Mapped[TopicKind] = mapped_column(stored_by_value(TopicKind), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), default="")


class Release(Base):
    """A revision that is to be published at `due_at`; at most one per story is scheduled.

    `note` is told to readers when the release is a correction. `by_id` is who scheduled it.
    """

    __tablename__ = "releases"
    __table_args__ = (
        Index("ix_releases_due", "state", "due_at"),
        Index(
            "uq_releases_scheduled",
            "story_id",
            unique=True,
            sqlite_where=text("state = 'scheduled'"),
            postgresql_where=text("state = 'scheduled'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    revision_hash: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime]
    state: Mapped[ReleaseState] = mapped_column(stored_by_value(ReleaseState), default=ReleaseState.SCHEDULED)
    note: Mapped[str] = mapped_column(Text, default="")
    held_reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
