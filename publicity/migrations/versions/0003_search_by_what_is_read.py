"""Stories are found by what readers see of them, not by markup, and by case numbers typed without brackets."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from publicity.stories.fact_values import plain
from publicity.stories.search import index_story

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
BATCH = 500


def upgrade() -> None:
    newest = sa.text(
        "SELECT s.id, r.title, r.summary, r.text, r.facts, o.name FROM stories s "
        "JOIN revisions r ON r.story_id = s.id AND r.number = s.revision_number "
        "JOIN organisations o ON o.id = s.organisation_id WHERE s.id > :after ORDER BY s.id LIMIT :batch"
    )
    session, after = Session(op.get_bind()), 0
    while rows := session.execute(newest, {"after": after, "batch": BATCH}).all():
        for story_id, title, summary, text, facts, court in rows:
            index_story(session, story_id, [title, summary, text, court, *map(plain, _read(facts).values())])
        after = rows[-1].id


def downgrade() -> None:
    """The words of 0002 come back with each story's next save; nothing is lost until then."""


def _read(facts: Any) -> dict[str, Any]:
    """SQLite keeps JSON as text."""
    return json.loads(facts) if isinstance(facts, str) else facts or {}
