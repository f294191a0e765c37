"""Counts that do not add up (拘传3人、拘留2人，共计6人), and one sum written in 元 beside others in 万元."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
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
    rf"(?:(?:合计|共计|总计|总共|一共)[^\d，。；]{{0,6}}|(?:[一二三四五六七八九十两]{{1,2}}[轮批地家院天次组]|前后|累计)?共(?P<verb>[^\d，。；]{{0,6}}))"
    rf"(?P<total>\d{{1,6}})(?P<unit>{_UNITS})(?![次均])"
)
_LED: Final = re.compile(
    rf"(?<![\d.,])(?P<total>\d{{1,6}})(?P<unit>{_UNITS})[^\d，。；、]{{0,8}}(?:[，,（(：:]其中[，,：:]?|中[，,])"
    rf"(?P<list>{_LABELLED}(?:(?:、|[和及]){_LABELLED}){{1,6}})(?=[，。；）)]|$)"
)
_ONE: Final = re.compile(rf"(?P<number>\d{{1,6}})(?P<unit>{_UNITS})")
_BLUR: Final = re.compile(r"约|[余多]|近\d|以上|以下|分别|平均|每|次|涉及|包括|含")
_SEX: Final = re.compile(r"^男[^、]*[、和]女[^、]*$|^女[^、]*[、和]男[^、]*$")
_SENTENCE: Final = re.compile(r"[^。；;！？\n]+")
_WORDS: Final = re.compile("合计|共|总计|其中|中[，,]")
_ROUND_YUAN: Final = re.compile(r"(?<![\d.,，])[1-9]\d{1,5}000元")
_TEN_THOUSANDS: Final = re.compile(r"\d(?:余|多)?万元")
_MOST: Final = 600
"""Longer sentences are tables."""


def counts(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A tight list of counts of one unit beside a total that is another: not their sum, or less than its parts."""
    for reading in readings(draft):
        for sentence in _SENTENCE.finditer(reading.text):
            text = sentence.group()
            if len(text) > _MOST or not _WORDS.search(text):
                continue
            for pattern in (_TOTAL, _LED):
                for match in pattern.finditer(text):
                    right = _wrong(match, policy.words["parts_that_overlap"])
                    if right is not None:
                        place = reading.place(sentence.start() + match.start(), sentence.start() + match.end())
                        stated = match["total"] + match["unit"]
                        yield policy.finding("amounts.counts", place, right=right, total=stated)


def _wrong(match: re.Match[str], overlapping: tuple[str, ...]) -> int | None:
    """The sum of the list where it cannot be the total's, else None."""
    items, written = list(_ONE.finditer(match["list"])), match["list"]
    kinds = {COUNTED.get(item["unit"], item["unit"]) for item in items}
    if _BLUR.search(match.group()) or kinds != {COUNTED.get(match["unit"], match["unit"])}:
        return None
    right, total = sum(int(item["number"]) for item in items), int(match["total"])
    if match.re is _TOTAL:
        verb = match["verb"] or ""
        return right if right != total and "其中" not in written and written.count(verb) >= len(items) else None
    if _SEX.match(written):
        return right if right != total else None
    return right if right > total and not any(word in written for word in overlapping) else None


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
