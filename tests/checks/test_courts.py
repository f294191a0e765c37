"""Another court's name where one's own should stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.courts import RULES, find_courts
from publicity.checks.finding import Draft
from tests.checks.marked import marked, policy

OWN = "澄江市人民法院"
OTHER = "临水县人民法院"

COPIED = [
    f"{OTHER}成立领导小组。",
    f"修订《{OTHER}执行类文书签发权限规定》。",
    f"制定《{OTHER}执行局执行规范》、《{OTHER}评估规定》。",
    f"# 方案\n\n{OTHER}\n\n2018年4月8日",
    f"**{OTHER}**",
    f"{OTHER}（以下简称我院）开展专项行动。",
    f"近日，{OTHER}开展集中执行行动。",
    f"{OTHER}执行局深入推进执行工作。",
    f"一、活动目标\n{OTHER}要提高认识。",
    f"{OTHER}党组召开会议部署。",
    f"{OTHER}将组织一次直播。",
    f"为此，{OTHER}制定本方案。",
    f"{OTHER}全体干警要积极参与。",
    f"按照《{OTHER}宣传工作办法》执行。",
    f"{OTHER}集中执行，执行干警出动。",
    f"{OTHER}通过直播展示执行过程。",
    f"{OTHER}印发通知。",
    f"严格填写《{OTHER}执行案件情况表》。",
    f"完善《{OTHER}值班制度》。",
    f"6月1日，{OTHER}启动活动。",
]


@pytest.mark.parametrize("text", COPIED)
def test_another_court_doing_our_tasks_is_an_error(text: str) -> None:
    assert set(marked("courts.foreign_name", text, court=OWN)) == {OTHER}


RIGHTLY = [
    f"{OWN}成立领导小组。",
    f"云岭省{OWN}开展行动。",
    f"{OTHER}判决李某偿还借款。",
    f"李某诉至{OTHER}，该院作出判决。",
    f"受{OTHER}委托，{OWN}执行干警赶赴现场。",
    f"{OWN}与{OTHER}联合开展执行行动。",
    f"{OTHER}首封后，将处置权移送{OWN}。",
    f"{OTHER}组织调解，双方达成调解书，李某向{OWN}申请执行。",
    "最高人民法院部署，云岭省高级人民法院组织开展“江淮风暴”。",
    "江山市中级人民法院召开会议。",
    f"上级指定{OTHER}管辖。",
    "各级人民法院要提高认识，全市人民法院开展行动。",
    "人民法院应当依法执行，基层人民法院组织实施。",
    "按照《最高人民法院关于限制被执行人高消费的若干规定》执行。",
    f"学习{OTHER}经验，提高执行质效。",
    f"{OTHER}执行干警与我院干警共同出动。",
    f"本案由{OTHER}立案，指令{OWN}执行。",
    f"{OTHER}轮候查封了该房产。",
    f"来源：{OTHER}",
    "某县人民法院成立专班，某市人民法院召开会议。",
    f"{OTHER}的执行法官张某来电。",
]


@pytest.mark.parametrize("text", RIGHTLY)
def test_other_courts_in_their_own_business_are_not(text: str) -> None:
    assert marked("courts.foreign_name", text, court=OWN) == []


def test_without_an_own_court_nothing_is_said() -> None:
    assert marked("courts.foreign_name", f"{OTHER}成立领导小组。") == []
    assert marked("courts.foreign_name", f"{OTHER}成立领导小组。", court="宣传部") == []


def test_the_level_counts() -> None:
    assert marked("courts.foreign_name", "海山市中级人民法院部署。", court="江山市中级人民法院") == [
        "海山市中级人民法院"
    ]
    assert marked("courts.foreign_name", "海山市中级人民法院部署。", court=OWN) == []


def test_names_are_cut_where_they_begin() -> None:
    text = "李某向云岭省澄江市人民法院申请执行，该案由江山市中级人民法院二审"
    assert [court.name for court in find_courts(text)] == ["云岭省澄江市人民法院", "江山市中级人民法院"]


@given(st.text(alphabet=st.sampled_from("澄江市临水县人民法院中级成立修订《》，。\n我院（简称）*#"), max_size=80))
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text, court=OWN)
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
