"""Alembic's entry: runs migrations on the database of the settings, in batches on SQLite."""

from alembic import context

from publicity.db import make_engine
from publicity.tables import TABLES

engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=TABLES, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
