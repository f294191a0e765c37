"""Dates that do not exist, weekdays and lunar days that do not belong to their date."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from lunar_python import Solar

from publicity.checks.finding import Draft, Finding
from publicity.checks.numerals import chinese_number
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage, passages

_C: Final = "〇零○一二三四五六七八九十"
_LUNAR_BEFORE: Final = re.compile(r"(?:农历|阴历|旧历|夏历|腊月|正月)[^，。；]{0,8}$")
_DATE: Final = re.compile(
    r"(?<![\d.])(?:(?P<year>\d{4}) ?年 ?)?(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2}) ?[日号])?(?!\d)"
    r"(?:(?<=[日号])(?:[—\-–~～至到]{1,2})(?:(?P<until>\d{1,2}) ?[日号]))?"
)
_CHINESE_DATE: Final = re.compile(
    rf"(?<![{_C}\d])(?:(?P<year>[〇零○一二三四五六七八九]{{4}})年)?(?P<month>[一二三四五六七八九十]{{1,3}})月(?P<day>[一二三四五六七八九十]{{1,3}})[日号]"
)
_DASHED: Final = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d{2})(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d.\-/])"
)
_TIME: Final = re.compile(
    r"(?<=[日午晨上晚夜天])\s?(?P<hour>\d{1,2})(?:时|:|：)(?P<minute>\d{2})(?=分|许|[，。；、）)左]|$)", re.M
)
_W: Final = r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![一二三四五六日天]|福|某|[至到、~～—\-]|期间|岁|年)"
_DAY: Final = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
_WITH_WEEKDAY: Final = (
    re.compile(rf"(?<!\d){_DAY}[ ，,]{{0,2}}[（(]?[ ]?(?:农历[^，。（）()]{{2,6}}[，、 ])?{_W}"),
    re.compile(rf"{_W}[ ，,]{{0,2}}[（(][ ]?{_DAY}[ ]?[）)]"),
    re.compile(rf"(?<![日号])(?<![日号][（(，, ]){_W}[ ，,]?{_DAY}"),
    re.compile(
        rf"(?<![\d.\-/])(?P<year>(?:19|20)\d{{2}})(?P<sep>[-./])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})"
        rf"[ ，,]{{0,2}}[（(]?[ ]?{_W}"
    ),
    re.compile(
        rf"(?<![{_C}\d])(?P<year>[〇零○一二三四五六七八九]{{4}})年(?P<month>[一二三四五六七八九十]{{1,3}})月"
        rf"(?P<day>[一二三四五六七八九十]{{1,3}})[日号][ ，,]{{0,2}}[（(]?[ ]?{_W}"
    ),
)
_WEEKDAYS: Final = "一二三四五六日"
_LUNAR: Final = re.compile(
    r"(?<!\d)(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日[ ，,]?[（(]?(?:即)?"
    r"(?:农历|阴历)(?:[^\d，。（）()]{2}年|\d{4}年)?(?P<lunar_month>闰?(?:正|[一二三四五六七八九]|十[一二]?|冬|腊))月"
    r"(?P<lunar_day>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)"
)
_YEAR_IN_TEXT: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})年")


def impossible(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """2月30日, 9月31日, 13月, 25时: by the calendar; a leap day only where its year stands beside it."""
    for passage in passages(draft):
        for start, end, reason in _impossible(passage.shown):
            date_text = passage.shown[start:end]
            yield policy.finding("dates.impossible", passage.place(start, end), reason, date=date_text)


def _impossible(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _DATE.finditer(text):
        reason = _wrong(match["year"], match["month"], match["day"], match["until"])
        # a month alone is one only behind a year: "18月" may be a term
        if reason and (match["day"] or match["year"]) and not _is_lunar(text, match.start()):
            yield match.start(), match.end(), reason
    for match in _CHINESE_DATE.finditer(text):
        parts = [str(chinese_number(match[name])) if match[name] else None for name in ("year", "month", "day")]
        reason = _wrong(parts[0], parts[1] or "", parts[2], None)
        if reason and not _is_lunar(text, match.start()):
            yield match.start(), match.end(), reason
    for match in _DASHED.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        if (month <= 12 and day <= 39) or (month <= 19 and day <= 31):
            reason = _wrong(match["year"], match["month"], match["day"], None)
            if reason:
                yield match.start(), match.end(), reason
    for match in _TIME.finditer(text):
        if int(match["hour"]) > 24 or int(match["minute"]) > 59:
            yield match.start("hour"), match.end(), "time"


def _is_lunar(text: str, at: int) -> bool:
    return bool(_LUNAR_BEFORE.search(text[max(0, at - 12) : at]))


def _wrong(year: str | None, month: str, day: str | None, until: str | None) -> str:
    """The message's case, "" when the date can be; a wrong year is one far in the future."""
    number = int(month)
    if year and int(year) > 2200:
        return "year"
    if not 1 <= number <= 12:
        return "month"
    days = monthrange(int(year), number)[1] if year and int(year) > 0 else monthrange(2000, number)[1]
    if any(value is not None and not 1 <= int(value) <= days for value in (day, until)):
        return "day"
    return ""


@dataclass(frozen=True, slots=True)
class _Named:
    """A date with a weekday beside it."""

    start: int
    end: int
    day: date
    weekday: str


def weekday(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A weekday that is not that date's. Without a year in reach the date is left alone."""
    for passage in passages(draft):
        for named in _named_days(passage, draft.day):
            right = _WEEKDAYS[named.day.weekday()]
            if right != named.weekday.replace("天", "日"):
                place = passage.place(named.start, named.end)
                yield policy.finding(
                    "dates.weekday", place, day=f"{named.day:%Y}年{named.day.month}月{named.day.day}日", right=right
                )


def _named_days(passage: Passage, story_day: date | None) -> Iterator[_Named]:
    for pattern in _WITH_WEEKDAY:
        for match in pattern.finditer(passage.shown):
            year = (
                _plain_int(match["year"])
                if match["year"]
                else _year_for(passage.shown, match.start(), match, story_day)
            )
            day = _date(year, str(_plain_int(match["month"])), str(_plain_int(match["day"])))
            if day:
                yield _Named(match.start(), match.end(), day, match["weekday"])


def _plain_int(written: str) -> int:
    """7 and 七 as a number; 0, which is no month and no day, when it is neither."""
    return int(written) if written.isdigit() else chinese_number(written) or 0


def _year_for(text: str, at: int, match: re.Match[str], story_day: date | None) -> int | None:
    """The year of a date without one: the sentence's, else the nearest to the story's day, else the text's only one."""
    begin = max(text.rfind(mark, 0, at) for mark in "。\n") + 1
    before = _YEAR_IN_TEXT.findall(text[begin:at])
    if before:
        return int(before[-1])
    if story_day:
        near = [_date(story_day.year + step, match["month"], match["day"]) for step in (-1, 0, 1)]
        known = [day for day in near if day]
        return min(known, key=lambda day: abs(day - story_day)).year if known else None
    return _only_year(text)


@lru_cache(maxsize=16)
def _only_year(text: str) -> int | None:
    years = set(_YEAR_IN_TEXT.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def _date(year: int | None, month: str, day: str) -> date | None:
    if not year or not 1900 <= year <= 2200 or _wrong(str(year), month, day, None):
        return None
    return date(year, int(month), int(day))


def lunar(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A lunar day (农历) beside a date it does not fall on."""
    for passage in passages(draft):
        for match in _LUNAR.finditer(passage.shown):
            day = _date(int(match["year"]), match["month"], match["day"])
            right = _lunar_day(day) if day else ""
            written = _plain_lunar(match["lunar_month"]) + "月" + _plain_day(match["lunar_day"])
            if right and right != written:
                yield policy.finding("dates.lunar", passage.place(*match.span()), right=right)


@lru_cache(maxsize=256)
def _lunar_day(day: date) -> str:
    lunar_day = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return _plain_lunar(str(lunar_day.getMonthInChinese())) + "月" + str(lunar_day.getDayInChinese())


def _plain_lunar(month: str) -> str:
    return month.replace("十一", "冬").replace("十二", "腊").replace("一", "正")


def _plain_day(day: str) -> str:
    if day.startswith("二十") and len(day) == 3:
        return "廿" + day[2]
    return {"十": "初十", "廿": "二十"}.get(day, day)


RULES: Final = (Rule("dates.impossible", impossible), Rule("dates.weekday", weekday), Rule("dates.lunar", lunar))
