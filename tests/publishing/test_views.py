"""The release pages: what stands on them, and that each refusal says what to do and keeps what was typed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from publicity import runner
from publicity.db import Database
from publicity.publishing.actions import Desk
from publicity.publishing.models import PublicationEntry, Release, ReleaseState
from publicity.stories.models import Story
from tests.conftest import NOON, Clock
from tests.factories import make_account
from tests.publishing.factories import due_release, ready_story, release_desk
from tests.stories.factories import Desk as People
from tests.stories.factories import make_desk

BrowserOf = Callable[[int], FlaskClient]


@pytest.fixture
def desk(app: Flask) -> Desk:
    """The application with all checks off."""
    made = release_desk(runner.desk_of(app).site)
    app.extensions["publishing"] = made
    return made


@pytest.fixture
def people(desk_database: Database) -> People:
    with desk_database.writing() as session:
        return make_desk(session)


@pytest.fixture
def story_id(desk_database: Database, people: People) -> int:
    with desk_database.writing() as session:
        return ready_story(session, people, NOON, title="深夜出击").id


def test_an_adopted_story_is_released_now_and_stands_on_the_public_page(
    app: Flask, desk: Desk, people: People, story_id: int, browser_of: BrowserOf, client: FlaskClient
) -> None:
    keeper = browser_of(people.propaganda.id)
    assert "深夜出击" in keeper.get("/releases").get_data(as_text=True)
    page = keeper.get(f"/stories/{story_id}/release").get_data(as_text=True)
    assert "各项条件齐备" in page
    answer = keeper.post(f"/stories/{story_id}/releases", data={"when": "now"}, follow_redirects=True)
    assert "正在发布" in answer.get_data(as_text=True)
    assert runner.tick(app, NOON) > 0
    page = keeper.get(f"/stories/{story_id}/release").get_data(as_text=True)
    address = page.split('href="/articles/')[1].split('"')[0]
    assert "深夜出击" in client.get(f"/articles/{address}").get_data(as_text=True)
    assert "深夜出击" in client.get("/feeds/stories.rss").get_data(as_text=True)


def test_a_set_time_is_shanghais(
    app: Flask, desk: Desk, people: People, story_id: int, browser_of: BrowserOf, desk_database: Database
) -> None:
    keeper = browser_of(people.propaganda.id)
    form = {"when": "later", "due_at": "2018-07-13T09:30"}
    answer = keeper.post(f"/stories/{story_id}/releases", data=form, follow_redirects=True)
    assert "2018年7月13日 周五 09:30" in answer.get_data(as_text=True)
    runner.tick(app, NOON + timedelta(hours=21))
    with desk_database.reading() as session:
        assert session.scalar(select(PublicationEntry)) is None
    runner.tick(app, NOON + timedelta(hours=21, minutes=30))
    with desk_database.reading() as session:
        assert session.scalar(select(PublicationEntry)) is not None


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"when": "later", "due_at": ""}, "请填写发布的日期和时间"),
        ({"when": "later", "due_at": "明天早上"}, "请按 2018-07-12 09:30 的样子填写"),
        ({"when": "now", "hash": "0" * 64}, "您打开之后稿件又改过"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_a_sentence(
    desk: Desk, people: People, story_id: int, browser_of: BrowserOf, form: dict[str, str], said: str
) -> None:
    answer = browser_of(people.propaganda.id).post(f"/stories/{story_id}/releases", data=form)
    assert answer.status_code in (409, 422)
    page = answer.get_data(as_text=True)
    assert said in page
    assert form.get("due_at", "") in page


def test_a_closed_gate_is_named_and_nothing_is_scheduled(
    desk: Desk, people: People, story_id: int, browser_of: BrowserOf, desk_database: Database
) -> None:
    with desk_database.writing() as session:
        session.get_one(Story, story_id).secrecy_hash = ""
    keeper = browser_of(people.propaganda.id)
    assert "还没有保密审查签字" in keeper.get(f"/stories/{story_id}/release").get_data(as_text=True)
    answer = keeper.post(f"/stories/{story_id}/releases", data={"when": "now"})
    assert answer.status_code == 422
    assert "还没有保密审查签字" in answer.get_data(as_text=True)
    with desk_database.reading() as session:
        assert session.scalar(select(Release)) is None


def test_a_withdrawal_without_a_reason_is_refused_and_with_one_replaces_the_text(
    app: Flask, desk: Desk, people: People, story_id: int, browser_of: BrowserOf, client: FlaskClient
) -> None:
    keeper = browser_of(people.propaganda.id)
    keeper.post(f"/stories/{story_id}/releases", data={"when": "now"})
    runner.tick(app, NOON)
    assert keeper.post(f"/stories/{story_id}/withdrawal", data={"reason": " "}).status_code == 422
    answer = keeper.post(f"/stories/{story_id}/withdrawal", data={"reason": "涉及当事人隐私"}, follow_redirects=True)
    assert "已撤稿" in answer.get_data(as_text=True)
    runner.tick(app, NOON + timedelta(seconds=1))
    for path in ("/", "/feeds/stories.rss", "/feeds/stories.atom", "/feeds/stories.json"):
        text = client.get(path).get_data(as_text=True)
        assert "深夜出击" not in text
        assert "稿件已撤回" in text


def test_a_release_is_called_off_from_its_page(
    desk: Desk, people: People, desk_database: Database, browser_of: BrowserOf
) -> None:
    with desk_database.writing() as session:
        release = due_release(session, people, NOON, desk, due_at=NOON + timedelta(days=1))
    keeper = browser_of(people.propaganda.id)
    answer = keeper.post(f"/releases/{release.id}/cancellation", data={"reason": "改期"}, follow_redirects=True)
    assert "已取消这次发布" in answer.get_data(as_text=True)
    again = keeper.post(f"/releases/{release.id}/cancellation")
    assert (again.status_code, "已经完成、搁置或取消" in again.get_data(as_text=True)) == (409, True)
    with desk_database.reading() as session:
        assert session.get_one(Release, release.id).state is ReleaseState.CANCELLED


def test_an_embargo_is_set_and_lifted(desk: Desk, people: People, story_id: int, browser_of: BrowserOf) -> None:
    keeper = browser_of(people.propaganda.id)
    answer = keeper.post(f"/stories/{story_id}/embargo", data={"until": "2018-07-20T08:00"}, follow_redirects=True)
    assert "2018年7月20日 周五 08:00" in answer.get_data(as_text=True)
    assert "禁发期到" in keeper.post(f"/stories/{story_id}/releases", data={"when": "now"}).get_data(as_text=True)
    keeper.post(f"/stories/{story_id}/embargo", data={"until": ""})
    assert "各项条件齐备" in keeper.get(f"/stories/{story_id}/release").get_data(as_text=True)
    wrong = keeper.post(f"/stories/{story_id}/embargo", data={"until": "后天"})
    assert (wrong.status_code, 'value="后天"' in wrong.get_data(as_text=True)) == (422, True)


def test_a_correction_is_opened_while_readers_keep_the_text(
    app: Flask, desk: Desk, people: People, story_id: int, browser_of: BrowserOf, client: FlaskClient
) -> None:
    keeper = browser_of(people.propaganda.id)
    keeper.post(f"/stories/{story_id}/releases", data={"when": "now"})
    runner.tick(app, NOON)
    answer = keeper.post(f"/stories/{story_id}/correction", data={"reason": "金额有误"})
    assert answer.status_code == 303
    runner.tick(app, NOON + timedelta(seconds=1))
    assert "深夜出击" in client.get("/").get_data(as_text=True)
    assert "深夜出击" in keeper.get("/releases").get_data(as_text=True)
    withdrawn = keeper.post(f"/stories/{story_id}/withdrawal", data={"reason": "不等更正了"}, follow_redirects=True)
    assert "已撤稿" in withdrawn.get_data(as_text=True)


def test_a_stranger_sees_nothing(
    desk: Desk, people: People, story_id: int, browser_of: BrowserOf, desk_database: Database
) -> None:
    with desk_database.writing() as session:
        stranger = make_account(session).id
    browser = browser_of(stranger)
    assert browser.get(f"/stories/{story_id}/release").status_code == 404
    assert browser.post(f"/stories/{story_id}/releases", data={"when": "now"}).status_code == 404
    assert browser.post(f"/stories/{story_id}/withdrawal", data={"reason": "甲"}).status_code == 404
    assert "深夜出击" not in browser.get("/releases").get_data(as_text=True)


def test_the_drafter_reads_the_page_and_has_no_button_to_release(
    desk: Desk, people: People, story_id: int, browser_of: BrowserOf
) -> None:
    drafter = browser_of(people.drafter.id)
    assert "安排发布" not in drafter.get(f"/stories/{story_id}/release").get_data(as_text=True)
    assert drafter.post(f"/stories/{story_id}/releases", data={"when": "now"}).status_code == 403


def test_the_list_costs_the_same_with_more_rows(
    desk: Desk, people: People, desk_database: Database, browser_of: BrowserOf
) -> None:
    keeper, counts = browser_of(people.propaganda.id), []
    for wanted in (1, 2):
        with desk_database.writing() as session:
            for _ in range(wanted):
                due_release(session, people, NOON, desk, due_at=NOON + timedelta(days=1))
                ready_story(session, people, NOON)
        counts.append(queries_of(desk_database, keeper))
    assert counts[0] == counts[1]


def queries_of(database: Database, browser: FlaskClient) -> int:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    assert browser.get("/releases").status_code == 200
    event.remove(database.engine, "before_cursor_execute", note)
    return len(statements)


def test_a_held_release_is_listed_until_it_is_scheduled_again(
    app: Flask, desk: Desk, people: People, desk_database: Database, browser_of: BrowserOf
) -> None:
    with desk_database.writing() as session:
        story = session.get_one(Story, due_release(session, people, NOON, desk, title="深夜出击").story_id)
        story.secrecy_hash, kept = "", story.secrecy_hash
    runner.tick(app, NOON)
    keeper = browser_of(people.propaganda.id)
    page = keeper.get("/releases").get_data(as_text=True)
    assert "还没有保密审查签字" in page
    assert page.count("深夜出击") == 1
    with desk_database.writing() as session:
        session.get_one(Story, story.id).secrecy_hash = kept
    keeper.post(f"/stories/{story.id}/releases", data={"when": "later", "due_at": "2018-07-13T09:30"})
    assert "保密审查" not in keeper.get("/releases").get_data(as_text=True)
    with desk_database.reading() as session:
        release = session.scalars(select(Release).order_by(Release.id.desc())).first()
    assert release is not None
    keeper.post(f"/releases/{release.id}/cancellation")
    page = keeper.get("/releases").get_data(as_text=True)
    assert page.count("深夜出击") == 1, "what was called off waits again"


def test_empty_pages_say_what_to_do(desk: Desk, people: People, browser_of: BrowserOf, clock: Clock) -> None:
    page = browser_of(people.propaganda.id).get("/releases").get_data(as_text=True)
    assert "稿件被采用后会列在这里" in page
