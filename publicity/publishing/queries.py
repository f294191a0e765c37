"""Reads of the publication log and of the releases."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session, aliased

from publicity.errors import NotFound
from publicity.publishing.models import PublicationEntry, PublicationTopic, Release, ReleaseState, TopicKind
from publicity.publishing.snapshot import Publication, from_json
from publicity.publishing.topics import Topic

Entry = PublicationEntry


def newest_lines() -> Select[PublicationEntry]:
    """The newest line of each public story; not ordered, may be empty."""
    newer = aliased(PublicationEntry)
    overtaken = select(newer.number).where(newer.story_id == Entry.story_id, newer.number > Entry.number)
    return select(PublicationEntry).where(~overtaken.exists())


def in_topic(topic: Topic) -> Select[PublicationEntry]:
    """The newest line of each story now listed under the topic; not ordered, may be empty."""
    if topic.kind is None:
        return newest_lines()
    listed = select(PublicationTopic.entry_number).where(
        PublicationTopic.kind == topic.kind, PublicationTopic.key == topic.key
    )
    return newest_lines().where(Entry.number.in_(listed))


def count_in(session: Session, topic: Topic) -> int:
    if topic.kind is None:
        return session.scalar(select(func.count(distinct(Entry.story_id)))) or 0
    return session.scalar(in_topic(topic).with_only_columns(func.count())) or 0


def rank_in(session: Session, topic: Topic, first_number: int) -> int:
    """How many stories of the topic were first published before the one whose first line has this number."""
    older = in_topic(topic).where(Entry.first_number < first_number)
    return session.scalar(older.with_only_columns(func.count())) or 0


def page_in(session: Session, topic: Topic, offset: int, limit: int) -> list[Publication]:
    """Stories `offset`…`offset + limit` of the topic, counted from the first published; newest first."""
    rows = session.scalars(in_topic(topic).order_by(Entry.first_number).offset(offset).limit(limit))
    return [publication(row) for row in rows][::-1]


def lately_changed(session: Session, topic: Topic, limit: int) -> list[Publication]:
    """The stories of the topic whose newest line is newest, that first: what a feed shows."""
    rows = session.scalars(in_topic(topic).order_by(Entry.number.desc()).limit(limit))
    return [publication(row) for row in rows]


def every_publication(session: Session, after: int, limit: int) -> list[Publication]:
    """The newest lines of the stories first published after line `after`, oldest first, at most `limit`."""
    chosen = newest_lines().where(Entry.first_number > after).order_by(Entry.first_number).limit(limit)
    return [publication(row) for row in session.scalars(chosen)]


def last_number(session: Session) -> int:
    """The number of the newest line of the log, 0 when nothing has been published."""
    return session.scalar(select(func.max(Entry.number))) or 0


def lines_after(session: Session, number: int) -> list[PublicationEntry]:
    """The lines of the log after `number`, oldest first."""
    return list(session.scalars(select(Entry).where(Entry.number > number).order_by(Entry.number)))


def line_before(session: Session, line: PublicationEntry) -> PublicationEntry | None:
    """The line of the same story that this one overtook."""
    older = select(Entry).where(Entry.story_id == line.story_id, Entry.number < line.number)
    return session.scalar(older.order_by(Entry.number.desc()).limit(1))


def newest_line(session: Session, story_id: int) -> PublicationEntry | None:
    """The newest line of the story, None when it has never been public."""
    of_story = select(Entry).where(Entry.story_id == story_id)
    return session.scalar(of_story.order_by(Entry.number.desc()).limit(1))


def of_story(story_id: int) -> Select[PublicationEntry]:
    """All lines of the story, newest first; may be empty."""
    return select(Entry).where(Entry.story_id == story_id).order_by(Entry.number.desc())


def listed_topics(session: Session, kind: TopicKind, until: int | None = None) -> list[Topic]:
    """The topics of a kind that any line (up to line `until`) names, by key; the newest line gives the name."""
    numbers = select(PublicationTopic.key, func.max(PublicationTopic.entry_number).label("number"))
    numbers = numbers.where(PublicationTopic.kind == kind)
    if until is not None:
        numbers = numbers.where(PublicationTopic.entry_number <= until)
    newest = numbers.group_by(PublicationTopic.key).subquery()
    rows = (
        select(PublicationTopic.key, PublicationTopic.name)
        .join(newest, (PublicationTopic.key == newest.c.key) & (PublicationTopic.entry_number == newest.c.number))
        .where(PublicationTopic.kind == kind)
        .order_by(PublicationTopic.key)
    )
    return [Topic(kind, key, name) for key, name in session.execute(rows)]


def files_in_use(session: Session, names: Iterable[str]) -> set[str]:
    """Those of the public files that the newest line of some story still shows."""
    shown = select(PublicationTopic.key).where(
        PublicationTopic.kind == TopicKind.FILE,
        PublicationTopic.key.in_(list(names)),
        PublicationTopic.entry_number.in_(newest_lines().with_only_columns(Entry.number)),
    )
    return set(session.scalars(shown))


def publication(row: PublicationEntry) -> Publication:
    """The line as readers get it."""
    return Publication(
        number=row.number,
        first_number=row.first_number,
        public_id=row.public_id,
        kind=row.kind.value,
        first_stamp=row.first_stamp,
        stamp=row.stamp,
        reason=row.reason,
        snapshot=from_json(row.snapshot),
    )


def releases(states: Sequence[ReleaseState]) -> Select[Release]:
    """Releases in any of the states, the soonest first; may be empty."""
    return select(Release).where(Release.state.in_(states)).order_by(Release.due_at, Release.id)


def releases_of(story_id: int) -> Select[Release]:
    """The story's releases, newest first; may be empty."""
    return select(Release).where(Release.story_id == story_id).order_by(Release.id.desc())


def get_release(session: Session, release_id: int) -> Release:
    found = session.get(Release, release_id)
    if found is None:
        raise NotFound("没有这个发布安排。")
    return found
