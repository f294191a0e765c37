"""What a table of drafts cannot say: which words a message names, case numbers held against court and day."""

from datetime import date

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
