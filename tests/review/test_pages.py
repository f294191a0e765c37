"""The reviewers' pages: queue, decision, diff, comment, risk, secrecy, the urgent path."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from publicity.db import Database
from publicity.people.models import Role
from publicity.review.queries import source_names
from publicity.stories.lifecycle import move
from publicity.stories.models import Risk, Story, StoryState
from publicity.stories.queries import newest_revision
from publicity.stories.rules import Move
from tests.conftest import Clock
from tests.factories import make_person
from tests.stories.factories import Desk, make_desk, make_story, policy, save_text, walk

Browser = Callable[[int], FlaskClient]


@pytest.fixture
def desk(app: Flask, desk_database: Database) -> Desk:
    app.extensions["policy"] = policy("placeholders.left_over")
    with desk_database.writing() as session:
        return make_desk(session)


@pytest.fixture
def story_id(desk_database: Database, desk: Desk, now: datetime) -> int:
    with desk_database.writing() as session:
        return walk(session, desk, make_story(session, desk, now), now, until=Move.SUBMIT_REVIEW).id


def stored(desk_database: Database, story_id: int) -> Story:
    with desk_database.reading() as session:
        return session.get_one(Story, story_id)


def newest_hash(desk_database: Database, story_id: int) -> str:
    with desk_database.reading() as session:
        return newest_revision(session, story_id).hash


def test_the_queue_holds_what_waits_for_me_with_its_age(
    browser_of: Browser, desk: Desk, story_id: int, clock: Clock
) -> None:
    clock.at += timedelta(hours=5)
    assert f'href="/review/{story_id}"' in browser_of(desk.first.id).get("/review").text
    assert "5小时" in browser_of(desk.first.id).get("/review").text
    for other in (desk.drafter, desk.second, desk.final, desk.propaganda):
        assert f'href="/review/{story_id}"' not in browser_of(other.id).get("/review").text


def test_who_wrote_is_told_that_somebody_else_decides(
    browser_of: Browser, desk: Desk, desk_database: Database, now: datetime
) -> None:
    with desk_database.writing() as session:
        both = make_person(session, desk.court, [Role.DRAFTER, Role.FIRST_REVIEWER])
        own = Desk(desk.court, desk.department, both, desk.first, desk.second, desk.final, desk.propaganda)
        story = walk(session, own, make_story(session, own, now), now, until=Move.SUBMIT_REVIEW)
    assert "须由他人办理" in browser_of(both.id).get("/review").text
    page = browser_of(both.id).get(f"/review/{story.id}").text
    assert "由未参与的同事审核" in page
    assert "初审通过" not in page


def test_an_approval_names_the_text_that_was_read(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    browser = browser_of(desk.first.id)
    stale = browser.post(f"/review/{story_id}/decisions", data={"move": "approve_first", "hash": "0" * 64})
    assert stale.status_code == 409
    assert "稿件又改过" in stale.text
    data = {"move": "approve_first", "hash": newest_hash(desk_database, story_id), "reason": "数字已核对"}
    assert "已初审通过" in browser.post(f"/review/{story_id}/decisions", data=data, follow_redirects=True).text
    assert "数字已核对" in browser_of(desk.second.id).get(f"/review/{story_id}").text


def test_sending_back_without_a_reason_keeps_the_page_and_what_was_typed(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    data = {"move": "send_back", "hash": newest_hash(desk_database, story_id), "reason": " "}
    page = browser_of(desk.first.id).post(f"/review/{story_id}/decisions", data=data)
    assert page.status_code == 422
    assert "退回修改要写明理由" in page.text
    assert stored(desk_database, story_id).state is StoryState.FIRST_REVIEW


def test_a_text_that_comes_back_is_shown_beside_the_one_last_approved(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    with desk_database.writing() as session:
        move(session, story_id, move=Move.APPROVE_FIRST, actor=desk.first, now=now)
        move(session, story_id, move=Move.SEND_BACK, actor=desk.second, now=now, reason="金额要核对")
        story = session.get_one(Story, story_id)
        text = newest_revision(session, story_id).text.replace("8.6万元", "9万元")
        save_text(session, desk.drafter, story, now, text=text)
        move(session, story_id, move=Move.SUBMIT_REVIEW, actor=desk.drafter, now=now, policy=policy())
    page = browser_of(desk.first.id).get(f"/review/{story_id}").text
    assert "与上次通过审核的第 1 稿对照" in page
    assert "<del>8.6</del>" in page
    assert "<ins>9</ins>" in page
    assert "退回后重报" in browser_of(desk.first.id).get("/review").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "请选择低、中或高"),
        ({"risk": "medium"}, "请写明风险点"),
        ({"risk": "high", "risk_note": "当事人情绪激动"}, "三同步"),
        ({"risk": "high", "risk_note": "当事人情绪激动", "synchronised_plan": "预案"}, "网信联络人"),
    ],
)
def test_a_risk_assessment_says_what_it_lacks_and_keeps_what_was_typed(
    browser_of: Browser, desk: Desk, story_id: int, typed: dict[str, str], sentence: str
) -> None:
    page = browser_of(desk.first.id).post(f"/review/{story_id}/risk", data=typed)
    assert page.status_code == 422
    assert sentence in page.text
    assert typed.get("risk_note", "") in page.text


def test_a_high_risk_with_its_plan_is_filed_in_the_assessors_name(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    typed: dict[str, Any] = {
        "risk": "high",
        "risk_note": "当事人情绪激动",
        "synchronised_plan": "依法处理、舆论引导、社会面管控各有专人",
        "synchronised_contact": "网信办值班室 12345",
    }
    browser_of(desk.first.id).post(f"/review/{story_id}/risk", data=typed)
    story = stored(desk_database, story_id)
    assert (story.risk, story.risk_by_id) == (Risk.HIGH, desk.first.id)
    assert "评估舆情风险" in browser_of(desk.first.id).get(f"/review/{story_id}").text
    assert browser_of(desk.drafter.id).post(f"/review/{story_id}/risk", data={"risk": "low"}).status_code == 403


def test_the_secrecy_review_is_signed_for_one_text(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    signed = {"hash": newest_hash(desk_database, story_id), "read": "1"}
    browser = browser_of(desk.final.id)
    assert browser.post(f"/review/{story_id}/secrecy", data=signed | {"read": ""}).status_code == 422
    browser.post(f"/review/{story_id}/secrecy", data=signed)
    assert stored(desk_database, story_id).secrecy_hash == signed["hash"]
    with desk_database.writing() as session:
        move(session, story_id, move=Move.RECALL, actor=desk.drafter, now=now)
        save_text(session, desk.drafter, session.get_one(Story, story_id), now, text="## 基本案情\n\n改过。\n")
    assert "签署后文字又改过" in browser.get(f"/review/{story_id}").text
    assert browser.post(f"/review/{story_id}/secrecy", data=signed).status_code == 409


def test_the_author_signs_no_secrecy_review(
    browser_of: Browser, desk: Desk, desk_database: Database, now: datetime
) -> None:
    with desk_database.writing() as session:
        both = make_person(session, desk.court, [Role.DRAFTER, Role.FINAL_REVIEWER])
        own = Desk(desk.court, desk.department, both, desk.first, desk.second, desk.final, desk.propaganda)
        story = make_story(session, own, now)
    signed = {"hash": newest_hash(desk_database, story.id), "read": "1"}
    assert "由另一人签署" in browser_of(both.id).post(f"/review/{story.id}/secrecy", data=signed).text


def test_an_urgent_story_is_owed_its_reviews_and_shown_overdue(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, clock: Clock
) -> None:
    data = {"move": "approve_urgent", "hash": newest_hash(desk_database, story_id), "reason": "今晚播出"}
    browser_of(desk.final.id).post(f"/review/{story_id}/decisions", data=data)
    queue = browser_of(desk.first.id).get("/review").text
    assert "还缺初审、复审" in queue
    assert "今晚播出" in queue
    assert "已超期" not in queue
    clock.at += timedelta(hours=25)
    assert "已超期" in browser_of(desk.first.id).get("/review").text
    for person, step in ((desk.first, "first"), (desk.second, "second")):
        assert f'value="{step}"' in browser_of(person.id).get(f"/review/{story_id}").text
        browser_of(person.id).post(f"/review/{story_id}/confirmations", data={"step": step})
    assert "等补审" not in browser_of(desk.first.id).get("/review").text


def test_a_comment_stands_with_its_revision_and_changes_nothing(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    browser = browser_of(desk.second.id)
    browser.post(f"/review/{story_id}/comments", data={"text": "第二段太长"})
    assert "第二段太长" in browser.get(f"/review/{story_id}").text
    assert browser.post(f"/review/{story_id}/comments", data={"text": " "}).status_code == 422
    assert stored(desk_database, story_id).state is StoryState.FIRST_REVIEW


def test_an_error_is_waived_by_a_second_person_for_this_text_only(
    browser_of: Browser, desk: Desk, desk_database: Database, now: datetime
) -> None:
    with desk_database.writing() as session:
        story = make_story(session, desk, now, text="## 基本案情\n\n还没写完【待补：案由】。\n")
    page = browser_of(desk.first.id).get(f"/stories/{story.id}").text
    mark = page.split('name="fingerprint" value="')[1].split('"')[0]
    waiver = {"fingerprint": mark, "reason": "引用原文，保留"}
    assert browser_of(desk.drafter.id).post(f"/stories/{story.id}/waivers", data=waiver).status_code == 403
    assert (
        browser_of(desk.first.id).post(f"/stories/{story.id}/waivers", data=waiver | {"reason": ""}).status_code == 422
    )
    browser_of(desk.first.id).post(f"/stories/{story.id}/waivers", data=waiver)
    history = browser_of(desk.drafter.id).get(f"/stories/{story.id}").text.split('id="history-title"')[1]
    assert "豁免一条检查意见“" in history
    assert "【待补：案由】" in history
    assert "引用原文，保留" in history
    with desk_database.writing() as session:
        kept = session.get_one(Story, story.id)
        save_text(session, desk.drafter, kept, now, text="## 基本案情\n\n又写了，还没写完【待补：案由】。\n")
    moved = {"move": "submit_review"}
    assert browser_of(desk.drafter.id).post(f"/stories/{story.id}/transitions", data=moved).status_code == 422
    page = browser_of(desk.second.id).get(f"/stories/{story.id}").text
    waiver["fingerprint"] = page.split('name="fingerprint" value="')[1].split('"')[0]
    browser_of(desk.second.id).post(f"/stories/{story.id}/waivers", data=waiver)
    browser_of(desk.drafter.id).post(f"/stories/{story.id}/transitions", data=moved)
    assert stored(desk_database, story.id).state is StoryState.FIRST_REVIEW


def test_the_source_line_names_who_wrote_and_who_approved_this_text(
    desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    with desk_database.writing() as session:
        for step, who in (
            (Move.APPROVE_FIRST, desk.first),
            (Move.APPROVE_SECOND, desk.second),
            (Move.APPROVE_FINAL, desk.final),
        ):
            move(session, story_id, move=step, actor=who, now=now)
        names = source_names(session, story_id, newest_revision(session, story_id).hash)
    assert names.authors == (desk.drafter.name,)
    assert names.reviewers == (desk.first.name, desk.second.name, desk.final.name)
