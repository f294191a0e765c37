"""A story's attachments: from the library, by upload, in order, their words, and what the reviews ask of them."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from publicity.db import Database
from publicity.errors import Invalid
from publicity.media.actions import Description, record_consent, tick, withdraw_consent
from publicity.media.actions import describe as describe_media
from publicity.media.models import MediaFile, TickItem
from publicity.media.probe import MediaKind
from publicity.stories.lifecycle import move
from publicity.stories.models import Story, StoryState
from publicity.stories.queries import newest_revision
from publicity.stories.rules import Move
from tests.media.factories import make_media
from tests.media.samples import jpeg
from tests.stories.factories import Desk, make_desk, make_story, policy, walk

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
    assert answer == {"base": 2, "markdown": f"![](media:{media_id})", "known": False, "count": 1}
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


def attach(desk_database: Database, browser_of: Browser, desk: Desk, story_id: int, **overrides: Any) -> int:
    """A picture of the library, attached as revision 2."""
    with desk_database.writing() as session:
        media_id = make_media(session, organisation_id=desk.court.id, **overrides).id
    data = {"base": 1, "change": "attach", "media_id": media_id}
    browser_of(desk.drafter.id).post(f"/stories/{story_id}/attachments", data=data)
    return media_id


def look_through(desk_database: Database, desk: Desk, media_id: int, now: datetime, answer: str = "none") -> None:
    answers = dict.fromkeys(TickItem, "none") | {TickItem.FACES: answer}
    with desk_database.writing() as session:
        tick(session, person=desk.drafter, media=session.get_one(MediaFile, media_id), answers=answers, now=now)


def test_a_story_stays_in_draft_until_every_picture_was_looked_through(
    app: Flask, browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    app.extensions["policy"] = policy()
    media_id = attach(desk_database, browser_of, desk, story_id, name="现场.jpg")
    browser = browser_of(desk.drafter.id)
    assert "还有 1 个附件没有逐项核对完" in browser.get(f"/stories/{story_id}").text
    assert "附件还没核对完" in browser.get(f"/stories/{story_id}/text").text
    refused = browser.post(f"/stories/{story_id}/transitions", data={"move": "submit_review"})
    assert refused.status_code == 422
    assert "附件《现场.jpg》还没有查看：他人面部（当事人、群众、旁观者）；未成年人；" in refused.text
    assert f'href="/media/{media_id}#h-ticks">去核对' in refused.text
    look_through(desk_database, desk, media_id, now)
    sent = browser.post(f"/stories/{story_id}/transitions", data={"move": "submit_review"}, follow_redirects=True)
    assert "已提交初审" in sent.text


def test_a_consent_taken_back_in_the_meantime_stops_the_final_review(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    media_id = attach(desk_database, browser_of, desk, story_id)
    look_through(desk_database, desk, media_id, now, "consented")
    with desk_database.writing() as session:
        media = session.get_one(MediaFile, media_id)
        given = {"shown": "申请执行人张某", "scope": "", "expires_on": None, "now": now}
        consent = record_consent(session, person=desk.drafter, media=media, **given)
        story = walk(session, desk, session.get_one(Story, story_id), now, until=Move.APPROVE_SECOND)
        withdraw_consent(session, person=desk.drafter, media=media, consent_id=consent.id, reason="本人来电", now=now)
        with pytest.raises(Invalid, match="1 个附件没有逐项核对完") as refused:
            move(session, story.id, move=Move.APPROVE_FINAL, actor=desk.final, now=now)
        assert "没有有效的同意记录" in refused.value.fields[f"media-{media_id}"]
        answers = dict.fromkeys(TickItem, "masked")
        tick(session, person=desk.first, media=media, answers=answers, now=now)
        final = move(session, story.id, move=Move.APPROVE_FINAL, actor=desk.final, now=now)
        assert final.state is StoryState.APPROVED


def describe(desk_database: Database, desk: Desk, media_id: int, now: datetime, **words: str) -> None:
    with desk_database.writing() as session:
        media = session.get_one(MediaFile, media_id)
        said = Description(caption=media.caption, alt=media.alt, credit=media.credit, crops={})
        described = replace(said, **words)
        describe_media(session, person=desk.drafter, media=media, version=media.version, description=described, now=now)


def test_a_save_takes_the_words_that_the_library_has_by_now(
    app: Flask, browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    app.extensions["policy"] = policy("personal.mobile")
    media_id = attach(desk_database, browser_of, desk, story_id, name="现场.jpg", caption="联系电话13812345678")
    browser = browser_of(desk.drafter.id)
    page = browser.get(f"/stories/{story_id}").text
    assert "<b>图说《现场.jpg》：</b>" in page
    assert f'href="/media/{media_id}#h-description">打开这个附件' in page
    describe(desk_database, desk, media_id, now, caption="发放执行款现场")
    assert "稿件里还是旧的" in browser.get(f"/stories/{story_id}").text
    editor = browser.get(f"/stories/{story_id}/text").text
    assert "素材库里改过这些附件的说明" in editor
    assert "图说《现场.jpg》" not in editor
    with desk_database.reading() as session:
        newest = newest_revision(session, story_id)
        typed = {"base": newest.number, "title": newest.title, "text": newest.text}
    saved = browser.post(f"/stories/{story_id}/revisions", data=typed, follow_redirects=True).text
    assert "已保存为第3稿，附件用上了新的说明" in saved
    page = browser.get(f"/stories/{story_id}").text
    assert "素材库里改过" not in page
    assert "图说《现场.jpg》" not in page
    assert "发放执行款现场" in page


def test_a_file_name_that_tells_of_somebody_is_mended_by_another_name(
    app: Flask, browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    app.extensions["policy"] = policy("personal.mobile")
    media_id = attach(desk_database, browser_of, desk, story_id, name="张三13812345678.jpg")
    browser = browser_of(desk.drafter.id)
    assert "<b>文件名《张三13812345678.jpg》：</b>" in browser.get(f"/stories/{story_id}").text
    browser.post(f"/media/{media_id}/description", data={"version": 1, "name": "发放现场.PNG"})
    data = {"base": 2, "change": "refresh"}
    browser.post(f"/stories/{story_id}/attachments", data=data)
    assert attached(desk_database, story_id) == ["发放现场.PNG.jpg"]
    assert "没有发现问题" in browser.get(f"/stories/{story_id}").text


def test_a_picture_in_the_text_without_words_of_its_own_shows_those_of_the_attachment(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    media_id = attach(desk_database, browser_of, desk, story_id, caption="发放现场", alt="干警清点现金")
    typed = {"base": 2, "title": "标题", "text": f"## 基本案情\n\n![](media:{media_id})\n"}
    browser = browser_of(desk.drafter.id)
    browser.post(f"/stories/{story_id}/revisions", data=typed)
    page = browser.get(f"/stories/{story_id}").text
    assert 'alt="干警清点现金"' in page
    assert "<figcaption>发放现场</figcaption>" in page


def test_each_attachment_leads_to_where_its_caption_is_written_and_a_film_is_no_cover(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    film = attach(desk_database, browser_of, desk, story_id, name="片.mp4", kind=MediaKind.VIDEO)
    with desk_database.writing() as session:
        made = (make_media(session, organisation_id=desk.court.id, caption=words) for words in ("", "现场"))
        pictures = [file.id for file in made]
    browser = browser_of(desk.drafter.id)
    for base, media_id in enumerate(pictures, 2):
        data = {"base": base, "change": "attach", "media_id": media_id}
        browser.post(f"/stories/{story_id}/attachments", data=data)
    page = browser.get(f"/stories/{story_id}/attachments").text
    assert f'href="/media/{film}#h-description">填写图说' in page
    assert f'href="/media/{pictures[1]}#h-description">修改图说和替代文字' in page
    assert page.count("作封面") == 1


def test_a_file_that_the_library_has_is_said_to_be_the_old_one(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, tmp_path: Path
) -> None:
    data = jpeg(tmp_path / "a.jpg").read_bytes()
    browser = browser_of(desk.drafter.id)
    for base, known in ((1, False), (2, True)):
        sent = {"base": base, "change": "attach", "file": (io.BytesIO(data), f"现场{base}.jpg")}
        headers = {"Accept": "application/json"}
        answer = browser.post(f"/stories/{story_id}/attachments", data=sent, headers=headers).get_json()
        assert (answer["known"], answer["count"]) == (known, 1)
    assert attached(desk_database, story_id) == ["现场1.jpg"]


def test_the_page_of_a_revision_tells_what_became_of_the_attachments(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    media_id = attach(desk_database, browser_of, desk, story_id, name="现场.jpg", caption="旧图说")
    describe(desk_database, desk, media_id, now, caption="新图说")
    browser = browser_of(desk.drafter.id)
    browser.post(f"/stories/{story_id}/attachments", data={"base": 2, "change": "refresh"})
    browser.post(f"/stories/{story_id}/attachments", data={"base": 3, "change": "detach", "media_id": media_id})
    pages = [browser.get(f"/stories/{story_id}/revisions/{number}").text for number in (1, 2, 3, 4)]
    assert "《现场.jpg》" not in pages[0]
    assert "添加《现场.jpg》" in pages[1]
    assert "<del>旧图说</del> <ins>新图说</ins>" in pages[2]
    assert "移除《现场.jpg》" in pages[3]
