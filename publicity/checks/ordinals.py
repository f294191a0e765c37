"""Running words that skip one or come twice: 第一，……第三，……; 一是……一是……三是……; 案例一, 案例三."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.numerals import chinese_number
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import HIDDEN, Passage, passages

_C: Final = "一二三四五六七八九十"
_BEGIN: Final = rf"(?:^[ \t\u3000{HIDDEN}]*|(?<=[。；：，！？]){HIDDEN}{{0,3}})"
_KINDS: Final = (
    re.compile(rf"{_BEGIN}(?P<mark>第(?P<number>[{_C}]{{1,3}}))(?={HIDDEN}*[，、,])", re.M),
    re.compile(rf"{_BEGIN}(?P<mark>(?P<number>[{_C}])是)(?![非否])", re.M),
    re.compile(rf"{_BEGIN}(?P<mark>其(?P<number>[{_C}]))(?={HIDDEN}*[，、,：])", re.M),
    re.compile(
        rf"^[ \t\u3000{HIDDEN}【]*(?P<mark>案例(?P<number>[{_C}]{{1,3}}))(?=[ \t\u3000：:】、{HIDDEN}]|$)", re.M
    ),
)

_INLINE: Final = (
    re.compile(rf"(?<=[：；:;])(?P<mark>(?P<number>[{_C}]{{1,3}}))、(?=[一-龥“《])"),
    re.compile(r"(?<=[：；:;])(?P<mark>(?P<number>\d{1,2}))[.．、](?=[一-龥“《])"),
    re.compile(rf"(?<=[：；:;])(?P<mark>[（(](?P<number>[{_C}]{{1,3}}|\d{{1,2}})[）)])(?=[一-龥“《])"),
)
"""一、收案情况；二、结案情况；… within one line."""
_LINE: Final = re.compile(r"[^\n]+")


def gaps(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """One is left out between two that follow each other; whatever may stand for it between them counts."""
    for passage in passages(draft):
        for pattern in _KINDS:
            found = list(pattern.finditer(passage.shown))
            numbers = [chinese_number(match["number"]) or 0 for match in found]
            for at in range(1, len(found)):
                before, match = found[at - 1], found[at]
                if numbers[at] != numbers[at - 1] + 2 or _stands_for(numbers[at] - 1, before, match):
                    continue
                missing = match["mark"].replace(match["number"], _chinese(numbers[at] - 1))
                case = "repeat" if at > 1 and numbers[at - 2] == numbers[at - 1] else ""
                place = passage.place(*(before if case else match).span("mark"))
                yield policy.finding("headings.ordinals", place, case, mark=match["mark"], missing=missing)
        yield from _in_line(passage, policy)


def _in_line(passage: Passage, policy: Policy) -> Iterator[Finding]:
    """Lists within one line: the second of two equal numbers, else a number left out."""
    for line in _LINE.finditer(passage.shown):
        for pattern in _INLINE:
            found = list(pattern.finditer(passage.shown, *line.span()))
            numbers = [int(n) if (n := match["number"]).isdigit() else chinese_number(n) or 0 for match in found]
            if numbers[:1] != [1] or len(numbers) < 3 or numbers.count(1) > 1:
                continue
            for at in range(1, len(found)):
                mark, place = found[at]["mark"], passage.place(*found[at].span("mark"))
                if numbers[at] == numbers[at - 1]:
                    yield policy.finding("headings.ordinals", place, "again", mark=mark)
                elif numbers[at] == numbers[at - 1] + 2 and numbers[at - 2] != numbers[at - 1]:
                    missing = mark.replace(found[at]["number"], _like(found[at]["number"], numbers[at] - 1))
                    yield policy.finding("headings.ordinals", place, mark=mark, missing=missing)


def _like(written: str, number: int) -> str:
    return str(number) if written.isdigit() else _chinese(number)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _C[tens - 1] + "十") + (_C[ones - 1] if ones else "")


def _stands_for(number: int, before: re.Match[str], after: re.Match[str]) -> bool:
    """二是, 二要, 其二, 第二, 其次 — or the text leaves items out with ……"""
    written, between = _chinese(number), before.string[before.end() : after.start()]
    return bool(
        re.search(
            rf"{written}[是要则来者、，]|[其第例]{written}|其次|再次|此外|另外|同时|……|(?<!\d){number}(?:[.、．)）]|是)",
            between,
        )
    )


RULES: Final = (Rule("headings.ordinals", gaps),)
