"""A changed fact sheet against a text edited by hand."""

import pytest

from publicity.stories.merging import Certainty, apply, propose

BEFORE = "## 案情\n\n张某某欠款8.6万元。\n\n法院查封了车辆。\n\n## 结果\n\n执行完毕。\n"


@pytest.mark.parametrize(
    ("after", "mine", "values", "certainties", "result"),
    [
        # the passage stands as the template wrote it
        (
            BEFORE.replace("8.6万元", "9万元"),
            BEFORE,
            {"8.6万元": "9万元"},
            [Certainty.UNTOUCHED],
            BEFORE.replace("8.6万元", "9万元"),
        ),
        # rewritten by hand, the old value still in it
        (
            BEFORE.replace("8.6万元", "9万元"),
            BEFORE.replace("张某某欠款8.6万元", "八年里，张某某一直欠着8.6万元"),
            {"8.6万元": "9万元"},
            [Certainty.VALUE, Certainty.BY_HAND],
            BEFORE.replace("张某某欠款8.6万元", "八年里，张某某一直欠着9万元"),
        ),
        # rewritten by hand, nothing of the old value left
        (
            BEFORE.replace("8.6万元", "9万元"),
            BEFORE.replace("张某某欠款8.6万元。", "他欠了一笔钱。"),
            {"8.6万元": "9万元"},
            [Certainty.BY_HAND],
            BEFORE.replace("张某某欠款8.6万元。", "他欠了一笔钱。"),
        ),
        # a passage is added, its neighbour untouched
        (
            BEFORE.replace("执行完毕。", "执行完毕。\n到位金额8.6万元。"),
            BEFORE,
            {},
            [Certainty.UNTOUCHED],
            BEFORE.replace("执行完毕。", "执行完毕。\n到位金额8.6万元。"),
        ),
        # nothing changed
        (BEFORE, BEFORE.replace("查封", "扣押"), {}, [], BEFORE.replace("查封", "扣押")),
    ],
)
def test_proposals_and_what_they_do(
    after: str, mine: str, values: dict[str, str], certainties: list[Certainty], result: str
) -> None:
    proposals = propose(BEFORE, after, mine, values)
    assert [one.certainty for one in proposals] == certainties
    assert apply(mine, proposals, {one.number for one in proposals}) == result
    assert apply(mine, proposals, ()) == mine


def test_each_proposal_can_be_taken_alone() -> None:
    after = BEFORE.replace("8.6万元", "9万元").replace("执行完毕", "执行和解")
    proposals = propose(BEFORE, after, BEFORE, {})
    assert [one.number for one in proposals] == [0, 1]
    assert apply(BEFORE, proposals, {1}) == BEFORE.replace("执行完毕", "执行和解")
