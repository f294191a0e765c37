"""A plan is read whole: the same way each time, with quotes that stand where they say, and never an error."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicity.plans.proposal import read_plan
from tests.plans.samples import CAMPAIGN, NOTICE

WORDS = """
2026年 6月 30日 前 每月 至少 一次 提前5个工作日 不定期 春节 报送 市委宣传部 抄送 政法委 召开新闻发布会 一、 （二） 1.
第一阶段 （ ） 《 》 “ ” 〔2026〕3号 澄江市人民法院 关于 的通知 ， 。 ； ： 、 # 責任單位 (zhí)
80%以上 我院 要 第二十一一次
"""
PIECES = (*WORDS.split(), "\n", " ", " | ", "- ", "\f", "\ufeff")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_quote_stands_at_its_offset_whatever_the_text(text: str) -> None:
    reading = read_plan(text)
    assert reading == read_plan(text)
    for proposal in reading.proposals:
        item = proposal.item
        assert text[item.offset : item.offset + len(item.quote)] == item.quote
        assert 1 <= len(proposal.task.title) <= 30
    assert all(text[flaw.offset : flaw.offset + len(flaw.quote)] == flaw.quote for flaw in reading.flaws)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert read_plan(text) == read_plan(text)


def test_the_signature_day_is_taken_from_the_text_and_can_be_given() -> None:
    text = "宣传方案\n\n于7月12日前报送方案。\n\n澄江市人民法院\n2018年7月3日"
    assert [p.item.end for p in read_plan(text).proposals if p.is_proposed] == [date(2018, 7, 12)]
    unsigned = "宣传方案\n\n于7月12日前报送方案。"
    assert [p.item.end for p in read_plan(unsigned, issued=date(2020, 1, 2)).proposals] == [date(2020, 7, 12)]


def test_a_proposal_is_plain_data_with_every_field() -> None:
    proposal = next(p for p in read_plan(NOTICE).proposals if p.task.copies)
    plain = json.loads(json.dumps(proposal.as_mapping()))
    assert plain["quote"] == "2026年7月10日前"
    assert {name: plain[name] for name in ("end", "kind", "role", "precision", "milestone_kind")} == {
        "end": "2026-07-10",
        "kind": "deadline",
        "role": "task",
        "precision": "day",
        "milestone_kind": "report",
    }
    assert (plain["receivers"], plain["copies"]) == (["市中院新闻办"], ["市委政法委"])
    assert plain["section"] == ["一、重点工作安排", proposal.task.section[1]]


@pytest.mark.parametrize("text", [NOTICE, CAMPAIGN])
def test_line_ends_of_another_system_change_no_reading(text: str) -> None:
    def facts(source: str) -> list[dict[str, object]]:
        return [dict(proposal.as_mapping()) | {"offset": 0} for proposal in read_plan(source).proposals]

    assert facts(text.replace("\n", "\r\n")) == facts(text)


def test_reading_takes_time_in_proportion_to_the_length() -> None:
    pieces = [CAMPAIGN.split("## 二")[0], *(["各级法院于2026年6月30日前报送宣传总结。"] * 3000)]
    assert len(read_plan("".join(pieces)).proposals) >= 3000
