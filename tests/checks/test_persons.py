"""The name finder: people are found, words that begin like a name are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.persons import Role, find_hidden, find_people

NAMED = [
    ("申请执行人张建国与被执行人李秀英民间借贷纠纷一案", ["张建国", "李秀英"]),
    ("被执行人王强辩称其无力履行", ["王强"]),
    ("被执行人王强未履行", ["王强"]),
    ("被执行人：王强，男，1970年出生", ["王强"]),
    ("原告王国强、李思雨诉被告赵铁柱", ["王国强", "李思雨", "赵铁柱"]),
    ("张建国激动地说", ["张建国"]),
    ("欧阳明华的存款", ["欧阳明华"]),
    ("被执行人欧阳锋向法院报告", ["欧阳锋"]),
    ("老板黄金荣将款转走", ["黄金荣"]),
    ("王建国拒不执行判决、裁定案", ["王建国"]),
    ("被执行人石磊和解后履行", ["石磊"]),
    ("妻子李娟名下房产", ["李娟"]),
    ("法定代表人高明远拒不到庭", ["高明远"]),
    ("村民马成功家中", ["马成功"]),
    ("被告人周全胜犯拒不执行判决、裁定罪", ["周全胜"]),
    ("第三人方正平称", ["方正平"]),
    ("债务人江海涛名下", ["江海涛"]),
    ("被执行人于建军到庭", ["于建军"]),
    ("案外人安志强提出异议", ["安志强"]),
    ("被执行人白云飞已外出", ["白云飞"]),
    ("被执行人李伟、王芳夫妻", ["李伟", "王芳"]),
    ("供稿：丁嘉蓉 曾梦子 戴兵", ["丁嘉蓉", "曾梦子", "戴兵"]),
    ("在城郊工地找到高大勇，他付清了欠款", ["高大勇"]),
    ("三天前黄志强刚刚提了新车", ["黄志强"]),
    ("6岁的何依依失去了双亲", ["何依依"]),
    ("半个小时后，郭满仓端出一碗热茶", ["郭满仓"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_people_are_found(text: str, expected: list[str]) -> None:
    assert [person.name for person in find_people(text)] == expected


NOBODY = [
    "王国、高院、方案、金融、江苏、黄金、马上、何况、于是、白银、石油、周边、温馨、任务、常见、时间",
    "被执行人高额消费，被执行人常年在外，被执行人周转困难，被执行人时间紧",
    "被执行人于2018年、被执行人于当日、被执行人于判决生效后",
    "被告方拒不到庭，原告方同意，第三人包头市某房地产公司",
    "法官陈述了事实，法官耐心劝导，干警连夜出动，法官马上赶到",
    "被执行人许诺还款，申请人温馨提示，负责人马上到场，当事人应当到庭",
    "妻子常年在外，丈夫车祸去世，儿子成年后，女儿高中毕业，父亲高龄，母亲高血压",
    "被执行人房产、被执行人车辆、被执行人名下、被执行人所有",
    "张贴公告，张家港某公司，石家庄某公司，高新区，江阴市",
    "李子园里，白云山下，万元户，黄河边，金山区，文明行为，高度文明",
    "申请执行人陈述称，被执行人尚欠余款，股东全体同意，村民全部到场",
    "执行干警和解放军，法院和平调解，原告和被告，被告全额支付",
    "被执行人张某、申请执行人李某某、案外人王某甲",
    "成立专班，成功执结，周密部署，严格执行，安全保障，项目经理，程序终结",
    "公司负责人施工，老板包工，会计记账，经理应聘",
    "法官说法，法官提醒，记者了解到，通讯员报道，代表委员见证",
    "当事人双方，被执行人夫妇，原告一方，被告二人",
    "被执行人单位，申请人单独，第三人相关，被告解释，原告强调",
    "时任院长、曾任局长、连任委员、关于书记员",
    "被执行人安排、被执行人明知、被执行人明确、被执行人路过",
    "关键词是还款，凌晨四点出发，成绩一直优秀，阳光金融，黄沙进场，巫溪有房",
    "和解基本达成，约谈双方，心理咨询师一起，商家存在，门一锁，及时有效，位本金",
    "原告席和被告席，妇女儿童权益，供货商发来短信，股东容易利用，被执行人陆续到案",
]


@pytest.mark.parametrize("text", NOBODY)
def test_ordinary_words_are_nobody(text: str) -> None:
    assert [person.name for person in find_people(text)] == []


OFFICE = [
    "执行法官王建国来到现场",
    "承办法官张景明了解案情",
    "王建国法官说",
    "高明远副院长带队",
    "执行局长钟志伟带领",
    "（记者 田建军 通讯员 何文静）",
    "编辑：李思雨　审核：赵文博",
    "文/图 孙晓丽",
    "委托诉讼代理人刘志明，律师",
    "人大代表周文静",
    "作者：澄江市人民法院 赵晶晶 发布时间：2025-08-01",
    "案件执行完毕。（孟晓飞）",
    "□ 高倩 张哲",
    "从部队转业的郑建军当了十年执行法官",
    "承办此案的朱海波是位90后",
    "马国磊 澄江市人民法院执行局法官，1988年出生",
    "执行干警们（左起：王海波、赵永强）在清点案款",
]


@pytest.mark.parametrize("text", OFFICE)
def test_those_in_office_are_known_as_such(text: str) -> None:
    people = find_people(text)
    assert people
    assert {person.role for person in people} == {Role.OFFICIAL}


def test_an_official_stays_one_where_the_office_is_not_repeated() -> None:
    people = find_people("执行法官王建国到场。王建国说：“请配合。”")
    assert [person.role for person in people] == [Role.OFFICIAL, Role.OFFICIAL]


HIDDEN = [
    ("张某因欠款被诉", ["张某"]),
    ("李某某与王某甲、王某乙", ["李某某", "王某甲", "王某乙"]),
    ("赵某1和赵某2，", ["赵某1", "赵某2"]),
    ("钱×，孙××，李XX、周**", ["钱×", "孙××", "李XX", "周**"]),
    ("刘\n某\n某到庭", ["刘某某"]),
    ("司马某某、欧阳某", ["司马某某", "欧阳某"]),
    ("刘甲与杨某", ["刘甲", "杨某"]),
    ("王某2018年借款", ["王某"]),
    ("高某银行账户", ["高某"]),
    ("原告于某、被告任某", ["于某", "任某"]),
    ("郭某甲、郭某乙与郭某丙", ["郭某甲", "郭某乙", "郭某丙"]),
    ("王某诉至法院", ["王某"]),
    ("何某某长期躲避", ["何某某"]),
    ("李某到银行查询", ["李某"]),
]


@pytest.mark.parametrize(("text", "expected"), HIDDEN)
def test_hidden_people_are_found(text: str, expected: list[str]) -> None:
    assert [person.text for person in find_hidden(text)] == expected


NOT_HIDDEN = [
    "浙江某公司、江苏某置业、湖南某置业投资公司、内蒙古某集团",
    "华某混凝土公司、金某建筑工程有限公司、北某置业公司",
    "位于某小区，由于某种原因，对方某公司，向某支付，当时某员工",
    "××路××号、高×宽×厚、儋国用第2×××号",
    "海南某地、云南某县、黄山某村、济南某医院",
    "执行局局长王甲寅、单甲、高级",
    "同一地方某部门、第三方某平台、责任某方",
    "方某建筑工程公司",
    "万某银行",
]


@pytest.mark.parametrize("text", NOT_HIDDEN)
def test_hidden_companies_and_places_are_not_people(text: str) -> None:
    assert [person.text for person in find_hidden(text)] == []


@given(st.text(alphabet=st.sampled_from("张王欧阳某建国强甲1×、，被告人执行法官说的于向和高院\n "), max_size=60))
def test_places_hold_for_any_text(text: str) -> None:
    for person in find_people(text):
        assert text[person.start : person.end] == person.name
    for hidden in find_hidden(text):
        assert 0 <= hidden.start < hidden.end <= len(text)
