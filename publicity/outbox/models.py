"""One message to one address, and the addresses that refused for good."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from publicity.db import Base, stored_by_value


class MessageState(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


class Message(Base):
    """`key` is unique: the same cause never makes a second message. `headers` are extra mail headers."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_state_next_at", "state", "next_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    headers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    state: Mapped[MessageState] = mapped_column(stored_by_value(MessageState), default=MessageState.PENDING)
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    last_answer: Mapped[str] = mapped_column(String(300), default="")


class SuppressedAddress(Base):
    """An address that was refused for good; nothing is tried there again."""

    __tablename__ = "suppressed_addresses"

    address: Mapped[str] = mapped_column(String(254), primary_key=True)
    at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(300), default="")
