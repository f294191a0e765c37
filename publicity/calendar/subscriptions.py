"""What stands in the public calendar and in a person's own, and the keys to the private ones."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from itsdangerous import BadSignature, Signer
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.almanac.wording import window_text
from publicity.calendar.deadlines import DueLine, lines_of, rulings
from publicity.calendar.ics import CalendarEntry, render
from publicity.calendar.models import CalendarToken, Event, Milestone, Part
from publicity.calendar.queries import first_day, taken_part_in, visible
from publicity.calendar.rules import OPEN
from publicity.calendar.terms import KIND_LABELS
from publicity.history.actions import record
from publicity.people.models import Account, AccountState, Organisation
from publicity.people.permissions import Person
from publicity.people.queries import person_of

PUBLIC_NAME: Final = "法院宣传日历"
SALT: Final = "calendar-subscription"


def public_calendar(session: Session, *, base_url: str, authority: str) -> bytes:
    """Every public milestone and event with a day, cancelled ones marked; the same rows give the same bytes."""
    milestones = session.scalars(
        select(Milestone).where(Milestone.is_public.is_(True), first_day.is_not(None)).order_by(first_day, Milestone.id)
    )
    events = session.scalars(select(Event).where(Event.is_public.is_(True)).order_by(Event.day, Event.id))
    entries = [_milestone(row, authority, "", "") for row in milestones]
    entries += [_event(row, authority, "") for row in events]
    return render(PUBLIC_NAME, base_url, entries)


def fingerprint(session: Session) -> tuple[int, ...]:
    """Numbers that differ whenever the public calendar might: rows are never deleted, and versions only grow."""
    counts: list[int] = []
    for table in (Milestone, Event):
        row = session.execute(select(func.count(), func.coalesce(func.sum(table.version), 0)).select_from(table)).one()
        counts += [int(row[0]), int(row[1])]
    return tuple(counts)


def private_calendar(session: Session, account: Account, *, base_url: str, authority: str) -> bytes:
    """What the account's organisation takes part in or keeps, its events, and the open deadlines these bring."""
    organisation = session.get_one(Organisation, account.organisation_id)
    parts = select(Part.milestone_id).where(taken_part_in(organisation.id, organisation.kind))
    mine = or_(Milestone.id.in_(parts), Milestone.organisation_id == organisation.id)
    seen = visible(person_of(session, account))
    milestones = session.scalars(
        select(Milestone).where(mine, seen, first_day.is_not(None)).order_by(first_day, Milestone.id)
    )
    events = list(
        session.scalars(select(Event).where(Event.organisation_id == organisation.id).order_by(Event.day, Event.id))
    )
    pages = f"{base_url}/calendar"
    entries = [_milestone(row, authority, f"{pages}/milestones/{row.id}", row.note) for row in milestones]
    entries += [_event(row, authority, f"{pages}/events/{row.id}") for row in events]
    open_ones = {event.id: event for event in events if event.state in OPEN}
    lines = lines_of(session, rulings(session), open_ones.values(), {organisation.id: organisation})
    entries += [
        _deadline(line, open_ones[line.event_id], line.day, authority, pages)
        for line in lines
        if line.day is not None and not line.is_met
    ]
    return render(f"宣传日历：{organisation.short_name or organisation.name}", pages, entries)


def new_token(session: Session, *, now: datetime, person: Person, secret_key: str) -> str:
    """A fresh signed token for the person's own calendar; the one before it ends. It is told once and never stored."""
    revoke_token(session, now=now, person=person)
    token = Signer(secret_key, salt=SALT).sign(secrets.token_urlsafe(24)).decode()
    session.add(CalendarToken(account_id=person.id, token_hash=_hash(token), created_at=now))
    record(session, now=now, actor=person, verb="calendar.subscribed", subject=f"account:{person.id}")
    return token


def revoke_token(session: Session, *, now: datetime, person: Person) -> None:
    """Ends the person's calendar token; nothing happens when there is none."""
    live = (CalendarToken.account_id == person.id) & CalendarToken.revoked_at.is_(None)
    ended = session.execute(update(CalendarToken).where(live).values(revoked_at=now).returning(CalendarToken.id))
    if ended.first() is not None:
        record(session, now=now, actor=person, verb="calendar.unsubscribed", subject=f"account:{person.id}")


def token_row(session: Session, token: str, secret_key: str) -> CalendarToken | None:
    """The row of a token this desk signed, revoked or not; None for a forged one."""
    try:
        Signer(secret_key, salt=SALT).unsign(token)
    except BadSignature:
        return None
    return session.scalar(select(CalendarToken).where(CalendarToken.token_hash == _hash(token)))


def holder(session: Session, row: CalendarToken) -> Account | None:
    """The account behind a live token; None once it was revoked or the account closed."""
    account = session.get(Account, row.account_id)
    if row.revoked_at is not None or account is None or account.state is not AccountState.ACTIVE:
        return None
    return account


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _milestone(row: Milestone, authority: str, url: str, note: str) -> CalendarEntry:
    window = row.window or DateWindow(None, None, Precision.RANGE, Kind.PERIOD)
    return CalendarEntry(
        uid=f"milestone-{row.public_id}@{authority}",
        title=row.title,
        window=window,
        clock=row.clock,
        state=row.state,
        category=KIND_LABELS[row.kind],
        description=_description((window_text(window), KIND_LABELS[row.kind], note)),
        url=url,
        sequence=row.version - 1,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _event(row: Event, authority: str, url: str) -> CalendarEntry:
    return CalendarEntry(
        uid=f"event-{row.public_id}@{authority}",
        title=row.title,
        window=DateWindow(row.day, row.day, Precision.DAY, Kind.POINT),
        clock=row.clock,
        state=row.state,
        category=KIND_LABELS[row.kind],
        description=_description((row.place and f"地点：{row.place}", row.note if url else "")),
        url=url,
        sequence=row.version - 1,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _deadline(line: DueLine, event: Event, day: date, authority: str, pages: str) -> CalendarEntry:
    sentences = (
        f"{line.rule}（活动在{event.day.isoformat()}）",
        line.receivers and f"报送：{'、'.join(line.receivers)}",
        line.copies and f"抄送：{'、'.join(line.copies)}",
    )
    return CalendarEntry(
        uid=f"deadline-{line.deadline_id}-{event.public_id}@{authority}",
        title=f"{line.title}：{event.title}",
        window=DateWindow(None, day, Precision.DAY, Kind.DEADLINE),
        clock="",
        state=event.state,
        category="时限",
        description=_description(sentences),
        url=f"{pages}/events/{event.id}",
        sequence=event.version - 1,
        created_at=event.created_at,
        changed_at=event.changed_at,
    )


def _description(sentences: Iterable[str | tuple[str, ...]]) -> str:
    return "\n".join(str(sentence) for sentence in sentences if sentence)
