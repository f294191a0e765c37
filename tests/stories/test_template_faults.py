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


def test_a_fault_that_is_not_known_is_quoted_after_a_lead() -> None:
    assert of_jinja("Something else.") == "模板语法有误：这一行看不懂，请检查标点和缩进（原文：Something else）。"
