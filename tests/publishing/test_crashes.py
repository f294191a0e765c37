"""A process that is killed at any step of a release, or two of them at once, still publishes everything once."""

import signal
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from publicity.db import Database
from publicity.history.models import HistoryEntry
from publicity.history.queries import first_broken
from publicity.outbox.models import Message
from publicity.publishing.models import PublicationEntry, Release, ReleaseState
from publicity.stories.models import Story, StoryState
from tests.publishing.crashing import begin, run
from tests.publishing.factories import due_release, make_site_at, release_desk
from tests.stories.factories import make_desk

BEFORE_COMMIT = ("claimed", "gates asked", "frozen", "logged", "moved", "written")
IN_THE_FOLDER = ("put:1", "put:2", "put:5", "put:30")


def address(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def schedule(database: Database, folder: Path, now: datetime, count: int) -> None:
    desk = release_desk(make_site_at(folder))
    with database.writing() as session:
        people = make_desk(session)
        for number in range(count):
            due_release(session, people, now, desk, title=f"第{number}篇", due_at=now)


def assert_published_once(database: Database, folder: Path, count: int) -> None:
    with database.reading() as session:
        lines = list(session.scalars(select(PublicationEntry).order_by(PublicationEntry.number)))
        assert [line.number for line in lines] == list(range(1, count + 1))
        assert len({line.story_id for line in lines}) == count
        assert set(session.scalars(select(Release.state))) == {ReleaseState.RELEASED}
        assert set(session.scalars(select(Story.state))) == {StoryState.RELEASED}
        released = session.scalars(select(HistoryEntry.subject).where(HistoryEntry.verb == "story.release"))
        assert set(Counter(released).values()) == {1}
        told = [key for key in session.scalars(select(Message.key)) if ":release:" in key]
        assert len(told) == len(set(told))
        assert first_broken(session) is None
    for name in ("stories.rss", "stories.atom", "stories.json"):
        feed = (folder / "public" / "feeds" / name).read_text(encoding="utf8")
        assert all(feed.count(f"/articles/{line.public_id}/") >= 1 for line in lines)


@pytest.mark.parametrize("step", [*BEFORE_COMMIT, "committed", *IN_THE_FOLDER])
def test_killed_at_a_step_and_started_again_it_publishes_once(
    database: Database, tmp_path: Path, now: datetime, step: str
) -> None:
    schedule(database, tmp_path, now, 1)
    assert run(address(database), tmp_path, now, step) == -signal.SIGKILL
    with database.reading() as session:
        lines = list(session.scalars(select(PublicationEntry.number)))
        states = set(session.scalars(select(Story.state)))
    whole = step not in BEFORE_COMMIT
    assert (lines, states) == (([1], {StoryState.RELEASED}) if whole else ([], {StoryState.SCHEDULED}))
    assert run(address(database), tmp_path, now) == 0
    assert_published_once(database, tmp_path, 1)


def test_what_was_due_during_a_stop_is_caught_up(database: Database, tmp_path: Path, now: datetime) -> None:
    schedule(database, tmp_path, now, 3)
    assert run(address(database), tmp_path, now - timedelta(seconds=1)) == 0
    with database.reading() as session:
        assert list(session.scalars(select(PublicationEntry))) == []
    assert run(address(database), tmp_path, now + timedelta(days=3)) == 0
    assert_published_once(database, tmp_path, 3)


def test_two_runners_at_once_publish_forty_stories_once_each(database: Database, tmp_path: Path, now: datetime) -> None:
    schedule(database, tmp_path, now, 40)
    both = [begin(address(database), tmp_path, now) for _ in range(2)]
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    assert run(address(database), tmp_path, now) == 0
    assert_published_once(database, tmp_path, 40)
