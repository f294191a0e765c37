"""Sentences as plans and notices write them, each with every date in it and what that date is."""

from datetime import date
from pathlib import Path

import pytest

from publicity.plans.items import Role
from publicity.plans.normalise import normalise
from publicity.plans.reader import read_items

TABLE = Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8")
SENTENCES = [line.split("\t") for line in TABLE.splitlines() if not line.startswith("#")]


def shown(item):
    rule = item.recur or item.offset_rule or "-"
    return f"{item.role} {item.start or '-'} {item.end or '-'} {item.kind} {rule} {item.time or '-'} {item.quote}"


def is_certain(item):
    vague = item.role in (Role.VAGUE, Role.DURATION)
    return not vague and (item.role is not Role.RELATIVE or item.confidence > 0.4)


@pytest.mark.parametrize(("issued", "text", "readings"), SENTENCES, ids=[text[:24] for _, text, _ in SENTENCES])
def test_a_sentence_gives_exactly_its_dates(issued, text, readings):
    items = read_items(normalise(text), issued=date.fromisoformat(issued))
    assert " ; ".join(shown(item) for item in items if is_certain(item)) == readings


@pytest.mark.parametrize(
    "text",
    [
        "公示5日，拘留15日，罚款。",
        "新媒体账号连续14天不更新的，予以通报。",
        "上午8：30-11：30，下午2：30-5：30。",
        "每个账号每天可投5票，每人每天限投一次。",
        "春节慰问、国庆献礼等作品均可参加。",
        "电话：0877-6661234，邮编653100，附件3，第12条，1:500，GB/T 9704-2012。",
        "澄中法〔2018〕23号、（2018）云28执123号、国务院令第722号、2018年第3期。",
        "纳入年度考核，平均每月办案30件，每月工资照发。",
    ],
)
def test_what_only_looks_like_a_date_is_no_task(text):
    items = read_items(normalise(text), issued=date(2018, 7, 3))
    assert [item.quote for item in items if item.role is Role.TASK] == []


def test_without_any_year_the_reader_asks_instead_of_taking_todays():
    (item,) = read_items(normalise("请于7月12日前报送。"), issued=None)
    assert (item.start, item.end) == (None, None)
    assert "补充年份" in item.question


@pytest.mark.parametrize(
    ("text", "issued", "reason"),
    [
        ("请于2018年7月12日前报送。", None, "原文写明年份"),
        ("2018年5月开题，7月结题。", None, "年份取自同句前一个日期"),
        ("2018年5月开题。\n7月结题。", None, "年份取自本节前一个日期"),
        ("一、2018年重点\n7月结题。", None, "年份取自章节标题"),
        ("7月12日前报送。", date(2018, 7, 3), "年份取自落款日期"),
        ("澄江法院2019年宣传计划\n7月结题。", date(2018, 12, 3), "年份取自文件标题"),
        ("澄中法〔2018〕23号\n7月结题。", None, "年份取自文号"),
    ],
)
def test_the_reason_says_where_the_year_was_taken_from(text, issued, reason):
    assert reason in read_items(normalise(text), issued=issued)[-1].reason


def test_the_signature_of_the_text_gives_the_year_when_the_caller_knows_none():
    items = read_items(normalise("请于7月12日前报送。\n澄江市中级人民法院\n2018年7月3日"), issued=None)
    assert [(item.role, str(item.end)) for item in items] == [("task", "2018-07-12"), ("docdate", "2018-07-03")]
