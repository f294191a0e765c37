"""A planner reads in Chinese, with the line, what is wrong with a template."""

import re

import pytest

from publicity.errors import Invalid
from publicity.stories.template_faults import of_jinja
from publicity.stories.template_file import parse_template
from tests.stories.factories import library
from tests.stories.test_templates import GOOD

CAUSE = "\n{{ cause }}\n"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        (CAUSE, "{% iff cause %}", 15, "不认识“iff”"),
        (CAUSE, "{% endfor %}", 15, "endfor 前面没有与它配对的 for"),
        (CAUSE, "文字\n{% if cause %}", 16, "if 没有 endif 与它配对"),
        (CAUSE, "{% for a in course %}{% if a %}{% endfor %}{% endif %}", 15, "前面的 if 还没有用 endif 收尾"),
        (CAUSE, "{% else %}", 15, "只能写在 if 和 endif 之间"),
        (CAUSE, "{{ cause", 15, "大括号没有收尾"),
        (CAUSE, "{{ cause }", 15, "大括号没有收尾"),
        (CAUSE, "{{ cause）}}", 15, "不能用的字符 ） "),
        (CAUSE, "{% if %}有{% endif %}", 15, "这里缺了内容"),
        (CAUSE, "{{ cause| }}", 15, "这里缺了内容"),
        (CAUSE, "{{ cause cause }}", 15, "“cause”这里看不懂"),
        (CAUSE, "{% for step of course %}{% endfor %}", 15, "for 名字 in 要素"),
        (CAUSE, "{{ cause + cause }}", 15, "加减乘除"),
        ("name: 试用", "name: [试用", 2, "方括号没有配对"),
        ("name: 试用", "name：试用", 2, "冒号要用英文半角"),
        ("name: 试用", 'name: "试用', 2, "引号没有配对"),
        ("name: 试用", "name: 试用: 案", 2, "冒号用得不对"),
        ("name: 试用", "\tname: 试用", 2, "行首有不能用的字符"),
        ("share: 40}", "share: 40", 11, "花括号没有配对"),
        ("facts:\n", "facts\n", 7, "少了冒号"),
        ("  - {title: 典型意义", "  -{title: 典型意义", 11, "列表写得不对"),
    ],
)
def test_the_usual_faults_are_told_in_chinese_with_their_line(right: str, wrong: str, line: int, said: str) -> None:
    broken = GOOD.replace(right, f"\n{wrong}\n" if right == CAUSE else wrong, 1)
    with pytest.raises(Invalid) as refused:
        parse_template("trial", broken, words=library().words)
    sentence = next(iter(refused.value.fields.values()))
    assert sentence.startswith(f"第{line}行：")
    assert said in sentence
    assert not re.search("[Ee]xpected|[Ee]ncountered|find|allowed", sentence)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("name: 试用", "x: " + "[" * 15_000 + "]" * 15_000, 2, "套得太深"),
        ("name: 试用", "name: 试用\nx:\n" + "\n".join(" " * n + "- " for n in range(1, 250)) + "a", 33, "套得太深"),
        ("name: 试用", "name: !!int abc", 2, "不能用 ! 开头"),
        ("name: 试用", "name: !!timestamp abc", 2, "不能用 ! 开头"),
        ("name: 试用", "name: 试\x7f用", 2, "不能用的字符"),
        ("name: 试用", "name: 试用\nname: 又一个", 3, "“name”写了两次"),
        ("label: 案由", "label: 案由, label: 原因", 7, "“label”写了两次"),
        ("name: 试用", "name: 试用\n1: x\nfoo: y", 3, "不认识“1”"),
        ("name: 试用", "name: 试用\n? [a, b]\n: x", 3, "名称只能是一个词"),
        ("name: 试用", "name: [试用]", 2, "“name”要写一行文字"),
        ("length: 1000", "length: " + "9" * 5000, 4, "50到20000之间的整数"),
        ("length: 1000", "length: 1:99999", 4, "50到20000之间的整数"),
        ("form: case-story", "form: [a]", 3, "“form”要从这些里选"),
        ("length: 1000", "polarity: [x]", 4, "“polarity”要从这些里选"),
        ("length: 1000", "themes: [[a]]", 4, "“themes”是一个列表"),
        ("length: 1000", "themes: [{a: 1}]", 4, "“themes”是一个列表"),
        ("length: 1000", "facts_from: [x]", 4, "“facts_from”要写一行文字"),
        ("type: steps", "type: [list]", 8, "type 要从这些里选"),
        ("required: true", "required: 也许", 7, "“required”只能写 true 或 false"),
        ("required: true", "hint: {a: b}", 7, "“hint”要写一行文字"),
        ("type: steps", "type: choice, options: [[a, b]]", 8, "“options”要写成列表"),
        ("share: 40}", "share: true}", 11, "“share”请写1到100之间的整数"),
        ("share: 60}", "share: 200}\n  - {title: x, heading: false, share: -100}", 10, "“share”请写1到100之间的整数"),
        ("share: 60}", "share: 0}", 10, "“share”请写1到100之间的整数"),
        (CAUSE, "{% autoescape true %}{% endautoescape %}", 15, "ScopedEvalContextModifier"),
        (CAUSE, "字\n{{ " + "not " * 250 + "cause }}", 16, "套得太深"),
        (CAUSE, "{{ " + "cause or " * 3000 + "cause }}", 15, "套得太深"),
        (CAUSE, "{{ cause" + "|clause" * 250 + " }}", 15, "套得太深"),
        (CAUSE, "{% if cause %}" * 120 + "x" + "{% endif %}" * 120, 15, "套得太深"),
        (CAUSE, "{{ " + "9" * 5000 + " }}", 15, "数字太长"),
        (CAUSE, "{{ 99999999999999999999 }}", 15, "数字太大"),
        (CAUSE, "{{ '\\ud800' }}", 15, "控制字符"),
        ("name: 试用", 'name: "试\\0用"', 2, "控制字符"),
        (CAUSE, "{% for loop in course %}{% endfor %}", 15, "语法有误"),
    ],
)
def test_what_is_of_the_wrong_kind_twice_or_too_deep_is_told_with_its_line(
    right: str, wrong: str, line: int, said: str
) -> None:
    broken = GOOD.replace(right, f"\n{wrong}\n" if right == CAUSE else wrong, 1)
    with pytest.raises(Invalid) as refused:
        parse_template("trial", broken, words=library().words)
    assert any(one.startswith(f"第{line}行：") and said in one for one in refused.value.fields.values())


def test_a_share_that_is_none_is_told_once() -> None:
    with pytest.raises(Invalid) as refused:
        parse_template("trial", GOOD.replace("share: 60", "share: 很多"), words=library().words)
    assert len(refused.value.fields) == 1


@pytest.mark.parametrize("about", ["2018-02-30", "2018-02-20", "25:00:00", "2018-01-01 25:00:00", "是", "yes", "1e9"])
def test_what_looks_like_a_date_or_a_number_is_text(about: str) -> None:
    source = GOOD.replace("name: 试用", f"name: 试用\nabout: {about}")
    assert parse_template("trial", source, words=library().words).about == about


def test_a_fault_that_is_not_known_is_quoted_after_a_lead() -> None:
    assert of_jinja("Something else.") == "模板语法有误：这一行看不懂，请检查标点和缩进（原文：Something else）。"
