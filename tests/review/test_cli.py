"""The reviewers' side by command."""

from datetime import datetime

import pytest
from flask import Flask

from publicity.db import Database
from publicity.people.queries import get_account
from publicity.review.queries import approvals_hold
from publicity.stories.lifecycle import move
from publicity.stories.models import Risk, Story
from publicity.stories.queries import newest_revision
from publicity.stories.rules import Move
from tests.stories.factories import Desk, make_desk, make_story, walk


@pytest.fixture
def desk(desk_database: Database) -> Desk:
    with desk_database.writing() as session:
        return make_desk(session)


@pytest.fixture
def story_id(desk_database: Database, desk: Desk, now: datetime) -> int:
    with desk_database.writing() as session:
        return walk(session, desk, make_story(session, desk, now), now, until=Move.SUBMIT_REVIEW).id


def run(app: Flask, person_id: int, *arguments: str) -> tuple[int, str]:
    with app.extensions["database"].reading() as session:
        email = get_account(session, person_id).email
    done = app.test_cli_runner().invoke(args=["review", *arguments, "--as", email])
    return done.exit_code, done.output


def test_risk_secrecy_and_comment_are_filed_in_the_reviewers_name(
    app: Flask, desk: Desk, desk_database: Database, story_id: int
) -> None:
    number = str(story_id)
    assert "待初审" in run(app, desk.first.id, "queue")[1]
    assert run(app, desk.first.id, "risk", number, "low") == (0, f"{number}\t风险已评估\n")
    code, said = run(app, desk.first.id, "risk", number, "high", "--note", "当事人情绪激动")
    assert code == 1
    assert "三同步" in said
    assert run(app, desk.final.id, "secrecy", number)[0] == 0
    assert run(app, desk.second.id, "comment", number, "第二段太长")[0] == 0
    with desk_database.reading() as session:
        story = session.get_one(Story, story_id)
        assert (story.risk, story.risk_by_id) == (Risk.LOW, desk.first.id)
        assert story.secrecy_signed_by_id == desk.final.id
        assert story.secrecy_hash == newest_revision(session, story_id).hash


def test_reviews_owed_after_an_urgent_passage_are_given_by_command(
    app: Flask, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    with desk_database.writing() as session:
        move(session, story_id, move=Move.APPROVE_URGENT, actor=desk.final, now=now, reason="今晚播出")
    assert run(app, desk.final.id, "confirm", str(story_id), "first")[0] == 1
    assert run(app, desk.first.id, "confirm", str(story_id), "first")[0] == 0
    assert run(app, desk.second.id, "confirm", str(story_id), "second")[0] == 0
    with desk_database.reading() as session:
        assert approvals_hold(session, session.get_one(Story, story_id), newest_revision(session, story_id)) == []
