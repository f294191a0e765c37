"""What holds for every text: the quote stands where the item says, nothing raises, reading again gives the same."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicity.plans.normalise import normalise
from publicity.plans.reader import read_items

PIECES = (
    "2018年",
    "2018 年 ",
    "二〇一八年",
    "二O一八年",
    "今年",
    "明年",
    "去年",
    "当年",
    "次年",
    "7月",
    "十二月",
    "13月",
    "0月",
    "00日",
    "12日",
    "31日",
    "32日",
    "99日",
    "上旬",
    "下句",
    "底",
    "初",
    "前",
    "前后",
    "以来",
    "期间",
    "起",
    "止",
    "至",
    "—",
    "-",
    "~",
    "一",
    "、",
    "，",
    "。",
    "；",
    "\n",
    "\n\n",
    " ",
    "　",
    "（",
    "）",
    "(",
    ")",
    "每月",
    "每年",
    "每周",
    "每季度",
    "每",
    "至少",
    "一次",
    "3次",
    "不少于",
    "20条",
    "提前",
    "5个工作日",
    "内",
    "后",
    "之日起",
    "十五日",
    "用两年时间",
    "百日攻坚",
    "春节",
    "元旦",
    '全国"两会"',
    "12·4",
    "〔2018〕47号",
    "定期",
    "及时",
    "《",
    "》",
    "执(zhí)行",
    "— 5 —",
    "一、",
    "（一）",
    "1.",
    "上午",
    "10:30",
    "25时",
    "（星期五）",
    "周三",
    "农历",
    "腊月",
    "三十",
    "2月30日",
    "202年11月",
    "9999年",
    "1900年",
    "2099年12月31日",
    "0000年",
    "完成时限：",
    "召开",
    "报送",
    "第三季度",
    "上半年",
    "十四五",
    "“十四五”",
    "近三年",
    "次日",
    "第五个星期五",
    "9月第五个星期五",
    "截至",
    "\x00",
    "\ufeff",
    "\u200b",
    "😀",
    "\ud800",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=200),
    st.text(alphabet="0123456789年月日前后至—-、，。每一二三四五十上下旬底初 \n（）", max_size=120),
)
DATES = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2098, 12, 31)))


@settings(max_examples=400, deadline=None)
@given(TEXTS, DATES)
def test_every_quote_stands_at_its_offset_and_every_window_is_in_order(text, issued):
    clean = normalise(text)
    items = read_items(clean, issued=issued)
    for item in items:
        assert item.quote
        assert text[item.offset : item.offset + len(item.quote)] == item.quote
        assert 0 <= item.clean_start < item.clean_end <= len(clean.text)
        assert item.start is None or item.end is None or item.start <= item.end
        assert 0 <= item.confidence <= 1
        assert item.reason
    assert [item.clean_start for item in items] == sorted(item.clean_start for item in items)


@settings(max_examples=100, deadline=None)
@given(TEXTS, DATES)
def test_reading_twice_gives_the_same(text, issued):
    assert read_items(normalise(text), issued=issued) == read_items(normalise(text), issued=issued)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_clean_text_keeps_a_way_back_that_never_turns(text):
    clean = normalise(text)
    assert len(clean.origin) == len(clean.text)
    assert all(earlier < later for earlier, later in zip(clean.origin, clean.origin[1:], strict=False))
    assert all(0 <= place < len(text) for place in clean.origin)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "年",
        "每",
        "—",
        "-",
        "（",
        "“",
        "\n",
        " ",
        "a",
        "2018年7月12日前",
        "2018年7月",
        "7、",
        "一、",
        "每月至少",
        "自2018年",
        "至",
        "前",
        "春节",
        "a@",
        "（a",
        "?ā",
        "1—",
        "* ",
        "第",
        "〔2018〕",
        "农历",
        "提前5个工作日",
        "每年3月底前，",
        "《2018年",
        "2018-",
        "一",
        "周年",
        "某某院\n2018年7月12日\n",
    ],
    ids=repr,
)
def test_a_hostile_repetition_costs_no_more_than_its_length(unit):
    text = unit * (20_000 // len(unit))
    started = time.perf_counter()
    items = read_items(normalise(text), issued=date(2018, 7, 3))
    assert time.perf_counter() - started < 8
    assert all(text[item.offset : item.offset + len(item.quote)] == item.quote for item in items)
