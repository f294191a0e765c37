"""Writing a line of history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from publicity.history.models import HistoryEntry
from publicity.history.rules import FIRST, chain

CHAIN_LOCK = 7_420_301
SYSTEM = "系统"


class Actor(Protocol):
    """Whoever did it, as history needs to know them."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...


def record(
    session: Session,
    *,
    now: datetime,
    actor: Actor | None,
    verb: str,
    subject: str,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> HistoryEntry:
    """Appends one line in the running transaction; `actor` None is the desk itself."""
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    newest = select(HistoryEntry.hash).order_by(HistoryEntry.id.desc()).limit(1)
    previous = session.scalar(newest) or FIRST
    name = actor.name if actor else SYSTEM
    facts = dict(detail or {})
    entry = HistoryEntry(
        at=now,
        actor_id=actor.id if actor else None,
        actor_name=name,
        verb=verb,
        subject=subject,
        reason=reason,
        detail=facts,
        previous_hash=previous,
        hash=chain(previous, now, name, verb, subject, reason, facts),
    )
    session.add(entry)
    session.flush()
    return entry
