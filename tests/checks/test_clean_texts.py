"""Whole stories as courts publish them, with the traps that naive rules fall into: nothing to remark but the length."""

from pathlib import Path

import pytest

from publicity.checks import (
    amounts,
    brackets,
    case_numbers,
    dates_in_text,
    ground,
    headings,
    numbers,
    placeholders,
    places,
    punctuation,
    structure,
    typos,
    wechat_limits,
)
from publicity.checks.finding import Draft
from tests.checks.probe import policy

MODULES = (
    amounts, brackets, case_numbers, dates_in_text, ground, headings, numbers, placeholders, places, punctuation,
    structure, typos, wechat_limits,
)  # fmt: skip
TEXTS = sorted((Path(__file__).parent / "clean").glob("*.md"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_clean_story_gets_no_remark(path: Path) -> None:
    draft = Draft("题", path.read_text(encoding="utf-8"), court="澄江市人民法院", court_code="云2801")
    found = [
        (one.rule, draft.text[one.place.start : one.place.end])
        for module in MODULES
        for rule in module.RULES
        for one in rule.check(draft, policy())
    ]
    assert found == []
