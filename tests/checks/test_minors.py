"""Children in cases: neither name nor school, and no parent's name that leads to them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.finding import Draft, DraftMedia
from publicity.checks.minors import RULES
from tests.checks.marked import marked, policy

NAMED = [
    ("双方离婚后，儿子王小宝（7岁）由母亲抚养。", ["王小宝"]),
    ("女儿张雨涵随母亲生活，父亲拒付抚养费。", ["张雨涵"]),
    ("6岁的张小宝跟着奶奶生活。", ["张小宝"]),
    ("被害人李小花，女，12岁，放学途中遇袭。", ["李小花"]),
    ("未成年人赵子轩在校园受伤。", ["赵子轩"]),
    ("婚生子陈浩然由原告抚养。", ["陈浩然"]),
    ("年仅八岁的孙女周梦琪无人照看。", ["周梦琪"]),
    ("孩子叫刘思远，在读小学。", ["刘思远"]),
    ("长子吴家豪、次子均未成年。", ["吴家豪"]),
    ("10岁男孩郑文博被送到福利院。", ["郑文博"]),
    ("学生黄志强今年13岁，就读初中。", ["黄志强"]),
    ("欧阳雨欣，女，九岁。", ["欧阳雨欣"]),
    ("变更抚养关系一案，女儿林晓彤表示愿随父亲。", ["林晓彤"]),
    ("十六岁的马俊杰辍学打工。", ["马俊杰"]),
    ("女童徐佳怡的监护人提起诉讼。", ["徐佳怡"]),
    ("探望权纠纷中，儿子高子涵不愿见父亲。", ["高子涵"]),
    ("小儿子何俊熙刚满3岁。", ["何俊熙"]),
    ("被抚养人宋文轩的抚养费每月800元。", ["宋文轩"]),
    ("男童（5岁）罗天佑在幼儿园受伤。", ["罗天佑"]),
    ("外孙女谢雨桐上小学。", ["谢雨桐"]),
    ("女儿李思雨正在上小学。", ["李思雨"]),
    ("被害人陈子涵系某小学学生。", ["陈子涵"]),
    ("原告之女刘诗雨，2012年出生，随母生活。", ["刘诗雨"]),
    ("王梓轩（2015年5月6日出生）由父亲抚养。", ["王梓轩"]),
    ("孤儿张天赐（11岁）由村里照看。", ["张天赐"]),
    ("六年级的小女孩林芸是随父母来的，今年12岁。", ["林芸"]),
    ("李雨欣，是城关中学的一名女学生。", ["李雨欣"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_named_child_is_marked(text: str, expected: list[str]) -> None:
    assert marked("minors.named", text) == expected


UNNAMED = [
    "儿子小宝（7岁）由母亲抚养。",
    "孩子飞飞出生于2013年，抚养费未付。",
    "婚后生育长子郭某甲、次子郭某乙，均未成年。",
    "女儿随母亲岳某一起生活，父亲陈某每月支付抚养费600元。",
    "儿子张建国拒不赡养八旬老母亲。",
    "女儿王秀英成年后外出务工。",
    "未成年人保护法规定，学生权益应受保护。",
    "6岁小朋友写来道谢信。",
    "孩子高兴地说，孩子常年住校，孩子时常生病，上小学。",
    "儿子成年后、儿子高中毕业、女儿高考，抚养费付清。",
    "执行法官王建国，35岁，办理抚养费案件。",
    "今年58岁的张建国是名包工头。",
    "被执行人李志强，男，42岁。",
    "小军（化名）12岁，探望权纠纷。",
    "孩子们在小学操场上听法官讲课。",
    "儿子和女儿均由母亲抚养，孩子由父亲探望。",
    "未成年子女抚养费、学生马上放学、孩子安全到家。",
    "20岁的张文静上大学。",
    "孩子何时探望、孩子于周末随父亲生活，探望权。",
    "老同学张建国说，工程款早该付了。",
    "被执行人马建国系某小学教师。",
    "证人李建国系某中学校长。",
    "原告李秀英（1988年5月出生）要求变更抚养关系。",
    "孤儿院、儿童节、少年宫",
    "李建国系某小学法定代表人。",
    "李建国是阳光幼儿园实际控制人。",
    "王建军系某中学保安。",
]


@pytest.mark.parametrize("text", UNNAMED)
def test_grown_ups_nicknames_and_words_are_not(text: str) -> None:
    assert marked("minors.named", text) == []


def test_a_year_of_birth_tells_a_child_by_the_day_or_by_the_policy() -> None:
    text = "原告张小宝（2012年5月出生）与被告张某一案"
    assert marked("minors.named", text, day=date(2018, 7, 12)) == ["张小宝"]
    assert marked("minors.named", text, day=date(2032, 7, 12)) == []
    assert marked("minors.named", text) == ["张小宝"]
    assert marked("minors.named", text.replace("2012", "2008")) == []


SCHOOLS = [
    ("儿子就读于澄江市第一小学三年级。", ["澄江市第一小学"]),
    ("孩子在曼听小学读书，抚养费一直没给。", ["曼听小学"]),
    ("抚养费案：女儿今年考入澄江一中，学费无着。", ["澄江一中"]),
    ("其女儿就读于育才中学，成绩优秀。", ["育才中学"]),
    ("把孩子送到阳光幼儿园上学，抚养费由父亲出。", ["阳光幼儿园"]),
    ("儿子转学到临水县实验小学读三年级。", ["临水县实验小学"]),
    ("猥亵案中，被害学生来自城南小学，孩子受到惊吓。", ["城南小学"]),
    ("孩子在勐罕镇中心小学上学，探望权难以实现。", ["勐罕镇中心小学"]),
    ("女儿在红星学校读五年级，学生宿舍在校内。", None),
    ("校园欺凌一案，孩子是东风中学的学生。", ["东风中学"]),
    ("8岁的儿子在阳光幼儿园上大班。", ["阳光幼儿园"]),
    ("孩子转入右所镇中心小学，抚养费一直未付。", None),
    ("8岁的小杰在凤麓小学读二年级。", ["凤麓小学"]),
]


@pytest.mark.parametrize(("text", "expected"), SCHOOLS)
def test_the_school_of_a_child_is_marked(text: str, expected: list[str] | None) -> None:
    found = marked("minors.school", text)
    assert found == expected if expected else len(found) == 1


NO_SCHOOLS = [
    "孩子在镇上小学读书，女儿在县城一所中学就读，抚养费未付。",
    "儿子就读于某小学三年级，抚养费拖欠。",
    "法院干警走进澄江市第一小学开展法治宣传。",
    "澄江市第一中学的师生旁听了庭审。",
    "被执行人澄江市育才学校拖欠工程款。",
    "法官担任曼听小学法治副校长。",
    "申请执行人系红星学校教师，追索工资。",
    "孩子上小学、上初中、上高中，抚养费逐年增加。",
    "孩子在一所小学上学，抚养费由法院扣划。",
    "原告在工业学校附近经营小吃店。",
    "当地小学、附近中学、该校学生均到场。",
    "孩子放学后到爷爷家，抚养费照付。",
    "女儿考上大学，在外地大学读书。",
    "房屋位于实验小学旁，属学区房。",
    "孩子就读的学校距家较远，抚养费不够。",
    "孩子正在读小学二年级，抚养费不足。",
    "每所学校、各中学、中小学校，孩子们，抚养费。",
    "捐赠城南小学书包一百个，孩子们笑了。",
    "幼儿园学费、小学学费由父亲承担，孩子随母亲，抚养费。",
    "驾驶学校、培训学校、职业学校拖欠货款。",
    "抚养费案件中，如果学校或家长放任，孩子容易受影响。",
    "因为学校离家远，孩子随母亲生活，父亲拒付抚养费。",
]


@pytest.mark.parametrize("text", NO_SCHOOLS)
def test_schools_in_general_and_visits_are_not(text: str) -> None:
    assert marked("minors.school", text) == []


PARENTS = [
    ("被执行人王国强拒不支付抚养费。", ["王国强"]),
    ("原告李秀英与被告赵铁柱抚养费纠纷一案", ["李秀英", "赵铁柱"]),
    ("申请执行人陈丽申请执行探望权。", ["陈丽"]),
    ("梁小美第二次被拘留，仍不给抚养费。梁小美说没钱。", ["梁小美"]),
    ("前夫张志远要求变更抚养关系。", ["张志远"]),
]


@pytest.mark.parametrize(("text", "expected"), PARENTS)
def test_named_parents_in_such_stories_are_marked(text: str, expected: list[str]) -> None:
    assert marked("minors.parent", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "被执行人刘某拒不支付抚养费。",
        "执行干警杨文静联系陈某，要求支付抚养费。",
        "（通讯员 丁嘉蓉）汤某与李某抚养费纠纷。",
        "被执行人王国强拒不支付货款。\n本院还办理抚养费案件10件。",
        "法官张景明说，抚养费不只是钱。张景明多次上门。",
        "副庭长魏文泉说，抚养孩子是法定义务，抚养费必须付。",
    ],
)
def test_officials_and_hidden_parents_are_not(text: str) -> None:
    assert marked("minors.parent", text) == []


def test_a_title_sets_the_topic_for_the_whole_story() -> None:
    assert marked("minors.parent", "被执行人王国强终于付款。", title="一笔抚养费的执行") == ["王国强"]


@given(st.text(alphabet=st.sampled_from("张王小宝儿子女孩岁7八就读于在小学中幼儿园抚养费某，。（）\n"), max_size=80))
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text, media=(DraftMedia(text, "image", "image/png", 1, caption=text),))
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
