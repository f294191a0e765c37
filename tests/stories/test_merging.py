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


OTHER = BEFORE.replace("## 结果", "## 处理结果")


@pytest.mark.parametrize(
    ("mine", "result"),
    [
        # both neighbours stand
        (BEFORE, BEFORE.replace("车辆。\n", "车辆。\n\n他交来3万元。\n")),
        # the line above was rewritten by hand
        (
            BEFORE.replace("法院查封了车辆。", "车被查封。"),
            BEFORE.replace("法院查封了车辆。", "车被查封。\n\n他交来3万元。"),
        ),
        # the line below was rewritten by hand
        (OTHER, OTHER.replace("车辆。\n", "车辆。\n\n他交来3万元。\n")),
        # all above it was deleted
        ("## 结果\n\n执行完毕。\n", "他交来3万元。\n\n## 结果\n\n执行完毕。\n"),
    ],
)
def test_what_is_added_finds_its_place_by_the_lines_on_both_sides(mine: str, result: str) -> None:
    after = BEFORE.replace("车辆。\n", "车辆。\n\n他交来3万元。\n")
    proposals = propose(BEFORE, after, mine, {})
    assert [one.certainty for one in proposals] == [Certainty.UNTOUCHED]
    assert apply(mine, proposals, {0}) == result


def test_what_people_already_wrote_or_took_out_is_not_proposed_again() -> None:
    after = BEFORE.replace("车辆。\n", "车辆。\n\n他交来3万元。\n").replace("\n\n执行完毕。", "")
    assert propose(BEFORE, after, after, {}) == []


def test_a_line_rewritten_by_hand_leaves_the_change_beside_it_certain() -> None:
    before = BEFORE.replace("车辆。\n", "车辆。\n\n标的8.6万元。\n")
    mine = before.replace("张某某欠款8.6万元。", "他欠了一笔钱。")
    proposals = propose(before, before.replace("8.6万元", "9万元"), mine, {"8.6万元": "9万元"})
    assert [(one.certainty, one.new.strip()) for one in proposals] == [
        (Certainty.UNTOUCHED, "标的9万元。"),
        (Certainty.BY_HAND, "张某某欠款9万元。"),
    ]


def test_an_old_value_is_no_part_of_a_longer_number_and_two_values_change_places_at_once() -> None:
    mine = BEFORE.replace("张某某欠款8.6万元。", "本金13万元，利息3万元，已付5万元。")
    proposals = propose(BEFORE, BEFORE, mine, {"3万元": "5万元", "5万元": "3万元"})
    assert [one.new for one in proposals] == ["本金13万元，利息5万元，已付3万元。"]


def test_a_value_that_the_template_wrote_elsewhere_is_left_to_the_template() -> None:
    before = BEFORE + "\n他当场交来8.6万元。\n"
    proposals = propose(before, before.replace("欠款8.6万元", "欠款9万元"), before, {"8.6万元": "9万元"})
    assert apply(before, proposals, {one.number for one in proposals}) == before.replace("欠款8.6万元", "欠款9万元")
