"""The plan pages: giving a document, reading it beside its proposals, deciding, and each refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from publicity.calendar.models import Duty, Milestone
from publicity.people.models import Organisation, OrganisationKind, Role
from publicity.plans.jobs import read_one
from publicity.plans.models import Decision, PlanDocument, PlanProposal
from tests.factories import NOON, make_account, make_organisation
from tests.plans.test_actions import PLAN, REVISED


@dataclass
class Desk:
    """A planner's browser, and the application's own database."""

    app: Flask
    browser: FlaskClient
    court: Organisation

    def give(self, text: str, name: str = "plan.txt") -> int:
        answer = self.browser.post("/plans/", data={"file": (BytesIO(text.encode()), name)})
        assert answer.status_code == 303, answer.text
        return int(answer.location.split("#")[0].rsplit("/", 1)[1])

    def read(self, text: str = PLAN) -> int:
        number = self.give(text)
        database = self.app.extensions["database"]
        assert read_one(database.writing, now=NOON, folder=self.app.extensions["config"].instance / "plans")
        return number

    def page(self, path: str) -> str:
        answer = self.browser.get(path)
        assert answer.status_code == 200
        return answer.text

    def proposals(self, document_id: int) -> list[PlanProposal]:
        with self.app.extensions["database"].reading() as session:
            found = select(PlanProposal).filter_by(document_id=document_id).order_by(PlanProposal.position)
            return list(session.scalars(found))

    def titles(self) -> list[str]:
        with self.app.extensions["database"].reading() as session:
            return list(session.scalars(select(Milestone.title).order_by(Milestone.id)))


@pytest.fixture
def desk(app: Flask, browser_of: Callable[[int], FlaskClient]) -> Desk:
    with app.extensions["database"].writing() as session:
        court = make_organisation(session, name="澄江市中级人民法院", kind=OrganisationKind.INTERMEDIATE_COURT)
        planner = make_account(session, court, [Role.PLANNER])
    return Desk(app, browser_of(planner.id), court)


def test_the_empty_list_says_what_to_do_first(desk: Desk) -> None:
    assert "还没有方案。先在上面上传" in desk.page("/plans/")


def test_a_document_waits_shows_progress_and_is_then_shown(desk: Desk) -> None:
    number = desk.give(PLAN)
    waiting = desk.page(f"/plans/{number}")
    assert "等待读取" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert desk.browser.get(f"/plans/{number}/progress").json == {
        "state": "waiting",
        "label": "等待读取",
        "done": 0,
        "total": 0,
    }
    read_one(desk.app.extensions["database"].writing, now=NOON, folder=desk.app.extensions["config"].instance / "plans")
    assert "澄中法〔2026〕8号" in desk.page(f"/plans/{number}")
    assert "澄江市中级人民法院宣传工作方案" in desk.page("/plans/")


def test_every_quote_and_its_proposal_lead_to_each_other(desk: Desk) -> None:
    number = desk.read()
    page = desk.page(f"/plans/{number}")
    for proposal in desk.proposals(number):
        assert f'id="q-{proposal.id}" href="#p-{proposal.id}"' in page
        assert f'id="p-{proposal.id}"' in page
        assert f'href="#q-{proposal.id}"' in page


def test_questions_are_shown_before_the_rest(desk: Desk) -> None:
    page = desk.page(f"/plans/{desk.read()}")
    assert 0 < page.index("先回答") < page.index("其余")
    assert "“适时”定在什么时候？请填写日期。" in page


def test_pasted_text_is_read_like_a_file(desk: Desk) -> None:
    answer = desk.browser.post("/plans/", data={"text": PLAN.replace("\n", "\r\n")})
    assert answer.status_code == 303
    assert "粘贴的文字：澄中法〔2026〕8号" in desk.page("/plans/")


def test_nothing_given_is_refused_and_what_was_typed_stays(desk: Desk) -> None:
    answer = desk.browser.post("/plans/", data={"text": "  ", "issued": "2026-06-01"})
    assert answer.status_code == 422
    assert "请选择一份文件，或把正文粘贴到下面。" in answer.text
    assert 'value="2026-06-01"' in answer.text


def test_an_impossible_issue_day_is_refused_with_the_pasted_text_kept(desk: Desk) -> None:
    answer = desk.browser.post("/plans/", data={"text": "于7月12日前报送方案。", "issued": "2026-02-30"})
    assert answer.status_code == 422
    assert "于7月12日前报送方案。" in answer.text


def test_a_file_of_another_kind_is_refused_on_its_page(desk: Desk) -> None:
    number = desk.read("\x00" * 40)
    page = desk.page(f"/plans/{number}")
    assert "多半不是文字" in page
    assert "换一份文件" in page


def test_the_same_file_again_leads_to_the_first_document(desk: Desk) -> None:
    number = desk.read()
    assert desk.give(PLAN) == number
    assert "没有重复建立" in desk.page(f"/plans/{number}")


def test_accept_skip_and_reopen(desk: Desk) -> None:
    number = desk.read()
    first, second = [row for row in desk.proposals(number) if row.is_proposed][:2]
    accepted = desk.browser.post(f"/plans/{number}/proposals/{first.id}/decision", data={"decision": "accept"})
    assert (accepted.status_code, accepted.location) == (303, f"/plans/{number}#p-{first.id}")
    desk.browser.post(f"/plans/{number}/proposals/{second.id}/decision", data={"decision": "skip"})
    assert desk.titles() == [first.title]
    page = desk.page(f"/plans/{number}")
    assert "已采纳" in page
    assert "在日历上查看" in page
    assert "重新考虑" in page
    desk.browser.post(f"/plans/{number}/proposals/{second.id}/decision", data={"decision": "reopen"})
    assert [row.decision for row in desk.proposals(number)][:2] == [Decision.ACCEPTED, Decision.OPEN]


def test_accept_all_takes_what_has_no_question(desk: Desk) -> None:
    number = desk.read()
    assert desk.browser.post(f"/plans/{number}/acceptance").status_code == 303
    assert desk.titles() == ["报送宣传方案", "开展失信惩戒专题宣传"]
    left = [row.title for row in desk.proposals(number) if row.is_proposed and row.decision is Decision.OPEN]
    assert left == ["开展督查"]


def test_a_decision_taken_meanwhile_is_refused(desk: Desk) -> None:
    number = desk.read()
    first = desk.proposals(number)[0]
    address = f"/plans/{number}/proposals/{first.id}/decision"
    desk.browser.post(address, data={"decision": "accept"})
    again = desk.browser.post(address, data={"decision": "accept"})
    assert again.status_code == 409
    assert "已经处理过了" in again.text
    assert len(desk.titles()) == 1


def test_an_answered_question_becomes_a_duty(desk: Desk) -> None:
    number = desk.read()
    vague = next(row for row in desk.proposals(number) if row.title == "开展督查")
    form = desk.page(f"/plans/{number}/proposals/{vague.id}")
    assert "回答：开展督查" in form
    data = {
        "title": "开展督查",
        "kind": "inspection",
        "shape": "cadence",
        "cadence": "FREQ=MONTHLY;INTERVAL=3",
        "minimum": "2",
        "organisations": "市中院",
    }
    answer = desk.browser.post(f"/plans/{number}/proposals/{vague.id}", data=data)
    assert answer.status_code == 303
    with desk.app.extensions["database"].reading() as session:
        assert session.scalars(select(Duty.cadence)).all() == ["FREQ=MONTHLY;INTERVAL=3;min=2"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"title": ""}, "请填写任务"),
        ({"kind": "nothing"}, "请选择类型"),
        ({"clock": "25:00"}, "时刻写成"),
        ({"start": "2026-02-30"}, "真实的一天"),
        ({"shape": "cadence", "cadence": "often"}, "请选择周期"),
        ({"shape": "rule", "count": "0", "on_kind": "live_broadcast"}, "1 到 999"),
        ({"shape": "rule", "count": "5"}, "随哪一类活动推算"),
        ({}, "没有日期的，请选"),
    ],
)
def test_a_bad_answer_is_refused_field_by_field(desk: Desk, data: dict[str, str], sentence: str) -> None:
    number = desk.read()
    first = desk.proposals(number)[0]
    given = {"title": "另一个任务", "kind": "other", "shape": "date"} | data
    answer = desk.browser.post(f"/plans/{number}/proposals/{first.id}", data=given)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert desk.titles() == []


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"shape": "date", "end": "2026-09-01", "window_kind": "deadline"}, ("", "", "2026-09-01")),
        ({"shape": "rule", "count": "3", "on_kind": "press_conference", "side": "+"}, ("", "+3 workdays", "None")),
        ({"shape": "standing"}, ("", "", "None")),
    ],
)
def test_a_proposal_is_mended_in_every_shape(desk: Desk, data: dict[str, str], found: tuple[str, str, str]) -> None:
    number = desk.read()
    first = desk.proposals(number)[0]
    answer = desk.browser.post(
        f"/plans/{number}/proposals/{first.id}", data={"title": "改过的", "kind": "report", "precision": "day"} | data
    )
    assert answer.status_code == 303
    mended = desk.proposals(number)[0]
    assert (mended.cadence, mended.offset_rule, str(mended.ends_on)) == found
    assert mended.decision is Decision.CHANGED


def test_a_revision_is_shown_against_what_went_before(desk: Desk) -> None:
    first = desk.read()
    desk.browser.post(f"/plans/{first}/acceptance")
    second = desk.read(REVISED)
    page = desk.page(f"/plans/{second}")
    assert "原文已删去或改写" in page
    assert "上次读到：日期“2026年7月12日前”" in page
    assert "新增" in page
    assert "这份方案已有修订稿" in desk.page(f"/plans/{first}")
    refused = desk.browser.post(f"/plans/{first}/acceptance")
    assert refused.status_code == 409


def test_a_document_can_be_read_again(desk: Desk) -> None:
    number = desk.read()
    assert desk.browser.post(f"/plans/{number}/reading").status_code == 303
    assert "等待读取" in desk.page(f"/plans/{number}")
    again = desk.browser.post(f"/plans/{number}/reading")
    assert again.status_code == 409


def test_somebody_without_the_role_and_somebody_elsewhere_see_nothing(
    desk: Desk, browser_of: Callable[[int], FlaskClient]
) -> None:
    number = desk.read()
    with desk.app.extensions["database"].writing() as session:
        drafter = make_account(session, session.get(Organisation, desk.court.id), [Role.DRAFTER])
        stranger = make_account(session, make_organisation(session), [Role.PLANNER])
    assert browser_of(drafter.id).get("/plans/").status_code == 403
    assert browser_of(stranger.id).get(f"/plans/{number}").status_code == 404
    assert "宣传工作方案" not in browser_of(stranger.id).get("/plans/").text


def test_a_proposal_of_another_document_is_not_found(desk: Desk) -> None:
    first, second = desk.read(), desk.read("于2026年7月12日前报送方案。")
    other = desk.proposals(second)[0]
    answer = desk.browser.post(f"/plans/{first}/proposals/{other.id}/decision", data={"decision": "accept"})
    assert answer.status_code == 404


def test_pages_cost_the_same_queries_whatever_their_length(desk: Desk) -> None:
    short = desk.read("澄江市人民法院方案\n于2026年7月12日前报送方案。")
    long = desk.read("澄江市人民法院要点\n" + "\n".join(f"于2026年7月{day}日前报送方案{day}。" for day in range(1, 30)))
    assert queries_of(desk, f"/plans/{short}") == queries_of(desk, f"/plans/{long}")


def test_the_list_costs_the_same_queries_whatever_its_length(desk: Desk) -> None:
    desk.read("于2026年7月12日前报送方案。")
    once = queries_of(desk, "/plans/")
    desk.read("于2026年8月12日前报送方案。")
    desk.read("于2026年9月12日前报送方案。")
    assert queries_of(desk, "/plans/") == once


def queries_of(desk: Desk, path: str) -> int:
    seen: list[str] = []
    engine = desk.app.extensions["database"].engine

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    desk.page(path)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_documents_are_kept_with_their_bytes_under_their_hash(desk: Desk) -> None:
    number = desk.give(PLAN)
    with desk.app.extensions["database"].reading() as session:
        document = session.get(PlanDocument, number)
    assert document is not None
    kept = desk.app.extensions["config"].instance / "plans" / document.sha256[:2] / document.sha256[2:]
    assert kept.read_text("utf-8") == PLAN
