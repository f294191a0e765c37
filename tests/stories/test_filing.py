"""A milestone's page shows the stories written for it to those who may see them."""

from collections.abc import Callable

from flask.testing import FlaskClient

from publicity.calendar.models import Milestone
from publicity.db import Database
from publicity.people.models import Role
from publicity.stories.models import Story
from tests.calendar.making import make_milestone
from tests.conftest import NOON
from tests.factories import make_account, make_organisation


def test_the_milestone_page_lists_own_stories_and_not_another_courts(
    desk_database: Database, browser_of: Callable[[int], FlaskClient]
) -> None:
    with desk_database.writing() as session:
        court, other = make_organisation(session), make_organisation(session)
        officer = make_account(session, court, [Role.DRAFTER])
        milestone: Milestone = make_milestone(session)
        for place, title in ((court, "本院的稿件"), (other, "别院的稿件")):
            story = Story(
                public_id=title, organisation_id=place.id, author_id=officer.id, title=title, form="case-story",
                milestone_id=milestone.id, created_at=NOON, changed_at=NOON,
            )  # fmt: skip
            session.add(story)
    page = browser_of(officer.id).get(f"/calendar/milestones/{milestone.id}").text
    assert "本院的稿件" in page
    assert "别院的稿件" not in page
    assert f"/stories/new?milestone={milestone.id}" in page
