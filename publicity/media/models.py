"""A kept file and what is said about it, the consent of people shown, the ticks before approval, running uploads."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from publicity.db import Base, stored_by_value
from publicity.media.probe import MediaKind


class MediaFile(Base):
    """A file of one organisation; the bytes lie under their SHA-256 and never change, `media:ID` in a text names it.

    Facts as in `probe.MediaFacts`. `crops` maps a cover's value to [left, top, width] in shares. `version` is the one
    that an edit of caption, alt text, credit or crops must name.
    """

    __tablename__ = "media_files"
    __table_args__ = (
        UniqueConstraint("organisation_id", "sha256"),
        Index("ix_media_files_newest", "organisation_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[MediaKind] = mapped_column(stored_by_value(MediaKind))
    mime: Mapped[str] = mapped_column(String(120))
    extension: Mapped[str] = mapped_column(String(8))
    size: Mapped[int] = mapped_column(BigInteger)
    width: Mapped[int | None]
    height: Mapped[int | None]
    duration: Mapped[float | None]
    codec: Mapped[str] = mapped_column(String(40), default="")
    bit_rate: Mapped[int | None]
    caption: Mapped[str] = mapped_column(Text, default="")
    alt: Mapped[str] = mapped_column(Text, default="")
    credit: Mapped[str] = mapped_column(String(200), default="")
    crops: Mapped[dict[str, list[float]]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class ConsentState(StrEnum):
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Consent(Base):
    """Somebody shown agrees to be shown, until a day (Asia/Shanghai, that day included) or without end."""

    __tablename__ = "media_consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media_files.id"), index=True)
    shown: Mapped[str] = mapped_column(String(120))
    scope: Mapped[str] = mapped_column(String(200), default="")
    expires_on: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[ConsentState] = mapped_column(stored_by_value(ConsentState), default=ConsentState.GIVEN)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]


class TickItem(StrEnum):
    """What is looked for by eye in every picture and film before it may be approved (checks.md §4)."""

    FACES = "faces"
    MINORS = "minors"
    PLATES = "plates"
    DOOR_NUMBERS = "door_numbers"
    DOCUMENTS = "documents"


class Tick(Base):
    """Somebody looked for one thing in one file: there is none, it is made unrecognisable, or consent covers it."""

    __tablename__ = "media_ticks"
    __table_args__ = (UniqueConstraint("media_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media_files.id"), index=True)
    item: Mapped[TickItem] = mapped_column(stored_by_value(TickItem))
    answer: Mapped[str] = mapped_column(String(20))
    ticked_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]


class Upload(Base):
    """A file on its way in pieces; the bytes that arrived lie in the uploads folder under `token`."""

    __tablename__ = "media_uploads"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
