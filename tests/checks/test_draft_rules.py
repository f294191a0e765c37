"""What a table of drafts cannot say: which words a message names, case numbers held against court and day."""

from datetime import date

import pytest

from publicity.checks.finding import Draft
from publicity.checks.near_duplicates import containment
from tests.checks.probe import findings

PARTS = ("基本案情", "执行过程", "典型意义")


def test_a_missing_part_is_named_by_its_template() -> None:
    found = findings("structure.missing_part", Draft("题", "## 案情简介\n\n甲", required_parts=PARTS))
    assert ["执行过程" in found[0].message, "典型意义" in found[1].message, len(found)] == [True, True, 2]


def test_completeness_names_what_the_story_does_not_say() -> None:
    found = findings("structure.completeness", Draft("题", "今天天气很好。", form="case-story"))
    lacking = ["由谁", "标的", "义务从何", "措施", "结果", "意义"]
    assert [word in one.message for word, one in zip(lacking, found, strict=True)] == [True] * 6


def test_the_grounds_to_choose_from_are_named() -> None:
    (found,) = findings("ground.missing", Draft("题", "文", form="case-story"))
    assert "新近执结" in found.message


@pytest.mark.parametrize(
    ("number", "code", "court", "count"),
    [
        ("（2018）粤01执1号", "云2801", "", 1),
        ("（2018）云01执1号", "云2801", "", 0),
        ("（2018）粤01执1号", "", "", 0),
        ("（2018）粤01执1号", "", "云南省某市人民法院", 1),
        ("（2018）最高法执1号", "云28", "", 0),
        ("（2018）兵01执1号", "新01", "", 0),
        ("（2018）贵01执1号", "黔01", "", 0),
        ("（2014）粤高法执字第1号", "云28", "", 0),
        ("（2018）粤01执1号，又（2018）粤01执1号", "云28", "", 1),
        ("（2018）内01执1号", "", "内蒙古自治区某旗人民法院", 0),
        ("（2018）黑01执1号", "", "黑龙江省某县人民法院", 0),
        ("（2018）黑01执1号", "吉01", "", 1),
    ],
)
def test_a_number_of_another_province(number: str, code: str, court: str, count: int) -> None:
    draft = Draft("题", f"立案{number}。", court=court, court_code=code)
    assert len(findings("case_number.province", draft)) == count


@pytest.mark.parametrize(
    ("text", "day", "count"),
    [
        ("（2019）云28执1号", date(2018, 7, 1), 1),
        ("（2018）云28执1号", date(2018, 7, 1), 0),
        ("（2017）云28执1号", date(2018, 7, 1), 0),
        ("（2019）云28执1号", None, 0),
        ("（1018）云28执1号", None, 1),
        ("（2028）云28执1号", date(2018, 7, 1), 1),
        ("（2013）沪二中刑终字第116号", date(2012, 7, 1), 1),
        ("法〔2019〕137号", date(2018, 7, 1), 0),
    ],
)
def test_a_case_number_cannot_be_of_a_later_year(text: str, day: date | None, count: int) -> None:
    assert len(findings("case_number.year", Draft("题", text, day=day))) == count


def test_case_numbers_on_the_fact_sheet_are_read_too() -> None:
    draft = Draft("题", "文", facts={"case_number": "（2018）云280执12号", "cause": "买卖合同纠纷"})
    (found,) = findings("case_number.format", draft)
    assert found.place.field == "fact:case_number"


def test_the_weekday_takes_the_year_nearest_to_the_storys_day() -> None:
    text = "7月12日（周三）"
    assert findings("dates.weekday", Draft("题", text, day=date(2017, 8, 1))) == []
    assert len(findings("dates.weekday", Draft("题", text, day=date(2018, 8, 1)))) == 1
    assert findings("dates.weekday", Draft("题", "12月29日（周五）", day=date(2018, 1, 10))) == []


STORY = "申请执行人张某与被执行人某建材公司买卖合同纠纷一案，法院判决公司支付货款86000元。"
OTHER = "第三组干警走访了六户群众，把二十一份文书送到二十三号院落，傍晚才回到执行局。" * 2


def test_containment_is_of_the_first_in_the_second() -> None:
    assert containment(STORY, STORY + OTHER) == 1
    assert containment(STORY + OTHER, STORY) < 0.8
    assert containment("短", "短") == 0
