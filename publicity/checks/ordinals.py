"""Running words that skip one: 第一，……第三，……; 一是……三是……; 案例一, 案例三."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.numerals import chinese_number
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import HIDDEN, passages

_C: Final = "一二三四五六七八九十"
_BEGIN: Final = rf"(?:^[ \t\u3000{HIDDEN}]*|(?<=[。；：，！？]))"
_KINDS: Final = (
    re.compile(rf"{_BEGIN}(?P<mark>第(?P<number>[{_C}]{{1,3}}))(?=[，、,])", re.M),
    re.compile(rf"{_BEGIN}(?P<mark>(?P<number>[{_C}])是)(?![非否])", re.M),
    re.compile(rf"^[ \t\u3000{HIDDEN}【]*(?P<mark>案例(?P<number>[{_C}]{{1,3}}))(?=[ \t\u3000：:】、]|$)", re.M),
)


def gaps(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """One is left out between two that follow each other; whatever may stand for it between them counts."""
    for passage in passages(draft):
        for pattern in _KINDS:
            found = list(pattern.finditer(passage.shown))
            for before, match in zip(found, found[1:], strict=False):
                first, second = chinese_number(before["number"]), chinese_number(match["number"])
                if first is None or second != first + 2:
                    continue
                missing = match["mark"].replace(match["number"], _chinese(first + 1))
                between = passage.shown[before.end() : match.start()]
                if not _stands_for(first + 1, between):
                    place = passage.place(*match.span("mark"))
                    yield policy.finding("headings.ordinals", place, mark=match["mark"], missing=missing)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _C[tens - 1] + "十") + (_C[ones - 1] if ones else "")


def _stands_for(number: int, between: str) -> bool:
    """二是, 二要, 其二, 第二, 其次 — or the text leaves items out with ……"""
    written = _chinese(number)
    return bool(re.search(rf"{written}[是要则来者、，]|[其第例]{written}|其次|再次|此外|另外|……|{number}", between))


RULES: Final = (Rule("headings.ordinals", gaps),)
