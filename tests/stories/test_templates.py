"""The templates that ship, what a template may say, and where a broken one is wrong."""

from typing import Any

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from publicity.checks.length import count_markdown
from publicity.errors import Invalid
from publicity.stories.fact_values import FactField, FactType, parse
from publicity.stories.skeleton import render
from publicity.stories.template_body import check_body
from publicity.stories.template_file import StoryTemplate, parse_template
from tests.stories.factories import library

SHIPPED = (
    ("cannot-enforce", "执行不能典型案例", "case-story"),
    ("livelihood", "涉民生案件执行", "case-story"),
    ("refusal", "打击拒执", "case-story"),
    ("credit-discipline", "失信惩戒促履行", "case-story"),
    ("officers", "执行干警风采", "case-story"),
    ("press-release", "新闻通稿", "press-release"),
    ("briefing-item", "信息", "briefing-item"),
    ("live-topic", "直播选题", "live-topic"),
    ("wechat", "微信文章", "wechat"),
    ("defaulter-notice", "失信名单公告", "defaulter-notice"),
)
GOOD = """---
name: 试用
form: case-story
length: 1000
title: "{{ cause }}案"
facts:
  - {name: cause, label: 案由, required: true}
  - {name: course, label: 经过, type: steps}
sections:
  - {title: 基本案情, share: 60}
  - {title: 典型意义, share: 40}
---
## 基本案情

{{ cause }}
{% for step in course %}
{{ step.date }}{{ step.text|sentence }}
{% endfor %}

## 典型意义
"""


def parsed(source: str) -> StoryTemplate:
    return parse_template("trial", source, words=library().words)


def full(template: StoryTemplate, sentence: str) -> dict[str, Any]:
    """Every fact filled in, long ones with the sentence."""
    samples = {
        FactType.TEXT: "澄江市人民法院",
        FactType.LONG: sentence,
        FactType.AMOUNT: "86000",
        FactType.DATE: "2018-03-05",
        FactType.PERSON: "张",
        FactType.STEPS: f"2018-03-12 {sentence}\n2018-04-02 {sentence}\n2018-05-20 {sentence}",
        FactType.LIST: "冻结银行存款\n限制消费\n查封车辆",
        FactType.CASE_NUMBERS: "（2018）云9901执123号",
        FactType.ROWS: "张三 | 990101199001011234 | （2018）云9901执1号 | 支付货款3万元",
    }
    came = {
        asked.name: next(iter(asked.options)) if asked.type is FactType.CHOICE else samples[asked.type]
        for asked in template.facts
    }
    return {asked.name: parse(asked, came[asked.name])[0] for asked in template.facts}


@pytest.mark.parametrize(("key", "name", "form"), SHIPPED)
def test_every_template_asked_for_ships(key: str, name: str, form: str) -> None:
    template = library().get(key)
    assert (template.name, template.form) == (name, form)
    assert sum(part.share for part in template.sections) == 100


@pytest.mark.parametrize("key", [key for key, _name, _form in SHIPPED])
def test_an_empty_sheet_gives_a_draft_that_names_every_missing_fact_it_prints(key: str) -> None:
    template = library().get(key)
    title, text = render(template.body, template.title, template.facts, {})
    required = [asked.label for asked in template.facts if asked.required]
    unprinted = {"案号", "主要案件案号", "涉及案号", "姓名写法"}
    for label in required:
        assert f"【待补：{label}】" in title + text or label in unprinted
    for part in template.required_parts:
        assert f"## {part}\n" in text
    assert not any(line.startswith("【待补") for line in text.split("\n"))


@pytest.mark.parametrize("key", [key for key, _name, form in SHIPPED if form == "case-story"])
def test_a_full_sheet_gives_a_case_story_of_the_right_length_and_no_gap(key: str) -> None:
    template = library().get(key)
    facts = full(template, "承办法官先后三次上门，把法律后果和履行办法逐项讲清，" * 3 + "终于见到了本人。")
    _title, text = render(template.body, template.title, template.facts, facts)
    assert "【待补" not in text
    assert "。。" not in text
    assert 800 <= count_markdown(text).word_count <= 1300


def test_a_case_number_stays_on_the_sheet() -> None:
    for key in ("cannot-enforce", "livelihood", "refusal", "credit-discipline", "wechat", "officers"):
        template = library().get(key)
        facts = full(template, "办了一件事。") | {"case_number": "（2018）云28执123号"}
        assert "执123号" not in render(template.body, template.title, template.facts, facts)[1]


def test_the_defaulter_notice_always_carries_penalties_reporting_and_a_removal_date() -> None:
    template = library().get("defaulter-notice")
    text = render(template.body, template.title, template.facts, {})[1]
    for block in ("## 惩戒措施", "## 举报方式", "【待补：惩戒措施】", "【待补：举报电话】", "【待补：撤下日期】"):
        assert block in text


@pytest.mark.parametrize(
    ("wrong", "right", "line", "words"),
    [
        ("form: case-story", "form: novel", 3, "form"),
        ("length: 1000", "length: 很长", 4, "length"),
        ("{{ cause }}案", "{{ couse }}案", 5, "couse"),
        ("name: cause", "name: 案由", 7, "name"),
        ("type: steps", "type: story", 8, "type"),
        ("share: 40", "share: 30", 9, "100"),
        ("title: 典型意义", "title: 意义", 11, "## 意义"),
        ("\n{{ cause }}\n", "\n{% iff cause %}\n", 15, "语法"),
        ("\n{{ cause }}\n", "\n{{ reason }}\n", 15, "reason"),
        ("step.text|sentence", "step.text|upper", 17, "upper"),
        ("{% endfor %}", "{% include 'x' %}{% endfor %}", 18, "include 引用"),
        ("name: 试用", "name: [试用", 2, "方括号没有配对"),
        ("length: 1000", "longth: 1000", 4, "longth"),
    ],
)
def test_a_broken_template_is_refused_with_the_line_that_is_wrong(
    wrong: str, right: str, line: int, words: str
) -> None:
    assert parsed(GOOD).name == "试用"
    with pytest.raises(Invalid) as refused:
        parsed(GOOD.replace(wrong, right, 1))
    assert f"第{line}行" in str(refused.value)
    assert words in str(refused.value)


def test_a_file_without_front_matter_says_how_to_begin() -> None:
    with pytest.raises(Invalid, match="---"):
        parsed("## 基本案情\n")


@pytest.mark.parametrize(
    "body",
    [
        "{{ cause.__class__ }}",
        "{{ cause.upper() }}",
        "{{ cause * 999999999 }}",
        "{% for i in range(9) %}{% endfor %}",
        "{% set x = cause %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{{ cause|center(99999999) }}",
        "{{ [1,2][cause] }}",
        "{% import 'os' as os %}",
        "{{ self }}",
    ],
)
def test_a_template_says_nothing_beyond_facts_if_and_for(body: str) -> None:
    faults = check_body(body, [FactField("cause", "案由")])
    if faults:
        assert all(line == 1 for line, _sentence in faults)
        return
    with pytest.raises(Invalid) as refused:
        render(body, "", [FactField("cause", "案由")], {"cause": "甲"})
    assert isinstance(refused.value.__cause__, SecurityError | UndefinedError)


def test_what_was_typed_is_never_run_as_a_template() -> None:
    template = library().get("cannot-enforce")
    facts = full(template, "{{ 7 * 7 }}{% for %}")
    assert "{{ 7 * 7 }}" in render(template.body, template.title, template.facts, facts)[1]
