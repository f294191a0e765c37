"""Wrong words where the neighbouring characters leave no other reading, doubled words, and garbled text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.policy import Policy, Typo
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

_REACH: Final = 6
_GARBLED: Final = re.compile(r"\ufffd+|(?:锟斤拷|烫烫烫|屯屯屯|鐨勬|锛屽|銆傚)+|(?<=[一-龥])\?；|[\ue000-\uf8ff]+")
_PINYIN: Final = re.compile(r"(?<=[一-龥])[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,7}[）)](?=[一-龥，。、；：])")
_DOUBLED_SINGLE: Final = re.compile(
    r"(?<![目标有打众端准鹄一])的的(?![确士])"
    r"|(?<![不为罢得算甚一])了了(?=[。，；、！]|$)|(?<![不于])是是(?![非否不])|(?<![存现正内所好潜实外自旨意重贵志早远近])在在(?!逃|押|建|校|职|册|读|场|即|线|编|岗|理)"
    r"|(?<![和柔温缓祥平暖])和和(?![美气睦平解谐蔼好缓煦田县林顺硕某])"
)

_UNTIL: Final = re.compile(
    r"(?<!报名)(?<!申报)(?<!投稿)(?<!征集)(?<!报送)(?<!竞价)(?<!缴费)(?<!受理)(?<!登记)(?<!申请)截止(?:到|至)?"
    r"(?=目前|今年|今天|今日|昨[天日]|本[月年周]|上[月年周]|当[日时天年]|年底|月底|发稿|案发|起诉|立案|庭审"
    r"|[上中下]午|凌晨|傍晚|\d{1,2}[时点日]|\d{4}年|(?:1[0-2]|[1-9])月"
    r"|[一二三四五六七八九十]{1,2}月(?!份?内))"
)


def wrong_words(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Certain misspellings; each hit is held against the longer words it may be part of."""
    yield from _typos(draft, policy, "typos.wrong", True)


def doubtful_words(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Spellings no longer preferred, or wrong in most places."""
    yield from _typos(draft, policy, "typos.doubtful", False)


def _typos(draft: Draft, policy: Policy, rule: str, certain: bool) -> Iterator[Finding]:
    wanted = {typo.wrong: typo for typo in policy.typos if typo.certain is certain}
    if not wanted:
        return
    pattern = _any_of(tuple(wanted))
    for passage in passages(draft):
        for match in pattern.finditer(passage.shown):
            typo = wanted[match.group()]
            if not _is_explained(passage.shown, match.start(), typo):
                place = passage.place(*match.span())
                yield policy.finding(rule, place, fix=Fix(typo.right), wrong=typo.wrong, right=typo.right)


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def _is_explained(text: str, at: int, typo: Typo) -> bool:
    """The hit lies inside a longer, right expression that stands around it."""
    around = text[max(0, at - _REACH) : at + len(typo.wrong) + _REACH]
    offset = min(at, _REACH)
    for phrase in typo.exceptions:
        shift = phrase.find(typo.wrong)
        while shift >= 0:
            begin = offset - shift
            if begin >= 0 and around.startswith(phrase, begin):
                return True
            shift = phrase.find(typo.wrong, shift + 1)
    return False


def until(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """截止 before a time: 截至 takes the time, 截止 ends the sentence."""
    for passage in passages(draft):
        for match in _UNTIL.finditer(passage.shown):
            values = {"wrong": match.group(), "right": "截至"}
            yield policy.finding("typos.until", passage.place(*match.span()), "", Fix("截至"), **values)


def doubled_words(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A word typed twice: 的的, 进行进行; only words that never stand twice side by side."""
    pairs = policy.words.get("doubled_words", ())
    pattern = _twice(pairs)
    for passage in passages(draft):
        for match in _DOUBLED_SINGLE.finditer(passage.shown):
            word = match.group()[0]
            yield policy.finding("typos.doubled", passage.place(*match.span()), fix=Fix(word), word=word)
        for match in pattern.finditer(passage.shown):
            word = match.group()[: len(match.group()) // 2]
            if passage.shown.startswith(policy.groups.get("doubled_before", {}).get(word, ("\0",)), match.end()):
                continue
            yield policy.finding("typos.doubled", passage.place(*match.span()), fix=Fix(word), word=word)


@lru_cache(maxsize=8)
def _twice(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"{re.escape(word)}{re.escape(word)}" for word in words) or r"(?!)")


def garbled(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Characters lost in conversion, and pinyin notes behind the characters; one finding a field each."""
    for passage in passages(draft):
        for pattern, case, least in ((_GARBLED, "", 1), (_PINYIN, "pinyin", 3)):
            hits = list(pattern.finditer(passage.shown))
            if len(hits) >= least:
                place = passage.place(*hits[0].span())
                yield policy.finding("typos.garbled", place, case, times=len(hits))


RULES: Final = (
    Rule("typos.wrong", wrong_words),
    Rule("typos.doubtful", doubtful_words),
    Rule("typos.until", until),
    Rule("typos.doubled", doubled_words),
    Rule("typos.garbled", garbled),
)
