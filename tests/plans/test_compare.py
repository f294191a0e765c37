"""Statements are recognised across revisions by what they say, not by where they stand."""

import pytest

from publicity.plans.compare import Statement, match, similarity


def said(title: str, when: str = "2026年7月12日前", quote: str = "7月12日前", section: str = "一、安排") -> Statement:
    return Statement(quote, when, title, section)


def test_the_same_statements_in_another_order_are_recognised() -> None:
    before = [said("报送方案"), said("召开发布会", "2026年8月", "8月"), said("组织直播", "每月", "每月至少一次")]
    after = [before[2], before[0], before[1]]
    assert match(before, after) == {0: 2, 1: 0, 2: 1}


def test_a_moved_date_and_a_reworded_title_are_still_the_same() -> None:
    before = [said("报送宣传方案"), said("召开新闻发布会", "2026年8月", "8月")]
    after = [said("报送宣传方案", "2026年7月20日前", "7月20日前"), said("组织召开新闻发布会", "2026年8月", "8月")]
    assert match(before, after) == {0: 0, 1: 1}


def test_another_task_is_not_taken_for_an_old_one() -> None:
    before = [said("报送宣传方案")]
    assert match(before, [said("开展集中执行", "2026年9月", "9月", "二、活动步骤")]) == {}


def test_equal_statements_are_paired_in_order_and_each_once() -> None:
    before = [said("全部完成"), said("全部完成")]
    assert match(before, [said("全部完成"), said("全部完成"), said("全部完成")]) == {0: 0, 1: 1}


def test_blanks_and_line_ends_inside_a_quote_do_not_matter() -> None:
    assert match([said("甲乙丙", quote="7 月\n12 日前")], [said("丁戊己", quote="7月12日前")]) == {0: 0}


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [("召开会议", "召开会议", 1.0), ("召开会议", "报送方案", 0.0), ("甲", "乙", 0.0), ("", "", 1.0)],
)
def test_similarity_runs_from_nothing_to_the_same(one: str, other: str, value: float) -> None:
    assert similarity(one, other) == value
