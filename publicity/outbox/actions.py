"""Putting a message into the outbox, in the transaction that causes it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.outbox.models import Message, MessageState


def post(
    session: Session,
    *,
    now: datetime,
    key: str,
    address: str,
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
) -> Message:
    """Stores one message; the same `key` a second time returns the first message unchanged."""
    existing = session.scalar(select(Message).where(Message.key == key))
    if existing is not None:
        return existing
    message = Message(
        key=key,
        address=address,
        subject=subject,
        text=text,
        html=html,
        headers=dict(headers or {}),
        state=MessageState.PENDING,
        attempts=0,
        next_at=now,
        created_at=now,
        last_answer="",
    )
    session.add(message)
    session.flush()
    return message
