"""Anonymity: what is hidden here must not stand there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.anonymity import RULES
from publicity.checks.finding import Draft, DraftMedia
from tests.checks.marked import findings, marked, policy

LEAKS = [
    ("被执行人张某拒不履行。法院查明，被执行人张建国名下有房产。", ["张建国"]),
    ("张某与李某系朋友。张建国激动地说：“谢谢法官！”", ["张建国"]),
    ("申请执行人李某某申请执行。李秀英的丈夫称，", ["李秀英"]),
    ("原告王某甲诉王某乙。经查，王国强、赵铁柱到庭。", ["王国强"]),
    ("欧阳某欠款。被执行人欧阳明华表示履行。", ["欧阳明华"]),
    ("被执行人张某国逃匿，张建国与其妻离婚。", ["张建国"]),
    ("被告人陈某犯罪。# 陈志强拒不执行判决、裁定案", ["陈志强"]),
    ("周某1、周某2系兄弟，法定代表人周文斌。", ["周文斌"]),
    ("孙××拖欠工资，老板孙大勇躲了起来。", ["孙大勇"]),
    ("刘某拒不腾房。“我不搬！”刘海涛喊道。", ["刘海涛"]),
    ("黄某到庭，黄金荣将款项转走。", ["黄金荣"]),
    ("马某失踪，债务人马成功名下有车。马成功终于露面。", ["马成功", "马成功"]),
    ("高某履行，股东高明远承诺还款。", ["高明远"]),
    ("于某到庭，被执行人于建军签字。", ["于建军"]),
    ("杨某（女）起诉，杨晓丽，女，40岁。", ["杨晓丽"]),
    ("赵某离家，与赵子龙签订协议。", ["赵子龙"]),
    ("徐某腾退房屋，由徐志远代为领取。", ["徐志远"]),
    ("吴某申请执行，担保人吴刚名下存款被冻结。", ["吴刚"]),
    ("郭某拖欠货款。郭晓东夫妇外出。", ["郭晓东"]),
    ("林某与他人斗殴，林海波被判赔偿。", ["林海波"]),
    ("王某诉至法院。判决后，王秀英仍未拿到钱。", ["王秀英"]),
    ("被执行人张某拒不履行，后张建军被拘留十五日。", ["张建军"]),
    ("何某某长期躲避，干警在城郊找到何志明。", ["何志明"]),
    ("李某甲与李某乙系兄弟。法院查封了李国栋名下房屋。", ["李国栋"]),
    ("杨某某拖欠货款，法院冻结杨国强账户。", ["杨国强"]),
    ("被执行人宋某甲，又名宋建华。", ["宋建华"]),
]


@pytest.mark.parametrize(("text", "expected"), LEAKS)
def test_a_full_name_beside_its_hidden_form_is_a_leak(text: str, expected: list[str]) -> None:
    assert marked("anonymity.leak", text) == expected


NO_LEAKS = [
    "被执行人张某，张贴公告，张家港某公司，张开双臂。",
    "高某在高新区，高级人民法院驳回，高院维持，高额罚息，高峰时段。",
    "王某、王国、王牌，王府井大街。",
    "金某的金融借款，金额二十万元，金华市，金山区。",
    "江某在江苏务工，江西、江南、江边。",
    "任某任何时候都不接电话，任务完成，任职期间。",
    "于某于2018年借款，于是起诉，于判决生效后十日内履行。",
    "时某时间紧，时常外出，时任经理。",
    "常某常年在外，常见病，常务副县长。",
    "周某周转困难，周边群众，周密部署，周一上午。",
    "何某何时还款，何况有房，何种方式。",
    "马某马上赶到，马路边，马不停蹄。",
    "方某方才同意，方案，方式方法，方便群众。",
    "执行法官张建国来到张某家中，张建国耐心劝导。",
    "（通讯员 张建国）被执行人张某拒不履行。",
    "张某的代理律师张志远参加协商，人大代表张秀英见证。",
    "本院院长李明远指挥行动，拘传被执行人李某。李明远说。",
    "万某欠款五万元，万余元未还，万般无奈。",
    "白某白天睡觉，白银首饰，白酒。",
    "石某运石油、石材，石家庄。",
    "安某安排还款，安全生产，安徽某公司。",
    "成某成立公司，成功履行，成年子女，成都。",
    "被执行人张某、李某，申请执行人赵铁柱。",
    "张某到庭。张法官、老张、小张、张大爷、张女士。",
    "史某史无前例，严某严格，余某余款，章某公章，程某程序。",
    "向某向法院申请，和某和解，关某关于，解某解释，应某应当。",
    "田某田地，林某林地，沙某沙发，江某江边，花某花费，车某车辆。",
    "周某、郑某、王某系好友，周、郑、王三人签订协议，黄某住黄河路。",
    "被执行人张某，某公司张经理，张庄村，张八岭镇。",
    "江某到庭后江水上涨。",
    "王某诉至法院，胜诉后王国境内无人。",
    "高某的车撞了高大的树。",
    "马某了解到马上开庭。",
    "罗某到庭，法院查封罗列出的财产。",
    "周某被拘留，时间两周。",
]


@pytest.mark.parametrize("text", NO_LEAKS)
def test_look_alikes_and_those_in_office_are_no_leaks(text: str) -> None:
    assert marked("anonymity.leak", text) == []


def test_leaks_hide_in_titles_captions_and_file_names_too() -> None:
    picture = DraftMedia("张建国腾房现场.jpg", "image", "image/jpeg", 1, caption="张建国领取案款", alt="张某")
    found = marked("anonymity.leak", "被执行人张某履行。", title="张建国拒执案", media=(picture,))
    assert found == ["title", "media:0:caption", "media:0:name"]


def test_the_fact_sheet_helps_to_know_a_name_and_is_no_leak_itself() -> None:
    assert marked("anonymity.leak", "张某履行。后张嫣桐又来。", facts={"被执行人": "张嫣桐"}) == ["张嫣桐"]


MIXED = [
    ("张某与钱×系朋友", "钱×"),
    ("张某、李XX合伙", "李XX"),
    ("张**、李某合伙", "李某"),
    ("张某1、张某2、王某甲、王某乙", "王某甲"),
    ("刘某与刘某某系夫妻", "刘某某"),
    ("刘甲与杨某", "杨某"),
    ("孙××与李某某", "李某某"),
]


@pytest.mark.parametrize(("text", "expected"), MIXED)
def test_mixed_styles_are_asked_about_once(text: str, expected: str) -> None:
    assert marked("anonymity.mixed_styles", text) == [expected]


EVEN = [
    "张某与李某、王某",
    "张某某与李某某",
    "张某1与张某2系兄弟，李某为邻居",
    "张某、张某1",
    "郭某甲、郭某乙与郭某丙，舒某为其母",
    "徐某苗与吴某贵、曹某花，杨某",
    "刘\n某与刘某",
    "刘某\n某与邓某某",
    "张某与某公司、浙江某某公司",
    "王某驾驶××轿车，住××路××号",
    "王×、李×、赵××",
    "张**与李**",
    "张XX、李XX",
    "甲公司与乙公司，张某",
    "张某甲、李某乙、王某丙",
    "某银行与张某",
    "张某2018年与李某",
    "张某借款5000元",
    "张某，男；李某，女",
    "刘某甲与徐某乙",
]


@pytest.mark.parametrize("text", EVEN)
def test_one_style_passes(text: str) -> None:
    assert marked("anonymity.mixed_styles", text) == []


def test_mirrored_lengths_are_only_a_hint() -> None:
    assert marked("anonymity.uneven_styles", "钟某某与刘某、邓某某") == ["刘某"]
    assert marked("anonymity.uneven_styles", "张某与李某") == []
    assert marked("anonymity.uneven_styles", "张某与王某甲") == ["王某甲"]
    assert marked("anonymity.uneven_styles", "王某甲、王某乙与张某") == []
    assert marked("anonymity.uneven_styles", "储某甲与刘某乙") == []


NUMBERED = [
    ("张某与李某一案，（2018）云2801执123号。", 1),
    ("（2018）云2801执123号、（2018）云2801执124号，某公司", 1),
    ("（2013）澄民初字第16号，张某某", 1),
    ("张建国与李秀英一案，（2018）云2801执123号。", 0),
    ("张某一案，（2018）云28××执××号。", 0),
    ("张某一案，法释〔2016〕19号。", 0),
    ("张某与李某一案。", 0),
]


@pytest.mark.parametrize(("text", "count"), NUMBERED)
def test_a_case_number_beside_hidden_names_is_said_once(text: str, count: int) -> None:
    assert len(marked("anonymity.case_number", text)) == count


def test_case_numbers_of_the_fact_sheet_are_not_printed() -> None:
    assert marked("anonymity.case_number", "张某履行。", facts={"案号": "（2018）云2801执123号"}) == []


@pytest.mark.parametrize("text", ["小明（化名）", "李某(化名)", "（文中人名均为化名）", "（均为化名）", "（系化名）"])
def test_false_names_are_hinted_at(text: str) -> None:
    assert len(marked("anonymity.alias", text)) == 1


@pytest.mark.parametrize("text", ["变化名堂", "净化名单", "绿化（名木）", "张某化名李某潜逃"])
def test_other_words_with_these_characters_are_not(text: str) -> None:
    assert marked("anonymity.alias", text) == []


def test_the_one_who_asks_for_wages_is_named_with_care() -> None:
    (found,) = findings("anonymity.applicant", "申请执行人张建国、李秀英追索劳动报酬，被执行人赵铁柱拒付。")
    assert "张建国、李秀英" in found.message
    assert marked("anonymity.applicant", "申请执行人张某追索劳动报酬，被执行人赵铁柱拒付。") == []
    assert marked("anonymity.applicant", "申请执行人张建国买卖合同纠纷。") == []
    assert marked("anonymity.applicant", "执行法官王建国为农民工讨回工资。") == []


@given(
    st.text(alphabet=st.sampled_from("张王李某某建国强甲乙12×X*，、（化名）（2018）云28执1号被执行人\n "), max_size=80)
)
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text, media=(DraftMedia(text, "image", "image/png", 1, caption=text),))
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
