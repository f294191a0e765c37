"""Words the news trade avoids, and their innocent look-alikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.finding import Draft
from publicity.checks.wording import RULES
from tests.checks.marked import findings, marked, policy

AVOIDED = [
    ("dock", "村民将某公司推上被告席。", ["推上被告席"]),
    ("dock", "业主把物业送上了被告席。", ["送上了被告席"]),
    ("dock", "兄弟二人告上被告席。", ["告上被告席"]),
    ("title", "检察院院长到会。", ["检察院院长"]),
    ("title", "人民检察院副院长", ["检察院副院长"]),
    ("title", "审计署署长介绍。", ["审计署署长"]),
    ("title", "全国人大副委员长出席。", ["全国人大副委员长"]),
    ("title", "村长李某说。", ["村长"]),
    ("title", "老村长带路，副村长作证。", ["村长", "村长"]),
    ("disability", "他双腿残废。", ["残废"]),
    ("disability", "那个瞎子老人。", ["瞎子"]),
    ("disability", "被人叫作傻子。", ["傻子"]),
    ("disability", "一名聋哑人申请执行。", ["聋哑人"]),
    ("disability", "瘸子老王。", ["瘸子"]),
    ("praise", "这是最好的产品。", ["最好的产品"]),
    ("praise", "国家级品牌、最佳企业", ["国家级品牌", "最佳企业"]),
    ("praise", "全县最著名的酒店", ["最著名的酒店"]),
    ("in_person", "院长李某亲自带队。", ["亲自"]),
    ("in_person", "县委书记到场亲自督办。", ["亲自"]),
    ("defaulter", "抓捕“老赖”，老赖现形。", ["老赖"]),
    ("label", "河南小偷被抓。", ["河南小偷"]),
    ("label", "教授罪犯、教师老赖", ["教授罪犯", "教师老赖"]),
    ("label", "东北人骗子", ["东北人骗子"]),
    ("party_organ", "县委决定给予其开除公职处分。", ["开除公职"]),
    ("party_organ", "党组研究决定给予撤职。", ["撤职"]),
    ("dock", "将亲生儿子推向被告席。", ["推向被告席"]),
    ("dock", "儿女送老父亲上被告席。", ["送老父亲上被告席"]),
    ("disability", "呆傻人员由村里照看。", ["呆傻"]),
    ("label", "外来妹骗子落网。", ["外来妹骗子"]),
    ("party_organ", "县委决定开除其公职。", ["开除其公职"]),
    ("party_organ", "县委免去其法院院长职务。", ["免去其法院院长职务"]),
]


@pytest.mark.parametrize(("rule", "text", "expected"), AVOIDED)
def test_avoided_words_are_marked(rule: str, text: str, expected: list[str]) -> None:
    assert marked(f"wording.{rule}", text) == expected


INNOCENT = [
    "被告席上空无一人，被告坐在被告席。",
    "法院院长、检察院检察长、检察长列席。",
    "农村长期缺水，乡村长效机制，该村长达十年，在渔村长大，全村长者。",
    "村主任、村支书到场，村委会协助。",
    "吃了哑巴亏，瞎子摸象，傻子瓜子，装疯卖傻，聋哑人学校。",
    "残疾人、盲人、聋人、伤残等级、致残",
    "最佳利益原则、最好还是和解、最好的结果、最好的证明",
    "国家级贫困县、国家级自然保护区、国家级非物质文化遗产",
    "被执行人亲自到庭，当事人亲自签字，李某亲自送来锦旗。",
    "院长要亲自办案，领导干部应当亲自接访。",
    "法官亲自送达。",
    "失信被执行人、被执行人、拒不履行义务的人",
    "河南某公司、河南籍被执行人、云南省高级人民法院",
    "教师被骗、医生报案、律师代理、骗子冒充教授",
    "县纪委建议给予开除公职处分。",
    "县监委给予其开除公职的政务处分。",
    "县委召开会议，党组研究部署执行工作。",
    "人大常委会决定免去其职务。",
    "小偷被抓，骗子落网，罪犯服刑",
    "北京、上海、广东、云南四地法院协作。",
    "短片《村长的故事》上映。",
    "双方坐在原告席和被告席上。",
    "县委建议开除其公职。",
    "市人大常委会决定免去其院长职务。",
    "坐在被告席的男子",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_look_alikes_are_left_alone(text: str) -> None:
    draft = Draft(title="", text=text)
    assert [(found.rule, found.message) for rule in RULES for found in rule.check(draft, policy())] == []


def test_a_wechat_title_may_say_it_and_its_text_is_still_hinted_at() -> None:
    assert marked("wording.defaulter", "被执行人到庭。", title="老赖现形", form="微信推文") == []
    assert marked("wording.defaulter", "被执行人到庭。", title="老赖现形", form="案例故事") == ["title"]
    assert marked("wording.defaulter", "老赖到庭。", title="老赖现形", form="微信推文") == ["老赖"]


def test_titles_are_mended() -> None:
    (found,) = findings("wording.title", "检察院院长到会")
    assert found.fix is not None
    assert found.fix.replacement == "检察院检察长"


@given(
    st.text(
        alphabet=st.sampled_from(
            "推上被告席检察院长村残废瞎聋哑人最佳好的产品亲自老赖河南小偷教授罪犯县委决定开除公职，。"
        ),
        max_size=80,
    )
)
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text)
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
