"""The story pages, from choosing a template to the side-by-side page."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from publicity.db import Database
from publicity.people.models import Role
from publicity.stories.content import LONGEST_TEXT
from publicity.stories.models import Revision, Story, StoryState
from publicity.stories.queries import newest_revision
from publicity.stories.rules import Move
from tests.factories import make_person
from tests.stories.factories import Desk, make_desk, make_story, save_text, walk

Browser = Callable[[int], FlaskClient]


@pytest.fixture
def desk(desk_database: Database) -> Desk:
    with desk_database.writing() as session:
        return make_desk(session)


@pytest.fixture
def story_id(desk_database: Database, desk: Desk, now: datetime) -> int:
    with desk_database.writing() as session:
        return make_story(session, desk, now).id


def form(desk_database: Database, story_id: int, **overrides: Any) -> dict[str, Any]:
    with desk_database.reading() as session:
        newest = newest_revision(session, story_id)
        kept = {"base": newest.number, "title": newest.title, "text": newest.text}
    return kept | overrides


def revisions(desk_database: Database, story_id: int) -> int:
    with desk_database.reading() as session:
        counted = select(func.count()).select_from(Revision).where(Revision.story_id == story_id)
        return session.scalar(counted) or 0


def test_an_empty_list_says_what_to_do_first(browser_of: Browser, desk: Desk) -> None:
    page = browser_of(desk.drafter.id).get("/stories").text
    assert "选一个模板写新稿" in page
    assert "还没有稿件" in page


def test_an_officer_drafts_from_a_template_and_sees_what_is_missing(
    browser_of: Browser, desk: Desk, desk_database: Database
) -> None:
    browser = browser_of(desk.drafter.id)
    assert "执行不能典型案例" in browser.get("/stories/new").text
    assert f'value="{desk.court.name}"' in browser.get("/stories/new/cannot-enforce").text
    typed = {"fact-cause": "买卖合同纠纷", "fact-applicant": "张", "fact-naming_style": "某某", "ground": "values"}
    page = browser.post("/stories/new/cannot-enforce", data=typed, follow_redirects=True)
    assert "申请执行人张某某与被执行人【待补：被执行人】买卖合同纠纷一案" in page.text
    assert "要素还缺" in page.text
    with desk_database.reading() as session:
        assert newest_revision(session, int(page.request.path.split("/")[2])).ground == "values"


def test_a_fact_that_cannot_be_read_keeps_everything_typed(browser_of: Browser, desk: Desk) -> None:
    typed = {"fact-amount": "很多钱", "fact-background": "双方合作多年"}
    page = browser_of(desk.drafter.id).post("/stories/new/cannot-enforce", data=typed)
    assert page.status_code == 422
    assert "“执行标的”请写成数字" in page.text
    assert "双方合作多年" in page.text
    assert 'value="很多钱"' in page.text


def test_a_save_makes_a_revision_and_an_identical_one_makes_none(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    browser = browser_of(desk.drafter.id)
    changed = form(desk_database, story_id, text="## 基本案情\r\n\r\n改过的文字。\r\n")
    assert "已保存为第2稿" in browser.post(f"/stories/{story_id}/revisions", data=changed, follow_redirects=True).text
    same = form(desk_database, story_id)
    assert "没有新增一稿" in browser.post(f"/stories/{story_id}/revisions", data=same, follow_redirects=True).text
    assert revisions(desk_database, story_id) == 2


def test_a_save_on_an_older_revision_shows_both_texts_and_a_way_on(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    stale = form(desk_database, story_id, text="## 基本案情\n\n我的文字。\n", title="我的标题")
    with desk_database.writing() as session:
        other = make_person(session, desk.court, [Role.DRAFTER])
        save_text(session, other, session.get_one(Story, story_id), now, text="## 基本案情\n\n同事的文字。\n")
    browser = browser_of(desk.drafter.id)
    page = browser.post(f"/stories/{story_id}/revisions", data=stale)
    assert page.status_code == 409
    assert "同事的" in page.text
    assert "我的文字。" in page.text
    assert 'value="我的标题"' in page.text
    assert revisions(desk_database, story_id) == 2
    again = stale | {"base": 2}
    browser.post(f"/stories/{story_id}/revisions", data=again)
    with desk_database.reading() as session:
        assert newest_revision(session, story_id).text == "## 基本案情\n\n我的文字。\n"


def test_a_story_in_review_is_not_edited_and_the_text_is_kept(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    with desk_database.writing() as session:
        walk(session, desk, session.get_one(Story, story_id), now, until=Move.SUBMIT_REVIEW)
    changed = form(desk_database, story_id, text="偷偷改。")
    page = browser_of(desk.drafter.id).post(f"/stories/{story_id}/revisions", data=changed)
    assert page.status_code == 409
    assert "偷偷改。" in page.text
    assert "先撤回" in page.text
    assert revisions(desk_database, story_id) == 1


@pytest.mark.parametrize(
    "address",
    ["", "/text", "/revisions", "/revisions/1", "/facts"],
)
def test_what_is_not_ones_own_is_not_found(
    browser_of: Browser, desk_database: Database, story_id: int, address: str
) -> None:
    with desk_database.writing() as session:
        stranger = make_person(session, None, [Role.DRAFTER, Role.PROPAGANDA_REVIEWER, Role.FINAL_REVIEWER])
    page = browser_of(stranger.id).get(f"/stories/{story_id}{address}")
    assert page.status_code == 404
    assert "没有这篇稿件" in page.text


def test_the_department_sees_a_story_from_its_submission_on(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    browser = browser_of(desk.propaganda.id)
    assert browser.get(f"/stories/{story_id}").status_code == 404
    with desk_database.writing() as session:
        title = walk(session, desk, session.get_one(Story, story_id), now, until=Move.SUBMIT).title
    assert title in browser.get(f"/stories/{story_id}").text
    assert browser.get(f"/stories/{story_id}/text").status_code == 403


def test_findings_come_as_typed_from_the_same_rules(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    typed = form(desk_database, story_id, text="## 基本案情\n\n【待补：案由】电话13812345678。\n")
    answer = browser_of(desk.drafter.id).post(f"/stories/{story_id}/findings", data=typed).get_json()
    assert answer["errors"] >= 1
    assert "【待补：案由】" in answer["panel"]
    assert "<h2>基本案情</h2>" in answer["preview"]
    assert revisions(desk_database, story_id) == 1


def test_checking_without_a_script_shows_the_findings_and_keeps_the_text(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    typed = form(desk_database, story_id, text="## 基本案情\n\n还没写完【待补：案由】。\n")
    page = browser_of(desk.drafter.id).post(f"/stories/{story_id}/drafts", data=typed).text
    assert "文字还没有保存" in page
    assert "还没写完【待补：案由】。" in page
    assert revisions(desk_database, story_id) == 1


def test_an_error_keeps_the_story_in_draft_and_is_named(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    browser = browser_of(desk.drafter.id)
    broken = form(desk_database, story_id, text="## 基本案情\n\n还没写完【待补：案由】。\n")
    browser.post(f"/stories/{story_id}/revisions", data=broken)
    page = browser.post(f"/stories/{story_id}/transitions", data={"move": "submit_review"})
    assert page.status_code == 422
    assert "【待补：案由】" in page.text
    with desk_database.reading() as session:
        assert session.get_one(Story, story_id).state is StoryState.DRAFT


def test_the_fact_sheet_shows_what_it_would_alter_and_leaves_hand_made_edits_alone(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    with desk_database.writing() as session:
        story = session.get_one(Story, story_id)
        text = newest_revision(session, story_id).text.replace("起因并不复杂", "起因是一笔货款")
        save_text(session, desk.drafter, story, now, text=text)
    browser = browser_of(desk.drafter.id)
    page = browser.get(f"/stories/{story_id}/facts").text
    assert "8.6万元" in page
    facts = {
        "fact-cause": "借款合同纠纷",
        "fact-amount": "9万元",
        "fact-applicant": "张",
        "fact-respondent": "李",
        "fact-naming_style": "某某",
        "fact-court": "澄江市人民法院",
        "fact-filed_on": "2018年3月5日",
        "fact-basis": "生效判决",
    }
    preview = browser.post(f"/stories/{story_id}/facts", data=facts | {"base": 2}).text
    assert "模板原文" in preview
    assert "执行标的<del>8.6</del>万元。" in preview
    assert "执行标的<ins>9</ins>万元。" in preview
    assert revisions(desk_database, story_id) == 2
    browser.post(f"/stories/{story_id}/facts", data=facts | {"base": 2, "confirmed": "1"})
    with desk_database.reading() as session:
        newest = newest_revision(session, story_id)
        assert newest.facts["amount"] == "90000"
        assert "起因是一笔货款" in newest.text
        assert "8.6万元" in newest.text


@pytest.mark.parametrize(("address", "wanted"), [("/stories", "执行不能"), ("/review", "审核")])
def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(
    browser_of: Browser, desk: Desk, desk_database: Database, now: datetime, address: str, wanted: str
) -> None:
    def ask() -> int:
        statements: list[str] = []
        listener = lambda *args: statements.append(args[2])  # noqa: E731
        event.listen(desk_database.engine, "before_cursor_execute", listener)
        assert wanted in browser.get(address).text
        event.remove(desk_database.engine, "before_cursor_execute", listener)
        return len(statements)

    def add() -> None:
        with desk_database.writing() as session:
            walk(session, desk, make_story(session, desk, now), now, until=Move.SUBMIT_REVIEW)

    browser = browser_of(desk.first.id)
    add()
    ask()
    one = ask()
    add()
    add()
    assert ask() == one


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=执行不到位", True),
        ("?q=100%25", False),
        ("?q=没有这个词", False),
        ("?state=draft", True),
        ("?state=released", False),
        ("?state=nonsense", True),
        ("?form=case-story", True),
        ("?form=film", False),
        ("?theme=refusal", False),
        ("?mine=1", True),
        ("?page=2", False),
    ],
)
def test_the_list_is_narrowed_by_what_is_asked(
    browser_of: Browser, desk: Desk, story_id: int, query: str, found: bool
) -> None:
    page = browser_of(desk.drafter.id).get(f"/stories{query}").text
    assert (f'href="/stories/{story_id}"' in page) is found


def test_several_stories_at_once_go_through_the_same_function(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    with desk_database.writing() as session:
        story = make_story(session, desk, now, text="## 基本案情\n\n【待补：案由】\n")
        walk(session, desk, session.get_one(Story, story_id), now, until=Move.APPROVE_FINAL)
        other = story.id
    data = {"story": [story_id, other], "move": "submit"}
    page = browser_of(desk.drafter.id).post("/stories/transitions", data=data, follow_redirects=True).text
    assert "1 篇稿件已报送" in page
    assert "不能报送" in page
    with desk_database.reading() as session:
        assert session.get_one(Story, story_id).state is StoryState.SUBMITTED
        assert session.get_one(Story, other).state is StoryState.DRAFT


def test_several_at_once_tell_nothing_of_a_story_that_is_not_ones_own(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    with desk_database.writing() as session:
        session.get_one(Story, story_id).title = "外院还没写完的稿件"
        strangers = [make_person(session, roles=[role]).id for role in (Role.DRAFTER, Role.OUTLET)]
    data = {"story": [str(story_id), "999999", "²", "9" * 30], "move": "submit_review"}
    for stranger in strangers:
        answer = browser_of(stranger).post("/stories/transitions", data=data, follow_redirects=True)
        assert answer.status_code == 200
        assert "不在您的权限之内" in answer.text
        assert "外院还没写完的稿件" not in answer.text


@pytest.mark.parametrize(("page", "field"), [("filing", "courts"), ("filing", "milestone"), ("facts", "accept")])
@pytest.mark.parametrize("number", ["²", "9" * 30])
def test_a_number_that_is_none_is_as_good_as_not_ticked(
    browser_of: Browser, desk: Desk, story_id: int, page: str, field: str, number: str
) -> None:
    data = {field: number, "base": "1"}
    assert browser_of(desk.drafter.id).post(f"/stories/{story_id}/{page}", data=data).status_code < 500


def test_characters_that_no_page_may_hold_are_not_kept(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    typed = form(
        desk_database, story_id, title="执行\x01 \x0b到位\ufffe", text="甲\x08乙\x0c丙\r\n", summary="要\x1b点"
    )
    browser_of(desk.drafter.id).post(f"/stories/{story_id}/revisions", data=typed)
    with desk_database.reading() as session:
        saved = newest_revision(session, story_id)
        assert (saved.title, saved.text, saved.summary) == ("执行 到位", "甲乙丙\n", "要点")


def test_errors_stand_above_warnings_and_hints(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    typed = form(desk_database, story_id, text="## 基本案情\n\n欠款,没有还。【待补：案由】\n")
    panel = browser_of(desk.drafter.id).post(f"/stories/{story_id}/findings", data=typed).get_json()["panel"]
    seen = [panel.find(f'<span class="severity">{word}</span>') for word in ("错误", "提醒")]
    assert 0 < seen[0] < seen[1]
    assert panel.rfind('<span class="severity">错误</span>') < seen[1]


def test_a_story_reopened_by_the_department_leads_back_to_its_list(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    with desk_database.writing() as session:
        walk(session, desk, session.get_one(Story, story_id), now, until=Move.RELEASE)
    browser = browser_of(desk.propaganda.id)
    page = browser.post(
        f"/stories/{story_id}/transitions", data={"move": "reopen", "reason": "金额写错"}, follow_redirects=True
    )
    assert page.status_code == 200
    assert "已重开修改" in page.text


@pytest.mark.parametrize(("template", "asked"), [("cannot-enforce", True), ("press-release", False)])
def test_a_ground_is_asked_for_where_the_form_needs_one(
    browser_of: Browser, desk: Desk, desk_database: Database, now: datetime, template: str, asked: bool
) -> None:
    with desk_database.writing() as session:
        number = make_story(session, desk, now, template=template, facts={}).id
    page = browser_of(desk.drafter.id).get(f"/stories/{number}/text").text
    assert ("提交审核前必选" in page) is asked
    assert ("这类稿件可以不选" in page) is not asked


def test_the_story_page_offers_its_export_once_and_leads_to_what_may_be_decided(
    browser_of: Browser, desk: Desk, story_id: int
) -> None:
    page = browser_of(desk.drafter.id).get(f"/stories/{story_id}").text
    assert page.count(">导出</a>") == 1
    assert '<a class="to-decision" href="#decision">去办理</a>' in page
    assert "to-decision" not in browser_of(desk.first.id).get(f"/stories/{story_id}").text


def test_readers_of_a_story_see_findings_without_ways_to_mend_them(
    browser_of: Browser, desk: Desk, desk_database: Database, now: datetime
) -> None:
    with desk_database.writing() as session:
        number = make_story(session, desk, now, text="## 基本案情\n\n欠款,没有还。\n").id
    own, reader = (browser_of(one.id).get(f"/stories/{number}").text for one in (desk.drafter, desk.first))
    for page in (own, reader):
        assert "改为“" not in page
        assert '<button type="button" class="goto"' not in page
    assert f'href="/stories/{number}/text#text:' in own
    assert "去改" not in reader


def test_a_text_too_long_to_be_saved_is_judged_by_the_part_that_could_be(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    typed = form(desk_database, story_id, text="字" * LONGEST_TEXT + "\n\n典型案列")
    browser = browser_of(desk.drafter.id)
    answer = browser.post(f"/stories/{story_id}/findings", data=typed).get_json()
    assert str(LONGEST_TEXT) in answer["panel"]
    page = browser.post(f"/stories/{story_id}/revisions", data=typed)
    assert page.status_code == 422
    assert f"正文最多{LONGEST_TEXT}字" in page.text
    assert "典型案列" in page.text
