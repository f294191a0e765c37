"""PostgreSQL enters the grams into the index at once: a list of those still waiting made search read every story."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX ix_story_words_g SET (fastupdate = off)")
        op.execute("SELECT gin_clean_pending_list('ix_story_words_g'::regclass)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX ix_story_words_g SET (fastupdate = on)")
