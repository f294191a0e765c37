"""A story's attachments: from the library, by upload, in order, and what the final review asks of them."""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from publicity.db import Database
from publicity.errors import Invalid
from publicity.media.actions import tick
from publicity.media.models import MediaFile, TickItem
from publicity.stories.lifecycle import move
from publicity.stories.models import Story, StoryState
from publicity.stories.queries import newest_revision
from publicity.stories.rules import Move
from tests.media.factories import make_media
from tests.media.samples import jpeg
from tests.stories.factories import Desk, make_desk, make_story, walk

Browser = Callable[[int], FlaskClient]


@pytest.fixture
def desk(desk_database: Database) -> Desk:
    with desk_database.writing() as session:
        return make_desk(session)


@pytest.fixture
def story_id(desk_database: Database, desk: Desk, now: datetime) -> int:
    with desk_database.writing() as session:
        return make_story(session, desk, now).id


def attached(desk_database: Database, story_id: int) -> list[str]:
    with desk_database.reading() as session:
        return [item["name"] for item in newest_revision(session, story_id).media]


def test_a_picture_is_uploaded_attached_and_referred_to(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, tmp_path: Path
) -> None:
    browser = browser_of(desk.drafter.id)
    sent = {"base": 1, "change": "attach", "file": (io.BytesIO(jpeg(tmp_path / "a.jpg").read_bytes()), "现场.jpg")}
    answer = browser.post(
        f"/stories/{story_id}/attachments", data=sent, headers={"Accept": "application/json"}
    ).get_json()
    with desk_database.reading() as session:
        media_id = newest_revision(session, story_id).media[0]["id"]
    assert answer == {"base": 2, "markdown": f"![](media:{media_id})"}
    assert attached(desk_database, story_id) == ["现场.jpg"]
    page = browser.get(f"/stories/{story_id}/attachments").text
    assert "现场.jpg" in page
    assert f"![](media:{media_id})" in page
    again = browser.post(f"/stories/{story_id}/attachments", data={"base": 1, "change": "detach", "media_id": 1})
    assert again.status_code == 409
    assert attached(desk_database, story_id) == ["现场.jpg"]


def test_what_is_no_picture_is_refused_with_a_sentence(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    sent = {"base": 1, "change": "attach", "file": (io.BytesIO(b"<script>alert(1)</script>"), "现场.jpg")}
    answer = browser_of(desk.drafter.id).post(
        f"/stories/{story_id}/attachments", data=sent, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.get_json()["message"]
    assert attached(desk_database, story_id) == []


def test_files_are_chosen_ordered_described_anew_and_taken_off(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    with desk_database.writing() as session:
        one, two = (make_media(session, organisation_id=desk.court.id, name=name) for name in ("甲.jpg", "乙.jpg"))
        strange = make_media(session)
    browser = browser_of(desk.drafter.id)

    def send(change: str, media_id: int = 0) -> int:
        with desk_database.reading() as session:
            base = newest_revision(session, story_id).number
        data = {"base": base, "change": change, "media_id": media_id}
        return browser.post(f"/stories/{story_id}/attachments", data=data).status_code

    assert [send("attach", one.id), send("attach", two.id), send("attach", one.id)] == [303, 303, 303]
    assert send("attach", strange.id) == 404
    assert attached(desk_database, story_id) == ["甲.jpg", "乙.jpg"]
    send("first", two.id)
    assert attached(desk_database, story_id) == ["乙.jpg", "甲.jpg"]
    with desk_database.writing() as session:
        session.get_one(MediaFile, two.id).caption = "发放执行款现场"
    assert "还是旧的" in browser.get(f"/stories/{story_id}/attachments").text
    send("refresh")
    assert "发放执行款现场" in browser.get(f"/stories/{story_id}").text
    send("detach", one.id)
    assert attached(desk_database, story_id) == ["乙.jpg"]


def test_the_final_review_waits_until_every_picture_was_looked_through(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    with desk_database.writing() as session:
        media = make_media(session, organisation_id=desk.court.id)
    data = {"base": 1, "change": "attach", "media_id": media.id}
    browser_of(desk.drafter.id).post(f"/stories/{story_id}/attachments", data=data)
    with desk_database.writing() as session:
        story = walk(session, desk, session.get_one(Story, story_id), now, until=Move.APPROVE_SECOND)
        with pytest.raises(Invalid, match="1 个附件没有逐项核对完"):
            move(session, story.id, move=Move.APPROVE_FINAL, actor=desk.final, now=now)
        answers = dict.fromkeys(TickItem, "none")
        tick(session, person=desk.first, media=session.get_one(MediaFile, media.id), answers=answers, now=now)
        final = move(session, story.id, move=Move.APPROVE_FINAL, actor=desk.final, now=now)
        assert final.state is StoryState.APPROVED
