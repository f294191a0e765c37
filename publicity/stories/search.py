"""Full-text search over stories by single characters and pairs, with the same hits on SQLite (FTS5) and PostgreSQL."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sqlalchemy import DDL, Select, column, event, false, literal, select, table, text
from sqlalchemy.orm import Session

from publicity.checks.case_numbers import find_case_numbers
from publicity.checks.visible import HIDDEN, picture_words, visible
from publicity.db import Base
from publicity.lib.grams import grams, runs, wanted
from publicity.stories.models import Story

# GIN takes new grams in at once: its list of those still waiting makes the planner read every story instead.
# FTS5 is to change nothing about the grams: its usual tokenizer takes accents off and knows no character since 2012.
CREATE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "sqlite": (
            "CREATE VIRTUAL TABLE IF NOT EXISTS story_grams USING fts5(g, detail=none, tokenize=ascii)",
            "CREATE TABLE IF NOT EXISTS story_words (story_id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
        ),
        "postgresql": (
            "CREATE TABLE IF NOT EXISTS story_words (story_id INTEGER PRIMARY KEY REFERENCES stories (id), "
            "words TEXT NOT NULL, g TSVECTOR NOT NULL)",
            "CREATE INDEX IF NOT EXISTS ix_story_words_g ON story_words USING gin (g) WITH (fastupdate = off)",
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
    """A piece of what was found: `before`, `hit`, `after`; all empty when the title alone holds the words.

    `field` says where it stands, "" for the text.
    """

    before: str = ""
    hit: str = ""
    after: str = ""
    field: str = ""


def says_nothing(words: str) -> bool:
    """Whether words were typed and none of them can be searched for: marks only."""
    return bool(words.strip()) and not runs(words)


def index_story(session: Session, story_id: int, parts: Iterable[str]) -> None:
    """Makes the story findable by these texts (title, text, case numbers, court) instead of what it had before.

    Of Markdown what readers see is found; a case number also without its brackets.
    """
    whole = "\n".join(read_by_people(part) for part in parts)
    whole += "".join(f"\n{''.join(runs(number.normal))}" for number in find_case_numbers(whole))
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
    """Narrows a choice of stories to those that hold every word; none holds words that are marks only."""
    hits: Select[int]
    pairs = sorted(wanted(words))
    if not pairs:
        return chosen.where(false()) if words.strip() else chosen
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


def read_by_people(markdown: str) -> str:
    """The text without its markup and the addresses in it, the words of its pictures after it."""
    seen = visible(markdown).replace(HIDDEN, "")
    pictured = picture_words(markdown).replace(HIDDEN, "").strip() if "![" in markdown else ""
    return f"{seen}\n{pictured}" if pictured else seen


def excerpt(parts: Sequence[tuple[str, str]], words: str) -> Excerpt:
    """The first place, in the order of the (field, text) parts, of the longest word found, with a little around it."""
    folded = [(field, part, _folded(part)) for field, part in parts]
    for run in sorted(runs(words), key=len, reverse=True):
        # the marks of a case number need not be typed
        for pattern in (re.escape(run), r"[\W_]{0,2}".join(map(re.escape, run))):
            for field, part, plain in folded:
                found = re.search(pattern, plain)
                if found:
                    return _around(field, part, *found.span())
    return Excerpt()


def _around(field: str, part: str, start: int, end: int) -> Excerpt:
    pieces = part[max(0, start - SHOWN) : start], part[start:end], part[end : end + SHOWN]
    before, hit, after = (re.sub(r"\s+", " ", piece) for piece in pieces)
    return Excerpt(before.lstrip(), hit, after.rstrip(), field)


def _folded(text_of_part: str) -> str:
    """As the grams are made, character for character, so that places are the same."""
    folded = unicodedata.normalize("NFKC", text_of_part).lower()
    if len(folded) == len(text_of_part):
        return folded
    return "".join((unicodedata.normalize("NFKC", char).lower() or char)[0] for char in text_of_part)
