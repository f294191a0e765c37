"""Dates that do not go together: a span that ends before it begins, a term of another length, a day misnamed."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.date_order import backward_steps
from publicity.checks.finding import Draft, Finding
from publicity.checks.numerals import chinese_number
from publicity.checks.policy import Policy
from publicity.checks.readings import readings
from publicity.checks.rule import Rule

_FROM: Final = r"(?<![\d.])(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?"
_UNTIL: Final = r"(?:(?P<end_year>\d{4})年)?(?P<end_month>\d{1,2})月(?:(?P<end_day>\d{1,2})[日号])?"
_TIME: Final = r"(?:(?<=[日号])(?:[上下中]午|早上|晚上?|凌晨)?\d{1,2}(?:[时点](?:\d{1,2}分|半|整|许)?|[:：]\d{2}))?"
_SPAN: Final = re.compile(rf"{_FROM}{_TIME}起?[，]?(?:至|到|—{{1,2}}|-|－|～|~|–){_UNTIL}")
_DAYS: Final = re.compile(
    r"(?<![\d.])\d{1,2}月(?P<first>\d{1,2})[日号]?(?:至|到|—{1,2}|-|－|～|~|–)(?P<last>\d{1,2})[日号](?![\d前内后])"
)
_YEARS: Final = re.compile(
    r"(?<![\d.（(〔])(?P<first>(?:19|20)\d{2})年?(?:至|到|—{1,2}|-|－|～|~|–)(?P<last>(?:19|20)\d{2})年"
)
_TERM: Final = re.compile(
    rf"(?:[自从]|期限为?|租期为?){_FROM}起?[，]?(?:至|到)(?:{_UNTIL})[止]?[，,](?:历时|为期|前后|整整|租期|期限|共计?)"
    r"(?P<before>[^\d，。；一二三四五六七八九十两]{0,2})(?P<years>\d{1,2}|[一二三四五六七八九十两]{1,2})年(?![多余半级])"
)
_TERM_FIRST: Final = re.compile(
    r"(?:租期|租赁期限?|期限|合同期|刑期|借期|履行期|考验期)(?:为|是|共)?(?P<years>\d{1,2}|[一二三四五六七八九十两]{1,2})年"
    rf"(?P<before>)[，,（(](?:即)?[自从]?{_FROM}起?[，]?(?:至|到)(?:{_UNTIL})"
)
_SAME_YEAR: Final = re.compile(
    r"(?<!\d)\d{4}年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?(?P<between>[^。；\n年月]{2,40})[，；,](?:并于|又于|于)?同年"
    r"(?P<end_month>\d{1,2})月(?:(?P<end_day>\d{1,2})[日号])?"
)
_BACK: Final = re.compile(r"此前|之前|早在|前于|曾|原|截至|截止|补")
_NAMED: Final = re.compile(
    r"(?<![\d.])(?P<date>(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号])[，,]?(?:是|系|适逢|正值|恰逢|恰是|正是|也是)?[（(]?(?:第\S{1,6}个)?"
)
_AFTER_NAME: Final = frozenset("，。；、！）)当这上下晚") | {""}
"""What follows a name that is said of that very day; 国庆节前夕, 宪法日宣传活动 may fall on others."""


def spans(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """8月20日至8月15日; 从2021年3月到2023年3月，历时三年; 2023年5月立案，同年3月判决."""
    for reading in readings(draft):
        for match in _SPAN.finditer(reading.text):
            if _is_backwards(match):
                yield policy.finding("dates.span", reading.place(*match.span()), span=match.group())
        for match in (one for pattern in (_DAYS, _YEARS) for one in pattern.finditer(reading.text)):
            if int(match["last"]) < int(match["first"]):
                yield policy.finding("dates.span", reading.place(*match.span()), span=match.group())
        for pattern in (_TERM, _TERM_FIRST):
            for match in pattern.finditer(reading.text):
                right = _years_off(match)
                if right:
                    place = reading.place(*match.span())
                    yield policy.finding("dates.span", place, "length", span=match.group(), right=right)
        for start, end in _told_backwards(reading.text):
            yield policy.finding("dates.span", reading.place(start, end), "order", span=reading.text[start:end])


def _told_backwards(text: str) -> Iterator[tuple[int, int]]:
    """Where a later event bears the earlier date: 同年 with an earlier month, steps and instalments out of order."""
    done = 0
    for match in _SAME_YEAR.finditer(text):
        around = match["between"] + text[match.end() : match.end() + 8]
        if 1 <= int(match["end_month"]) < int(match["month"]) and not _BACK.search(around):
            done = match.end()
            yield match.span()
    for start, end in backward_steps(text):
        if start >= done:
            yield start, end


def _is_backwards(match: re.Match[str]) -> bool:
    """It ends before it begins; 12月至1月 without years runs into the next."""
    first, last = _key(match, ""), _key(match, "end_")
    if match["end_year"]:
        return bool(match["year"]) and last < first
    if first[1] > last[1]:
        return False
    return first[1] == last[1] and 0 < last[2] < first[2]


def _key(match: re.Match[str], end: str) -> tuple[int, int, int]:
    day = match[end + "day"] if match["day"] and match["end_day"] else None
    year = match[end + "year"] if match["year"] and match["end_year"] else None
    return int(year or 0), int(match[end + "month"]), int(day or 0)


def _years_off(match: re.Match[str]) -> str:
    """How long the span is where the term written differs by about a year or more, else nothing."""
    if not match["year"] or not match["end_year"] or re.search("[近约超逾]", match["before"]):
        return ""
    first, last = _key(match, ""), _key(match, "end_")
    months = (last[0] - first[0]) * 12 + last[1] - first[1] + round((last[2] - first[2]) / 30)
    years = int(match["years"]) if match["years"].isdigit() else chinese_number(match["years"]) or 0
    if months <= 0 or abs(months - 12 * years) < 11:
        return ""
    whole, rest = divmod(months, 12)
    return (f"{whole}年" if whole else "") + (f"{rest}个月" if rest else "")


def named_days(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """12月5日国家宪法日: that day is another."""
    days = policy.pairs["named_days"]
    names = sorted(days, key=len, reverse=True)
    for reading in readings(draft):
        for match in _NAMED.finditer(reading.text):
            rest = reading.text[match.end() : match.end() + 16].lstrip("“‘《")
            name = next((one for one in names if rest.startswith(one)), "")
            after = rest[len(name) :].lstrip("”’》")[:1]
            month, day = (int(part) for part in days[name].split("-")) if name else (0, 0)
            if name and after in _AFTER_NAME and (month, day) != (int(match["month"]), int(match["day"])):
                place = reading.place(*match.span("date"))
                yield policy.finding("dates.named_day", place, name=name, right=f"{month}月{day}日")


RULES: Final = (Rule("dates.span", spans), Rule("dates.named_day", named_days))
