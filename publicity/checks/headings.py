"""Numbered and Markdown headings: form, order, gaps, repeats, skipped levels, full stops (GB/T 9704-2012 7.3.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.numerals import chinese_number
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import HIDDEN, Passage, body

_C: Final = "一二三四五六七八九十"
_SKIP: Final = rf"^[ \t\u3000{HIDDEN}]*"
_LEVELS: Final = (
    re.compile(rf"{_SKIP}(?P<mark>(?P<number>[{_C}]{{1,3}})(?P<sep>、|\.|．|,|，))(?=[ \t\u3000]*\S)", re.M),
    re.compile(rf"{_SKIP}(?P<mark>[（(](?P<number>[{_C}]{{1,3}})[）)](?P<sep>[、.，,．]?))(?=[ \t\u3000]*\S)", re.M),
    re.compile(rf"{_SKIP}(?P<mark>(?P<number>\d{{1,2}})(?P<sep>[.．、]))(?=[ \t\u3000]*[^\s\d.．])", re.M),
    re.compile(rf"{_SKIP}(?P<mark>[（(](?P<number>\d{{1,2}})[）)](?P<sep>[、.，,．]?))(?=[ \t\u3000]*\S)", re.M),
)
_NEAR: Final = 2000
"""So far back a missing number is looked for within the lines: 1.甲；2.乙。 may stand in one paragraph."""
_HEAD: Final = re.compile(r"^ {0,3}(?P<hashes>#{1,6})[ \t]+(?P<title>[^\n]{1,40})$", re.M)
_PLAIN_LINE: Final = re.compile(r"^(?P<title>[一-龥]{2,8})[：:]?(?=[ \t\r]*$)", re.M)
_HASHES: Final = re.compile(r"^ {0,3}(#{1,6})[ \t]+(?=\S)", re.M)
_OWN_TWIN: Final = tuple(
    re.compile(mark)
    for mark in (rf"[{_C}]{{1,3}}、", rf"[（(][{_C}]{{1,3}}[）)]", r"\d{1,2}[.．、](?!\d)", r"[（(]\d{1,2}[）)]")
)
"""（二）（三）: two numbers before one heading."""
_NEW_PIECE: Final = re.compile(r"^[ \t]*#|案例[一二三四五六七八九十\d]|^[^。；，\n]{4,40}案[ \t]*$", re.M)
_ORDINAL: Final = re.compile(
    rf"(?:^[ \t\u3000]*|(?<=[。；：，]))(?P<mark>第[{_C}])、(?![第{_C}百零\d两])(?=[^，。；\n]{{2,40}}[，。；])"
    rf"(?=[^\n]{{0,300}}?第[{_C}][，、,])",
    re.M,
)
"""第一、完善机制，第二，…: ordinals take a comma. 第一、第二小组 is another thing."""
_REFERENCE: Final = re.compile(r"(?:项(?!目)|款(?!项)|条(?![件款例]))")
"""（三）项 refers to something; it opens nothing."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that opens with a number: level 0..3 for 一、 （一） 1. （1）, `mark` as written at start..end."""

    level: int
    number: int
    mark: str
    separator: str
    start: int
    end: int
    line_end: int
    line: str


@lru_cache(maxsize=64)
def _numbered(shown: str) -> tuple[Numbered, ...]:
    found = []
    for level, pattern in enumerate(_LEVELS):
        for match in pattern.finditer(shown):
            number = chinese_number(match["number"]) if level < 2 else int(match["number"])
            if number is None or (level < 2 and number > 30):
                continue
            stop = shown.find("\n", match.end())
            stop = len(shown) if stop < 0 else stop
            line = shown[match.end() : stop].replace(HIDDEN, "").strip()
            span = match.span("mark")
            if _is_wrapped(shown, span[0]) or (level % 2 and _REFERENCE.match(line)):
                continue
            found.append(Numbered(level, number, match["mark"], match["sep"], *span, stop, line))
    return tuple(sorted(found, key=lambda item: item.start))


def _is_wrapped(shown: str, at: int) -> bool:
    """The line only goes on from a long one above that breaks off in mid-sentence, as in text taken from a PDF."""
    start = shown.rfind("\n", 0, at)
    above = shown[shown.rfind("\n", 0, max(start, 0)) + 1 : max(start, 0)].strip()
    return len(above) >= 24 and re.search(r"[\w，、]$", above) is not None


def form(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """1、 → 1. ; （一）、 → （一） ; 一. → 一、"""
    passage = body(draft)
    for item in _numbered(passage.shown):
        right = _right_mark(item)
        if right and right != item.mark:
            place = passage.place(item.start, item.end)
            yield policy.finding("headings.form", place, fix=Fix(right), mark=item.mark, right=right)
    for match in _ORDINAL.finditer(passage.shown):
        place, right = passage.place(*match.span()), f"{match['mark']}，"
        yield policy.finding("headings.form", place, "ordinal", Fix(right), mark=match.group(), right=right)


def _right_mark(item: Numbered) -> str:
    number = item.mark.strip("（()）、.，,．")
    if item.level == 0:
        return f"{number}、"
    if item.level == 2:
        return f"{number}." if item.separator == "、" else item.mark
    if item.level == 1:
        return f"（{number}）"
    return f"（{number}）" if item.separator else item.mark


def order(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A gap or a repeat among the numbers of one level under one heading; starting anew at 1 is always allowed."""
    passage = body(draft)
    last: list[int | None] = [None] * len(_LEVELS)
    items = _numbered(passage.shown)
    was_repeat = False
    for above, item in zip((None, *items), items, strict=False):
        place = passage.place(item.start, item.end)
        if _is_again(passage, above, item) or _OWN_TWIN[item.level].match(item.line):
            yield policy.finding("headings.order", place, "repeat", mark=item.mark)
            continue
        before = last[item.level]
        last[item.level] = item.number
        last[item.level + 1 :] = [None] * (len(_LEVELS) - item.level - 1)
        if before is None or item.number == 1 or item.number == before + 1:
            was_repeat = False
            continue
        if item.number == before:
            was_repeat = True
            yield policy.finding("headings.order", place, "repeat", mark=item.mark)
        elif was_repeat and item.number == before + 2:
            was_repeat = False
        elif before < item.number <= before + 3 and not _has_ellipsis(passage.shown, item):
            missing = [_name(item, number) for number in range(before + 1, item.number)]
            written = "|".join(map(re.escape, missing))
            if not re.search(
                rf"(?:^|[^一-龥，、])(?:{written})", passage.shown[max(0, item.start - _NEAR) : item.start]
            ):
                yield policy.finding("headings.order", place, "gap", mark=item.mark, missing="、".join(missing))


def _is_again(passage: Passage, above: Numbered | None, item: Numbered) -> bool:
    """一、 twice running: two short lines, two Markdown headings; "1. " may be left to Markdown to count."""
    if above is None or (above.level, above.number, item.number) != (item.level, 1, 1):
        return False
    between = passage.raw[above.line_end : item.start]
    if item.level < 2 and _is_heading(above) and _is_heading(item) and _goes_on(passage, item):
        return not _NEW_PIECE.search(between)
    if re.fullmatch(r"\s*#{1,6}[ \t]+", between) or (
        re.fullmatch(r"[^#]*\n\s*#{1,6}[ \t]+", between)
        and _HASHES.match(passage.raw, passage.raw.rfind("\n", 0, above.start) + 1)
    ):
        return True
    is_counted_by_markdown = item.level == 2 and passage.raw[item.end : item.end + 1] in " \t" and "." in item.mark
    return not between.strip(" \t\n\r\u3000") and not is_counted_by_markdown


def _goes_on(passage: Passage, item: Numbered) -> bool:
    """Of the same level 二 comes next: the two 一 stand in one list."""
    later = (other for other in _numbered(passage.shown) if other.start > item.start and other.level <= item.level)
    following = next(later, None)
    return following is not None and (following.level, following.number) == (item.level, 2)


def _has_ellipsis(shown: str, item: Numbered) -> bool:
    """A quoted article leaves items out with ……; nothing is missing then."""
    return "……" in shown[max(0, item.start - 40) : item.start]


def _name(item: Numbered, number: int) -> str:
    digits = str(number) if item.level >= 2 else _chinese(number)
    return re.sub(rf"[{_C}\d]+", digits, item.mark, count=1)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _C[tens - 1] + "十") + (_C[ones - 1] if ones else "")


def level(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """（1） straight under 一、, or a Markdown heading more than one level below the one before."""
    passage = body(draft)
    before: Numbered | None = None
    for item in _numbered(passage.shown):
        if item.level == 3 and before and before.level < 2 and item.number == 1 and _is_heading(before):
            place = passage.place(item.start, item.end)
            yield policy.finding("headings.level", place, mark=item.mark, above=before.mark)
        before = item
    above = 0
    for match in _HASHES.finditer(passage.raw):
        depth = len(match.group(1))
        if above and depth > above + 1:
            place = passage.place(*match.span(1))
            fix = Fix("#" * (above + 1))
            yield policy.finding("headings.level", place, "markdown", fix, depth=depth, above=above)
        above = depth

    yield from _bare_titles(passage, policy)


def _bare_titles(passage: Passage, policy: Policy) -> Iterator[Finding]:
    """典型意义： as a plain line, where the parts before it have Markdown headings."""
    names = {name for names in policy.groups.get("part_stages", {}).values() for name in names}
    heads = [match for match in _HEAD.finditer(passage.raw) if match["title"].strip() in names]
    if len(heads) < 2 or len({match["hashes"] for match in heads}) > 1:
        return
    for match in _PLAIN_LINE.finditer(passage.raw, heads[0].end()):
        if match["title"] in names:
            fix = Fix(f"{heads[0]['hashes']} {match['title']}")
            yield policy.finding("headings.level", passage.place(*match.span()), "bare", fix, title=match["title"])


def _is_heading(item: Numbered) -> bool:
    return 0 < len(item.line) <= 30 and not re.search(r"[。；，]", item.line)


def full_stop(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A heading on a line of its own that ends with a full stop."""
    passage = body(draft)
    items = _numbered(passage.shown)
    for item, before, after in zip(items, (None, *items), (*items[1:], None), strict=False):
        if _is_heading_with_stop(item) and not _is_listed(passage.shown, item, before, after):
            at = passage.shown.rindex("。", item.start, item.line_end)
            yield policy.finding("headings.full_stop", passage.place(at, at + 1), fix=Fix(""))
    for match in re.finditer(rf"^ {{0,3}}#{{1,6}}[ \t]+[^\n]{{1,40}}?(。)[ \t{HIDDEN}*_]*$", passage.raw, re.M):
        if not any(item.start >= match.start() and item.end <= match.end() for item in items):
            yield policy.finding("headings.full_stop", passage.place(*match.span(1)), fix=Fix(""))


def _is_heading_with_stop(item: Numbered) -> bool:
    text = item.line
    halves = re.split("，", text[:-1])
    if item.level == 0 and text.endswith("。") and len(halves) in (2, 3) and len(set(map(len, halves))) == 1:
        return len(text) <= 26 and not re.search(r"[。；：！？]", text[:-1])
    return item.level <= 1 and text.endswith("。") and len(text) <= 26 and not re.search(r"[。；，：！？]", text[:-1])


def _is_listed(shown: str, item: Numbered, before: Numbered | None, after: Numbered | None) -> bool:
    """The line is one of a list of sentences, goes on from a line that ends in ；, or nothing follows it."""
    if shown[max(0, item.start - _NEAR) : item.start].rstrip(f" \t\r\n\u3000{HIDDEN}").endswith(("；", ";")):
        return True
    gap = re.compile(rf"[\s\u3000{HIDDEN}]*")
    follows = gap.match(shown, item.line_end)
    next_at = follows.end() if follows else item.line_end
    if next_at >= len(shown) or (after is not None and after.level == item.level and next_at == after.start):
        return True
    if before is None or before.level != item.level:
        return False
    return gap.fullmatch(shown, before.line_end, item.start) is not None


RULES: Final = (
    Rule("headings.form", form),
    Rule("headings.order", order),
    Rule("headings.level", level),
    Rule("headings.full_stop", full_stop),
)
