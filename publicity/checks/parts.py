"""Every field of a draft a leak can hide in, and the small cuts (sentence, clause, paragraph) the rules look at."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft
from publicity.checks.visible import HIDDEN, Passage, passages

_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "！，；？"}
_SPACES: Final = dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2009, 0x3000, 0x202F), " ")
_DASHES: Final = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_NARROW: Final = str.maketrans({**{k: chr(v) for k, v in _WIDE.items()}, **_SPACES, **_DASHES})
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u9fff\uff00-\uffef]+")
_SENTENCE_END: Final = "。！？；\n!?;"
_REACH: Final = 600
_CLAUSE_END: Final = "，。！？；：\n,!?;"


def all_parts(draft: Draft) -> Iterator[Passage]:
    """The passages readers see, then facts, credits and file names; never an empty one."""
    yield from passages(draft)
    for name, value in draft.facts.items():
        if value:
            yield Passage(f"fact:{name}", value, value)
    for number, item in enumerate(draft.media):
        for key, value in (("credit", item.credit), ("name", item.name)):
            if value:
                yield Passage(f"media:{number}:{key}", value, value)


def public_parts(draft: Draft) -> Iterator[Passage]:
    """What is printed: everything but the fact sheet."""
    return (part for part in all_parts(draft) if not part.field.startswith("fact:"))


@lru_cache(maxsize=64)
def narrow(text: str) -> str:
    """Full-width digits, letters, brackets, odd spaces plain (not ，；！？), web addresses blanked; same length."""
    plain = text.translate(_NARROW)
    return _URL.sub(lambda match: HIDDEN * len(match.group()), plain)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds start..end, without its closing mark."""
    return text[slice(*_around(text, start, end, _SENTENCE_END))]


def clause_around(text: str, start: int, end: int) -> str:
    """The clause (between commas) that holds start..end."""
    return text[slice(*_around(text, start, end, _CLAUSE_END))]


def paragraph_around(text: str, start: int, end: int) -> str:
    """The line that holds start..end, at most 600 code points to either side."""
    return text[slice(*_around(text, start, end, "\n"))]


def is_quoted(text: str, at: int) -> bool:
    """A quotation that was opened on the line is still open there."""
    start = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    return text.count("“", start, at) > text.count("”", start, at)


def _around(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    least, most = max(0, start - _REACH), min(len(text), end + _REACH)
    left = max(text.rfind(mark, least, start) for mark in marks) + 1
    right = min((at for mark in marks if (at := text.find(mark, end, most)) >= 0), default=most)
    return left or least, right
