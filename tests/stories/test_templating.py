"""A template of the desk is tried out before it is kept, can rest, and what it was before can be looked up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from publicity.db import Database
from publicity.errors import Invalid, NotFound
from publicity.history.models import HistoryEntry
from publicity.people.models import Role
from publicity.stories import shelf
from publicity.stories.fact_values import FactField, FactType
from publicity.stories.skeleton import render
from publicity.stories.template_body import check_body
from publicity.stories.templating.samples import load
from publicity.stories.templating.trial import checked, typical_facts
from tests.factories import make_person
from tests.stories.factories import Desk, library, make_desk

Browser = Callable[[int], FlaskClient]
ROOT = Path(__file__).resolve().parents[2]
SAMPLES = load(ROOT / "content" / "template-samples.yaml")
SHIPPED = tuple(library().templates)
GOOD = """---
name: 试用
form: case-story
length: 1000
title: "{{ cause }}案"
facts:
  - {name: cause, label: 案由, required: true}
  - {name: course, label: 经过, type: steps}
  - {name: measures, label: 措施, type: list}
  - {name: outcome, label: 结果, type: choice, options: [执行完毕, 执行和解]}
sections:
  - {title: 基本案情, share: 100}
---
## 基本案情

{{ cause }}
BODY
"""
BODY_LINE = GOOD.split("\n").index("BODY") + 1


def refused(source: str, key: str = "trial") -> list[str]:
    with pytest.raises(Invalid) as refusal:
        checked(library(), key, source)
    return list(refusal.value.fields.values())


@pytest.mark.parametrize("key", SHIPPED)
def test_every_template_that_ships_passes_the_trial(key: str) -> None:
    assert checked(library(), key, library().get(key).source).key == key


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{% for step in course %}{{ step.place }}{% endfor %}", "“.place”没有或不许取用"),
        ("{{ cause.upper }}", "“.upper”没有或不许取用"),
        ("{% if cause > 3 %}多{% endif %}", "写法和要素的类型不合"),
        ("{{ measures|join(1, 2, 3, 4) }}", "join 只能连接一个类型为 list 的要素"),
        ("{{ measures|sentence }}", "写法和要素的类型不合"),
        ("{% if 3|length %}有{% endif %}", "写法和要素的类型不合"),
        ("{% if outcome == '执行和解' %}{{ measures|clause }}{% endif %}", "写法和要素的类型不合"),
    ],
)
def test_what_breaks_only_when_filled_in_is_told_with_its_line(body: str, said: str) -> None:
    faults = refused(GOOD.replace("BODY", body))
    assert any(fault.startswith(f"第{BODY_LINE}行：") and said in fault for fault in faults)


@pytest.mark.parametrize(
    "body",
    [
        "{% for step in course %}{{ step.date }}{{ step.text|sentence }}{% endfor %}",
        "{{ measures|join('、') }}{% if outcome == '执行和解' %}，双方和解{% endif %}",
        "{% for one in measures %}{{ loop.index }}{{ one }}{% endfor %}",
        "{% if course %}{% for step in course %}{% if step.date %}{{ step.text }}{% endif %}{% endfor %}{% endif %}",
    ],
)
def test_what_fills_whatever_is_given_passes(body: str) -> None:
    assert checked(library(), "trial", GOOD.replace("BODY", body)).name == "试用"


def test_a_title_that_cannot_be_filled_names_the_titles_line() -> None:
    faults = refused(GOOD.replace('title: "{{ cause }}案"', 'title: "{{ measures|sentence }}"').replace("BODY", ""))
    assert faults[0].startswith("第5行：标题：")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("length: 1000", "length: &a 1000\nabout: *a", 5),
        ("length: 1000", "about: &a [*a]", 4),
        ("name: 试用", "name: 试\x00用", 2),
    ],
)
def test_references_and_controls_are_refused_where_they_stand(old: str, new: str, line: int) -> None:
    faults = refused(GOOD.replace("BODY", "").replace(old, new))
    assert faults[0].startswith(f"第{line}行：")


def test_lines_that_would_blow_up_are_refused_before_they_are_read() -> None:
    growing = "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    faults = refused(GOOD.replace("length: 1000", "a0: &a0 [x]\n" + growing + "length: 1000"))
    assert faults[0].startswith("第5行：不能用 * 引用")


@pytest.mark.parametrize(
    ("key", "source", "said"),
    [
        ("trial", GOOD.replace("BODY", "{{ " + "(" * 3000 + "cause" + ")" * 3000 + " }}"), "套得太深"),
        ("trial", GOOD + "字" * 40_000, "最多40000字"),
        ("new", GOOD, "不能用 new"),
        ("a" * 51, GOOD, "最多50个字符"),
    ],
)
def test_what_is_too_deep_too_long_or_has_no_usable_key_is_refused(key: str, source: str, said: str) -> None:
    assert said in "".join(refused(source, key))


@pytest.mark.parametrize("between", ["", "{% if cause %}", "{% if cause %}{% if cause %}"])
def test_a_loop_within_a_loop_is_refused_however_deep_it_stands(between: str) -> None:
    closed = "{% endif %}" * between.count("if")
    body = f"{{% for a in course %}}{between}{{% for b in course %}}x{{% endfor %}}{closed}{{% endfor %}}"
    assert check_body(body, [FactField("course", "经过", FactType.STEPS), FactField("cause", "案由")]) == [
        (1, "for 里面不能再套 for。")
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ 'x'|join('y'|join('z'))|length }}", "join 只能连接"),
        ("{{ measures|join(cause) }}", "join 只能连接"),
        ("{{ measures|join('" + "y" * 21 + "') }}", "不超过20字"),
        ("{{ cause|join('、') }}", "join 只能连接"),
        ("{{ course|join('、', 'text') }}", "join 只能连接"),
        ("{% for c in 'x'|join('y') %}{% endfor %}", "for 只能逐条写一个要素"),
        ("{% for c in cause %}{% endfor %}", "for 只能逐条写一个要素"),
        ("{% for c in ['a', 'b'] %}{% endfor %}", "for 只能逐条写一个要素"),
        ("{% for c in course recursive %}{% endfor %}", "recursive"),
        ("{{ [cause, cause]|length }}", "方括号里只能列出"),
        ("{% if cause ~ cause %}{% endif %}", "~ 连接"),
        ("{{ '" + "x" * 201 + "' }}", "最多200字"),
        ("{{ cause|sentence(1) }}", "后面不写括号"),
    ],
)
def test_nothing_that_grows_or_takes_long_is_let_in(body: str, said: str) -> None:
    faults = refused(GOOD.replace("BODY", body))
    assert any(fault.startswith(f"第{BODY_LINE}行：") and said in fault for fault in faults)


def test_a_choice_can_be_one_of_several() -> None:
    body = "{% if outcome in ['执行完毕', '执行和解'] %}{{ measures|join('，') }}{% endif %}"
    assert checked(library(), "trial", GOOD.replace("BODY", body)).name == "试用"


def test_what_no_trial_filled_and_cannot_be_written_is_a_refusal() -> None:
    body = "{% if cause == '罕见' %}{% if cause > 3 %}多{% endif %}{% endif %}"
    template = checked(library(), "trial", GOOD.replace("BODY", body))
    assert render(template.body, template.title, template.facts, {"cause": "常见"})[0] == "常见案"
    with pytest.raises(Invalid, match="写不出初稿"):
        render(template.body, template.title, template.facts, {"cause": "罕见"})


def test_a_template_asks_for_a_bounded_number_of_facts_and_options() -> None:
    many = "\n".join(f"  - {{name: f{n}, label: 甲}}" for n in range(101))
    assert any("1到100个" in fault for fault in refused(GOOD.replace("facts:", f"facts:\n{many}")))
    options = ", ".join(map(str, range(201)))
    assert any("最多200项" in fault for fault in refused(GOOD.replace("[执行完毕, 执行和解]", f"[{options}]")))


@pytest.mark.parametrize("key", SHIPPED)
def test_the_sample_draft_misses_nothing(key: str) -> None:
    template = library().get(key)
    for facts in (SAMPLES.facts(template), typical_facts(template)):
        title, text = render(template.body, template.title, template.facts, facts)
        assert "【待补" not in title + text


@pytest.fixture
def desk(desk_database: Database) -> Desk:
    with desk_database.writing() as session:
        return make_desk(session)


@pytest.fixture
def planner(desk: Desk, desk_database: Database, browser_of: Browser) -> FlaskClient:
    with desk_database.writing() as session:
        account_id = make_person(session, desk.court, [Role.PLANNER]).id
    return browser_of(account_id)


def put(browser: FlaskClient, source: str, *, key: str = "trial", version: int = 0) -> int:
    form = {"key": key, "source": source, "base": version}
    return browser.post("/story-templates", data=form).status_code


def test_the_page_shows_a_draft_of_invented_facts_and_an_empty_one(planner: FlaskClient) -> None:
    page = planner.get("/story-templates/cannot-enforce").text
    assert "申请执行人张某某与被执行人李某某买卖合同纠纷一案" in page
    assert "申请执行人【待补：申请执行人】" in page


def test_a_template_that_breaks_when_filled_is_not_kept_and_its_page_still_opens(planner: FlaskClient) -> None:
    broken = GOOD.replace("BODY", "{{ measures|sentence }}")
    answer = planner.post("/story-templates", data={"key": "trial", "source": broken, "base": 0})
    assert answer.status_code == 422
    assert f"第{BODY_LINE}行" in answer.text
    assert "{{ measures|sentence }}" in answer.text
    assert "trial" not in planner.get("/story-templates").text


def test_a_resting_template_is_not_offered_and_the_stories_written_with_it_keep_it(
    planner: FlaskClient, browser_of: Browser, desk: Desk, desk_database: Database
) -> None:
    drafter = browser_of(desk.drafter.id)
    assert put(planner, GOOD.replace("BODY", "")) == 303
    drafter.post("/stories/new/trial", data={"fact-cause": "借款纠纷"})
    answer = planner.post("/story-templates/trial/rest", data={"reason": "改用新模板"}, follow_redirects=True)
    assert "改用新模板" in answer.text
    assert "重新启用" in answer.text
    assert "试用" not in drafter.get("/stories/new").text
    assert "停用" in planner.get("/story-templates").text
    assert "已经停用" in drafter.get("/stories/new/trial").text
    assert "已经停用" in drafter.post("/stories/new/trial", data={"fact-cause": "又一件"}).text
    assert 'value="借款纠纷"' in drafter.get("/stories/1/facts").text
    with desk_database.reading() as session:
        in_force = shelf.on_the_shelf(session, library())
    assert in_force.get("trial").name == "试用"
    with pytest.raises(NotFound, match="已经停用"):
        in_force.offered("trial")
    planner.post("/story-templates/trial/offer")
    assert "试用" in drafter.get("/stories/new").text


def test_a_shipped_template_rests_too_and_needs_a_reason(planner: FlaskClient, browser_of: Browser, desk: Desk) -> None:
    answer = planner.post("/story-templates/officers/rest", data={"reason": " "})
    assert answer.status_code == 422
    assert "请写明为什么停用" in answer.text
    planner.post("/story-templates/officers/rest", data={"reason": "今年不征集"})
    assert "执行干警风采" not in browser_of(desk.drafter.id).get("/stories/new").text


def test_what_a_template_was_before_is_kept_and_can_be_taken_up_again(
    planner: FlaskClient, desk_database: Database
) -> None:
    assert put(planner, GOOD.replace("BODY", "第一种写法")) == 303
    assert put(planner, GOOD.replace("BODY", "第二种写法"), version=1) == 303
    with desk_database.reading() as session:
        kept = select(HistoryEntry).where(HistoryEntry.subject == "template:trial").order_by(HistoryEntry.id)
        lines = list(session.scalars(kept))
    assert [line.detail["version"] for line in lines] == [1, 2]
    page = planner.get(f"/story-templates/trial?entry={lines[0].id}").text
    assert "第一种写法" in page
    assert "保存后才会用它" in page
    assert "第二种写法" in planner.get("/story-templates/trial").text
    assert planner.get("/story-templates/officers", query_string={"entry": lines[0].id}).status_code == 404


def test_the_desks_own_template_is_not_taken_away_from_its_stories(planner: FlaskClient) -> None:
    assert put(planner, GOOD.replace("BODY", "")) == 303
    answer = planner.post("/story-templates/trial/removal", data={"reason": "不用了"})
    assert answer.status_code == 409
    assert "不再用它请点“停用”" in answer.text


@pytest.mark.parametrize("address", ["rest", "offer"])
def test_a_drafter_lets_no_template_rest(browser_of: Browser, desk: Desk, address: str) -> None:
    answer = browser_of(desk.drafter.id).post(f"/story-templates/officers/{address}", data={"reason": "试试"})
    assert answer.status_code == 403
    assert "计划管理" in answer.text
