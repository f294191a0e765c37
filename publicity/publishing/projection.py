"""The publication log made into files: what has changed since last time, or everything from nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from publicity.db import OpenSession
from publicity.publishing import queries
from publicity.publishing.folder import Projected, PublicFile, PublicFolder
from publicity.publishing.site import Site
from publicity.publishing.snapshot import Publication
from publicity.publishing.touched import TouchedTopic, every_topic, files_gone, touched, whole

BATCH = 200
Reached = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Change:
    """What a section has to make files for. `topics` are all lists there are, `touched` those to be made anew."""

    site: Site
    topics: tuple[TouchedTopic, ...]
    touched: tuple[TouchedTopic, ...]
    publications: Callable[[], Iterator[Publication]]


Section = Callable[[Session, Change], Iterator[PublicFile]]


def nothing_reached(_step: str) -> None:
    """The usual listener to the steps of a job: nobody listens. A test may stop the process at a step."""


def project(
    open_session: OpenSession, site: Site, sections: Sequence[Section], *, reached: Reached = nothing_reached
) -> bool:
    """Brings the folder up to the log; False when it stood there already, or another process is at it.

    A folder made by another version of the site, or by none, is made whole. The folder is held before the log is
    read, so that an older reading never overwrites a newer one.
    """
    folder = PublicFolder(site.folder)
    with open_session() as session:
        if folder.projected() == Projected(queries.last_number(session), site.fingerprint):
            return False
    with folder.locked() as mine:
        if not mine:
            return False
        with open_session() as session:
            last = queries.last_number(session)
            stands = folder.projected()
            if stands.fingerprint != site.fingerprint or not 0 <= stands.number <= last:
                _make_whole(session, site, sections, folder, reached)
            elif stands.number < last:
                _bring_up(session, site, sections, folder, stands.number, reached)
        folder.note_projected(Projected(last, site.fingerprint))
        return True


def rebuild(open_session: OpenSession, site: Site, sections: Sequence[Section]) -> bool:
    """Makes every file anew and removes all others; False when another process is at it."""
    folder = PublicFolder(site.folder)
    with folder.locked() as mine:
        if mine:
            with open_session() as session:
                last = queries.last_number(session)
                _make_whole(session, site, sections, folder, nothing_reached)
            folder.note_projected(Projected(last, site.fingerprint))
        return mine


def _make_whole(
    session: Session, site: Site, sections: Sequence[Section], folder: PublicFolder, reached: Reached
) -> None:
    topics = tuple(whole(session, topic) for topic in every_topic(session, site))
    change = Change(site, topics, topics, partial(_all_publications, session))
    folder.prune(set(_put_all(session, sections, change, folder, reached)))


def _bring_up(
    session: Session, site: Site, sections: Sequence[Section], folder: PublicFolder, since: int, reached: Reached
) -> None:
    lines = queries.lines_after(session, since)
    newest = {line.story_id: queries.publication(line) for line in lines}
    topics = every_topic(session, site)
    counted = tuple(TouchedTopic(topic, (), 0) for topic in topics)
    changed = tuple(touched(session, topics, lines, since))
    change = Change(site, counted, changed, lambda: iter(newest.values()))
    for _path in _put_all(session, sections, change, folder, reached):
        pass
    for one in changed:
        _remove_pages_beyond(folder, one)
    for path in files_gone(session, lines):
        folder.remove(path)


def _put_all(
    session: Session, sections: Sequence[Section], change: Change, folder: PublicFolder, reached: Reached
) -> Iterator[str]:
    for section in sections:
        for file in section(session, change):
            folder.put(file)
            reached(f"put {file.path}")
            yield file.path


def _remove_pages_beyond(folder: PublicFolder, one: TouchedTopic) -> None:
    """A list that lost a story may need one page less."""
    page = one.archive_count + 1
    while (folder.root / (path := one.topic.file_path(page))).is_file():
        folder.remove(path)
        page += 1


def _all_publications(session: Session) -> Iterator[Publication]:
    after = 0
    while batch := queries.every_publication(session, after, BATCH):
        yield from batch
        session.expunge_all()
        after = batch[-1].first_number
