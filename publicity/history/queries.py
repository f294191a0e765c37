"""Reads of the history."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from publicity.history.models import HistoryEntry
from publicity.history.rules import FIRST, chain

PAGE = 1000


def of_subject(subject: str) -> Select[HistoryEntry]:
    """The lines of one thing, newest first; may be empty."""
    return select(HistoryEntry).where(HistoryEntry.subject == subject).order_by(HistoryEntry.id.desc())


def first_broken(session: Session) -> HistoryEntry | None:
    """The first line whose hash does not follow from the one before, None when the chain holds; read in pages."""
    previous, last = FIRST, 0
    while True:
        page = list(
            session.scalars(select(HistoryEntry).where(HistoryEntry.id > last).order_by(HistoryEntry.id).limit(PAGE))
        )
        for entry in page:
            if entry.previous_hash != previous or entry.hash != _expected(previous, entry):
                return entry
            previous, last = entry.hash, entry.id
        if len(page) < PAGE:
            return None


def _expected(previous: str, entry: HistoryEntry) -> str:
    return chain(previous, entry.at, entry.actor_name, entry.verb, entry.subject, entry.reason, entry.detail)
