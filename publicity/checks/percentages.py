"""Percentages and multiples: percent or percentage points, how they are written, less by times or beyond all."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.policy import Policy
from publicity.checks.readings import readings
from publicity.checks.rule import Rule

_TIMES_LESS: Final = re.compile(
    r"(?:减少|少了|降低|下降|缩短|缩小|缩减|压缩|锐减|下跌|下滑)了?(?:近|约|超过)?(?:\d[\d.]*|[一二三四五六七八九十两]+|数)倍"
    r"|(?:减少|降低|下降|缩短|缩小|缩减|压缩|锐减|下跌|下滑|降幅)了?(?:达|超过|近|约)?(?:1(?:0[1-9]|[1-9]\d)|[2-9]\d{2})(?:\.\d+)?[%％]"
)
_POINTS: Final = re.compile(
    r"(?<![利税汇费频效速])(?<!发案)(?<!伤亡)(?<!死亡)(?<!事故)(?<!犯罪)(?<!违章)率"
    r"(?![^，。；]{0,6}基础上)[^，。；：、\d%％]{0,10}(?:提高|上升|增长|下降|降低|提升|增加|减少)了?"
    r"(?:近|约)?\d{1,2}(?:\.\d+)?[%％](?!个?百分点)"
)
_FROM_TO: Final = re.compile(
    r"(?<![\d.])(?P<from>\d{1,3}(?:\.\d{1,4})?)[%％](?:提高|提升|上升|增长|扩大|增加|下降|降低|缩小|收窄|升|增|降|减少)(?:到|至)了?[^\d。；，%％]{0,4}(?:\d{4}年)?[^\d。；，%％]{0,4}"
    r"(?P<to>\d{1,3}(?:\.\d{1,4})?)[%％][，,；][^，。；\d]{0,8}"
    r"(?P<said>(?:提高|提升|上升|增长|下降|降低|增加|减少)了?(?P<step>\d{1,3}(?:\.\d{1,4})?)[%％])(?!个?百分点)"
)
_COMPARED: Final = re.compile(
    r"(?<![\d.])(?P<to>\d{1,3}(?:\.\d{1,4})?)[%％][，,]?(?:[较比]|同比|环比)[^\d。；，]{0,8}(?:\d{4}年)?[^\d。；，]{0,6}"
    r"(?P<from>\d{1,3}(?:\.\d{1,4})?)[%％][^\d。；]{0,3}?"
    r"(?P<said>(?:提高|提升|上升|增长|下降|降低|增加|减少|高出?|低)了?(?P<step>\d{1,3}(?:\.\d{1,4})?)[%％])(?!个?百分点)"
)
_BAD_POINTS: Final = re.compile(r"(?<=\d)[%％]个?百分点")
_PERCENT_IN_WORDS: Final = re.compile(r"百分之(?P<number>\d{1,3}(?:\.\d{1,4})?)(?!\d)[%％]?")
_PERCENT_TWICE: Final = re.compile(r"(?P<number>百分之[零一二三四五六七八九十百点]{1,8})[%％]")
_PERCENT_MIXED: Final = (_PERCENT_IN_WORDS, _PERCENT_TWICE)


def times_less(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """减少3倍: a thing can grow by times, not shrink."""
    for reading in readings(draft):
        for match in _TIMES_LESS.finditer(reading.text):
            yield policy.finding("numbers.times_less", reading.place(*match.span()), number=match.group())


def percent(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """执结率提高5%: percent or percentage points?"""
    for reading in readings(draft):
        for match in _POINTS.finditer(reading.text):
            yield policy.finding("numbers.percent", reading.place(*match.span()), number=match.group())
        for match in (one for pattern in (_FROM_TO, _COMPARED) for one in pattern.finditer(reading.text)):
            step = abs(Decimal(match["to"]) - Decimal(match["from"]))
            if step == Decimal(match["step"]) and not _POINTS.search(match.group()):
                place = reading.place(*match.span("said"))
                yield policy.finding("numbers.percent", place, number=match["said"])


def percent_points(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """5%个百分点, 百分之98."""
    for reading in readings(draft):
        for match in _BAD_POINTS.finditer(reading.text):
            fix = reading.fix(*match.span(), "个百分点")
            yield policy.finding("numbers.percent_points", reading.place(*match.span()), fix=fix)
        for match in (one for pattern in _PERCENT_MIXED for one in pattern.finditer(reading.text)):
            right = match["number"] + ("" if match["number"].startswith("百") else "%")
            fix = reading.fix(*match.span(), right)
            place = reading.place(*match.span())
            yield policy.finding("numbers.percent_points", place, "words", fix, number=match.group(), right=right)


RULES: Final = (
    Rule("numbers.times_less", times_less),
    Rule("numbers.percent", percent),
    Rule("numbers.percent_points", percent_points),
)
