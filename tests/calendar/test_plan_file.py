"""Reading plan files: what they say, and every fault named by its line."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.plan_file import PlanFault, PlanFileError, parse_plan
from publicity.calendar.plan_yaml import MAX_CHARACTERS
from publicity.calendar.terms import EventKind, Role, State
from publicity.people.models import OrganisationKind

README = Path(__file__).parents[2] / "calendars" / "README.md"

SMALL = """\
plan: small
title: 小方案
organisations:
  - {name: 市中院, kind: intermediate_court}
milestones:
  - key: one
    title: 第一件
    kind: report
    window: {start: 2018-07-01, end: 2018-07-31, precision: month}
    organisations: {责任: [市中院]}
  - key: two
    title: 第二件
    kind: micro_film
    requires: [one]
"""


def faults_of(text: str, themes: frozenset[str] | None = None) -> list[tuple[int, str]]:
    with pytest.raises(PlanFileError) as refused:
        parse_plan(text, themes=themes)
    return [(fault.line, fault.message) for fault in refused.value.faults]


def test_the_readme_example_is_a_valid_plan_that_says_what_the_readme_says() -> None:
    example = re.search(r"```yaml\n(.*?)```", README.read_text(encoding="utf8"), re.DOTALL)
    assert example is not None
    plan = parse_plan(example[1])
    assert (plan.key, plan.issued) == ("chengjiang-2018", date(2018, 7, 3))
    assert [(o.name, o.kind, o.each) for o in plan.organisations][1] == (
        "各基层法院",
        OrganisationKind.BASIC_COURT,
        True,
    )
    (milestone,) = plan.milestones
    assert milestone.window == DateWindow(None, date(2018, 7, 12), Precision.DAY, Kind.DEADLINE)
    assert milestone.parts == ((Role.RESPONSIBLE, "各基层法院"), (Role.RECEIVER, "市委宣传部"))
    (duty,) = plan.duties
    assert (duty.kind, duty.cadence.minimum) == (EventKind.LIVE_BROADCAST, 1)
    (deadline,) = plan.deadlines
    assert (str(deadline.offset), deadline.on) == ("-5 workdays", EventKind.LIVE_BROADCAST)


def test_the_readme_names_every_word_the_reader_takes() -> None:
    text = README.read_text(encoding="utf8")
    words = [member.value for kind in (EventKind, State, Kind, Precision, OrganisationKind) for member in kind]
    assert [word for word in words if f"`{word}`" not in text and word not in ("recurring",)] == []


def test_an_item_without_a_window_is_a_standing_requirement() -> None:
    plan = parse_plan(SMALL)
    assert [milestone.window is None for milestone in plan.milestones] == [False, True]
    assert plan.milestones[1].requires == ("one",)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("plan: small", "plan: Small Plan", 1, "小写字母"),
        ("plan: small\n", "", 1, "缺少“plan”"),
        ("title: 小方案", "titel: 小方案", 2, "是不是想写“title”"),
        ("title: 小方案", "title: [小, 方案]", 2, "不是列表"),
        ("title: 小方案", f"title: {'长' * 201}", 2, "最多 200 个字"),
        ("kind: report", "kind: raport", 8, "不认识“raport”"),
        ("2018-07-31", "2018-02-30", 9, "真实的日期"),
        ("2018-07-31", "2018-7-31", 9, "2018-07-12 的样子"),
        ("2018-07-31", "2018-06-30", 9, "晚于结束"),
        ("2018-07-31", "2018-07-30", 9, "精度“month”与起止日期不符"),
        ("precision: month", "precision: third", 9, "精度“third”"),
        ("precision: month", "precision: day", 9, "起止应是同一天"),
        ("precision: month", "kind: point", 9, "同一天"),
        (
            "start: 2018-07-01, end: 2018-07-31, precision: month",
            "end: 2018-07-30, precision: month, kind: deadline",
            9,
            "最后一天",
        ),
        ("start: 2018-07-01, end: 2018-07-31, precision: month", "start: 2018-07-01, kind: deadline", 9, "最迟的一天"),
        ("start: 2018-07-01, end: 2018-07-31, precision: month", "written: 适时", 9, "至少写一个"),
        ("责任: [市中院]", "责任: [县法院]", 6, "没有，请先登记"),
        ("责任: [市中院]", "负责: [市中院]", 10, "没有“负责”"),
        ("责任: [市中院]", "责任: [市中院, 市中院]", 10, "重复"),
        ("key: two", "key: one", 11, "第 6 行已经用过"),
        ("requires: [one]", "requires: [three]", 11, "“three”不存在"),
        ("requires: [one]", "requires: [two]", 11, "绕了一圈"),
        ("requires: [one]", "state: confirmed", 14, "没有日期的要求"),
        ("requires: [one]", "clock: 25:00", 14, "09:30 的样子"),
        ("requires: [one]", "row: 一", 14, "应是整数"),
        ("requires: [one]", "source: {quote: 甲}", 14, "起始位置"),
        ("requires: [one]", "source: {offset: 3}", 14, "缺少“quote”"),
        ("requires: [one]", "anchors: {name: 春节, start: 2018-02-16, end: 2018-02-15}", 14, "早于开始"),
        ("requires: [one]", "key: again", 14, "写了两次"),
        ("requires: [one]", "note: !!python/object:os.system x", 14, "不支持的标签"),
        ("requires: [one]", 'note: "a\\u0007b"', 14, "控制字符"),
        ("requires: [one]", "note: &here x", 14, "锚点与别名"),
        ("requires: [one]", "note: *here", 14, "锚点与别名"),
        ("requires: [one]", "note: [x", 15, "YAML 写法有误"),
        ("requires: [one]", "note: " + "[" * 40 + "]" * 40, 14, "嵌套太深"),
    ],
)
def test_each_fault_is_named_with_its_line(old: str, new: str, line: int, says: str) -> None:
    assert old in SMALL
    found = faults_of(SMALL.replace(old, new, 1))
    assert [number for number, message in found if says in message] == [line], found


@pytest.mark.parametrize(
    ("item", "line", "says"),
    [
        (
            "duties:\n  - {key: d, title: 直播, kind: live_broadcast, cadence: 每月, period: {start: 2018-07-01}}",
            16,
            "看不懂周期",
        ),
        ("duties:\n  - {key: d, title: 直播, kind: live_broadcast, cadence: FREQ=MONTHLY}", 16, "起止日期"),
        ("duties:\n  - {key: d, title: 直播, kind: live_broadcast, cadence: FREQ=MONTHLY}", 16, "责任单位"),
        ("duties: 每月一次", 15, "应是一个列表"),
        ("duties: [每月一次]", 15, "“字段: 值”"),
        ("deadlines:\n  - {key: d, title: 选题, on: live_broadcast, rule: 提前5个工作日}", 16, "看不懂时限规则"),
        ("deadlines:\n  - {key: d, title: 选题, rule: -5 workdays}", 16, "缺少“on”"),
        ("organisations: []", 15, "写了两次"),
    ],
)
def test_faults_in_duties_and_deadlines(item: str, line: int, says: str) -> None:
    assert line in [number for number, message in faults_of(SMALL + item + "\n") if says in message]


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    found = faults_of(
        SMALL.replace("plan: small", "plan: S").replace("kind: report", "kind: x").replace("[one]", "[x]")
    )
    assert [line for line, _ in found] == [1, 8, 11]


def test_themes_are_checked_against_the_area_only_when_they_are_given() -> None:
    text = SMALL.replace("requires: [one]", "themes: [refusal]")
    assert parse_plan(text).milestones[1].themes == ("refusal",)
    assert faults_of(text, frozenset({"officers"})) == [(11, "“第二件”的宣传重点“refusal”不存在，可用：officers。")]


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "a" * (MAX_CHARACTERS + 1), "plan: \x00", "- 一\n- 二\n", "42"])
def test_what_is_not_a_plan_is_refused_in_a_sentence(text: str) -> None:
    assert all(message.endswith(("。", "！")) for _, message in faults_of(text))


def test_a_soft_window_need_not_fill_its_precision() -> None:
    text = SMALL.replace("start: 2018-07-01, end: 2018-07-31", "start: 2018-07-21, end: 2018-07-31, soft: true")
    assert parse_plan(text).milestones[0].soft is True


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(0, len(SMALL)), st.integers(0, 60))
def test_whatever_is_done_to_a_file_it_is_a_plan_or_a_list_of_faults(put: str, at: int, cut: int) -> None:
    text = SMALL[:at] + put + SMALL[at + cut :]
    found = faults_in(text)
    lines = text.count("\n") + len(put) + 2
    assert all(1 <= fault.line <= lines and fault.message for fault in found)


def faults_in(text: str) -> tuple[PlanFault, ...]:
    """The faults of a text, none when it is a plan; any other exception gets through."""
    try:
        parse_plan(text)
    except PlanFileError as error:
        return error.faults
    return ()
