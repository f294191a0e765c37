"""Finds words that ask for something without a date: 定期, 不定期, 适时, 及时; each becomes a question."""

import re
from typing import Final

from publicity.almanac.windows import Kind, Precision
from publicity.plans.items import Reading, Role

_WORDS: Final = re.compile(
    r"(?P<word>定期或?(?:、)?不定期|不定期|(?<![约固])定期(?!存|检察|限)|适时|择机|择期|适当时[候间]|近期|尽快"
    r"|尽早|(?P<prompt>及时|随时))"
)
_ACTION: Final = re.compile(
    r"(?:向[^，。；\n]{1,12}|对[^，。；\n]{1,12}|将[^，。；\n]{1,14}|在[^，。；\n]{1,12})?"
    r"(?:报送|上报|报告|通报|公布|发布|公开|推送|更新|反馈|汇报|总结|报道|宣传|移送|公示|核实|处置|召开|组织|开展"
    r"|梳理|曝光|编发|推广|表扬|回应|报)"
)
_CLAUSE: Final = re.compile(r"[，。；：、\n\x00（）]")
_LONGEST: Final = 16
_YEAR_END: Final = re.compile(r"年关|岁末年初|岁末|岁尾")
_BARE_QUOTA: Final = re.compile(r"(?:不少于|不得少于|至少)[0-9一二三四五六七八九十]{1,3}(?:次|篇|条|期|场)")


def find_vague(text: str) -> list[Reading]:
    """The vague words with the few words of what they ask for, in order."""
    found = []
    for match in _WORDS.finditer(text):
        if match["prompt"] and not _ACTION.match(text, match.end()):
            continue
        end = _CLAUSE.search(text, match.end(), match.end() + _LONGEST)
        finish = end.start() if end else min(len(text), match.end() + _LONGEST)
        found.append(_vague(match.start(), finish, match["word"], 0.4 if match["prompt"] else 0.6))
    for match in _YEAR_END.finditer(text):
        found.append(_vague(match.start(), match.end(), match[0], 0.4))
    for match in _BARE_QUOTA.finditer(text):
        question = f"“{match[0]}”是在多长时间内？请选择每月、每季度或截止日期。"
        found.append(
            Reading(
                match.start(),
                match.end(),
                Precision.RANGE,
                Kind.RECURRING,
                Role.VAGUE,
                "写了数量，没有写周期",
                0.5,
                recur="irregular",
                question=question,
            )  # fmt: skip
        )
    return sorted(found, key=lambda item: item.begin)


def _vague(begin: int, finish: int, word: str, confidence: float) -> Reading:
    often = word in ("适时", "择机", "择期", "近期", "尽快", "尽早", "年关", "岁末")
    question = f"“{word}”定在什么时候？请填写日期。" if often else f"“{word}”多久一次？请选择周期，或不列入日历。"
    return Reading(
        begin, finish, Precision.RANGE, Kind.RECURRING, Role.VAGUE, f"“{word}”没有写明时间", confidence,
        recur="irregular", question=question,
    )  # fmt: skip
