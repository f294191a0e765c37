"""Reads what follows 每年, 每月, 每周: on which day, before which festival, in which months."""

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from publicity.almanac.festivals import canonical
from publicity.almanac.recurrence import Cadence, Frequency
from publicity.almanac.wording import WEEKDAYS
from publicity.plans.dates_numerals import NUMBER, number
from publicity.plans.dates_points import CONNECTOR, DAY, FESTIVAL, MONTH
from publicity.plans.dates_times import read_tail

_BEFORE: Final = r"(?:（含）)?(?:之|以)?前(?![后述列])"
_BEFORE_MATCH: Final = re.compile(_BEFORE)
_MONTH_DAY: Final = re.compile(
    rf"的?(?P<days>{DAY}[日号]?(?:[、和]{DAY}[日号]?)*)[日号](?![常均])|的?{DAY}日?(?:至|—|-){DAY}[日号]"
)
_MONTH_PART: Final = re.compile(
    r"的?月?(?P<part>初|底|末|中旬|上旬|下旬)|的?(?P<last>最后一[个天日](?:工作日|天|日)?|最后一周)"
)
_NTH_WEEKDAY: Final = re.compile(
    r"的?第(?P<nth>[一二三四五1-5])个?(?:周|星期)的?(?:周|星期)(?P<day>[一二三四五六日天])"
    r"|的?第(?P<nth2>[一二三四五1-5])个(?:周|星期)(?P<day2>[一二三四五六日天])"
)
_LAST_WEEKDAY: Final = re.compile(r"的?最后一个?(?:周|星期)的?(?:周|星期)?(?P<day>[一二三四五六日天])(?![次个])")
_WEEKDAY: Final = re.compile(
    r"的?(?:星期|周)?(?P<days>[一二三四五六日天](?:(?:、|和|及|至|到|—)(?:周|星期|每周)?[一二三四五六日天])*)"
    r"(?![次篇条期场件个部批档题轮名项版]|(?<=一)(?:报(?!送)|[例更主研总调案讲课测练图起议]))"
)
_YEAR_MONTHS: Final = re.compile(
    rf"的?(?P<first>{MONTH})月?(?:份)?(?:{CONNECTOR}|、|和)(?P<second>{MONTH})月(?:份)?(?P<nth>[^，。；]{{0,2}})"
)
_YEAR_DAY: Final = re.compile(rf"的?(?P<month>{MONTH})月(?P<day>{DAY})[日号]")
_YEAR_MONTH: Final = re.compile(rf"的?(?P<month>{MONTH})月(?:份)?(?:月?(?P<part>底|末|初|中旬|上旬|下旬))?")
_YEAR_QUARTER: Final = re.compile(r"的?第?(?P<quarter>[一二三四1-4])季度")
_YEAR_HALF: Final = re.compile(r"的?(?P<half>上|下)半年")
_YEAR_END: Final = re.compile(r"的?年?(?P<part>底|末|初|终(?![结本]))")
_SEASONS: Final = re.compile(r"的?(?P<seasons>[春夏秋冬](?:、?[春夏秋冬])*)(?:两)?季")
_FESTIVALS: Final = re.compile(rf"的?[“]?(?:{FESTIVAL})[”]?(?:(?:、|和|及|与)[“]?(?:{FESTIVAL})[”]?)*")
_QUARTER_MONTH: Final = re.compile(
    rf"的?(?:(?P<first>首|初|第一|第1)个?月|(?P<last>末|最后一|第三|第3)个?月|(?P<middle>第二"
    rf"|第2)个?月)(?:份)?(?:的)?(?:(?P<day>{DAY})[日号]|(?P<part>底|末|初|上旬|中旬|下旬))?"
)
_QUARTER_END: Final = re.compile(rf"的?(?:季?[末底]|(?:结束|终了)后(?P<days>{NUMBER})(?:个工作日|日|天)内)")
_SEASON_MONTHS: Final = MappingProxyType({"春": (3, 4, 5), "夏": (6, 7, 8), "秋": (9, 10, 11), "冬": (12, 1, 2)})
_PART_DAYS: Final = MappingProxyType({"初": 10, "上旬": 10, "中旬": 20, "下旬": -1, "底": -1, "末": -1})


@dataclass(frozen=True, slots=True)
class Detail:
    """The cadence made exact, and where the words that did so end."""

    cadence: Cadence
    finish: int
    time: str | None = None


def read_detail(text: str, at: int, base: Cadence) -> Detail:
    """The detail that follows at `at`; the base itself when nothing does."""
    detail = _by_unit(text, at, base)
    tail = read_tail(text, detail.finish)
    finish, time = detail.finish, detail.time
    if tail.time is not None:
        finish, time = tail.finish, tail.time
    elif time is None and text.startswith("定时（", finish):
        tail = read_tail(text, finish + 3)
        finish, time = (tail.finish, tail.time) if tail.time else (finish, None)
    before = _BEFORE_MATCH.match(text, finish)
    if before is not None and finish > at:
        end = before.end() + text.startswith("）", before.end())
        named = bool(detail.cadence.month_days or detail.cadence.weekdays or detail.cadence.months)
        return Detail(replace(detail.cadence, before=named or bool(detail.cadence.anchors)), end, time)
    return Detail(detail.cadence, finish, time)


def _by_unit(text: str, at: int, base: Cadence) -> Detail:
    if base.freq is Frequency.WEEKLY:
        return _weekly(text, at, base)
    if base.freq is Frequency.YEARLY:
        return _yearly(text, at, base)
    if base.freq is Frequency.MONTHLY:
        return _monthly(text, at, base) if base.interval < 3 else _quarterly(text, at, base)
    return Detail(base, at)


def _days(text: str) -> tuple[int, ...]:
    found = (number(part.strip("日号的")) for part in re.split("[、和]", text))
    return tuple(day for day in found if day and day <= 31)


def _weekly(text: str, at: int, base: Cadence) -> Detail:
    match = _WEEKDAY.match(text, at)
    if match is None:
        return Detail(base, at)
    letters = re.findall("[一二三四五六日天]", match["days"])
    found = [WEEKDAYS.index(letter.replace("天", "日")) for letter in letters]
    if re.search("[至到—]", match["days"]):
        found = list(range(found[0], found[-1] + 1))
    days = tuple((0, day) for day in found)
    return Detail(replace(base, weekdays=days), match.end())


def _monthly(text: str, at: int, base: Cadence) -> Detail:
    if (match := _NTH_WEEKDAY.match(text, at)) is not None:
        return Detail(replace(base, weekdays=(_nth(match),)), match.end())
    if (match := _LAST_WEEKDAY.match(text, at)) is not None:
        weekday = WEEKDAYS.index(match["day"].replace("天", "日"))
        return Detail(replace(base, weekdays=((-1, weekday),)), match.end())
    if (match := _MONTH_DAY.match(text, at)) is not None:
        days = _days(match["days"]) if match["days"] else ()
        return Detail(replace(base, month_days=days), match.end())
    if (match := _MONTH_PART.match(text, at)) is not None:
        if match["last"]:
            return Detail(replace(base, month_days=(-1,)), match.end())
        deadline = _BEFORE_MATCH.match(text, match.end())
        days = (_PART_DAYS[match["part"]],) if deadline or match["part"] in ("底", "末") else ()
        return Detail(replace(base, month_days=days), match.end())
    return Detail(base, at)


def _nth(match: re.Match[str]) -> tuple[int, int]:
    nth, day = (match["nth"] or match["nth2"]), (match["day"] or match["day2"])
    return number(nth) or 1, WEEKDAYS.index(day.replace("天", "日"))


def _quarterly(text: str, at: int, base: Cadence) -> Detail:
    match = _QUARTER_MONTH.match(text, at)
    if match is not None and base.interval == 3:
        offset = 0 if match["first"] else 1 if match["middle"] else 2
        months = tuple(month + offset for month in (1, 4, 7, 10))
        day = number(match["day"]) if match["day"] else _PART_DAYS.get(match["part"] or "")
        days = (day,) if day else ()
        return Detail(Cadence(Frequency.MONTHLY, months=months, month_days=days), match.end())
    match = _QUARTER_END.match(text, at)
    return Detail(base, match.end() if match else at)


def _yearly(text: str, at: int, base: Cadence) -> Detail:
    if (match := _YEAR_DAY.match(text, at)) is not None:
        month, day = number(match["month"]) or 1, number(match["day"]) or 1
        return Detail(replace(base, months=(month,), month_days=(day,)), match.end())
    if (match := _YEAR_MONTHS.match(text, at)) is not None:
        return _year_months(text, match, base)
    if (match := _YEAR_MONTH.match(text, at)) is not None:
        return _year_month(text, match, base)
    if (match := _FESTIVALS.match(text, at)) is not None:
        names = tuple(canonical(name) for name in re.split("[、和及与]", match[0].removeprefix("的")))
        return Detail(replace(base, anchors=names), match.end())
    return _year_rest(text, at, base)


def _year_months(text: str, match: re.Match[str], base: Cadence) -> Detail:
    first, second = number(match["first"]) or 1, number(match["second"]) or 12
    nth = _NTH_WEEKDAY.match(text, match.start("nth"))
    joined = match[0].removesuffix(match["nth"])
    listed = "、" in joined or "和" in joined
    if listed and nth is not None:
        cadence = Cadence(Frequency.MONTHLY, months=(first, second), weekdays=(_nth(nth),))
        return Detail(cadence, nth.end())
    if listed:
        return Detail(replace(base, months=(first, second)), match.start("nth"))
    span = range(first, second + 1) if first <= second else [*range(first, 13), *range(1, second + 1)]
    return Detail(replace(base, months=tuple(span)), match.start("nth"))


def _year_month(text: str, match: re.Match[str], base: Cadence) -> Detail:
    month = number(match["month"]) or 1
    nth = _NTH_WEEKDAY.match(text, match.end())
    if nth is not None:
        return Detail(Cadence(Frequency.MONTHLY, months=(month,), weekdays=(_nth(nth),)), nth.end())
    days = (_PART_DAYS[match["part"]],) if match["part"] else ()
    return Detail(replace(base, months=(month,), month_days=days), match.end())


def _year_rest(text: str, at: int, base: Cadence) -> Detail:
    if (match := _YEAR_QUARTER.match(text, at)) is not None:
        last = 3 * (number(match["quarter"]) or 1)
        return Detail(replace(base, months=(last - 2, last - 1, last)), match.end())
    if (match := _YEAR_HALF.match(text, at)) is not None:
        return Detail(replace(base, months=tuple(range(1, 7) if match["half"] == "上" else range(7, 13))), match.end())
    if (match := _SEASONS.match(text, at)) is not None:
        months = tuple(month for season in match["seasons"].replace("、", "") for month in _SEASON_MONTHS[season])
        return Detail(replace(base, months=months), match.end())
    if (match := _YEAR_END.match(text, at)) is not None:
        month = 1 if match["part"] == "初" else 12
        return Detail(replace(base, months=(month,)), match.end())
    return Detail(base, at)
