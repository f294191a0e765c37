"""The migrations make just the tables that the code knows, on either database."""

from alembic import command
from sqlalchemy import text
from sqlalchemy.orm import Session

from publicity.db import Database
from publicity.migrations import alembic_config, upgrade
from publicity.stories.search import DROP
from publicity.tables import TABLES


def test_migrating_an_empty_database_leaves_nothing_to_compare(database_url: str) -> None:
    database = Database(database_url)
    try:
        TABLES.drop_all(database.engine)
        upgrade(database_url)
        upgrade(database_url)
        command.check(alembic_config(database_url))
        with Session(database.engine) as session:
            assert session.execute(text("SELECT count(*) FROM story_words")).scalar() == 0
    finally:
        with database.engine.begin() as connection:
            for statement in (*DROP[connection.dialect.name], "DROP TABLE IF EXISTS alembic_version"):
                connection.execute(text(statement))
        TABLES.drop_all(database.engine)
        TABLES.create_all(database.engine)
        database.engine.dispose()
