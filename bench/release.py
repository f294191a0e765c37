"""From the moment a release is due until readers can fetch it, with 2,000 stories published before.

Usage: python -m bench.release [STORIES]. Goal: at most 200 ms until the three feeds of all stories have it. The second
figure is until every page and feed that it touches is written.
"""

import pathlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from flask import Flask
from sqlalchemy.orm import Session

from bench.publications import seed, text
from publicity.people.actions import found_organisation
from publicity.people.models import Account, AccountState, OrganisationKind
from publicity.publishing.actions import Desk
from publicity.publishing.jobs import project_public, release_one
from publicity.publishing.models import Release, ReleaseState
from publicity.runner import SECTIONS, desk_of
from publicity.stories.models import Approval, Revision, Risk, Step, Story, StoryState

ROUNDS = 15
NOW = datetime(2019, 1, 7, 1, 0, tzinfo=UTC)
LAST_OF_ALL = "put feeds/stories.json"


def main(stories: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = seed(pathlib.Path(folder), stories)
        desk = without_checks(app)
        rounds = [one_round(app, desk, number) for number in range(ROUNDS)]
    seen, whole = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    worst = max(first for first, _ in rounds) * 1000
    goal = "ok" if seen <= 200 else "over the goal of 200 ms"
    print(f"release to feed, {stories} stories: median {seen:.0f} ms, worst of {ROUNDS} {worst:.0f} ms  {goal}")
    print(f"release to the last page it touches: median {whole:.0f} ms")


def one_round(app: Flask, desk: Desk, number: int) -> tuple[float, float]:
    """Seconds until the three feeds of all stories have it, and until everything has."""
    database, now = app.extensions["database"], NOW + timedelta(minutes=number)
    with database.writing() as session:
        schedule(session, number, now)
    marks: dict[str, float] = {}
    begin = time.perf_counter()
    assert release_one(database.writing, now=now, desk=desk)
    reached: Callable[[str], None] = lambda step: marks.setdefault(step, time.perf_counter())  # noqa: E731
    project_public(database.reading, now=now, site=desk.site, sections=SECTIONS, reached=reached)
    return marks[LAST_OF_ALL] - begin, time.perf_counter() - begin


def without_checks(app: Flask) -> Desk:
    """The desk with the rules on length switched off: the texts are made of chance."""
    desk = desk_of(app)
    rules = {name: replace(rule, on=False) for name, rule in desk.policy.rules.items()}
    return Desk(desk.site, replace(desk.policy, rules=MappingProxyType(rules)))


def schedule(session: Session, number: int, now: datetime) -> None:
    """A story whose gates are all open, due now."""
    court = found_organisation(session, key="court-0", name="", kind=OrganisationKind.BASIC_COURT)
    people = [
        Account(
            email=f"reviewer-{number}-{step}@desk.example",
            name=f"岗位{step}",
            organisation_id=court.id,
            password_hash="",
            state=AccountState.ACTIVE,
            failures=0,
            created_at=now,
        )
        for step in range(4)
    ]
    session.add_all(people)
    session.flush()
    words, mark = text(random.Random(number)), f"release-{number}".ljust(64, "0")
    story = Story(
        public_id=f"release{number:08}",
        organisation_id=court.id,
        author_id=people[0].id,
        receiver_id=court.id,
        state=StoryState.SCHEDULED,
        revision_number=1,
        title=f"到时发布第{number}篇",
        form="case-story",
        risk=Risk.LOW,
        secrecy_signed_by_id=people[3].id,
        secrecy_signed_at=now,
        secrecy_hash=mark,
        created_at=now,
        changed_at=now,
    )
    session.add(story)
    session.flush()
    revision = Revision(
        story_id=story.id,
        number=1,
        title=story.title,
        text=words,
        themes=["results", "livelihood"],
        facts={},
        media=[],
        hash=mark,
        author_id=people[0].id,
        created_at=now,
    )
    session.add(revision)
    session.flush()
    for step, person in zip(Step, people[1:], strict=True):
        session.add(
            Approval(
                story_id=story.id,
                step=step,
                revision_number=1,
                revision_hash=mark,
                person_id=person.id,
                created_at=now,
            )
        )
    session.add(
        Release(
            story_id=story.id,
            revision_id=revision.id,
            revision_hash=mark,
            due_at=now,
            state=ReleaseState.SCHEDULED,
            by_id=people[0].id,
            created_at=now,
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
