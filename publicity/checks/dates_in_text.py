"""Dates that do not exist, weekdays and lunar days that do not belong to their date."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from lunar_python import Solar

from publicity.checks.finding import Draft, Finding
from publicity.checks.numerals import chinese_number
from publicity.checks.policy import Policy
from publicity.checks.readings import Reading, readings
from publicity.checks.rule import Rule

_C: Final = "〇零○一二三四五六七八九十"
_LUNAR_BEFORE: Final = re.compile(r"(?:农历|阴历|旧历|夏历|腊月|正月)[^，。；]{0,8}$")
_DATE: Final = re.compile(
    r"(?<![\d.])(?:(?P<year>\d{4}) ?年 ?)?(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2}) ?[日号]|(?!\d))"
    r"(?:(?<=[日号])(?:[—\-–~～至到]{1,2})(?:(?P<until>\d{1,2}) ?[日号]))?"
)
_CHINESE_DATE: Final = re.compile(
    rf"(?<![{_C}\d])(?:(?P<year>[〇零○一二三四五六七八九]{{4}})年)?(?P<month>[一二三四五六七八九十]{{1,3}})月(?P<day>[一二三四五六七八九十]{{1,3}})[日号]"
)
_DASHED: Final = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d{2})(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d.\-/])"
)
_TIME: Final = (
    re.compile(r"(?<![\d.:：])(?<![历用耗])(?<!时)(?<!长达)(?P<hour>\d{1,2})[时点](?P<minute>\d{2})(?=分)"),
    re.compile(r"(?<=[日午晨上晚夜天])(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?![\d:：])"),
    re.compile(r"(?<=\d日)(?P<hour>\d{2})(?P<minute>)时(?![间长段内])"),
)
_HALF_DAY: Final = re.compile(
    r"(?P<half>上午|早上|早晨|清晨|凌晨|下午|晚上|当晚|傍晚|中午)(?P<hour>\d{1,2})(?:[时点]|[:：]\d{2}(?![\d:：]))"
)
_MORNING: Final = (range(13, 100),)
_NOT_THEN: Final = {
    "上午": _MORNING, "早上": _MORNING, "早晨": _MORNING, "清晨": _MORNING, "凌晨": (range(8, 12), range(13, 100)),
    "中午": (range(4, 10), range(15, 100)), "下午": (range(1), range(20, 100)), "傍晚": (range(10, 16), range(21, 100)),
    "晚上": (range(13, 17), range(25, 100)), "当晚": (range(13, 17), range(25, 100)),
}  # fmt: skip
"""Hours that no clock, of twelve or of twenty-four, calls by that part of the day."""
_LUNAR_DAY: Final = re.compile(
    r"(?:农历|阴历)十[三四五六七八九]月|(?:(?P<said>农历|阴历)(?:闰?[正二三四五六七八九冬腊]|十[一二]?)|[正冬腊])月"
    r"三十(?:一(?![早大家起过直行同到清整次])|[二三四五六七八九](?![人口时点]))(?(said)|(?![日号]))"
)
_W: Final = r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![一二三四五六日天]|福|某|[至到、~～—\-]|期间|岁|年)"
_DAY: Final = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
_WITH_WEEKDAY: Final = (
    re.compile(rf"(?<!\d){_DAY}(?:[上下]午|晚上?)?[ ，,]{{0,2}}[（(]?[ ]?本?(?:农历[^，。（）()]{{2,6}}[，、 ])?{_W}"),
    re.compile(
        rf"(?<!\d){_DAY}(?P<since>[^\d。；！？\n]{{0,24}}?)[，。（](?:当|这一?|那一?)[天日]?[天日](?:正好|恰好|恰|正)?[是为系逢]{{0,2}}{_W}"
    ),
    re.compile(rf"{_W}[ ，,]{{0,2}}[（(][ ]?{_DAY}[ ]?[）)]"),
    re.compile(rf"(?<![日号每逢])(?<![日号][（(，, ]){_W}[ ，,]?{_DAY}"),
    re.compile(
        rf"(?<![\d.\-/])(?P<year>(?:19|20)\d{{2}})(?P<sep>[-./])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})"
        rf"[ ，,]{{0,2}}[（(]?[ ]?{_W}"
    ),
    re.compile(
        rf"(?<![{_C}\d])(?P<year>[〇零○一二三四五六七八九]{{4}})年(?P<month>[一二三四五六七八九十]{{1,3}})月"
        rf"(?P<day>[一二三四五六七八九十]{{1,3}})[日号][ ，,]{{0,2}}[（(]?[ ]?{_W}"
    ),
)
_MOVED: Final = re.compile(r"[次翌隔后前]|第二|起|以来|周|星期|[至到]$")
"""What says that another day than the one named is meant."""
_WEEKDAYS: Final = "一二三四五六日"
_SOLAR_DAY: Final = r"(?<!\d)(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_LUNAR_NAME: Final = (
    r"(?:农历|阴历)(?:[^\d，。（）()]{2}年|\d{4}年)?(?P<lunar_month>闰?(?:正|[一二三四五六七八九]|十[一二]?|冬|腊))月"
    r"(?P<lunar_day>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)"
)
_LUNAR: Final = (
    re.compile(rf"{_SOLAR_DAY}[ ，,]?[（(]?(?:[^\s，。（）()\d]{{2,4}}[，,])?[即是]?{_LUNAR_NAME}"),
    re.compile(rf"{_LUNAR_NAME}[（(](?:即|公历)?{_SOLAR_DAY}[）)]"),
)
_FESTIVAL: Final = re.compile(
    rf"{_SOLAR_DAY}[，,]?[（(]?(?:是|正值|适逢|恰逢|恰是|正是)?[“]?"
    r"(?P<name>除夕|元宵节|端午节|七夕节?|中秋节|重阳节|腊八节)[”]?(?=[，。；、！）)当这上下晚]|$)"
)
_FESTIVALS: Final = {
    "除夕": ("腊月三十", "腊月廿九"), "元宵": ("正月十五",), "端午": ("五月初五",), "七夕": ("七月初七",),
    "中秋": ("八月十五",), "重阳": ("九月初九",), "腊八": ("腊月初八",),
}  # fmt: skip
_YEAR_NAMED: Final = re.compile(
    r"(?<!\d)(?P<number>[（(〔])?(?P<year>(?:19|20)\d{2})(?:年(?:(?P<month>\d{1,2})月)?|(?(number)[）)〕]|[-./]\d))"
)
_OTHER_YEAR: Final = re.compile(r"[去前明后上]年|第[二三四五]年")
_REACH: Final = 600
_NEXT_YEAR: Final = re.compile(r"[次翌来]年|第二年|新年|元旦|春节")


def impossible(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """2月30日, 9月31日, 13月, 25时: by the calendar; a leap day only where its year stands beside it."""
    for reading in readings(draft):
        for start, end, reason in _impossible(reading.text):
            date_text = reading.text[start:end]
            yield policy.finding("dates.impossible", reading.place(start, end), reason, date=date_text)


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
    for match in (one for pattern in _TIME for one in pattern.finditer(text)):
        if int(match["hour"]) > 24 or int(match["minute"] or 0) > 59:
            yield match.start("hour"), match.end(), "time"
    for match in _HALF_DAY.finditer(text):
        if any(int(match["hour"]) in hours for hours in _NOT_THEN[match["half"]]):
            yield match.start(), match.end(), "time"
    for match in _LUNAR_DAY.finditer(text):
        yield match.start(), match.end(), "day"


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
    """A date with a weekday beside it; `days` are the days it can be, one for each year it may lie in."""

    start: int
    end: int
    days: tuple[date, ...]
    weekday: str


def weekday(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A weekday that is not that date's; without a year beside it, in none of the years it may lie in."""
    for reading in readings(draft):
        for named in _named_days(reading, draft.day):
            rights = [_WEEKDAYS[day.weekday()] for day in named.days]
            if rights and named.weekday.replace("天", "日") not in rights:
                day = f"{named.days[0]:%Y}年{named.days[0].month}月{named.days[0].day}日"
                place = reading.place(named.start, named.end)
                yield policy.finding("dates.weekday", place, day=day, right=rights[0])


def _named_days(reading: Reading, story_day: date | None) -> Iterator[_Named]:
    text = reading.text
    for pattern in _WITH_WEEKDAY:
        for match in pattern.finditer(text):
            if _MOVED.search(match.groupdict().get("since") or ""):
                continue
            month, day = str(_plain_int(match["month"])), str(_plain_int(match["day"]))
            at = match.start("month")
            years = [_plain_int(match["year"])] if match["year"] else _years(text, at, int(month), story_day)
            days = [_date(year, month, day) for year in years]
            yield _Named(match.start(), match.end(), tuple(one for one in days if one), match["weekday"])


def _plain_int(written: str) -> int:
    """7 and 七 as a number; 0, which is no month and no day, when it is neither."""
    return int(written) if written.isdigit() else chinese_number(written) or 0


def _years(text: str, at: int, month: int, story_day: date | None) -> list[int]:
    """The years a date without one may lie in, likeliest first; none where nothing tells, or 去年 and the like do.

    The year last named before it (or the only one of the text), the next one where the months have turned since, the
    year that brings it nearest to the day the story was written: an old story may be pasted on a new day.
    """
    if _OTHER_YEAR.search(text[max(0, at - 6) : at]):
        return []
    named = _years_named(text)
    before = bisect_right(named, at, key=lambda one: one.end()) - 1
    years: list[int] = []
    if before >= 0:
        last = named[before]
        years = [int(last["year"])]
        has_turned = last["number"] or int(last["month"] or 0) > month
        if has_turned or _NEXT_YEAR.search(text, max(last.end(), at - _REACH), at):
            years.append(years[0] + 1)
    elif len(only := {one["year"] for one in named if not one["number"]}) == 1:
        years = [int(only.pop())]
    if story_day:
        near = {year: _months_off(year, month, story_day) for year in range(story_day.year - 1, story_day.year + 2)}
        years += [year for year, off in near.items() if off == min(near.values())]
    return years


@lru_cache(maxsize=16)
def _years_named(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_YEAR_NAMED.finditer(text))


def _months_off(year: int, month: int, story_day: date) -> int:
    return abs((year - story_day.year) * 12 + month - story_day.month)


def _date(year: int, month: str, day: str) -> date | None:
    if not 1900 <= year <= 2200 or _wrong(str(year), month, day, None):
        return None
    return date(year, int(month), int(day))


def lunar(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A lunar day (农历) beside a date it does not fall on."""
    for reading in readings(draft):
        for match in (one for pattern in _LUNAR for one in pattern.finditer(reading.text)):
            day = _date(int(match["year"]), match["month"], match["day"])
            right = _lunar_day(day) if day else ""
            written = _plain_lunar(match["lunar_month"]) + "月" + _plain_day(match["lunar_day"])
            if right and right != written:
                yield policy.finding("dates.lunar", reading.place(*match.span()), right=right)

        for match in _FESTIVAL.finditer(reading.text):
            day = _date(int(match["year"]), match["month"], match["day"])
            right = _lunar_day(day) if day else ""
            if (
                day
                and right not in _FESTIVALS[match["name"][:2]]
                or (day and match["name"] == "除夕" and not _is_eve(day))
            ):
                yield policy.finding("dates.lunar", reading.place(*match.span()), right=right)


def _is_eve(day: date) -> bool:
    return _lunar_day(day + timedelta(days=1)) == "正月初一"


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


RULES: Final = (
    Rule("dates.impossible", impossible),
    Rule("dates.weekday", weekday),
    Rule("dates.lunar", lunar),
)
