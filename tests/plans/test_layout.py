"""The page shows the whole text with each quote once, and what needs people first."""

from typing import Any

from publicity.almanac.windows import Kind, Precision
from publicity.calendar.terms import EventKind
from publicity.plans.items import Role
from publicity.plans.layout import groups, ready, segments
from publicity.plans.models import Change, Decision, PlanProposal


def row(number: int, quote: str, offset: int, **overrides: Any) -> PlanProposal:
    values: dict[str, Any] = {
        "id": number,
        "quote": quote,
        "offset": offset,
        "role": Role.TASK,
        "precision": Precision.DAY,
        "window_kind": Kind.DEADLINE,
        "title": f"任务{number}",
        "kind": EventKind.OTHER,
        "confidence": 0.9,
        "question": "",
        "warning": "",
        "change": Change.NEW,
        "decision": Decision.OPEN,
    }
    return PlanProposal(**(values | overrides))


def test_the_text_is_cut_at_the_quotes_and_loses_nothing() -> None:
    text = "甲于6月底前报送，乙于7月底前报送。"
    rows = [row(2, "7月底前", 11), row(1, "6月底前", 2), row(3, "月底", 3), row(4, "不在", 99)]
    found = segments(text, rows)
    assert "".join(segment.text for segment in found) == text
    assert [(segment.text, segment.proposal_id, segment.group) for segment in found if segment.proposal_id] == [
        ("6月底前", 1, "rest"),
        ("7月底前", 2, "rest"),
    ]


def test_questions_come_first_then_the_doubtful_then_the_rest() -> None:
    rows = [
        row(1, "甲", 0),
        row(2, "乙", 1, confidence=0.5),
        row(3, "丙", 2, question="定在何时？"),
        row(4, "丁", 3, change=Change.CHANGED),
        row(5, "戊", 4, decision=Decision.SKIPPED, question="？"),
        row(6, "己", 5, role=Role.BACKGROUND),
        row(7, "庚", -1, change=Change.GONE, decision=Decision.ACCEPTED),
        row(8, "辛", 7, warning="星期不符。"),
    ]
    assert [(group.key, [one.id for one in group.proposals]) for group in groups(rows)] == [
        ("gone", [7]),
        ("questions", [3]),
        ("doubtful", [2, 4, 8]),
        ("rest", [1]),
        ("settled", [5]),
        ("aside", [6]),
    ]
    assert [one.id for one in ready(rows)] == [1, 2, 4, 8]
