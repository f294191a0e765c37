"""The task around a date: its title in the document's words, its kind, who answers, who gets it."""

import pytest

from publicity.calendar.terms import EventKind
from publicity.plans.items import Role
from publicity.plans.organisations import is_organisation, organisations
from publicity.plans.proposal import read_plan
from publicity.plans.tasks import Task
from tests.plans.samples import CAMPAIGN, NOTICE, case


def tasks(text: str) -> list[Task]:
    """The tasks of the proposals for the calendar, in order."""
    return [proposal.task for proposal in read_plan(text).proposals if proposal.is_proposed]


def only(text: str) -> Task:
    proposals = read_plan(f"澄江市人民法院宣传工作方案\n\n一、安排\n{text}").proposals
    found = [proposal.task for proposal in proposals if proposal.item.role == Role.TASK]
    assert found, [proposal.item for proposal in proposals]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        case(
            "2026年6月30日前，宣传出台的司法解释、第三方评价标准、宣传初步成效。",
            "宣传出台的司法解释、第三方评价标准、宣传初步成效",
        ),
        case("2026年3月，省两会召开前，为执行工作关键时期，重点宣传阶段性成效。", "重点宣传阶段性成效"),
        case("2026年6月30日前，通过普及知识；树立典型案例，召开新闻发布会，营造氛围。", "召开新闻发布会"),
        case("宣传方案请于2026年7月12日前报送市委宣传部。", "宣传方案报送市委宣传部"),
        case("要加快推进“一案一账号”建设工作，2026年6月30日前全部完成。", "加快推进“一案一账号”建设工作"),
        case("未达到最高人民法院指挥中心建设要求的法院于2026年6月30日前达标并投入使用。", "达标并投入使用"),
        case("各县法院要在2026年6月30日前召开一次座谈会。", "召开一次座谈会"),
        case("制定详细的活动方案，并于2026年7月21日前上报市中院。", "制定详细的活动方案"),
        case("我院于2026年9月30日前提交书面报告，对任务完成情况进行总结。", "提交书面报告"),
        case("动员部署（2026年7月18日至2026年7月20日）。", "动员部署"),
        case("2026年10月1日，根据上级法院要求配合宣传相关情况。", "配合宣传相关情况"),
        case("组织观看庭审，完成时限：2026年6月30日前。", "组织观看庭审"),
        case("2026年5月4日前，在全市范围打响“风暴”战役。", "打响“风暴”战役"),
        case("2026年5月4日前。", "宣传工作"),
        case("2026年3月3日上午9:30，在市民广场举行启动仪式，市中院联合主办。", "在市民广场举行启动仪式"),
        case("2026年9月：开展法治进校园活动；", "开展法治进校园活动"),
        case("开展法治进校园活动，2026年9月10日前完成；拍摄教师节微视频。", "开展法治进校园活动"),
        case("全市法院要在攻坚战中，尽快配齐执行队伍，确保在2026年7月31日前配备到位。", "尽快配齐执行队伍"),
        case("2026年8月，召开通气会（7月31日前定稿）。", "召开通气会"),
        case("办公室2026年每月25日前通报信息采用情况。", "通报信息采用情况"),
        case("各法院每半年召开一次新闻宣传工作推进会。", "召开新闻宣传工作推进会"),
    ],
)
def test_the_title_is_a_short_phrase_of_the_document(sentence: str, title: str) -> None:
    task = only(sentence)
    assert task.title == title
    assert len(task.title) <= 30


def test_a_long_title_is_cut_where_the_words_allow_it() -> None:
    sentence = "2026年6月30日前，推进司法网拍、网拍按揭、执破衔接、公安备勤、院所合作、执行不能案件引入保险等机制。"
    assert only(sentence).title == "推进司法网拍、网拍按揭、执破衔接、公安备勤、院所合作"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        case("2026年6月30日前，召开新闻发布会。", EventKind.PRESS_CONFERENCE),
        case("2026年6月30日前，召开媒体通气会。", EventKind.BRIEFING),
        case("2026年6月30日前，组织全媒体直播。", EventKind.LIVE_BROADCAST),
        case("2026年6月30日前，拍摄执行微电影《利剑》。", EventKind.MICRO_FILM),
        case("2026年6月30日前，报送典型案例。", EventKind.CASE_SUBMISSION),
        case("好的选题请于2026年6月30日前报送市中院。", EventKind.CASE_SUBMISSION),
        case("2026年6月30日前，开展国家安全日专题宣传。", EventKind.THEMED_CAMPAIGN),
        case("2026年6月1日至2026年6月30日，开展集中执行专项行动。", EventKind.CAMPAIGN_PHASE),
        case("2026年6月30日前，提交书面报告。", EventKind.REPORT),
        case("2026年6月30日前，将名册报市中院执行局备案。", EventKind.REPORT),
        case("实施方案于2026年6月30日前报市中院备案。", EventKind.PLAN_SUBMISSION),
        case("制定活动方案，并于2026年6月30日前上报市中院。", EventKind.PLAN_SUBMISSION),
        case("2026年6月30日前，开展最美干警评选活动。", EventKind.SELECTION),
        case("2026年6月30日前，召开协调会。", EventKind.MEETING),
        case("2026年6月30日前，对各基层法院进行督查。", EventKind.INSPECTION),
        case("2026年6月30日前，全面实施新的执行方式。", EventKind.OTHER),
        case("2026年6月30日前，重点宣传指标体系评估、阶段性成效。", EventKind.THEMED_CAMPAIGN),
    ],
)
def test_the_kind_is_told_from_the_words(sentence: str, kind: EventKind) -> None:
    assert only(sentence).milestone_kind is kind


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        case("各县市委宣传部和政法委要于2026年6月30日前成立小组。", ("各县市委宣传部", "政法委")),
        case("2026年6月30日前，办公室、执行局综合科要报送总结。", ("办公室", "执行局综合科")),
        case("我院要进行部署，并于2026年6月30日前上报市中院。", ("澄江市人民法院",)),
        case("各级法院要开展工作。2026年6月30日前完成。", ("各级法院",)),
        case("2026年6月30日前，由政治部牵头召开座谈会。", ("政治部",)),
        case("2026年6月30日前召开座谈会。责任单位：民二庭、研究室；", ("民二庭", "研究室")),
        case("2026年6月30日前召开座谈会。\n牵头单位：市中院政治部", ("市中院政治部",)),
        case("2026年6月30日前，向市人大报告工作。", ("澄江市人民法院",)),
        case("2026年3月3日，举行启动仪式，市中院、市司法局联合主办。", ("市中院", "市司法局")),
        case("2026年3月3日前，少年审判庭深入校园开展巡回审判。", ("少年审判庭",)),
        case("各县（市、区）法院2026年6月30日前报送名册。", ("各县（市、区）法院",)),
    ],
)
def test_who_answers_is_the_subject_or_the_label_or_the_issuer(sentence: str, names: tuple[str, ...]) -> None:
    assert only(sentence).organisations == names


@pytest.mark.parametrize(
    ("sentence", "receivers", "copies"),
    [
        case(
            "选题于2026年6月30日前报送中院执行局并抄送中院办公室和州政府新闻办。",
            ("中院执行局",),
            ("中院办公室", "州政府新闻办"),
        ),
        case("2026年6月30日前将名册报市中院执行局备案。", ("市中院执行局",), ()),
        case("2026年6月30日前向市委宣传部报送方案，抄报市委政法委。", ("市委宣传部",), ("市委政法委",)),
        case("2026年6月30日前，将作品报送至市中院新闻办。", ("市中院新闻办",), ()),
        case("2026年6月30日前，对基层法院开展督查。", (), ()),
    ],
)
def test_receivers_and_copies_stand_behind_their_verbs(
    sentence: str, receivers: tuple[str, ...], copies: tuple[str, ...]
) -> None:
    task = only(sentence)
    assert (task.receivers, task.copies) == (receivers, copies)


def test_themes_and_figures_are_those_of_the_task_alone() -> None:
    first, second, quota = tasks(
        "方案\n2016年12月31日前破解难题，执行完毕案件占80%以上；2017年12月31日前，失信惩戒率不低于90%，稿件不少于20篇。"
    )
    assert (first.targets, first.themes) == (("80%以上",), ())
    assert quota.title == "稿件不少于20篇"
    assert (second.targets, second.themes) == (("不低于90%", "不少于20篇"), ("失信惩戒",))


def test_a_row_of_a_table_gives_the_task_and_the_owner() -> None:
    rows = [(task.title, task.organisations, task.milestone_kind) for task in tasks(CAMPAIGN)[-3:]]
    assert rows == [
        ("制作宣传展板", ("政治部",), EventKind.THEMED_CAMPAIGN),
        ("组织全媒体直播执行现场", ("执行局",), EventKind.LIVE_BROADCAST),
        ("评选“执行标兵”", ("政治部", "执行局"), EventKind.SELECTION),
    ]


def test_a_campaign_is_read_with_its_phases() -> None:
    found = [(task.title, task.milestone_kind.value, task.phase) for task in tasks(CAMPAIGN)[:-3]]
    assert found == [
        ("“春雷行动”集中执行专项活动", "campaign_phase", None),
        ("动员部署", "campaign_phase", 1),
        ("实施方案报市中院执行局备案", "plan_submission", 1),
        ("集中攻坚", "campaign_phase", 2),
        ("总结提升", "campaign_phase", 3),
        ("形成总结报告", "report", 3),
    ]


def test_a_notice_is_read_whole() -> None:
    found = [(task.title, task.organisations, task.section[-1][:3]) for task in tasks(NOTICE)]
    assert found == [
        ("集中发布一批涉民生案件典型案例", ("市中院",), "（一）"),
        ("至少组织一场“消费者权益保护”新闻发布会", ("民二庭",), "（二）"),
        ("开展知识产权专题展览", ("民三庭",), "（三）"),
        ("成片报送市中院新闻办", ("全市法院",), "（三）"),
        ("举办一次公众开放日活动", ("青川县人民法院",), "（五）"),
        ("向市中院新闻办报送宣传工作小结", ("各县（市、区）法院",), "1.各"),
        ("开展督查", ("市中院",), "2.市"),
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        case("州中院和基层法院每月组织直播", [("州中院", ""), ("基层法院", "")]),
        case(
            "报送州委宣传部、州委政法委和州中院", [("州委宣传部", "报送"), ("州委政法委", "报送"), ("州中院", "报送")]
        ),
        case("由澄江市和平区人民法院配合", [("澄江市和平区人民法院", "")]),
        case("市委组织部组织学习", [("市委组织部", "")]),
        case("法院要落实，部门要配合", []),
        case("全州各级宣传、政法部门和法院要高度重视", [("全州各级宣传、政法部门和法院", "")]),
        case("各县（市、区）法院向市中院报告", [("各县（市、区）法院", ""), ("市中院", "向")]),
        case("执行局长负责处理科学部署", []),
    ],
)
def test_organisations_are_found_with_what_they_stand_behind(text: str, named: list[tuple[str, str]]) -> None:
    assert [(mention.name, mention.behind) for mention in organisations(text)] == named
    assert all(text[mention.start : mention.end] == mention.name for mention in organisations(text))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("中共澄江市委宣传部中共澄江市委政法委员会", True),
        ("澄江市人民法院", True),
        ("宣传工作实施方案", False),
        ("法", False),
    ],
)
def test_a_name_alone_is_told_from_a_title(text: str, answer: bool) -> None:
    assert is_organisation(text) is answer
