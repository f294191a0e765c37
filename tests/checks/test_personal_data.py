"""Personal data: what leads to a person is marked, numbers that only look alike are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric, uscc

from publicity.checks.addresses import find_addresses
from publicity.checks.finding import Draft, DraftMedia
from publicity.checks.numbers_in_text import find_numbers
from publicity.checks.personal_data import RULES
from tests.checks.marked import findings, marked, policy


def identity(head: str) -> str:
    """An invented identity number with the right check digit."""
    return head + ric.calc_check_digit(head + "0")


def card(head: str) -> str:
    """An invented card number with the right check digit."""
    return head + luhn.calc_check_digit(head)


ID = identity("53280119900101123")
ID_X = next(n for n in (identity(f"53280119850701{i:03d}") for i in range(999)) if n.endswith("X"))
CREDIT = "91530100MA6K5TFT0" + uscc.calc_check_digit("91530100MA6K5TFT0")
CARD = card("622202123456789012")
CARD_16 = card("622202123456789")

NUMBERS = [
    ("id_card", f"公民身份号码{ID}。", [ID]),
    ("id_card", f"身份证号：{ID_X}", [ID_X]),
    ("id_card", f"证号{ID_X[:-1]}x，男", [ID_X[:-1] + "x"]),
    ("id_card", f"身份证{ID[:6]} {ID[6:14]} {ID[14:]}", [f"{ID[:6]} {ID[6:14]} {ID[14:]}"]),
    ("id_card", "身份证" + ID.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}), None),
    ("id_card_suspect", "身份证号532801199001011230", ["532801199001011230"]),
    ("id_card_suspect", "旧证号532801650101123", ["532801650101123"]),
    ("credit_code", f"统一社会信用代码{CREDIT}", [CREDIT]),
    ("mobile", "电话13800138000。", ["13800138000"]),
    ("mobile", "拨打138 0013 8000联系", ["138 0013 8000"]),
    ("mobile", "拨打138-0013-8000联系", ["138-0013-8000"]),
    ("mobile", "手机１３８００１３８０００", ["１３８００１３８０００"]),
    ("mobile", "手机+8613800138000", ["+8613800138000"]),
    ("mobile", "手机+86 199 0013 8000", ["+86 199 0013 8000"]),
    ("mobile", "张某（13800138000）称", ["13800138000"]),
    ("landline", "电话0691-2123456", ["0691-2123456"]),
    ("landline", "电话（0871）63123456", ["（0871）63123456"]),
    ("landline", "联系电话08716312345", ["08716312345"]),
    ("landline", "办公电话：2123456", ["2123456"]),
    ("bank_card", f"卡号{CARD}", [CARD]),
    ("bank_card", f"汇入{CARD_16[:4]} {CARD_16[4:8]} {CARD_16[8:12]} {CARD_16[12:]}", None),
    ("bank_card_suspect", "银行卡号6222021234567890", ["6222021234567890"]),
    ("bank_card_suspect", "账号：24012345678901", ["24012345678901"]),
    ("mobile", "致电138.0013.8000", ["138.0013.8000"]),
    ("landline", "座机号是2123456", ["2123456"]),
]


@pytest.mark.parametrize(("kind", "text", "expected"), NUMBERS)
def test_telling_numbers_are_marked(kind: str, text: str, expected: list[str] | None) -> None:
    found = marked(f"personal.{kind}", text)
    assert found == expected if expected else len(found) == 1


OTHERS = [
    ("plate", "驾驶云K·12345轿车", ["云K·12345"]),
    ("plate", "车牌云K12345", ["云K12345"]),
    ("plate", "云AD12345新能源车", ["云AD12345"]),
    ("plate", "警车云K1234警", ["云K1234警"]),
    ("plate", "号牌为川A1B2C3的", ["川A1B2C3"]),
    ("plate", "云K-12345和桂A 8B123", ["云K-12345", "桂A 8B123"]),
    ("address", "家住和平路88号", ["和平路88号"]),
    ("address", "查封其位于阳光小区3栋2单元501室的房屋", ["3栋2单元501室"]),
    ("address", "住幸福巷十二号", ["幸福巷十二号"]),
    ("address", "来到曼听村3组12号", ["曼听村3组12号"]),
    ("address", "家住上坝村三组", ["上坝村三组"]),
    ("address", "家中在5号楼1203", ["5号楼1203"]),
    ("address", "和平大道9号阳光小区3幢501室", ["和平大道9号阳光小区3幢501室"]),
    ("address", "法院查封了被执行人位于民族路6号的商铺", ["民族路6号"]),
    ("passport", "持护照E12345678出境", ["E12345678"]),
    ("passport", "港澳通行证号码C12345678", None),
    ("document_suspect", "证照G12345678已注销", ["G12345678"]),
    ("document_suspect", "车架号：LSVAA49J132012345", ["LSVAA49J132012345"]),
    ("email", "发到zhang.san@163.com", ["zhang.san@163.com"]),
    ("wechat", "加微信号：zhang_jg88", ["zhang_jg88"]),
    ("wechat", "QQ号123456789", ["123456789"]),
    ("certificate", "云（2018）澄江市不动产权第0012345号", ["不动产权第0012345号"]),
    ("certificate", "澄国用（2010）第1234号土地", ["国用（2010）第1234号"]),
    ("certificate", "房权证澄字第20101234号", ["房权证澄字第20101234号"]),
    ("health", "被执行人王强患有艾滋病。", ["艾滋病"]),
    ("health", "原告李秀英系二级残疾。", ["二级残疾"]),
    ("health", "吸毒人员李小红被拘留。", ["吸毒"]),
    ("address", "家住幸福路12号院3号楼2单元501室", ["幸福路12号院3号楼2单元501室"]),
    ("health", "王建国说自己吸毒多年。", ["吸毒"]),
    ("passport", "持E12345678号普通护照出境", ["E12345678"]),
    ("passport", "护照号PE1234567", ["PE1234567"]),
    ("certificate", "房产证号：澄房权证2012字第00123456号", None),
    ("certificate", "林权证号澄林证字（2009）第12345号", None),
    ("certificate", "房屋所有权证号为00123456", None),
    ("certificate", "产权证号：20120012345", None),
    ("health", "被执行人张建国身患肝癌晚期。", ["癌"]),
    ("health", "陈丽华患有血友病。", ["血友病"]),
]


@pytest.mark.parametrize(("kind", "text", "expected"), OTHERS)
def test_other_personal_data_are_marked(kind: str, text: str, expected: list[str] | None) -> None:
    found = marked(f"personal.{kind}", text)
    assert found == expected if expected else len(found) == 1


INNOCENT = [
    "手机138****8000，138××××8000，138XXXX8000",
    "身份证5328************12，532801××××××××1234，53280119******1234",
    "（2018）云2801执1234号、(2013)沪二中刑终字第116号、（2021）最高法执监 321 号",
    "法释〔2016〕19号、法〔2015〕137号、国办发〔2018〕123号、GB/T 15834-2011、GB 32100-2015",
    "借款本金 14454411.83 元、202000000 元、123,456,789元、13812345678.50元、13812345678元",
    "2018年4月8日至2018-04-30，08:30—17:30，2017-2018-2019-2020",
    "民事诉讼法第118条、刑法第三百一十三条、第1062条",
    "拨打12368诉讼服务热线，或110、95598",
    "查封房产3栋、别墅12栋，腾退厂房2幢，共5单元",
    "沿国道319线、护国路、滨江路行驶，坐地铁3号线，G213国道102号桩",
    "某路12号，××路××号，某村3组12号，某小区×栋×单元",
    "法院地址：澄江市振兴路12号，本院位于振兴路12号，到诉讼服务中心201室办理",
    "村委会于5号召开会议，4月18号到村里，街道12号文件，6号执行公告",
    "不动产权第×××号、鄂（2017）大冶市不动产证明第 000XXXX 号、儋国用（2010）第×××7 号",
    "官方微信号：cjsfyxcb，微信公众号chengjiangfayuan，关注法院微信",
    "投稿邮箱xcb@cjs.gov.cn，@所有人",
    "云A股、京A座、新A版2018、苏F座、云APP2018、渝G2018-5",
    "车牌云K·***45、云K·1××45",
    "文号E20180401、航班G20180401、合同编号HT2018040112345678",
    "患有艾滋病的张某、张某系二级残疾，癌症患者李某",
    "法官王建国到医院参加艾滋病预防宣传。",
    "报告厅501人，面积120.5平方米，2018室内装修",
    "微信转账50000元，微信群500人，QQ群里",
    "截图20180423153012345678、IMG_20180423_153012、mmexport1523412341234",
    "https://example.com/s?id=13800138000&card=6222021234567890123",
    "第13800138000号专利、快递单号SF1380013800012",
    "云港佳园 53-106、107、108 商铺，39-1203、37-1401 室",
    "0.13812345678，比例1:13800138000.5",
    "1800—1900年、110000000000000000、000000000000000000",
    "快递单号：6222021234567890，流水号202201011234567890，文章编号：6222021234567890",
    "来到某小区3栋1单元，××花园5栋2单元501室",
    "开户行：农行澄江支行，户名：澄江市人民法院，账号：24000000000000123",
    "公路12号段、铁路3号桥、线路5号、网路7号、套路8号",
    "位于前进东大街23号院内的司法救助办公室",
    "位于建设路九十九号的中心大厦内",
    "科学家李明远开始一项艾滋病研究计划",
    "抗癌药价格下降，李明远表示欢迎",
    "产权证书尚未办理，编号待查",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_like_personal_data_is_left_alone(text: str) -> None:
    draft = Draft(title="", text=text)
    assert [found for rule in RULES for found in rule.check(draft, policy())] == []


def test_an_identity_number_is_not_a_bank_card_nor_a_credit_code() -> None:
    text = f"身份证{ID}，信用代码{CREDIT}"
    assert [number.kind for number in find_numbers(text)] == ["id_card", "credit_code"]


def test_the_fix_hides_the_middle() -> None:
    (found,) = findings("personal.mobile", "电话13800138000")
    assert found.fix is not None
    assert found.fix.replacement == "138××××8000"
    (plate,) = findings("personal.plate", "云K·12345")
    assert plate.fix is not None
    assert plate.fix.replacement == "云K×××××"


def test_a_bad_check_digit_is_explained_and_only_asks() -> None:
    (found,) = findings("personal.id_card_suspect", "532801199001011230")
    assert "校验位" in found.message
    assert found.severity.value == "warning"


def test_captions_alts_credits_file_names_and_facts_are_searched() -> None:
    picture = DraftMedia(
        "13800138000.jpg",
        "image",
        "image/jpeg",
        1,
        caption="车牌云K12345",
        alt="电话13900139000",
        credit="摄影 13700137000",
    )
    fields = {"media": (picture,), "facts": {"联系人": "13600136000"}, "title": "13500135000", "summary": "13400134000"}
    found = marked("personal.mobile", "无", **fields)
    assert found == ["title", "summary", "media:0:alt", "fact:联系人", "media:0:credit", "media:0:name"]
    assert marked("personal.plate", "无", **fields) == ["media:0:caption"]


def test_own_addresses_of_the_policy_are_spared() -> None:
    assert find_addresses("住和平路88号") == [(1, 7)]


@given(
    st.text(
        alphabet=st.sampled_from("13800 -0571532801199001云K·号路村组室单元栋，。微信@.comEG（）第不动产权某×\n张"),
        max_size=80,
    )
)
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text, media=(DraftMedia(text, "image", "image/png", 1, caption=text),))
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
