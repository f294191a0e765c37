"""An instance with a log of published stories, for the measurements of feeds and releases; no measurement itself.

Usage: python -m bench.publications prints how long the seeding took and how long the whole folder takes to make.
"""

import pathlib
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from publicity import create_app
from publicity.config import Config
from publicity.db import Base
from publicity.people.actions import found_organisation
from publicity.people.models import Account, AccountState, Organisation, OrganisationKind
from publicity.publishing.log import append
from publicity.publishing.models import EntryKind
from publicity.publishing.projection import rebuild
from publicity.publishing.snapshot import Named, Snapshot
from publicity.runner import SECTIONS, desk_of
from publicity.stories.models import Revision, Story, StoryState

BEGIN = datetime(2016, 1, 4, 1, 0, tzinfo=UTC)
WORDS = "执行干警连夜赶赴现场依法查封扣押被执行人名下财产申请人当场领到案款法官耐心释法说理双方握手言和"
COURTS = 6


def application(instance: pathlib.Path) -> Flask:
    """The desk on an SQLite file in `instance`, its tables made."""
    instance.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{instance / 'desk.sqlite3'}"
    app = create_app(Config(instance=instance, database_url=url, secret_key="bench", base_url="http://desk.test"))
    Base.metadata.create_all(app.extensions["database"].engine)
    return app


def seed(instance: pathlib.Path, stories: int) -> Flask:
    """Publishes `stories` stories of 1,000 characters and makes the folder."""
    app, chance = application(instance), random.Random(2018)
    with app.extensions["database"].writing() as session:
        courts = [_court(session, number) for number in range(COURTS)]
        author = Account(
            email="author@desk.example",
            name="岗位一",
            organisation_id=courts[0].id,
            password_hash="",
            state=AccountState.ACTIVE,
            failures=0,
            created_at=BEGIN,
        )
        session.add(author)
        session.flush()
        vocabulary = app.extensions["vocabulary"]
        for number in range(stories):
            story = _story(session, number, chance.choice(courts), author, chance)
            themes = chance.sample(sorted(vocabulary.themes.items()), 2)
            _publish(session, story, courts, themes, vocabulary.forms[story.form], chance)
    rebuild(app.extensions["database"].reading, desk_of(app).site, SECTIONS)
    return app


def text(chance: random.Random) -> str:
    """Five paragraphs of 200 characters."""
    return "\n\n".join("".join(chance.choices(WORDS, k=199)) + "。" for _ in range(5))


def _court(session: Session, number: int) -> Organisation:
    return found_organisation(
        session, key=f"court-{number}", name=f"澄江市第{number}人民法院", kind=OrganisationKind.BASIC_COURT
    )


def _story(session: Session, number: int, court: Organisation, author: Account, chance: random.Random) -> Story:
    at = BEGIN + timedelta(minutes=number)
    story = Story(
        public_id=f"bench{number:08}",
        organisation_id=court.id,
        author_id=author.id,
        state=StoryState.RELEASED,
        revision_number=1,
        title=f"执行故事第{number}篇",
        form=chance.choice(("case-story", "photo-story", "press-release")),
        created_at=at,
        changed_at=at,
    )
    session.add(story)
    session.flush()
    revision = Revision(
        story_id=story.id,
        number=1,
        title=story.title,
        text=text(chance),
        themes=[],
        facts={},
        media=[],
        hash=f"{number:064}",
        author_id=author.id,
        created_at=at,
    )
    session.add(revision)
    session.flush()
    return story


def _publish(
    session: Session,
    story: Story,
    courts: list[Organisation],
    themes: list[tuple[str, str]],
    form: str,
    chance: random.Random,
) -> None:
    court = next(one for one in courts if one.id == story.organisation_id)
    words = text(chance)
    snapshot = Snapshot(
        title=story.title,
        summary=words[:100],
        text=words,
        html="".join(f"<p>{paragraph}</p>" for paragraph in words.split("\n\n")),
        form=Named(story.form, form),
        court=Named(court.key, court.name),
        themes=tuple(Named(key, name) for key, name in themes),
        supplied_by="岗位一",
        reviewed_by=("岗位二", "岗位三"),
    )
    append(
        session,
        now=story.created_at,
        story_id=story.id,
        public_id=story.public_id,
        kind=EntryKind.RELEASE,
        revision_id=story.id,
        snapshot=snapshot,
        by_id=None,
    )


def main(stories: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        app = seed(pathlib.Path(folder), stories)
        seeded = time.perf_counter()
        rebuild(app.extensions["database"].reading, desk_of(app).site, SECTIONS)
        print(f"seeding {stories} stories and making the folder {seeded - begin:.1f} s")
        print(f"rebuild with nothing to write {time.perf_counter() - seeded:.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
