"""Each gate closes alone, with a sentence that says what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from publicity.publishing.gates import Facts, reasons
from publicity.stories.models import Risk

NOON = datetime(2018, 7, 12, 4, 0, tzinfo=UTC)
OPEN = Facts(
    at=NOON,
    text_hash="a" * 64,
    release_hash="a" * 64,
    missing_steps=(),
    errors=(),
    attachments=(),
    embargo_until=None,
    risk=Risk.LOW,
    synchronised_plan="",
    synchronised_contact="",
    secrecy_signed=True,
    secrecy_hash="a" * 64,
)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"risk": Risk.MEDIUM},
        {"embargo_until": NOON},
        {"embargo_until": NOON - timedelta(seconds=1)},
        {"risk": Risk.HIGH, "synchronised_plan": "预案全文", "synchronised_contact": "网信值班室"},
    ],
)
def test_a_story_with_everything_in_order_may_go_out(changed: dict[str, object]) -> None:
    assert reasons(replace(OPEN, **changed)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text_hash": "b" * 64}, "稿件又改过"),
        ({"missing_steps": ("复审", "终审")}, "缺少复审、终审"),
        ({"errors": ("案号写法有误。",)}, "还有未豁免的错误：案号写法有误。"),
        ({"attachments": ("肖像授权已撤回",)}, "附件还没有核对完，或授权已失效：肖像授权已撤回"),
        ({"embargo_until": NOON + timedelta(seconds=1)}, "禁发期到2018年7月12日 周四 12:00为止"),
        ({"risk": Risk.UNASSESSED}, "还没有做舆情风险评估"),
        ({"risk": Risk.HIGH, "synchronised_contact": "网信值班室"}, "缺少“三同步”预案"),
        ({"risk": Risk.HIGH, "synchronised_plan": "预案全文", "synchronised_contact": " "}, "缺少网信联络人"),
        ({"risk": Risk.HIGH}, "缺少“三同步”预案和网信联络人"),
        ({"secrecy_signed": False}, "没有保密审查签字"),
        ({"secrecy_hash": "b" * 64}, "没有保密审查签字"),
    ],
)
def test_each_gate_holds_the_story_alone(changed: dict[str, object], said: str) -> None:
    held = reasons(replace(OPEN, **changed))  # type: ignore[arg-type]
    assert len(held) == 1
    assert said in held[0]


def test_all_reasons_are_given_at_once() -> None:
    closed = replace(OPEN, errors=("甲。", "乙。"), risk=Risk.UNASSESSED, secrecy_signed=False)
    assert len(reasons(closed)) == 4
