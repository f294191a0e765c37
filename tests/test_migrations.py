"""The migrations make just the tables that the code knows, on either database."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from alembic import command
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from publicity.db import Database
from publicity.migrations import alembic_config, upgrade
from publicity.stories.models import Story, StoryMark
from publicity.stories.search import DROP, found_in, index_story
from publicity.tables import TABLES
from tests.stories.factories import make_desk, make_story


@pytest.fixture
def bare(database_url: str) -> Iterator[Database]:
    """A database without any table; it has the usual ones again afterwards."""
    database = Database(database_url)
    TABLES.drop_all(database.engine)
    yield database
    with database.engine.begin() as connection:
        for statement in (*DROP[connection.dialect.name], "DROP TABLE IF EXISTS alembic_version"):
            connection.execute(text(statement))
    TABLES.drop_all(database.engine)
    TABLES.create_all(database.engine)
    database.engine.dispose()


def test_migrating_an_empty_database_leaves_nothing_to_compare(bare: Database, database_url: str) -> None:
    upgrade(database_url)
    upgrade(database_url)
    command.check(alembic_config(database_url))
    with Session(bare.engine) as session:
        assert session.execute(text("SELECT count(*) FROM story_words")).scalar() == 0
        if bare.engine.dialect.name == "postgresql":
            kept = session.execute(text("SELECT reloptions FROM pg_class WHERE relname = 'ix_story_words_g'")).scalar()
            assert kept == ["fastupdate=off"]


def test_stories_that_were_there_before_are_found_by_their_text_too(
    bare: Database, database_url: str, now: datetime
) -> None:
    upgrade(database_url)
    with bare.writing() as session:
        told = "".join(f"第{place}组走访了{place * 7}户人家，把文书送到了各人手里。" for place in range(20))
        make_story(session, make_desk(session), now, text=told)
        kept = set(session.scalars(select(StoryMark.mark)))
    command.downgrade(alembic_config(database_url), "0001")
    upgrade(database_url)
    with bare.reading() as session:
        assert set(session.scalars(select(StoryMark.mark))) == kept
    assert kept


def test_stories_that_were_there_before_are_searched_by_what_readers_see(
    bare: Database, database_url: str, now: datetime
) -> None:
    upgrade(database_url)
    with bare.writing() as session:
        story = make_story(session, make_desk(session), now, text="## 案情\n\n拖欠**工资**款。\n\n![现场](media:2)\n")
        story_id = story.id
        index_story(session, story_id, ["以前的文字"])
    command.downgrade(alembic_config(database_url), "0002")
    upgrade(database_url)
    with bare.reading() as session:
        for words, ids in (("工资款", [story_id]), ("2018云28执123", [story_id]), ("media", []), ("以前", [])):
            assert list(session.scalars(found_in(session, select(Story.id), words))) == ids


def test_stories_that_were_there_before_are_searched_letter_by_letter(
    bare: Database, database_url: str, now: datetime
) -> None:
    upgrade(database_url)
    with bare.writing() as session:
        story_id = make_story(session, make_desk(session), now, text="拖欠货款。").id
    command.downgrade(alembic_config(database_url), "0003")
    with bare.writing() as session:
        index_story(session, story_id, ["咖啡馆 café 欠款，老板 𬭎某"])
    upgrade(database_url)
    with bare.reading() as session:
        for words, ids in (("caf", [story_id]), ("é", [story_id]), ("e", []), ("𬭎", [story_id])):
            assert list(session.scalars(found_in(session, select(Story.id), words))) == ids
