"""Reads for the digest: what a week brought, what is coming up, who is owed one."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from publicity.almanac.wording import window_text
from publicity.calendar.models import Milestone
from publicity.calendar.terms import State
from publicity.digests.models import Digest, Subscriber, SubscriberState
from publicity.digests.rules import LOOK_AHEAD, ComingLine, Content, StoryLine, Week
from publicity.errors import NotFound
from publicity.publishing.models import EntryKind, PublicationEntry
from publicity.publishing.queries import publication
from publicity.publishing.snapshot import Publication


def content_of_week(session: Session, week: Week, *, base_url: str, themes: frozenset[str]) -> Content:
    """What the week brought under the themes (empty: all), each story once; oldest first."""
    in_week = (PublicationEntry.stamp >= week.begins) & (PublicationEntry.stamp < week.ends)
    lines = session.scalars(select(PublicationEntry).where(in_week).order_by(PublicationEntry.number))
    newest: dict[int, PublicationEntry] = {line.story_id: line for line in lines}
    parts: dict[EntryKind, list[StoryLine]] = {kind: [] for kind in EntryKind}
    for line in newest.values():
        shown = publication(line)
        if themes and not themes & {theme.key for theme in shown.snapshot.themes}:
            continue
        is_new = line.kind is EntryKind.CORRECTION and line.first_stamp >= week.begins
        parts[EntryKind.RELEASE if is_new else line.kind].append(_story_line(shown, base_url))
    return Content(
        released=tuple(parts[EntryKind.RELEASE]),
        corrected=tuple(parts[EntryKind.CORRECTION]),
        withdrawn=tuple(parts[EntryKind.WITHDRAWAL]),
        coming=coming_up(session, week.ends.date()),
    )


def _story_line(shown: Publication, base_url: str) -> StoryLine:
    snapshot = shown.snapshot
    return StoryLine(snapshot.title, base_url + shown.path, snapshot.court.name, snapshot.summary, shown.reason)


def coming_up(session: Session, first_day: date) -> tuple[ComingLine, ...]:
    """Public milestones whose window touches the two weeks from `first_day` on, soonest end first."""
    chosen = (
        select(Milestone)
        .where(
            Milestone.is_public,
            Milestone.state.in_((State.PROVISIONAL, State.CONFIRMED)),
            Milestone.ends_on >= first_day,
            Milestone.starts_on.is_(None) | (Milestone.starts_on < first_day + LOOK_AHEAD),
            Milestone.starts_on.is_not(None) | (Milestone.ends_on < first_day + LOOK_AHEAD),
        )
        .order_by(Milestone.ends_on, Milestone.id)
        .limit(50)
    )
    return tuple(
        ComingLine(window_text(row.window), row.title) for row in session.scalars(chosen) if row.window is not None
    )


def owed(week: Week) -> Select[Subscriber]:
    """Active subscribers that were there before the week ended and have no digest of it yet, oldest first."""
    done = select(Digest.subscriber_id).where(Digest.first_day == week.first_day)
    return (
        select(Subscriber)
        .where(
            Subscriber.state == SubscriberState.ACTIVE,
            Subscriber.created_at < week.ends,
            Subscriber.id.not_in(done),
        )
        .order_by(Subscriber.id)
    )


def subscribers() -> Select[Subscriber]:
    return select(Subscriber).order_by(Subscriber.id)


def find_subscriber(session: Session, email: str) -> Subscriber | None:
    return session.scalar(select(Subscriber).where(Subscriber.email == email.strip().lower()))


def digests() -> Select[Digest]:
    """Newest week first, then by subscriber."""
    return select(Digest).order_by(Digest.first_day.desc(), Digest.subscriber_id)


def get_digest(session: Session, digest_id: int) -> Digest:
    found = session.get(Digest, digest_id)
    if found is None:
        raise NotFound("没有这期摘要。")
    return found


def get_subscriber(session: Session, subscriber_id: int) -> Subscriber:
    found = session.get(Subscriber, subscriber_id)
    if found is None:
        raise NotFound("没有这个订阅。")
    return found
