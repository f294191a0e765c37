"""What the templates that ship write, with a full sheet and an empty one: whole paragraphs, nothing our checks mind."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from publicity.checks.finding import Draft, Severity
from publicity.checks.policy import load_policy
from publicity.checks.run import run_checks
from publicity.db import Database
from publicity.stories.fact_values import is_missing, plain
from publicity.stories.queries import newest_revision
from publicity.stories.skeleton import render
from publicity.stories.template_file import StoryTemplate
from publicity.stories.templating.samples import load
from tests.stories.factories import Desk, library, make_desk

Browser = Callable[[int], FlaskClient]
ROOT = Path(__file__).resolve().parents[2]
SAMPLES = load(ROOT / "content" / "template-samples.yaml")
KEYS = tuple(library().templates)
# How long a draft is depends on what is filled in; what is missing is to be said.
OF_THE_SHEET = re.compile(r"length\.|placeholders\.")
NOTICE = {
    "fact-court": "澄江市临湖区人民法院",
    "fact-decided_on": "2018-06-04",
    "fact-published_on": "2018-06-08",
    "fact-removal_on": "2020-06-04",
    "fact-people": "张三|990101199001011234|(2018)云9901执1号|支付货款3万元",
}


def drafts(key: str) -> list[tuple[Mapping[str, Any], str, str]]:
    template = library().get(key)
    return [
        (facts, *render(template.body, template.title, template.facts, facts))
        for facts in (SAMPLES.facts(template), {})
    ]


@pytest.mark.parametrize("key", KEYS)
def test_no_two_paragraphs_run_into_one(key: str) -> None:
    for _facts, _title, text in drafts(key):
        for above, below in zip(text.split("\n"), text.split("\n")[1:], strict=False):
            is_block = all(re.match(r"[|>-] |\d+\. |\|", line) for line in (above, below))
            assert not above or not below or is_block, f"{above}\n{below}"


@pytest.mark.parametrize("key", KEYS)
def test_no_template_writes_what_the_checks_object_to(key: str) -> None:
    policy, template = load_policy(ROOT / "content" / "checks"), library().get(key)
    for facts, title, text in drafts(key):
        findings = run_checks(draft(template, facts, title, text), policy)
        minded = [one for one in findings if one.severity is not Severity.HINT and not OF_THE_SHEET.match(one.rule)]
        assert [(one.rule, one.message) for one in minded] == []


def draft(template: StoryTemplate, facts: Mapping[str, Any], title: str, text: str) -> Draft:
    return Draft(
        title=title,
        text=text,
        form=template.form,
        court="澄江市临湖区人民法院",
        court_code="云9901",
        ground=template.grounds[0],
        polarity=template.polarity,
        themes=template.themes[:1],
        facts={name: plain(value) for name, value in facts.items() if not is_missing(value)},
        required_parts=template.required_parts,
        day=date(2018, 7, 12),
    )


@pytest.fixture
def desk(desk_database: Database) -> Desk:
    with desk_database.writing() as session:
        return make_desk(session)


def test_a_defaulter_notice_keeps_and_prints_no_full_number(
    browser_of: Browser, desk: Desk, desk_database: Database
) -> None:
    answer = browser_of(desk.drafter.id).post("/stories/new/defaulter-notice", data=NOTICE)
    with desk_database.reading() as session:
        revision = newest_revision(session, int(answer.location.split("/")[2]))
    assert "| 张三 | 990101××××××××1234 | （2018）云9901执1号 | 支付货款3万元 |" in revision.text
    assert "## 惩戒措施" in revision.text
    assert "## 举报方式" in revision.text
    assert revision.facts["people"] == [["张三", "990101××××××××1234", "（2018）云9901执1号", "支付货款3万元"]]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"fact-people": "李四 5301**********1234"}, "“名单”第1行只看到1栏，要有4栏"),
        ({"fact-removal_on": "2018-06-01"}, "“撤下日期”不能早于“决定纳入日期”"),
        ({"fact-removal_on": "2018-06-07"}, "“撤下日期”不能早于“公布日期”"),
        ({"fact-published_on": "2018-06-01"}, "“公布日期”不能早于“决定纳入日期”"),
    ],
)
def test_a_defaulter_notice_that_cannot_be_is_refused_with_a_sentence(
    browser_of: Browser, desk: Desk, wrong: dict[str, str], said: str
) -> None:
    page = browser_of(desk.drafter.id).post("/stories/new/defaulter-notice", data=NOTICE | wrong)
    assert page.status_code == 422
    assert said in page.text


@pytest.mark.parametrize(
    ("key", "asked_for_surnames", "asked_for_ground"),
    [
        ("cannot-enforce", True, True),
        ("officers", True, True),
        ("press-release", False, False),
        ("defaulter-notice", False, False),
    ],
)
def test_a_sheet_speaks_of_surnames_and_grounds_only_where_it_asks_for_them(
    browser_of: Browser, desk: Desk, key: str, asked_for_surnames: bool, asked_for_ground: bool
) -> None:
    page = browser_of(desk.drafter.id).get(f"/stories/new/{key}").text
    assert ("姓名只填姓" in page) is asked_for_surnames
    assert ("（提交审核前必选）" in page) is asked_for_ground
