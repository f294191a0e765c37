"""Pairs that do not match: quotation marks, title marks, brackets left open, closed twice, or turned round."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage, passages

_PAIRS: Final = (
    ("“", "”", "双引号"),
    ("‘", "’", "单引号"),
    ("《", "》", "书名号"),
    ("〈", "〉", "单书名号"),
    ("（(", "）)", "圆括号"),
    ("【", "】", "方头括号"),
)
_ENUMERATION: Final = re.compile(
    r"(?:^|[\s\u3000，。；：、:;,“）)])(?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[①-⑳])$"
)
_APOSTROPHE: Final = re.compile(r"’\d\d|[A-Za-z][‘’]|[‘’][A-Za-z]")
_TURNED: Final = re.compile(r"”([^“”\n]{1,40})“")


@dataclass(frozen=True, slots=True)
class _Loose:
    """A mark without its partner; `is_open` tells which half."""

    at: int
    is_open: bool


def unpaired(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Marks without a partner, one finding a paragraph and kind; quotations may run over paragraphs."""
    for passage in passages(draft):
        for opens, closes, name in _PAIRS:
            yield from _report(passage, policy, name, _loose(passage.shown, opens, closes))


def _loose(text: str, opens: str, closes: str) -> list[_Loose]:
    waiting: list[int] = []
    loose: list[_Loose] = []
    for match in re.finditer(f"[{re.escape(opens + closes)}]", text):
        at = match.start()
        if match.group() in "‘’" and _APOSTROPHE.search(text[max(0, at - 1) : at + 3]):
            continue
        if match.group() in opens:
            if opens == "“" and waiting and not text[text.rfind("\n", 0, at) + 1 : at].strip():
                waiting.pop()  # a quotation over several paragraphs opens anew in each
            waiting.append(at)
        elif waiting:
            waiting.pop()
        elif not (closes[0] == "）" and _ENUMERATION.search(text[max(0, at - 5) : at])):
            loose.append(_Loose(at, False))
    return sorted(loose + [_Loose(at, True) for at in waiting], key=lambda mark: mark.at)


def _report(passage: Passage, policy: Policy, name: str, loose: list[_Loose]) -> Iterator[Finding]:
    reported: int | None = None
    for mark in loose:
        line = passage.shown.rfind("\n", 0, mark.at)
        if line == reported:
            continue
        reported = line
        turned = _TURNED.match(passage.shown, mark.at) if name == "双引号" and not mark.is_open else None
        if turned and any(other.is_open and other.at == turned.end() - 1 for other in loose):
            fix = Fix("“" + passage.raw[turned.start(1) : turned.end(1)] + "”")
            yield policy.finding("punctuation.unpaired", passage.place(*turned.span()), "turned", fix=fix)
            continue
        case = "open" if mark.is_open else "closed"
        yield policy.finding("punctuation.unpaired", passage.place(mark.at, mark.at + 1), case, name=name)


def mixed(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A bracket opened full-width and closed half-width, or the other way; case numbers have their own rule."""
    for passage in passages(draft):
        for match in re.finditer(r"（([^（）()\n]{1,80})\)|\(([^（）()\n]{1,80})）", passage.shown):
            inner = match.group(1) or match.group(2)
            if re.fullmatch(r"\s*\d{4}\s*", inner):
                continue
            fix = Fix("（" + passage.raw[match.start() + 1 : match.end() - 1] + "）")
            yield policy.finding("punctuation.mixed", passage.place(*match.span()), fix=fix)


def nested(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Double quotation marks within double ones, title marks within title marks: the inner ones are ‘’ and 〈〉."""
    for passage in passages(draft):
        for line in re.finditer(r"[^\n]+", passage.shown):
            for opens, closes, inner in (("“", "”", "‘’"), ("《", "》", "〈〉")):
                for start, end in _inner_pairs(line.group(), opens, closes):
                    at, stop = line.start() + start, line.start() + end
                    right = inner[0] + passage.raw[at + 1 : stop - 1] + inner[1]
                    place = passage.place(at, stop)
                    yield policy.finding("punctuation.nested", place, fix=Fix(right), marks=inner)


def _inner_pairs(line: str, opens: str, closes: str) -> Iterator[tuple[int, int]]:
    """Pairs that stand straight within another pair, where every mark of the line has its partner."""
    if line.count(opens) != line.count(closes):
        return
    waiting: list[int] = []
    for match in re.finditer(f"[{opens}{closes}]", line):
        if match.group() == opens:
            waiting.append(match.start())
        elif not waiting:
            return
        elif len(waiting) == 2:  # noqa: PLR2004 - the inner pair closes
            yield waiting.pop(), match.end()
        else:
            waiting.pop()


RULES: Final = (
    Rule("punctuation.unpaired", unpaired),
    Rule("punctuation.mixed", mixed),
    Rule("punctuation.nested", nested),
)
