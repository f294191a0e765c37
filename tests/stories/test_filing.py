"""A milestone's page shows the stories written for it to those who may see them."""

from collections.abc import Callable

from flask.testing import FlaskClient

from publicity.calendar.models import Milestone
from publicity.db import Database
from publicity.people.models import Role
from publicity.stories.models import Revision, Story, StoryState
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


def test_the_call_for_papers_decides_what_the_checks_ask_and_is_chosen_in_draft_only(
    desk_database: Database, browser_of: Callable[[int], FlaskClient]
) -> None:
    with desk_database.writing() as session:
        officer = make_account(session, make_organisation(session), [Role.DRAFTER])
        story = Story(
            public_id="call", organisation_id=officer.organisation_id, author_id=officer.id, title="题",
            form="case-story", revision_number=1, created_at=NOON, changed_at=NOON,
        )  # fmt: skip
        session.add(story)
        session.flush()
        session.add(
            Revision(
                story_id=story.id, number=1, title="题", text="文", hash="0" * 64, author_id=officer.id, created_at=NOON
            )  # fmt: skip
        )
    browser, address = browser_of(officer.id), f"/stories/{story.id}"
    assert "照片" not in browser.get(address).text
    browser.post(address + "/filing", data={"call": "closed-cases"})
    assert "至少3张" in browser.get(address).text.replace(" ", "")
    assert browser.post(address + "/filing", data={"call": "none"}).status_code == 422
    with desk_database.writing() as session:
        session.get_one(Story, story.id).state = StoryState.FIRST_REVIEW
    assert browser.post(address + "/filing", data={"call": "default"}).status_code == 409
