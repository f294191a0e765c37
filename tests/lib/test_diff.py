"""What two sequences have in common, found in a time that repetitions do not stretch."""

import time
from difflib import SequenceMatcher

import pytest

from publicity.lib.diff import MOST_PAIRS, common


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("", "", []),
        ("甲", "", []),
        ("甲乙丙", "甲乙丙", [(0, 0), (1, 1), (2, 2)]),
        ("甲丙", "甲乙丙", [(0, 0), (1, 2)]),
        ("甲乙丙", "甲丙", [(0, 0), (2, 1)]),
        ("甲", "甲甲", [(0, 0)]),
        ("甲乙", "丙甲乙", [(0, 1), (1, 2)]),
        ("甲丁乙", "丙甲丙乙戊", [(0, 1), (2, 3)]),
        ("甲乙", "乙甲", [(1, 0)]),
    ],
)
def test_the_longest_run_in_order_is_found(old: str, new: str, same: list[tuple[int, int]]) -> None:
    assert common(old, new) == same


def test_nothing_longer_is_found_by_taking_blocks() -> None:
    old, new = "法院依法查封了被执行人的车辆并冻结账户", "执行法官随后依法冻结了被执行人的账户查封车辆"
    pairs = common(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in zip(pairs, pairs[1:], strict=False))
    assert len(pairs) >= sum(
        block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    )


def test_lines_that_repeat_take_no_longer_than_others() -> None:
    old = ["ab"[number % 2] for number in range(2000)]
    new = ["ab"[number // 2 % 2] for number in range(2000)]
    begun = time.process_time()
    assert len(common(old, new)) > 1000
    assert time.process_time() - begun < 1


def test_of_a_middle_too_large_to_compare_only_both_ends_are_the_same() -> None:
    side = int(MOST_PAIRS**0.5) + 1
    old, new = ["始", *["甲", "乙"] * (side // 2 + 1), "终"], ["始", *["乙", "甲"] * (side // 2 + 1), "终"]
    assert common(old, new) == [(0, 0), (len(old) - 1, len(new) - 1)]
