"""Reads of the history."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from publicity.history.models import HistoryEntry
from publicity.history.rules import FIRST, chain


def of_subject(subject: str) -> Select[HistoryEntry]:
    """The lines of one thing, newest first; may be empty."""
    return select(HistoryEntry).where(HistoryEntry.subject == subject).order_by(HistoryEntry.id.desc())


def first_broken(session: Session) -> HistoryEntry | None:
    """The first line whose hash does not follow from the one before, None when the chain holds."""
    previous = FIRST
    for entry in session.scalars(select(HistoryEntry).order_by(HistoryEntry.id).execution_options(yield_per=500)):
        expected = chain(previous, entry.at, entry.actor_name, entry.verb, entry.subject, entry.reason, entry.detail)
        if entry.previous_hash != previous or entry.hash != expected:
            return entry
        previous = entry.hash
    return None
