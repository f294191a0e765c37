"""Engine, sessions, the declarative base, and how a transaction begins."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, TypeDecorator, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

OpenSession = Callable[[], AbstractContextManager[Session]]


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant, stored and returned in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables of the desk."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UTCDateTime}  # noqa: RUF012


def stored_by_value(kind: type[StrEnum], length: int = 32) -> Enum:
    """A column type that keeps a StrEnum's value as text, so that a new member needs no migration."""
    return Enum(
        kind, native_enum=False, length=length, create_constraint=False, values_callable=lambda e: [m.value for m in e]
    )


class Database:
    """One engine, two ways to begin: `reading()`, and `writing()` which commits at the end; errors roll back."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._read = sessionmaker(self.engine, expire_on_commit=False)
        self._write = sessionmaker(self.engine.execution_options(begins="IMMEDIATE"), expire_on_commit=False)

    def open_read(self) -> Session:
        """A session whose transaction begins plain; the caller closes it."""
        return self._read()

    def open_write(self) -> Session:
        """A session that takes SQLite's write lock at its first statement; the caller commits and closes it."""
        return self._write()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self._read() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self._write.begin() as session:
            yield session


CONNECTIONS: Final = 40
"""At most, for one process: a thread of the server holds one while it answers (serve.THREADS), the runner some more."""


def make_engine(url: str) -> Engine:
    """An engine with the settings each database needs: WAL, foreign keys and explicit BEGIN on SQLite."""
    kept = 5
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=kept, max_overflow=CONNECTIONS - kept)
    arguments = {"timeout": 30, "check_same_thread": False}
    engine = create_engine(url, connect_args=arguments, pool_size=kept, max_overflow=CONNECTIONS - kept)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begins", "")
    connection.exec_driver_sql(f"BEGIN {mode}".strip())
