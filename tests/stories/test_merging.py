"""A changed fact sheet against a text edited by hand."""

import time

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


def test_parties_that_change_places_and_an_amount_within_another_make_no_wrong_fact() -> None:
    mine = "手写：张某某借给李某某，先还15万元，后还5万元，利息1,005万元。"
    values = {"张某某": "李某某", "李某某": "张某某", "5万元": "8万元"}
    proposals = propose("甲", "甲", mine, values)
    accepted = apply(mine, proposals, {one.number for one in proposals})
    assert accepted == "手写：李某某借给张某某，先还15万元，后还8万元，利息1,005万元。"


@pytest.mark.parametrize(
    ("mine", "values", "result"),
    [
        ("张某、张某某、张某甲和张某。", {"张某": "王某"}, "王某、张某某、张某甲和王某。"),
        ("2018年1月2日和12018年1月2日", {"2018年1月2日": "2018年1月3日"}, "2018年1月3日和12018年1月2日"),
    ],
)
def test_a_value_is_no_part_of_another_ones_name_or_number(mine: str, values: dict[str, str], result: str) -> None:
    proposals = propose("甲", "甲", mine, values)
    assert apply(mine, proposals, {one.number for one in proposals}) == result


def test_an_added_line_and_a_value_in_the_line_below_it_both_come_and_nothing_doubles() -> None:
    mine = "A\nB 张某某手改\nC"
    proposals = propose("A\nB\nC", "A\nNEW\nB\nC", mine, {"张某某": "李某某"})
    assert apply(mine, proposals, {one.number for one in proposals}) == "A\nNEW\nB 李某某手改\nC"


def test_lines_that_repeat_do_not_hold_up_the_proposals() -> None:
    before, after = ("\n".join("ab"[n // width % 2] for n in range(2000)) for width in (1, 2))
    begun = time.process_time()
    proposals = propose(before, after, before, {})
    assert time.process_time() - begun < 3
    assert apply(before, proposals, {one.number for one in proposals}) == after


@pytest.mark.parametrize("after", ["", "\n".join(f"又{number}行" for number in range(4000))])
def test_a_long_text_rewritten_by_hand_does_not_hold_up_the_proposals(after: str) -> None:
    before = "\n".join(f"第{number}行" for number in range(4000))
    mine = "\n".join(f"手写{number}" for number in range(9000))
    begun = time.process_time()
    assert {one.certainty for one in propose(before, after, mine, {})} == {Certainty.BY_HAND}
    assert time.process_time() - begun < 2
