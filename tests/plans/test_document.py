"""A plan's head, signature and headings, and what looks wrong in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.plans.document import read_document
from publicity.plans.foreign_courts import foreign_courts
from publicity.plans.normalise import normalise
from publicity.plans.proposal import read_plan
from publicity.plans.sections import read_outline, value
from tests.plans.samples import CAMPAIGN, NOTICE, case


def test_a_notice_that_sends_a_plan_is_read_by_its_head() -> None:
    document = read_document(normalise(NOTICE))
    assert document.title == "澄江市中级人民法院办公室关于印发《澄江市法院2026年度宣传工作要点》的通知"
    assert document.number is not None
    assert document.number.text == "澄中法办〔2025〕18号"
    assert document.issuers == ("澄江市中级人民法院办公室",)
    assert document.issued == date(2025, 12, 29)
    assert document.recipients == ("各县（市、区）人民法院", "本院各部门")
    assert [(paper.title, paper.number) for paper in document.references] == [
        ("关于加强新时代法院宣传工作的意见", "云高法〔2025〕66号")
    ]


def test_a_plan_in_markdown_signed_in_chinese_numerals_is_read() -> None:
    document = read_document(normalise(CAMPAIGN))
    assert document.title == "澄江县人民法院“春雷行动”集中执行专项活动实施方案"
    assert document.issuers == ("澄江县人民法院",)
    assert (document.issued, document.issued_quote) == (date(2024, 2, 28), "二〇二四年二月二十八日")
    assert [paper.title for paper in document.references] == ["关于进一步解决执行难的实施意见"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        case("澄江市人民法院\n\n宣传工作方案\n\n为了做好工作，制定本方案。", "澄江市人民法院宣传工作方案"),
        case("# 关于开展“夏季风暴”\n# 专项执行的通知\n各庭室：", "关于开展“夏季风暴”专项执行的通知"),
        case("澄江市人民法院文件\n澄法〔2020〕3号\n宣传 工作 计划\n一、目标", "宣传工作计划"),
        case("特急\n澄江日报社2020年报道计划（征求意见稿）\n一、目标", "澄江日报社2020年报道计划（征求意见稿）"),
        case("一、制定宣传方案\n二、落实", ""),
        case("全市法院宣传座谈会\n\n今天召开会议，研究方案。", "全市法院宣传座谈会"),
        case("请各单位于7月12日前报送方案。", ""),
        case("", ""),
    ],
)
def test_the_title_is_found_among_the_lines_of_the_head(head: str, title: str) -> None:
    assert read_document(normalise(head)).title == title


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "［］", "（）", "()", "【】", "﹝﹞"])
def test_a_document_number_is_known_in_every_bracket_and_asked_about_in_the_wrong_one(brackets: str) -> None:
    left, right = brackets
    reading = read_plan(f"澄法发{left}2026{right} 7 号\n\n关于做好宣传工作的通知\n\n各法院：\n现通知如下。")
    assert reading.document.number is not None
    assert reading.document.number.text == "澄法发〔2026〕7号"
    flaws = [flaw for flaw in reading.flaws if flaw.rule == "number-bracket"]
    assert [flaw.offset for flaw in flaws] == ([] if brackets == "〔〕" else [0])


@pytest.mark.parametrize(
    ("end", "issued", "issuers"),
    [
        case("澄江市人民法院\n2026年3月1日", date(2026, 3, 1), ("澄江市人民法院",)),
        case("澄江市人民法院　2026年3月1日", date(2026, 3, 1), ("澄江市人民法院",)),
        case(
            "中共澄江市委宣传部 澄江市人民法院\n2026 年 3 月 1 日",
            date(2026, 3, 1),
            ("中共澄江市委宣传部", "澄江市人民法院"),
        ),
        case("二○二六年十二月三十一日", date(2026, 12, 31), ()),
        case("2026年2月30日", None, ()),
        case("活动定于2026年3月1日举行。", None, ()),
    ],
)
def test_the_signature_gives_the_day_and_the_issuers(end: str, issued: date | None, issuers: tuple[str, ...]) -> None:
    document = read_document(normalise(f"宣传工作方案\n\n请认真落实。\n\n{end}"))
    assert (document.issued, document.issuers) == (issued, issuers)


def test_labelled_metadata_is_read() -> None:
    head = "发文机关澄江市中级人民法院\n发文日期2016年07月01日\n发文字号澄中法〔2016〕104号\n\n关于宣传工作的意见\n"
    document = read_document(normalise(head))
    assert (document.issued, document.issuers) == (date(2016, 7, 1), ("澄江市中级人民法院",))
    assert document.number is not None
    assert document.number.text == "澄中法〔2016〕104号"


OUTLINE = """### 一、安排
- (一) 动员。全院动员。
1、7月底前，召开会议。
2. 总结
3、4月份宣传要抓紧。
  - （二）实施
（1）甲
二、保障"""


def test_headings_of_every_style_become_a_tree() -> None:
    clean = normalise(OUTLINE).text
    outline = read_outline(clean)
    assert [section.path for section in outline.sections] == [
        ("一、安排",),
        ("一、安排", "（一）动员"),
        ("一、安排", "（一）动员", "1.7月底前，召开会议"),
        ("一、安排", "（一）动员", "2.总结"),
        ("一、安排", "（一）动员", "3.4月份宣传要抓紧"),
        ("一、安排", "（二）实施"),
        ("一、安排", "（二）实施", "（1）甲"),
        ("二、保障",),
    ]
    assert outline.at(clean.index("全院动员")) == outline.sections[1]
    assert outline.sections[0].end == outline.sections[7].start


def test_a_pair_of_months_at_the_head_of_a_line_is_no_heading() -> None:
    assert [section.title for section in read_outline("一、安排\n3、4月份，开展宣传。").sections] == ["安排"]


def test_phases_are_numbered_by_their_own_name_or_by_the_heading_above() -> None:
    text = "一、目标\n（一）甲\n二、活动步骤\n（一）动员\n（二）实施\n第三阶段：总结"
    outline = read_outline(text)
    assert [outline.phase_at(section.start) for section in outline.sections] == [None, None, None, 1, 2, 3]


@pytest.mark.parametrize(("numeral", "number"), [("7", 7), ("十", 10), ("十四", 14), ("二十一", 21), ("⑫", 12)])
def test_numerals_have_values(numeral: str, number: int) -> None:
    assert value(numeral) == number


@pytest.mark.parametrize(
    ("text", "rule", "quote", "said"),
    [
        case("方案\n一、甲\n三、乙", "heading-skipped", "三、乙", "缺“二”"),
        case("方案\n（一）甲\n（四）乙", "heading-skipped", "（四）乙", "缺“（二）、（三）”"),
        case("方案\n1.甲\n2.乙\n2.丙", "heading-doubled", "2.丙", "“2.”用了两次"),
        case("方案\n一、甲\n二、乙\n三、丙\n二、丁", "heading-order", "二、丁", "序号倒了"),
        case("方案\n贯彻全国法院第二十一一次会议精神。", "numeral", "第二十一一次", "写重了"),
        case("方案\n提示申請?，支持保全。", "lost-characters", "提示申請?，", "文字残缺"),
        case("方案\n- 1 -\n甲\n- 2 -\n乙\n- 5 -\n丙", "page-skipped", "- 5 -", "从 2 跳到 5"),
        case("澄法〔2016〕3号\n宣传方案\n2018年7月1日前报送。", "number-year", "澄法〔2016〕3号", "排到 2018 年"),
        case("澄法〔2019〕3号\n宣传方案\n2018年7月1日前报送。", "number-year", "澄法〔2019〕3号", "沿用了旧文"),
        case("澄法〔2017〕3号\n宣传方案\n请落实。\n2018年7月1日", "number-year", "澄法〔2017〕3号", "落款却是 2018 年"),
    ],
)
def test_what_looks_wrong_is_said_with_its_place(text: str, rule: str, quote: str, said: str) -> None:
    flaws = [flaw for flaw in read_plan(text).flaws if flaw.rule == rule]
    assert [flaw.quote for flaw in flaws] == [quote]
    assert said in flaws[0].message
    assert text[flaws[0].offset :].startswith(quote)


@pytest.mark.parametrize(
    "text",
    [
        case("方案\n一、甲\n1.子\n2.丑\n二、乙\n1.子\n2.丑"),
        case("澄法〔2025〕3号\n宣传方案\n2026年7月1日前报送。"),
        case("方案\n贯彻第二十一次会议精神，第一百二十三条，第十次。"),
        case("方案\n- 1 -\n甲\n- 3 -\n乙\n- 5 -\n丙"),
        case("澄法〔2020〕3号\n三年行动方案\n到2023年，建成体系；2022年6月底前报送。\n澄江市人民法院\n2020年6月2日"),
        case("方案\n（一）总结阶段（2021年11月至12月）\n认真总结。\n到2023年底，体系建成。"),
    ],
)
def test_what_is_right_is_not_remarked_on(text: str) -> None:
    assert read_plan(text).flaws == ()


def test_faults_of_the_sample_plans_are_found_and_no_others() -> None:
    assert [(flaw.rule, flaw.quote) for flaw in read_plan(NOTICE).flaws] == [
        ("number-bracket", "澄中法办（2025）18号"),
        ("heading-doubled", NOTICE.split("\n")[23][:-1]),
        ("heading-skipped", NOTICE.split("\n")[24][:-1]),
    ]
    assert [(flaw.rule, flaw.quote) for flaw in read_plan(CAMPAIGN).flaws] == [
        ("foreign-court", "临川县人民法院"),
        ("deadline-phase", "2024年3月20日前"),
        ("deadline-phase", "2024年6月5日前"),
        ("signature-numerals", "二〇二四年二月二十八日"),
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        case("执行《临川市人民法院执行规范》。", ["临川市人民法院"]),
        case("临川市人民法院要召开会议。", ["临川市人民法院"]),
        case("会同临川市人民法院开展执行。", []),
        case("与临川市人民法院联合宣传。", []),
        case("根据《临川市人民法院经验》制定。", []),
        case("报送海东省高级人民法院、澄江市人民法院。", []),
        case("海东省澄江市人民法院负责。", []),
        case("临川市中级人民法院通报。", []),
        case("各县人民法院、全市人民法院要落实。", []),
    ],
)
def test_a_court_of_the_same_rank_and_another_place_is_asked_about(sentence: str, found: list[str]) -> None:
    assert list(foreign_courts(sentence, ["澄江市人民法院"], "宣传方案", [])) == found


def test_a_signature_of_another_court_than_the_title_is_asked_about() -> None:
    text = "澄江县人民法院宣传方案\n\n请落实。\n\n临川县人民法院\n2024年2月28日"
    assert [(flaw.rule, flaw.quote) for flaw in read_plan(text).flaws] == [("foreign-court", "临川县人民法院")]


def test_the_same_window_stated_twice_is_asked_about_once() -> None:
    text = "方案\n自2017年7月18日至2017年9月18日开展活动。\n活动从2017年7月18日至2017年9月18日进行。"
    flaws = read_plan(text).flaws
    assert [(flaw.rule, flaw.offset) for flaw in flaws if flaw.rule == "window-doubled"] == [
        ("window-doubled", text.index("从2017"))
    ]


@given(st.text(alphabet="一二三（）、.1290〔〕号年月日前《》关于的通知方案法院市县\n ：。，-#|", max_size=120))
def test_no_text_breaks_the_reading_of_a_document(text: str) -> None:
    first = read_plan(text)
    assert first == read_plan(text)
    assert all(text[flaw.offset : flaw.offset + len(flaw.quote)] == flaw.quote for flaw in first.flaws)
