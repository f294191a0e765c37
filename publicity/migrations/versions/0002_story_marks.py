"""The sketch of each story's newest text, to find stories that share much of it."""

import sqlalchemy as sa
from alembic import op

from publicity.checks.near_duplicates import sketch

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    marks = op.create_table(
        "story_marks",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_marks_story_id_stories")),
        sa.PrimaryKeyConstraint("story_id", "mark", name=op.f("pk_story_marks")),
    )
    op.create_index("ix_story_marks_mark", "story_marks", ["mark", "story_id"])
    newest = sa.text(
        "SELECT s.id, r.text FROM stories s JOIN revisions r ON r.story_id = s.id AND r.number = s.revision_number"
    )
    connection = op.get_bind()
    for story_id, text in connection.execute(newest).all():
        if kept := sketch(text):
            connection.execute(sa.insert(marks), [{"story_id": story_id, "mark": mark} for mark in sorted(kept)])


def downgrade() -> None:
    op.drop_table("story_marks")
