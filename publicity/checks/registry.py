"""Every rule there is, module by module; a new check module adds its one line here."""

from typing import Final

from publicity.checks import (
    amounts,
    anonymity,
    brackets,
    case_numbers,
    courts,
    dates_in_text,
    ground,
    headings,
    length,
    media_requirements,
    minors,
    numbers,
    personal_data,
    placeholders,
    places,
    punctuation,
    structure,
    terms,
    typos,
    wechat_limits,
    wording,
)
from publicity.checks.rule import Rule

ALL_RULES: Final[tuple[Rule, ...]] = (
    *length.RULES,
    *structure.RULES,
    *ground.RULES,
    *placeholders.RULES,
    *media_requirements.RULES,
    *case_numbers.RULES,
    *amounts.RULES,
    *dates_in_text.RULES,
    *numbers.RULES,
    *places.RULES,
    *typos.RULES,
    *brackets.RULES,
    *punctuation.RULES,
    *headings.RULES,
    *wechat_limits.RULES,
    *personal_data.RULES,
    *anonymity.RULES,
    *minors.RULES,
    *terms.RULES,
    *wording.RULES,
    *courts.RULES,
)
