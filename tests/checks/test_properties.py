"""Whatever the text: no rule raises, every place lies in its field, the mask keeps lengths, the two counters agree."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicity.checks.cli import parse, place_in_file
from publicity.checks.finding import Draft, DraftMedia
from publicity.checks.length import count
from publicity.checks.near_duplicates import Earlier
from publicity.checks.registry import ALL_RULES
from publicity.checks.run import run_checks, sort_by_place
from publicity.checks.sections import sections
from publicity.checks.visible import HIDDEN, visible
from tests.checks.probe import findings_of, policy, rows

PIECES = sorted({case.draft.text for kind in ("found", "quiet") for case in rows(kind) if len(case.draft.text) < 200})
MARKS = [*"#*_`~<>[]()|\\-=+!“”‘’《》（）【】，。、；：？！…—·,.:;?!\n \t\u3000", "\r\n", "\ufeff", "\u200b"]
DIGITS = [*"0123456789０９一二三十百千万亿〇○Oo年月日号元%％", "第", "（2018）云28执", "2月30日", "合计", "周三"]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES + MARKS + DIGITS), max_size=40).map("".join),
)


def _length(draft: Draft, field: str) -> int:
    if field.startswith("fact:"):
        return len(draft.facts.get(field.removeprefix("fact:"), ""))
    if field.startswith("media"):
        _, number, name = (field.split(":") + ["", ""])[:3]
        return len(str(getattr(draft.media[int(number)], name))) if name else 0
    return len(getattr(draft, field))


def _draft(text: str, other: str) -> Draft:
    media = (DraftMedia(other, "image", "image/jpeg", 1, caption=text[:50], alt=other[:50]),)
    facts = {"case_number": other, "outcome": text[:80]}
    return Draft(
        other[:60], text, text[:90], "case-story", "某省某县人民法院", "云2801", facts=facts, media=media,
        required_parts=("基本案情", "典型意义"), day=date(2018, 7, 12),
    )  # fmt: skip


@settings(max_examples=250, deadline=None, derandomize=True)
@given(TEXTS, TEXTS)
def test_no_text_raises_and_every_place_lies_in_its_field(text: str, other: str) -> None:
    draft = _draft(text, other)
    found = run_checks(draft, policy(), earlier=[Earlier("1", "旧", other, (text[:60],), "别院")])
    for one in found:
        assert 0 <= one.place.start <= one.place.end <= _length(draft, one.place.field), one
        assert one.message
        assert one.rule in policy().rules
    assert found == sort_by_place(found)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS)
def test_the_mask_keeps_length_and_lines(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(char in (raw, HIDDEN) for raw, char in zip(text, shown, strict=True))
    assert shown.count("\n") == text.count("\n")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS)
def test_counts_and_sections_are_in_bounds(text: str) -> None:
    counted = count(text)
    assert 0 <= counted.characters_no_spaces <= counted.characters <= len(text)
    assert counted.word_count <= counted.characters_no_spaces
    parts = sections(text)
    assert parts[0].start == 0
    assert parts[-1].end == len(text)
    assert all(before.end == after.heading_start for before, after in zip(parts, parts[1:], strict=False))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS, st.sampled_from(["", "---\ntitle: 题\nform: case-story\n---\n", "---\n", "---\n- 1\n---\n", "\ufeff"]))
def test_places_of_a_file_count_from_its_beginning(text: str, front: str) -> None:
    given_file = parse(front + text)
    for finding in run_checks(given_file.draft, policy()):
        start, end = place_in_file(given_file, finding)
        assert 0 <= start <= end <= len(front + text)
        if finding.place.field == "text":
            said = given_file.draft.text[finding.place.start : finding.place.end]
            assert (front + text)[start:end] == said


def test_a_fix_takes_its_finding_away() -> None:
    """Mending a marked place leaves nothing of the same rule behind, in every row of the tables that has a mend."""
    for case in rows("found"):
        (mark, *others) = case.marks
        if others or mark.fix is None or mark.field != "text":
            continue
        text = case.draft.text
        mended = replace(case.draft, text=text[: mark.start] + mark.fix + text[mark.end :])
        assert findings_of(replace(case, draft=mended)) == [], (case.rule, mended.text)


def test_every_rule_is_described_and_every_description_has_its_rule() -> None:
    described = set(policy().rules)
    known = {rule.id for rule in ALL_RULES} | {"duplicate.text", "duplicate.case_number"}
    assert known == described
    assert len({rule.id for rule in ALL_RULES}) == len(ALL_RULES)
    assert all(text.name and text.source and text.messages for text in policy().rules.values())


def test_a_rule_that_is_switched_off_is_silent() -> None:
    draft = Draft("题", "其中的典型案列，其它。")
    rules = {one.rule for one in run_checks(draft, policy())}
    assert {"typos.wrong", "typos.doubtful"} <= rules
    left = {one.rule for one in run_checks(draft, policy(), disabled=frozenset({"typos.wrong"}))}
    assert left == rules - {"typos.wrong"}


AWKWARD = """
    1 0 1, 53 路1 村 村委会 号 1栋 （2021） （2021）云 云0481执 电话 举报电话 法院 a@ a. 护照 产权证编号 艾滋 张某癌
    医院癌 王强癌， 账号1 A1 执（ 某 一 （× （2021）云0481执12号 （2013）民 和平路8号 ]( ![a]( 合计1元， 壹 （2018）云
    “ （ 《 * <!-- [ 2018年1月1日， 王某 和 13800138000 7月12日（周三） 儿子王小明8岁 抚养费 的的 罚款5万元 其中 张某
    周一 省市县 澄江市人民法院
"""


@pytest.mark.parametrize("piece", [*AWKWARD.split(), "一、甲\n", "# a\n", "甲\n"])
def test_a_long_run_of_one_thing_does_not_grow_out_of_hand(piece: str) -> None:
    """10,000 characters that regular expressions stumble over: a fraction of a second, minutes when one backtracks."""
    draft = Draft("题", (piece * 10_000)[:10_000], court="澄江市人民法院")
    begin = time.process_time()
    run_checks(draft, policy())
    assert time.process_time() - begin < 5
