"""Alembic's entry: runs migrations on the database of the settings, in batches on SQLite."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum

from publicity.db import make_engine
from publicity.tables import TABLES


def is_ours(_thing: Any, name: str | None, kind: str, *_rest: Any) -> bool:
    """The search tables are made by hand (stories.search) and stay out of comparisons."""
    return not (kind == "table" and (name or "").startswith(("story_grams", "story_words")))


def as_text(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """Enums are kept as plain text, so that a new member needs no migration."""
    return f"sa.String(length={thing.length})" if kind == "type" and isinstance(thing, Enum) else False


engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=TABLES,
        render_as_batch=True,
        compare_type=True,
        include_object=is_ours,
        render_item=as_text,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
