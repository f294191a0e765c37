"""Which lists, pages and files a stretch of the log changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from publicity.publishing import queries
from publicity.publishing.models import PublicationEntry, TopicKind
from publicity.publishing.site import Site
from publicity.publishing.snapshot import from_json
from publicity.publishing.topics import LISTED, Topic, archive_count, topics_of, touched_pages

Place = tuple[TopicKind | None, str]


@dataclass(frozen=True, slots=True)
class TouchedTopic:
    """A list with the pages to be made anew (0 is the front), out of `total` stories."""

    topic: Topic
    pages: tuple[int, ...]
    total: int

    @property
    def archive_count(self) -> int:
        return archive_count(self.total)


def every_topic(session: Session, site: Site) -> list[Topic]:
    """All lists, everything first; those no longer in the vocabulary are marked as ended."""
    fixed = site.fixed_topics()
    known = {topic.place for topic in fixed}
    listed = [topic for kind in LISTED for topic in queries.listed_topics(session, kind)]
    return fixed + [topic.as_ended() for topic in listed if topic.place not in known]


def whole(session: Session, topic: Topic) -> TouchedTopic:
    """The list with all its pages."""
    total = queries.count_in(session, topic)
    return TouchedTopic(topic, tuple(range(archive_count(total) + 1)), total)


def touched(
    session: Session, topics: Sequence[Topic], lines: Sequence[PublicationEntry], since: int
) -> Iterator[TouchedTopic]:
    """The lists and pages that the lines (all after line `since`) change, everything first."""
    changed: dict[Place, list[PublicationEntry]] = {}
    remade = _renamed(session, topics, since)
    for line in lines:
        now = _places(line)
        before = queries.line_before(session, line)
        then = _places(before) if before is not None else now
        remade |= now ^ then
        for place in now | then:
            changed.setdefault(place, []).append(line)
    for topic in topics:
        if topic.place in changed:
            again = topic.place in remade
            yield whole(session, topic) if again else _part(session, topic, changed[topic.place])


def files_gone(session: Session, lines: Sequence[PublicationEntry]) -> list[str]:
    """Public media that a correction or withdrawal took away and no other story shows."""
    names: set[str] = set()
    for line in lines:
        before = queries.line_before(session, line)
        if before is not None:
            names |= {media.file for media in from_json(before.snapshot).media}
    return [f"files/{name}" for name in sorted(names - queries.files_in_use(session, names))]


def _places(line: PublicationEntry) -> set[Place]:
    return {topic.place for topic in topics_of(from_json(line.snapshot))}


def _renamed(session: Session, topics: Sequence[Topic], since: int) -> set[Place]:
    """The courts that were called otherwise up to line `since`: all their pages show the name."""
    before = {topic.place: topic.name for topic in queries.listed_topics(session, TopicKind.COURT, until=since)}
    return {topic.place for topic in topics if before.get(topic.place, topic.name) != topic.name}


def _part(session: Session, topic: Topic, lines: Sequence[PublicationEntry]) -> TouchedTopic:
    total = queries.count_in(session, topic)
    firsts = {line.first_number for line in lines}
    added = sum(1 for line in lines if line.number == line.first_number)
    ranks = [queries.rank_in(session, topic, first) for first in firsts]
    return TouchedTopic(topic, tuple(sorted(touched_pages(ranks, total - added, total))), total)
