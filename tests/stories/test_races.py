"""Two people at the same moment: one of them is told, nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from publicity.db import Database
from publicity.errors import Conflict, PublicityError, WrongState
from publicity.people.models import Role
from publicity.stories.actions import save
from publicity.stories.content import Content
from publicity.stories.lifecycle import move
from publicity.stories.models import Approval, Revision, Story, StoryState
from publicity.stories.rules import Move
from tests.factories import make_person
from tests.stories.factories import make_desk, make_story, walk


def at_once(database: Database, *deeds: Callable[[Session], object]) -> list[str]:
    """What each deed raised, "" for one that went through; all begin together, each in its own transaction."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[Session], object]) -> str:
        start.wait()
        try:
            with database.writing() as session:
                deed(session)
        except PublicityError as error:
            return type(error).__name__
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def test_two_first_reviewers_at_once_make_one_approval(database: Database, now: datetime) -> None:
    with database.writing() as session:
        desk = make_desk(session)
        other = make_person(session, desk.court, [Role.FIRST_REVIEWER])
        story_id = walk(session, desk, make_story(session, desk, now), now, until=Move.SUBMIT_REVIEW).id
    deeds = [
        lambda session, who=who: move(session, story_id, move=Move.APPROVE_FIRST, actor=who, now=now)
        for who in (desk.first, other)
    ]
    assert at_once(database, *deeds) == ["", WrongState.__name__]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Approval)) == 1
        assert session.get_one(Story, story_id).state is StoryState.SECOND_REVIEW


def test_two_saves_upon_the_same_revision_make_one_and_a_conflict(database: Database, now: datetime) -> None:
    with database.writing() as session:
        desk = make_desk(session)
        story_id = make_story(session, desk, now).id
    deeds = [
        lambda session, text=text: save(
            session, now=now, actor=desk.drafter, story_id=story_id, base=1, content=Content(title="题", text=text)
        )
        for text in ("一种写法。", "另一种写法。")
    ]
    assert at_once(database, *deeds) == ["", Conflict.__name__]
    with database.reading() as session:
        assert session.scalar(select(func.max(Revision.number))) == 2


def test_an_approval_and_a_recall_at_once_leave_one_of_them(database: Database, now: datetime) -> None:
    with database.writing() as session:
        desk = make_desk(session)
        story_id = walk(session, desk, make_story(session, desk, now), now, until=Move.APPROVE_SECOND).id
    raised = at_once(
        database,
        lambda session: move(session, story_id, move=Move.APPROVE_FINAL, actor=desk.final, now=now),
        lambda session: move(session, story_id, move=Move.RECALL, actor=desk.drafter, now=now),
    )
    with database.reading() as session:
        state = session.get_one(Story, story_id).state
        open_ones = session.scalar(select(func.count()).select_from(Approval).where(Approval.voided_at.is_(None)))
    # Both may go through in that order (an approved story can still be recalled); the approvals then are void.
    assert state is StoryState.DRAFT
    assert open_ones == 0
    assert raised in (["", ""], ["", WrongState.__name__])
