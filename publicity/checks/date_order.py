"""Steps of a case, or instalments, told in one sentence with dates that run against their order."""

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import Final

from publicity.checks.numerals import chinese_number

_DATE: Final = r"(?:(?P<year>\d{4})年|(?P<same>同年))?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?"
_SENTENCE: Final = re.compile(r"[^。！？\n]+")
_EVENT: Final = re.compile(rf"(?<![\d.]){_DATE}(?![\d至到—～~-])")
_LABEL: Final = re.compile(r"(?P<lead>[，,])?(?P<told>(?(lead)[^；]{0,40}|[^，,；]{0,40}))")
_STEPS: Final = tuple(
    (re.compile(first), re.compile(then))
    for first, then in (
        ("提起公诉|提起诉讼|起诉(?!状)", "(?:作出|一审|法院)[^，；]{0,4}判决|(?<!缺席)宣判|一审判"),
        ("(?:判决|裁决|调解书)?[^，；]{0,3}生效", "申请(?:强制)?执行|强制执行申请"),
        (
            "^[，于]*(?:[^，；]{0,8})?(?:执行)?立案(?:执行)?(?!前|后|通知)",
            "^[，即就便]*[^，；的]{0,8}(?:扣划|划拨|执结|执行完毕|结案)",
        ),
        ("移送破产", "(?:裁定)?受理[^，；]{0,6}破产|宣告破产"),
        ("受理[^，；]{0,6}破产", "宣告[^，；]{0,8}破产"),
        ("一审[^，；]{0,4}判决|上诉", "二审|终审|维持原判"),
        ("申请(?:强制)?执行", "(?:全部)?(?:执行完毕|执结|履行完毕)"),
        ("(?:挂网|上网|公开|网络)(?:司法)?拍卖|挂拍", "成交"),
    )
)
"""What comes first, and what can only come after it, in one case."""
_BACK: Final = re.compile(
    r"此前|之前|早在|曾|依据|根据|按照|原(?![告判审因被定])|截至|截止|补(?!偿)|另|重新|恢复|再次|又|其他|保全|诉前|撤|[甲乙丙丁]案|前一|后一|两案|分别|某[^，；]{0,3}案"
)
_PART: Final = re.compile(
    rf"(?:(?:第(?P<number>[一二三四五六七八九十]{{1,2}}|\d{{1,2}})|首)[期笔次批])[^。；第年月]{{0,24}}?(?<!\d){_DATE}"
)


def backward_steps(text: str) -> Iterator[tuple[int, int]]:
    """Spans in which a later step, or a later instalment, bears the earlier date."""
    for sentence in _SENTENCE.finditer(text):
        if sentence.group().count("月") > 1:
            events = list(_EVENT.finditer(text, *sentence.span()))
            labels = [_label(text, one, two) for one, two in zip_longest(events, events[1:])]
            for number, (one, two) in enumerate(pairwise(events)):
                is_plain = _is_before(two, one) and not _BACK.search(text, max(0, one.start() - 8), two.start())
                told = _against(labels[number], labels[number + 1]) if is_plain else 0
                if told:
                    yield one.start(), two.end() + told
            for one, two in pairwise(_PART.finditer(text, *sentence.span())):
                if _number(one) + 1 == _number(two) and _is_before(two, one):
                    yield one.start(), two.end()


def _label(text: str, event: re.Match[str], following: re.Match[str] | None) -> str:
    """What is told of the date: up to the comma, or behind a comma up to the next date or semicolon."""
    told = _LABEL.match(text, event.end(), following.start() if following else event.endpos)
    return told.group() if told else ""


def _against(first: str, second: str) -> int:
    """How far into the second label the later step reaches, 0 where the labels tell no such two steps."""
    if _BACK.search(second):
        return 0
    for before, after in _STEPS:
        later = after.search(second) if before.search(first) and not after.search(first) else None
        if later and not before.search(second) and second[later.end() : later.end() + 1] != "的":
            return later.end()
    return 0


def _is_before(two: re.Match[str], one: re.Match[str]) -> bool:
    """By the years written, or within one month: months alone may have run into the next year."""
    if two["same"] or (one["year"] and two["year"]):
        years = (int(one["year"] or 0), int(one["year"] or 0) if two["same"] else int(two["year"]))
    elif not two["year"] and one["month"] == two["month"]:
        years = (0, 0)
    else:
        return False
    days = (int(one["day"] or 0), int(two["day"] or 0)) if one["day"] and two["day"] else (0, 0)
    return (years[1], int(two["month"]), days[1]) < (years[0], int(one["month"]), days[0])


def _number(part: re.Match[str]) -> int:
    written = part["number"] or "一"
    return int(written) if written.isdigit() else chinese_number(written) or 0
