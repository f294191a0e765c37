"""Writing a line of the publication log; lines take their numbers in the order in which they are committed."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from publicity.publishing.models import EntryKind, PublicationEntry, PublicationTopic, TopicKind
from publicity.publishing.queries import newest_line
from publicity.publishing.snapshot import Correction, Snapshot, from_json
from publicity.publishing.topics import topics_of

LOG_LOCK = 7_420_302


def hold_log(session: Session) -> None:
    """Lets no other transaction add a line before this one ends; asked for before the history's own lock."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOG_LOCK})


def append(
    session: Session,
    *,
    now: datetime,
    story_id: int,
    public_id: str,
    kind: EntryKind,
    revision_id: int,
    snapshot: Snapshot,
    by_id: int | None,
    reason: str = "",
) -> PublicationEntry:
    """Adds one line; a correction's reason joins those told before it. The caller holds the log (`hold_log`)."""
    number, stamp = _next(session, now)
    before = newest_line(session, story_id)
    if kind is EntryKind.CORRECTION and before is not None:
        told = from_json(before.snapshot).corrections
        snapshot = replace(snapshot, corrections=(*told, Correction(stamp.isoformat(), reason)))
    line = PublicationEntry(
        number=number,
        story_id=story_id,
        public_id=public_id,
        kind=kind,
        at=now,
        stamp=stamp,
        first_number=before.first_number if before else number,
        first_stamp=before.first_stamp if before else stamp,
        revision_id=revision_id,
        by_id=by_id,
        reason=reason,
        snapshot=snapshot.as_json(),
    )
    session.add(line)
    session.flush()
    session.add_all(_topics(number, snapshot))
    session.flush()
    return line


def _next(session: Session, now: datetime) -> tuple[int, datetime]:
    """The next number, and the time readers are told: two lines never share a second (some readers drop one)."""
    last = select(func.max(PublicationEntry.number), func.max(PublicationEntry.stamp))
    number, stamp = session.execute(last).one()
    second = now.replace(microsecond=0)
    return (number or 0) + 1, second if stamp is None else max(second, stamp + timedelta(seconds=1))


def _topics(number: int, snapshot: Snapshot) -> list[PublicationTopic]:
    listed = [
        PublicationTopic(entry_number=number, kind=topic.kind, key=topic.key, name=topic.name)
        for topic in topics_of(snapshot)
        if topic.kind is not None
    ]
    files = {media.file for media in snapshot.media}
    shown = [PublicationTopic(entry_number=number, kind=TopicKind.FILE, key=file, name="") for file in sorted(files)]
    return listed + shown
