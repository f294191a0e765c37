"""SQLite finds e and é, σ and ς each by itself, and characters newer than Unicode 6.1, as PostgreSQL does."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rebuild("fts5(g, detail=none, tokenize=ascii)")


def downgrade() -> None:
    _rebuild("fts5(g, detail=none)")


def _rebuild(kind: str) -> None:
    """The same grams under another tokenizer."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("ALTER TABLE story_grams RENAME TO story_grams_before")
    op.execute(f"CREATE VIRTUAL TABLE story_grams USING {kind}")
    op.execute("INSERT INTO story_grams (rowid, g) SELECT rowid, g FROM story_grams_before")
    op.execute("DROP TABLE story_grams_before")
