"""Legal terms: the mix-ups are marked, the same words in their right place are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.finding import Draft
from publicity.checks.terms import RULES
from publicity.checks.terms_money import number_of
from tests.checks.marked import findings, marked, policy

WRONG = [
    ("criminal", "公安机关将罪犯抓获归案，案件正在侦查。", ["罪犯"]),
    ("criminal", "检察院对罪犯李某提起公诉。", ["罪犯"]),
    ("criminal", "民警连夜审讯，罪犯李某被刑事拘留。", ["罪犯"]),
    ("criminal", "检察机关指控罪犯李某拒不执行判决、裁定。", ["罪犯"]),
    ("fine_measure", "法院对其处以罚金3万元的强制措施。", ["罚金"]),
    ("detention_days", "张某被法院拘留一个月。", None),
    ("fine_limit", "法院对某公司罚款50万元、对其法定代表人罚款12万元。", ["罚款12万元"]),
    ("closing", "该案以终本方式执结。", ["终本方式执结"]),
    ("closing", "案件终结本次执行程序执结。", ["终结本次执行程序执结"]),
    ("closing", "裁定终结本次执行程序，案件圆满执结。", ["裁定终结本次执行程序，案件圆满执结"]),
    ("closing", "本案执结（终本）。", ["执结（终本"]),
    ("closing", "执结方式：终结本次执行", ["执结方式：终结本次执行"]),
    ("fine_judged", "法院判处罚款5000元。", ["罚款"]),
    ("fine_judged", "被告人李某被判处有期徒刑一年，并处罚款五千元。", ["罚款"]),
    ("fine_judged", "判处被告人李某罚款一万元。", ["罚款"]),
    ("fine_measure", "法院向其送达罚金决定书。", ["罚金"]),
    ("fine_measure", "因拒不申报财产，法院对其处以罚金5000元的决定。", ["罚金"]),
    ("fine_measure", "法院对李某司法拘留十五日，并处罚金一万元。", ["罚金"]),
    ("fine_measure", "开出司法罚金。", ["罚金"]),
    ("deposit", "双方约定定金5万元，李某已付定金，后来订金未退。", ["订金"]),
    ("deposit", "李某交了订金，订金2万元，合同写明定金不退。", ["定金"]),
    ("support", "儿子拒绝抚养年迈的父母。", ["抚养"]),
    ("support", "子女有抚养老人的义务。", ["抚养"]),
    ("support", "父亲应当赡养子女。", ["赡养"]),
    ("support", "扶养未成年子女是父母的责任。", ["扶养"]),
    ("support", "按月支付未成年子女的赡养费。", ["赡养"]),
    ("support", "拖欠老人的抚养费。", ["抚养"]),
    ("support", "夫妻有互相抚养配偶的义务。", ["抚养"]),
    ("legal_person", "公司法人代表王某到庭。", ["法人代表"]),
    ("legal_person", "某公司法人李某称", ["公司法人"]),
    ("custody", "法院决定对李某刑事拘留。", ["刑事拘留"]),
    ("custody", "执行法官依法对其采取刑事拘留措施。", ["刑事拘留"]),
    ("custody", "公安机关决定对其司法拘留。", ["司法拘留"]),
    ("refusal_name", "构成拒不执行判决裁定罪。", ["拒不执行判决裁定罪"]),
    ("refusal_name", "涉嫌拒不执行判决罪。", ["拒不执行判决罪"]),
    ("refusal_name", "以拒不执行法院判决罪立案。", ["拒不执行法院判决罪"]),
    ("refusal_name", "涉嫌拒不履行判决、裁定罪。", ["拒不履行判决、裁定罪"]),
    ("refusal_short", "李某涉嫌拒执罪，拒执罪必究。", ["拒执罪"]),
    ("detention_days", "法院对李某司法拘留20日。", ["司法拘留20日"]),
    ("detention_days", "法院依法决定拘留三十日。", None),
    ("detention_days", "对其作出20天司法拘留的决定。", ["20天司法拘留"]),
    ("fine_limit", "法院对被执行人李某罚款20万元。", ["罚款20万元"]),
    ("fine_limit", "法院对某公司罚款3万元。", ["罚款3万元"]),
    ("fine_limit", "法院决定对某公司罚款200万元。", ["罚款200万元"]),
    ("fine_limit", "李某拒不执行，法院对其个人罚款十五万元。", ["罚款十五万元"]),
    ("fine_limit", "法院对某银行处以150万元罚款。", ["150万元罚款"]),
    ("closing", "该案因无财产可供执行而终本，至此顺利执结。", None),
    ("fine_measure", "法院对被执行人作出罚金5000元的决定。", ["罚金"]),
    ("fine_measure", "因其拒不申报财产，法院对其处以罚金1万元。", ["罚金"]),
    ("support", "三兄弟应当对父母尽抚养义务。", ["抚养"]),
    ("support", "父亲应当支付孩子的赡养费。", ["赡养"]),
    ("custody", "公安局以涉嫌犯罪将其司法拘留。", ["司法拘留"]),
    ("refusal_name", "涉嫌拒绝执行判决、裁定罪", ["拒绝执行判决、裁定罪"]),
    ("refusal_name", "拒不履行生效判决、裁定罪", ["拒不履行生效判决、裁定罪"]),
    ("refusal_name", "构成拒不执行法院判决、裁定罪", ["拒不执行法院判决、裁定罪"]),
    ("fine_limit", "法院对李某罚款20万元。", ["罚款20万元"]),
    ("closing", "该案最终以终本结案方式执结。", None),
    ("support", "对年幼的孩子不尽赡养义务。", ["赡养"]),
    ("support", "抚养年过八旬的父亲", ["抚养"]),
    ("refusal_name", "拒不执行人民法院判决、裁定罪", ["拒不执行人民法院判决、裁定罪"]),
]


@pytest.mark.parametrize(("rule", "text", "expected"), WRONG)
def test_mixed_up_terms_are_marked(rule: str, text: str, expected: list[str] | None) -> None:
    found = marked(f"terms.{rule}", text)
    assert found == expected if expected else len(found) == 1


RIGHT = [
    "罪犯李某正在监狱服刑，法院立案审理其减刑案件。",
    "罪犯因盗窃罪被判处有期徒刑三年，后被公安机关抓获另案起诉。",
    "共同犯罪犯意明显，公安机关立案侦查。",
    "掩饰、隐瞒犯罪所得案开庭审理，犯罪嫌疑人到案，被告人受审。",
    "社区矫正对象、刑满释放人员、罪犯财产刑执行。",
    "一起终本案件成功执结。",
    "终本不等于执结。",
    "案件此前终结本次执行程序，恢复执行后执结。",
    "裁定终结本次执行程序后，法官没有放弃，最终案件执行完毕。",
    "执结、终本、和解各多少件，执结率、终本率分别统计。",
    "以终结本次执行程序方式结案，依法裁定终本。",
    "判处有期徒刑一年，并处罚金五千元，此前曾被罚款2000元。",
    "法院判决李某偿还借款，并对其罚款5000元。",
    "行政机关处以罚款，李某不服提起诉讼，判决驳回。",
    "法院对李某司法拘留十五日，并罚款一万元。",
    "因犯拒不执行判决、裁定罪被判处罚金五千元，拘留期间折抵。",
    "刑事拘留后，法院判处其拘役，并处罚金。",
    "“定金”与“订金”一字之差，法律后果不同。",
    "双方约定定金5万元，李某未付定金。",
    "订金不是定金，不适用定金罚则。",
    "抚养父母双亡的侄子，抚养父母离异的孩子。",
    "赡养父母、抚养子女、扶养配偶是法定义务。",
    "被扶养人生活费、遗赠扶养协议、扶养义务人、受扶养子女、受抚养父母",
    "女儿向母亲支付赡养费，父亲向儿子支付抚养费。",
    "没收到父亲的抚养费，老人收到了孩子的赡养费，赡养孩子的爷爷，抚养母亲再婚所生的孩子",
    "赡养义务、赡养老人、抚养未成年子女、抚养权",
    "由子女赡养，子女轮流赡养，母亲抚养，孩子由父亲抚养。",
    "法人代表持大股，法定代表人李某，企业法人营业执照，法人资格",
    "公司法人人格混同，法人财产权，法人治理结构",
    "法院将线索移送公安机关，公安机关对李某刑事拘留。",
    "公安机关协助法院将李某司法拘留，送往拘留所。",
    "法院对李某司法拘留，后因涉嫌犯罪转为刑事拘留。",
    "李某因涉嫌拒不执行判决、裁定罪被公安机关刑事拘留。",
    "拒不执行判决、裁定罪，拒不执行判决、裁定的行为，拒不执行判决裁定罪犯",
    "拒执罪即拒不执行判决、裁定罪。",
    "司法拘留15日，司法拘留十五日，拘留十日，拘留15天",
    "行政拘留20日，刑事拘留30日，公安机关决定拘留20日。",
    "两次司法拘留共计30日，先后三次拘留累计45日。",
    "法院对被执行人李某罚款10万元，对某公司罚款50万元。",
    "市场监管部门对李某罚款20万元，生态环境局对某公司罚款3万元。",
    "法院维持行政处罚决定，罚款300万元。",
    "合同约定逾期罚款20万元，法院不予支持。",
    "判处罚金20万元，法院立案执行。",
    "15名干警拘留20人，拘留所，拘留20余人次，拘留“老赖”21名",
    "对于犯罪嫌疑人、被告人或者罪犯在押期间的期限，开庭审理前应当核对。",
    "犯拒不执行判决、裁定罪，判处罚金。",
    "因拒不执行判决被判处罚金1万元。",
    "终本后恢复执行，该案执结。",
    "公安机关将其刑事拘留，此前法院曾对其司法拘留。",
    "父母对子女有抚养义务。",
    "法院对李某罚款5万元。",
    "父母对子女的抚养义务",
    "对孩子的抚养义务与对老人的赡养义务",
    "子女对父母的赡养义务",
    "裁定终结本次执行程序。后恢复执行，顺利执结。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_terms_are_left_alone(text: str) -> None:
    draft = Draft(title="", text=text)
    assert [(found.rule, found.message) for rule in RULES for found in rule.check(draft, policy())] == []


def test_certain_mends_are_offered() -> None:
    for rule, text, right in (
        ("fine_judged", "判处罚款5000元", "罚金"),
        ("support", "抚养年迈的父母", "赡养"),
        ("refusal_name", "拒不执行判决裁定罪", "拒不执行判决、裁定罪"),
    ):
        (found,) = findings(f"terms.{rule}", text)
        assert found.fix is not None
        assert found.fix.replacement == right


@pytest.mark.parametrize(
    ("written", "value"),
    [("15", 15), ("十五", 15), ("二十", 20), ("三十", 30), ("一百", 100), ("1,000", 1000), ("两", 2), ("2.5", 2.5)],
)
def test_numbers_are_read(written: str, value: float) -> None:
    assert number_of(written) == value


@given(
    st.text(
        alphabet=st.sampled_from(
            "罪犯侦查终本执结判处罚款金定订抚扶赡养父母子女法院拘留司20十五日万元对某公司，。拒不执行裁、决"
        ),
        max_size=80,
    )
)
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text)
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
