"""The demo area loads once, and shows what it should."""

from flask import Flask
from sqlalchemy import func, select

from publicity import runner
from publicity.calendar.models import Milestone, Plan
from publicity.db import Database
from publicity.demo import accounts_text, load_once
from publicity.history.queries import first_broken
from publicity.people.models import Account
from publicity.publishing.models import PublicationEntry
from publicity.stories.fact_values import missing
from publicity.stories.models import Story, StoryState
from publicity.stories.queries import newest_revision
from tests.conftest import Clock
from tests.stories.factories import library


def test_the_demo_loads_once_with_two_real_plans_and_a_story_that_goes_out(
    app: Flask, desk_database: Database, clock: Clock
) -> None:
    assert load_once(app)
    assert not load_once(app)
    runner.tick(app, clock())
    with desk_database.reading() as session:
        assert {"xishuangbanna-2018", "linhai-2016"} <= set(session.scalars(select(Plan.key)))
        assert session.scalar(select(func.count()).select_from(Milestone)) > 40
        states = set(session.scalars(select(Story.state)))
        assert states == {StoryState.RELEASED, StoryState.FIRST_REVIEW, StoryState.DRAFT}
        assert session.scalar(select(func.count()).select_from(PublicationEntry)) == 1
        assert all(email in accounts_text() for email in session.scalars(select(Account.email)))
        assert first_broken(session) is None
        for story in session.scalars(select(Story)):
            template = library().get(story.template_key)
            facts = newest_revision(session, story.id).facts
            assert missing(template.facts, facts) == []
            assert set(facts) == {asked.name for asked in template.facts}
