"""Every door that leads to a change of state, tried by somebody who must not pass."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from publicity.db import Database
from publicity.errors import PublicityError
from publicity.people.models import Role
from publicity.people.queries import get_account, person_of
from publicity.stories.lifecycle import move
from publicity.stories.models import Story, StoryState
from publicity.stories.rules import Move
from tests.factories import make_account
from tests.stories.factories import Desk, make_desk, make_story, policy

Browser = Callable[[int], FlaskClient]
STEPS = (
    (StoryState.FIRST_REVIEW, Move.APPROVE_FIRST),
    (StoryState.SECOND_REVIEW, Move.APPROVE_SECOND),
    (StoryState.FINAL_REVIEW, Move.APPROVE_FINAL),
    (StoryState.FIRST_REVIEW, Move.APPROVE_URGENT),
    (StoryState.SUBMITTED, Move.ADOPT),
)


class Doors:
    """Each method tries one move by one door and returns whatever came of it."""

    def __init__(self, app: Flask, browser_of: Browser, account_id: int, email: str, now: datetime) -> None:
        self.app = app
        self.browser = browser_of(account_id)
        self.account_id, self.email, self.now = account_id, email, now

    def function(self, story_id: int, step: Move) -> None:
        database: Database = self.app.extensions["database"]
        rules = self.app.extensions["policy"]
        with database.writing() as session:
            actor = person_of(session, get_account(session, self.account_id))
            with pytest.raises(PublicityError):
                move(session, story_id, move=step, actor=actor, now=self.now, reason="急", policy=rules)

    def story_page(self, story_id: int, step: Move) -> None:
        answer = self.browser.post(f"/stories/{story_id}/transitions", data={"move": step.value, "reason": "急"})
        assert answer.status_code in (403, 409, 422), answer.text

    def review_page(self, story_id: int, step: Move) -> None:
        answer = self.browser.post(f"/review/{story_id}/decisions", data={"move": step.value, "reason": "急"})
        assert answer.status_code in (403, 409, 422), answer.text

    def bulk(self, story_id: int, step: Move) -> None:
        answer = self.browser.post("/stories/transitions", data={"story": [story_id], "move": step.value})
        assert answer.status_code in (303, 422), answer.text

    def command(self, story_id: int, step: Move) -> None:
        arguments = ["stories", "move", str(story_id), step.value, "--reason", "急", "--as", self.email]
        answer = self.app.test_cli_runner().invoke(args=arguments)
        assert answer.exit_code != 0, answer.output

    def timetable(self, story_id: int, step: Move) -> None:
        database: Database = self.app.extensions["database"]
        with database.writing() as session, pytest.raises(PublicityError):
            move(session, story_id, move=step, actor=None, now=self.now, reason="急")


@pytest.mark.parametrize("door", ["function", "story_page", "review_page", "bulk", "command", "timetable"])
@pytest.mark.parametrize(("state", "step"), STEPS, ids=lambda value: value.value)
def test_nobody_approves_their_own_work_by_any_door(
    app: Flask,
    browser_of: Browser,
    desk_database: Database,
    now: datetime,
    door: str,
    state: StoryState,
    step: Move,
) -> None:
    with desk_database.writing() as session:
        desk = make_desk(session)
        account = make_account(session, desk.court, list(Role))
        desk.department.parent_id = desk.court.id
        session.flush()
        author = person_of(session, account)
        own = Desk(desk.court, desk.department, author, desk.first, desk.second, desk.final, desk.propaganda)
        story = make_story(session, own, now)
        story.state = state
    doors = Doors(app, browser_of, account.id, account.email, now)
    getattr(doors, door)(story.id, step)
    with desk_database.reading() as session:
        assert session.get_one(Story, story.id).state is state


@pytest.mark.parametrize("door", ["function", "story_page", "bulk", "command"])
def test_a_text_with_errors_leaves_the_draft_by_no_door(
    app: Flask, browser_of: Browser, desk_database: Database, now: datetime, door: str
) -> None:
    app.extensions["policy"] = policy("placeholders.left_over")
    with desk_database.writing() as session:
        desk = make_desk(session)
        account = make_account(session, desk.court, [Role.DRAFTER])
        story = make_story(session, desk, now, text="## 基本案情\n\n还没写完【待补：案由】。\n")
    doors = Doors(app, browser_of, account.id, account.email, now)
    getattr(doors, door)(story.id, Move.SUBMIT_REVIEW)
    with desk_database.reading() as session:
        assert session.get_one(Story, story.id).state is StoryState.DRAFT


def test_the_same_doors_open_for_who_may_pass(
    app: Flask, browser_of: Browser, desk_database: Database, now: datetime
) -> None:
    app.extensions["policy"] = policy()
    with desk_database.writing() as session:
        desk = make_desk(session)
        emails = {person.id: get_account(session, person.id).email for person in (desk.drafter, desk.first)}
        story = make_story(session, desk, now)
    runner = app.test_cli_runner()
    moved = runner.invoke(args=["stories", "move", str(story.id), "submit_review", "--as", emails[desk.drafter.id]])
    assert "待初审" in moved.output
    moved = runner.invoke(args=["stories", "move", str(story.id), "approve_first", "--as", emails[desk.first.id]])
    assert "待复审" in moved.output
    for person, step, state in (
        (desk.second, "approve_second", StoryState.FINAL_REVIEW),
        (desk.final, "approve_final", StoryState.APPROVED),
    ):
        with desk_database.reading() as session:
            seen = browser_of(person.id).get(f"/review/{story.id}").text
        hashed = seen.split('name="hash" value="')[1].split('"')[0]
        browser_of(person.id).post(f"/review/{story.id}/decisions", data={"move": step, "hash": hashed})
        with desk_database.reading() as session:
            assert session.get_one(Story, story.id).state is state
    browser_of(desk.drafter.id).post("/stories/transitions", data={"story": [story.id], "move": "submit"})
    with desk_database.reading() as session:
        assert session.get_one(Story, story.id).state is StoryState.SUBMITTED
