"""Templates changed and added at the desk."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from publicity.db import Database
from publicity.people.models import Role
from publicity.stories.models import TemplateText
from publicity.stories.shelf import on_the_shelf
from tests.factories import NOON, make_person
from tests.stories.factories import Desk, library, make_desk

Browser = Callable[[int], FlaskClient]


@pytest.fixture
def desk(desk_database: Database) -> Desk:
    with desk_database.writing() as session:
        return make_desk(session)


@pytest.fixture
def planner(desk: Desk, desk_database: Database, browser_of: Browser) -> FlaskClient:
    with desk_database.writing() as session:
        account_id = make_person(session, desk.court, [Role.PLANNER]).id
    return browser_of(account_id)


def changed() -> str:
    return library().get("cannot-enforce").source.replace("起因并不复杂", "说来话长")


def test_a_planner_changes_a_template_and_the_next_draft_is_written_by_it(
    planner: FlaskClient, browser_of: Browser, desk: Desk
) -> None:
    page = planner.get("/story-templates/cannot-enforce").text
    assert "起因并不复杂" in page
    assert "【待补：案由】" in page
    form = {"key": "cannot-enforce", "source": changed(), "base": 0}
    looked = planner.post("/story-templates", data=form | {"look": "1"}).text
    assert "模板还没有保存" in looked
    assert "<p>申请执行人【待补：申请执行人】与被执行人【待补：被执行人】【待补：案由】一案，说来话长。" in looked
    assert planner.post("/story-templates", data=form).status_code == 303
    drafter = browser_of(desk.drafter.id)
    made = drafter.post("/stories/new/cannot-enforce", data={"fact-cause": "合同纠纷"}, follow_redirects=True).text
    assert "说来话长" in made
    assert "本台改过" in planner.get("/story-templates").text
    planner.post("/story-templates/cannot-enforce/removal", data={"reason": "恢复原样"})
    assert "起因并不复杂" in planner.get("/story-templates/cannot-enforce").text
    assert "撤下本台的模板写法" in planner.get("/story-templates/cannot-enforce").text


def test_a_new_template_begins_from_another_and_stands_among_them(
    planner: FlaskClient, browser_of: Browser, desk: Desk
) -> None:
    assert "起因并不复杂" in planner.get("/story-templates/new?from=cannot-enforce").text
    source = changed().replace("name: 执行不能典型案例", "name: 追薪案例", 1)
    planner.post("/story-templates", data={"key": "wage-arrears", "source": source, "base": 0})
    assert "追薪案例" in browser_of(desk.drafter.id).get("/stories/new").text


def test_a_broken_template_is_kept_on_the_page_and_says_which_line(
    planner: FlaskClient, desk_database: Database
) -> None:
    broken = changed().replace("{{ obligation|sentence }}", "{{ obligation|upper }}")
    page = planner.post("/story-templates", data={"key": "cannot-enforce", "source": broken, "base": 0})
    assert page.status_code == 422
    line = next(number for number, said in enumerate(broken.split("\n"), 1) if "|upper" in said)
    assert f"第{line}行" in page.text
    assert "obligation|upper" in page.text
    with desk_database.reading() as session:
        assert session.get(TemplateText, "cannot-enforce") is None


def test_two_planners_do_not_overwrite_each_other(planner: FlaskClient) -> None:
    form = {"key": "cannot-enforce", "source": changed(), "base": 0}
    assert planner.post("/story-templates", data=form).status_code == 303
    mine = form | {"source": changed().replace("说来话长", "一言难尽")}
    late = planner.post("/story-templates", data=mine)
    assert late.status_code == 409
    assert "一言难尽" in late.text
    assert planner.post("/story-templates", data=mine | {"base": 1}).status_code == 303


@pytest.mark.parametrize("version", ["", "²", "x", "9" * 30])
def test_a_version_that_is_no_number_loses_nothing_that_was_typed(planner: FlaskClient, version: str) -> None:
    answer = planner.post("/story-templates", data={"key": "x", "source": "写了很久的模板", "base": version})
    assert answer.status_code == 422
    assert "写了很久的模板" in answer.text


def test_a_drafter_changes_no_template(browser_of: Browser, desk: Desk) -> None:
    browser = browser_of(desk.drafter.id)
    assert browser.get("/story-templates").status_code == 403
    form = {"key": "cannot-enforce", "source": changed(), "base": 0}
    assert browser.post("/story-templates", data=form).status_code == 403


def test_a_stored_text_that_no_longer_holds_gives_way_and_its_page_says_why(
    planner: FlaskClient, desk_database: Database, desk: Desk
) -> None:
    with desk_database.writing() as session:
        source = changed().replace("form: case-story", "form: gone")
        row = TemplateText(
            key="cannot-enforce", source=source, version=1, changed_at=NOON, changed_by_id=desk.drafter.id
        )
        session.add(row)
        session.flush()
        assert on_the_shelf(session, library()).get("cannot-enforce").form == "case-story"
    page = planner.get("/story-templates/cannot-enforce").text
    assert "第3行" in page
    assert "form: gone" in page


def test_a_broken_text_is_shown_with_numbered_lines_under_its_own_name(planner: FlaskClient) -> None:
    source = changed().replace("## 执行过程", "## 执行过程\n\n{% endfor %}")
    at = source.split("\n").index("{% endfor %}") + 1
    page = planner.post("/story-templates", data={"key": "cannot-enforce", "source": source, "base": 0}).text
    assert "<h1>模板：执行不能典型案例</h1>" in page
    assert f"第{at}行：这里的 endfor 前面没有与它配对的 for。" in page
    assert f"{at - 2:3}　## 执行过程" in page
    assert f"{at:3}　<mark>{{% endfor %}}</mark>" in page


def test_a_saved_text_compares_equal_to_what_the_browser_kept_of_it(planner: FlaskClient) -> None:
    form = {"key": "cannot-enforce", "source": changed(), "base": 0}
    page = planner.post("/story-templates", data=form, follow_redirects=True).text
    # the editor's script compares all fields but base, csrf_token and note
    fields = re.findall(r' name="(\w+)"', re.findall(r"data-autosave.*?</form>", page, re.DOTALL)[0])
    assert set(fields) - {"csrf_token", "base", "note", "look"} == {"key", "source"}


def test_a_template_made_anew_lets_go_of_what_was_kept_for_a_new_one(planner: FlaskClient) -> None:
    form = {"key": "wage-arrears", "source": changed(), "base": 0}
    assert 'data-forget="template:new"' in planner.post("/story-templates", data=form, follow_redirects=True).text
    assert "data-forget" not in planner.get("/story-templates/wage-arrears").text
