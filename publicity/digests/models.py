"""Who receives a digest, and each digest as it was assembled."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from publicity.db import Base, stored_by_value


class SubscriberState(StrEnum):
    ACTIVE = "active"
    UNSUBSCRIBED = "unsubscribed"


class Subscriber(Base):
    """An address that asked for the weekly digest; `themes` empty means all."""

    __tablename__ = "subscribers"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    state: Mapped[SubscriberState] = mapped_column(stored_by_value(SubscriberState), default=SubscriberState.ACTIVE)
    created_at: Mapped[datetime]


class Digest(Base):
    """One subscriber's digest of one week (Monday..Sunday, Asia/Shanghai), frozen; `content` is rules.content_json."""

    __tablename__ = "digests"
    __table_args__ = (UniqueConstraint("subscriber_id", "first_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscribers.id"), index=True)
    first_day: Mapped[date]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    assembled_at: Mapped[datetime]
