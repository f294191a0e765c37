"""Stories that are ready to be released, releases, and lines of the publication log."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from publicity import vocabulary
from publicity.config import Config
from publicity.people.permissions import Person
from publicity.publishing import actions
from publicity.publishing.log import append, hold_log
from publicity.publishing.models import EntryKind, PublicationEntry, Release
from publicity.publishing.site import Site, make_site
from publicity.publishing.snapshot import Named, Snapshot
from publicity.stories.models import Risk, Story
from publicity.stories.queries import newest_revision
from publicity.stories.rules import Move
from tests.stories.factories import Desk as People
from tests.stories.factories import make_desk, make_story, policy, walk

ROOT = Path(__file__).resolve().parents[2]
WORDS = vocabulary.load(ROOT / "content" / "vocabulary.yaml")


def make_site_at(folder: Path, **overrides: Any) -> Site:
    """The public side of an installation under `folder`."""
    values: dict[str, Any] = {
        "instance": folder,
        "database_url": "sqlite://",
        "secret_key": "only-for-tests",
        "base_url": "http://desk.test",
    }
    return make_site(Config(**(values | overrides)), WORDS)


def release_desk(site: Site) -> actions.Desk:
    """What releases are made with, all checks off."""
    return actions.Desk(site, policy())


def ready_story(session: Session, people: People, now: datetime, **overrides: Any) -> Story:
    """An adopted story whose gates are all open; overrides of its content."""
    story = make_story(session, people, now, **overrides)
    walk(session, people, story, now, until=Move.ADOPT)
    open_gates(session, story, people.final, now)
    return story


def open_gates(session: Session, story: Story, signer: Person, now: datetime) -> None:
    """Risk assessed as low, and the secrecy of the newest text signed for."""
    story.risk, story.risk_by_id = Risk.LOW, signer.id
    story.secrecy_signed_by_id, story.secrecy_signed_at = signer.id, now
    story.secrecy_hash = newest_revision(session, story.id).hash
    session.flush()


def due_release(
    session: Session,
    people: People,
    now: datetime,
    desk: actions.Desk,
    *,
    due_at: datetime | None = None,
    **overrides: Any,
) -> Release:
    """A release scheduled for a ready story."""
    story = ready_story(session, people, now, **overrides)
    return actions.schedule(
        session, now=now, actor=people.propaganda, story_id=story.id, due_at=due_at or now, desk=desk
    )


def make_snapshot(**overrides: Any) -> Snapshot:
    values: dict[str, Any] = {
        "title": "深夜出击 执行到位",
        "summary": "执行干警连夜赶到现场，货款当场兑现。",
        "text": "执行干警连夜赶到现场。",
        "html": "<p>执行干警连夜赶到现场。</p>",
        "form": Named("case-story", "案例故事"),
        "court": Named("chengjiang", "澄江市人民法院"),
        "themes": (Named("results", "工作成效"),),
        "supplied_by": "岗位一",
        "reviewed_by": ("岗位二", "岗位三"),
    }
    return Snapshot(**(values | overrides))


class Log:
    """Adds lines to the publication log for stories that need no more than a row."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.now = now
        self.people = make_desk(session)
        hold_log(session)

    def release(self, **overrides: Any) -> PublicationEntry:
        """A story's first line; overrides of the snapshot."""
        story = make_story(self.session, self.people, self.now)
        return self.add(story.id, EntryKind.RELEASE, make_snapshot(**overrides))

    def add(self, story_id: int, kind: EntryKind, snapshot: Snapshot, reason: str = "") -> PublicationEntry:
        self.now += timedelta(minutes=1)
        story = self.session.get_one(Story, story_id)
        return append(
            self.session,
            now=self.now,
            story_id=story_id,
            public_id=story.public_id,
            kind=kind,
            revision_id=newest_revision(self.session, story_id).id,
            snapshot=snapshot,
            by_id=None,
            reason=reason,
        )
