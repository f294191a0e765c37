"""Delivering what the outbox holds: claim and commit, send, record."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from publicity.db import OpenSession
from publicity.errors import UpstreamFailed
from publicity.outbox.carriers import AddressRefused, Carrier
from publicity.outbox.mail import as_email
from publicity.outbox.models import Message, MessageState, SuppressedAddress
from publicity.outbox.rules import LEASE, is_address, wait_after


def deliver_one(open_session: OpenSession, *, now: datetime, carrier: Carrier, sender: str) -> bool:
    """Sends the oldest message that is due; False when there is none. After a crash it goes again, after LEASE."""
    with open_session() as session:
        message = _claim(session, now)
    if message is None:
        return False
    if message.state != MessageState.PENDING:
        return True
    try:
        answer = carrier.carry(as_email(message, sender=sender, sent_at=now))
    except UpstreamFailed as error:
        with open_session() as session:
            _note_refusal(session, message, error, now)
        return True
    with open_session() as session:
        _settle(session, message.id, state=MessageState.SENT, last_answer=answer, sent_at=now)
    return True


def _claim(session: Session, now: datetime) -> Message | None:
    """Takes a due message for LEASE, so that no other runner sends it; an address refused before is passed over."""
    due = (
        select(Message.id)
        .where(Message.state == MessageState.PENDING, Message.next_at <= now)
        .order_by(Message.next_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    claimed = (
        update(Message)
        .where(Message.id == due.scalar_subquery(), Message.state == MessageState.PENDING, Message.next_at <= now)
        .values(next_at=now + LEASE, attempts=Message.attempts + 1)
        .returning(Message)
    )
    message = session.scalar(claimed)
    if message is not None and not is_address(message.address):
        message.state, message.last_answer = MessageState.FAILED, "收件地址写得不对，没有投递"
        session.flush()
    elif message is not None and session.get(SuppressedAddress, message.address.lower()) is not None:
        message.state = MessageState.SUPPRESSED
        session.flush()
    return message


def _note_refusal(session: Session, message: Message, error: UpstreamFailed, now: datetime) -> None:
    answer = str(error)[:300]
    wait = wait_after(message.attempts)
    if isinstance(error, AddressRefused):
        session.merge(SuppressedAddress(address=message.address.lower(), at=now, answer=answer))
        _settle(session, message.id, state=MessageState.SUPPRESSED, last_answer=answer)
    elif error.permanent or wait is None:
        _settle(session, message.id, state=MessageState.FAILED, last_answer=answer)
    else:
        _settle(session, message.id, state=MessageState.PENDING, last_answer=answer, next_at=now + wait)


def _settle(session: Session, message_id: int, **values: object) -> None:
    pending = (Message.id == message_id) & (Message.state == MessageState.PENDING)
    session.execute(update(Message).where(pending).values(**values))
