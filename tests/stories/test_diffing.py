"""Two texts side by side."""

import time

import pytest

from publicity.stories.diffing import Row, Segment, folded, is_different, side_by_side


def words(segments: tuple[Segment, ...]) -> str:
    return "".join(f"[{one.text}]" if one.changed else one.text for one in segments)


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ("甲。\n\n乙。", "甲。\n\n乙。", [("same", "甲。", "甲。"), ("same", "乙。", "乙。")]),
        ("欠款8.6万元。", "欠款9万元。", [("changed", "欠款[8.6]万元。", "欠款[9]万元。")]),
        ("3月12日到村里。", "3月2日到村里。", [("changed", "3月[12]日到村里。", "3月[2]日到村里。")]),
        ("甲。", "甲。\n乙。", [("same", "甲。", "甲。"), ("added", "", "[乙。]")]),
        ("甲。\n乙。", "乙。", [("removed", "[甲。]", ""), ("same", "乙。", "乙。")]),
        ("春眠不觉晓", "Spring", [("changed", "[春眠不觉晓]", "[Spring]")]),
        ("", "", []),
    ],
)
def test_rows(old: str, new: str, rows: list[tuple[str, str, str]]) -> None:
    found = side_by_side(old, new)
    assert [(row.kind, words(row.old), words(row.new)) for row in found] == rows
    assert is_different(found) is any(kind != "same" for kind, _old, _new in rows)


def test_nothing_of_either_text_is_lost() -> None:
    old, new = "甲乙丙。\n丁戊。\n己。", "甲乙。\n庚辛壬。\n己癸。"
    found: list[Row] = side_by_side(old, new)
    assert "\n".join("".join(one.text for one in row.old) for row in found if row.old) == old
    assert "\n".join("".join(one.text for one in row.new) for row in found if row.new) == new


def test_long_unchanged_runs_fold_into_one_row() -> None:
    old = "\n".join(f"第{number}段。" for number in range(9))
    rows = folded(side_by_side(old, old.replace("第4段。", "第4段改。")))
    assert [row.kind for row in rows] == ["gap", "same", "changed", "same", "gap"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n".join("ab"[n % 2] for n in range(2000)), "\n".join("ab"[n // 2 % 2] for n in range(2000))),
        ("\n".join("的" * 2900 + str(n) for n in range(33)), "\n".join("x的" * 1450 + str(n) for n in range(33))),
    ],
)
def test_what_repeats_holds_nobody_up(old: str, new: str) -> None:
    begun = time.process_time()
    rows = side_by_side(old, new)
    assert time.process_time() - begun < 1
    assert "\n".join("".join(one.text for one in row.new) for row in rows if row.new) == new
