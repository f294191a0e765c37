"""Full-text search over stories by single characters and pairs, with the same hits on SQLite (FTS5) and PostgreSQL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sqlalchemy import DDL, Select, column, event, literal, select, table, text
from sqlalchemy.orm import Session

from publicity.db import Base
from publicity.lib.grams import grams, runs, wanted
from publicity.stories.models import Story

CREATE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "sqlite": (
            "CREATE VIRTUAL TABLE IF NOT EXISTS story_grams USING fts5(g, detail=none)",
            "CREATE TABLE IF NOT EXISTS story_words (story_id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
        ),
        "postgresql": (
            "CREATE TABLE IF NOT EXISTS story_words (story_id INTEGER PRIMARY KEY REFERENCES stories (id), "
            "words TEXT NOT NULL, g TSVECTOR NOT NULL)",
            "CREATE INDEX IF NOT EXISTS ix_story_words_g ON story_words USING gin (g)",
        ),
    }
)
DROP: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "sqlite": ("DROP TABLE IF EXISTS story_grams", "DROP TABLE IF EXISTS story_words"),
        "postgresql": ("DROP TABLE IF EXISTS story_words",),
    }
)
for dialect in CREATE:
    for statement in CREATE[dialect]:
        event.listen(Base.metadata, "after_create", DDL(statement).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]
    for statement in DROP[dialect]:
        event.listen(Base.metadata, "before_drop", DDL(statement).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]

WORDS = table("story_words", column("story_id"), column("words"))
SHOWN: Final = 36


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of the text with the hit in it: `before`, `hit`, `after`; all empty when only other fields matched."""

    before: str = ""
    hit: str = ""
    after: str = ""


def index_story(session: Session, story_id: int, parts: Iterable[str]) -> None:
    """Makes the story findable by these texts (title, text, case numbers, court) instead of what it had before."""
    whole = "\n".join(parts)
    words = " ".join(runs(whole))
    found = sorted(grams(whole))
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DELETE FROM story_grams WHERE rowid = :id"), {"id": story_id})
        session.execute(
            text("INSERT INTO story_grams (rowid, g) VALUES (:id, :g)"), {"id": story_id, "g": " ".join(found)}
        )
        session.execute(
            text("INSERT OR REPLACE INTO story_words (story_id, words) VALUES (:id, :words)"),
            {"id": story_id, "words": words},
        )
    else:
        session.execute(
            text(
                "INSERT INTO story_words (story_id, words, g) VALUES (:id, :words, array_to_tsvector(:g)) "
                "ON CONFLICT (story_id) DO UPDATE SET words = excluded.words, g = excluded.g"
            ),
            {"id": story_id, "words": words, "g": found},
        )


def found_in(session: Session, chosen: Select[Story], words: str) -> Select[Story]:
    """Narrows a choice of stories to those that hold every word; words without any letter narrow nothing."""
    hits: Select[int]
    pairs = sorted(wanted(words))
    if not pairs:
        return chosen
    if session.get_bind().dialect.name == "sqlite":
        match = " AND ".join(f'"{pair}"' for pair in pairs)
        hits = select(column("rowid")).select_from(table("story_grams")).where(text("story_grams MATCH :match"))
        narrowed = chosen.where(Story.id.in_(hits.params(match=match)))
    else:
        query = " & ".join(f"'{pair}'" for pair in pairs)
        hits = select(WORDS.c.story_id).where(text("g @@ CAST(:query AS tsquery)"))
        narrowed = chosen.where(Story.id.in_(hits.params(query=query)))
    long_ones = [run for run in runs(words) if len(run) > 2]
    for run in long_ones:
        holds = select(literal(1)).where(WORDS.c.story_id == Story.id, WORDS.c.words.contains(run, autoescape=True))
        narrowed = narrowed.where(holds.exists())
    return narrowed


def excerpt(body: str, words: str) -> Excerpt:
    """The first place in the text where one of the words stands as typed, with a little on both sides."""
    for word in sorted(words.split(), key=len, reverse=True):
        at = body.lower().find(word.lower())
        if at >= 0:
            end = at + len(word)
            return Excerpt(body[max(0, at - SHOWN) : at], body[at:end], body[end : end + SHOWN])
    return Excerpt()
