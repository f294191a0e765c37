"""Counts that do not add up (拘传3人、拘留2人，共计6人), and one sum written in 元 beside others in 万元."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.headcounts import wrong_headcounts
from publicity.checks.numerals import COUNTED
from publicity.checks.policy import Policy
from publicity.checks.readings import readings
from publicity.checks.rule import Rule

_UNITS: Final = "件|人|名|位|起|宗|户|辆|套|台|处|家|场|间|份|块"
_ITEM: Final = rf"(?<![\d.,])\d{{1,6}}(?:{_UNITS})"
_LABELLED: Final = rf"[^\d，。；、（）()\n]{{1,12}}{_ITEM}次?"
_NEXT: Final = "(?:[、，]|[和及]|以及)"
_TOTAL: Final = re.compile(
    rf"(?P<list>{_LABELLED}{_NEXT}{_LABELLED}(?:{_NEXT}{_LABELLED}){{0,5}})[，,]"
    rf"(?:(?:以上|上述|前述)?(?:[一二三四五六七八九十两\d]{{1,2}}[类项轮批地家院天次组个者])?(?:案件)?(?:合计|共计|总计|总共|一共)[^\d，。；]{{0,6}}|(?:[一二三四五六七八九十两]{{1,2}}[轮批地家院天次组]|前后|累计)?共(?P<verb>[^\d，。；]{{0,6}}))"
    rf"(?P<total>\d{{1,6}})(?P<unit>{_UNITS})(?![次均])"
)
_LED: Final = re.compile(
    rf"(?<![\d.,])(?P<total>\d{{1,6}})(?P<unit>{_UNITS})[^\d，。；、]{{0,8}}(?:[，,（(：:]其中[，,：:]?|中[，,])"
    rf"(?P<list>{_LABELLED}(?:(?:、|[和及]){_LABELLED}){{1,6}})(?=[，。；）)]|$)"
)
_LED_BY_KINDS: Final = re.compile(
    rf"(?<![\d.,])(?P<total>\d{{1,6}})(?P<unit>{_UNITS})[^\d，。；、]{{0,8}}(?:[，,（(：:]其中[，,：:]?|中[，,])"
    rf"(?P<list>{_LABELLED}(?:[，、]{_LABELLED}){{1,4}})(?=[，。；）)]|$)"
)
_KINDS: Final = tuple(
    map(re.compile, ("男", "女", "民事", "刑事", "行政", "首次?执|首执", "恢复执行", "自然人|个人", "法人|企业|单位"))
)
"""What a thing can be one of only, with the others of its kind."""
_ONE: Final = re.compile(rf"(?P<number>\d{{1,6}})(?P<unit>{_UNITS})")
_BLUR: Final = re.compile(r"约|[余多]|近\d|以上|以下|分别|平均|每|次|涉及|包括|含")
_SEX: Final = re.compile(r"^男[^、，]*[、，和]女[^、，]*$|^女[^、，]*[、，和]男[^、，]*$")
_SENTENCE: Final = re.compile(r"[^。；;！？\n]+")
_WORDS: Final = re.compile("合计|共|总计|其中|中[，,]")
_ROUND_YUAN: Final = re.compile(r"(?<![\d.,，])[1-9]\d{1,5}000元")
_TEN_THOUSANDS: Final = re.compile(r"\d(?:余|多)?万元")
_MOST: Final = 600
"""Longer sentences are tables."""


def counts(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Counts beside their total, and persons or cases beside the list of them."""
    yield from sums(draft, policy)
    yield from headcounts(draft, policy)


def sums(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A tight list of counts of one unit beside a total that is another: not their sum, or less than its parts."""
    for reading in readings(draft):
        for sentence in _SENTENCE.finditer(reading.text):
            text = sentence.group()
            if len(text) > _MOST or not _WORDS.search(text):
                continue
            taken: list[tuple[int, int]] = []
            for match in (one for pattern in (_TOTAL, _LED, _LED_BY_KINDS) for one in pattern.finditer(text)):
                if all(match.end() <= start or match.start() >= end for start, end in taken):
                    right = _wrong(match, policy.words["parts_that_overlap"])
                    if right is not None:
                        taken.append(match.span())
                        place = reading.place(sentence.start() + match.start(), sentence.start() + match.end())
                        stated = match["total"] + match["unit"]
                        yield policy.finding("amounts.counts", place, right=right, total=stated)


def _wrong(match: re.Match[str], overlapping: tuple[str, ...]) -> int | None:
    """The sum of the list where it cannot be the total's, else None."""
    items, written = list(_ONE.finditer(match["list"])), match["list"]
    kinds = {COUNTED.get(item["unit"], item["unit"]) for item in items}
    if _BLUR.search(match.group().replace("以上合计", "")) or kinds != {COUNTED.get(match["unit"], match["unit"])}:
        return None
    right, total = sum(int(item["number"]) for item in items), int(match["total"])
    if match.re is _TOTAL:
        verb = match["verb"] or ""
        return right if right != total and "其中" not in written and written.count(verb) >= len(items) else None
    if match.re is _LED_BY_KINDS and not _are_kinds(written):
        return None
    if _SEX.match(written):
        return right if right != total else None
    return right if right > total and not any(word in written for word in overlapping) else None


def headcounts(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """4名被执行人 and three names, or three items in the list that follows."""
    for reading in readings(draft):
        for start, end, told, listed in wrong_headcounts(reading.text):
            yield policy.finding("amounts.counts", reading.place(start, end), "listed", total=told, right=listed)


def _are_kinds(written: str) -> bool:
    """Each item is of one kind, and no two of the same."""
    kinds = [
        [number for number, kind in enumerate(_KINDS) if kind.search(item)] for item in re.split("[，、]", written)
    ]
    named = [kind[0] for kind in kinds if len(kind) == 1]
    return len(named) == len(kinds) and len(set(named)) == len(named)


def mixed_units(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """50000元 in a sentence that counts in 万元: once a story."""
    for reading in readings(draft):
        for sentence in _SENTENCE.finditer(reading.text):
            yuan = _ROUND_YUAN.search(sentence.group())
            if yuan and _TEN_THOUSANDS.search(sentence.group()):
                place = reading.place(sentence.start() + yuan.start(), sentence.start() + yuan.end())
                yield policy.finding("amounts.mixed_units", place, amount=yuan.group())
                return


RULES: Final = (Rule("amounts.counts", counts), Rule("amounts.mixed_units", mixed_units))
