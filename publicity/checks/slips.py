"""Common words of two characters with one of them wrong by sound or look: 扣画 for 扣划, 追脏 for 追赃."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from publicity.checks.phrases import Slip
from publicity.checks.policy import Policy

_HIDES_A_NAME: Final = "某"
_OF_A_NAME: Final = re.compile(
    r"(?![该其某被两本这涉各几])[一-龥]{0,4}?(?:公司|工厂|集团|小区|镇|村(?![民委干])|乡|街道|[大公]路|超市|酒店|饭店|商行|合作社)"
)
"""诚鑫公司, 永新镇: what a firm or a place is called is no slip."""


@lru_cache(maxsize=4)
def _meant(entries: tuple[str, ...]) -> Mapping[str, str]:
    """Wrong form → word, from entries such as `扣划:/花华画` (wrong for the first / for the second character)."""
    meant: dict[str, str] = {}
    for entry in (one for line in entries for one in line.split()):
        word, _, wrong = entry.partition(":")
        first, _, second = wrong.partition("/")
        meant |= {char + word[1]: word for char in first} | {word[0] + char: word for char in second}
    return meant


@lru_cache(maxsize=4)
def _words(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def word_slips(text: str, policy: Policy) -> Iterator[Slip]:
    """The wrong forms of the policy that stand in the text, unless a neighbour makes a common word with them."""
    meant, common = _meant(policy.words.get("slips", ())), _words(policy.words.get("common", ()))
    for at in range(len(text) - 1):
        word = meant.get(text[at : at + 2])
        if word and not _is_explained(text, at, common):
            yield Slip(at, text[at : at + 2], word)


def _is_explained(text: str, at: int, common: frozenset[str]) -> bool:
    """拆迁|款: either character belongs to the word beside it; 王某丰, 封某: it is of a name."""
    before, after = text[max(0, at - 1) : at], text[at + 2 : at + 3]
    if _HIDES_A_NAME in (before, after) or _OF_A_NAME.match(text, at + 2):
        return True
    return before + text[at] in common or text[at + 1] + after in common
