"""The weekday and the clock time that stand behind a day."""

import re
from dataclasses import dataclass
from typing import Final

from publicity.almanac.wording import WEEKDAYS
from publicity.plans.dates_numerals import number

_HOUR: Final = "(?:[0-2]?[0-9]|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
_PERIOD: Final = "(?:上午|下午|中午|晚上|夜间|凌晨|清晨|早上|早晨|早|傍晚|晚)"
_WEEKDAY: Final = re.compile(r"（?(?:星期|周|礼拜)([一二三四五六日天])(?!次|篇|期|报)(）)?")
_CLOCK: Final = re.compile(
    rf"[，、（]?(?:北京时间)?(?P<period>{_PERIOD})?(?P<hour>{_HOUR})(?:[:：](?P<minutes>[0-5][0-9])(?![0-9])"
    rf"|[时点](?![间段代期限])(?:钟)?(?:(?P<minutes2>[0-5]?[0-9])分|(?P<half>半)|(?P<quarter>一刻)|[整许])?)）?"
)
_UNTIL: Final = re.compile(r"(?:—+|-+|~+|至|到)")
_OFFICE: Final = re.compile(r"下班(?=之?前)")
_PERIOD_ALONE: Final = re.compile(rf"（?{_PERIOD}(?![0-9好])）?")


@dataclass(frozen=True, slots=True)
class Tail:
    """What followed a day up to `finish`: `weekday` 0 is Monday, `time` as "15:00", "14:00-17:00" or "下班前"."""

    finish: int
    weekday: int | None = None
    time: str | None = None


def read_tail(text: str, at: int) -> Tail:
    """The weekday and time that begin at `at`; an empty tail when there are none."""
    match = _WEEKDAY.match(text, at)
    weekday = None
    finish = at
    if match is not None and (match[0].startswith("（") or not match[2]):
        weekday = WEEKDAYS.index(match[1].replace("天", "日"))
        finish = match.end()
    time, after = _times(text, finish)
    if match is not None and match[0].startswith("（") and not match[2] and text.startswith("）", after):
        after += 1
    return Tail(after, weekday, time)


def _times(text: str, at: int) -> tuple[str | None, int]:
    office = _OFFICE.match(text, at)
    if office is not None:
        return "下班前", office.end()
    match = _CLOCK.match(text, at)
    if match is None:
        alone = _PERIOD_ALONE.match(text, at)
        if alone is None:
            return None, at
        office = _OFFICE.match(text, alone.end())
        return (f"{alone[0]}下班前", office.end()) if office else (alone[0].strip("（）"), alone.end())
    first = clock_text(match)
    if first is None:
        return None, at
    link = _UNTIL.match(text, match.end())
    last = _CLOCK.match(text, link.end()) if link else None
    if last is not None and (end := clock_text(last, match["period"])) is not None:
        return f"{first}-{end}", last.end()
    return first, match.end()


def find_clock(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The first clock time within `text[start:end]` with its span, or None."""
    match = _CLOCK.search(text, start, end)
    time = clock_text(match) if match else None
    return (time, match.start(), match.end()) if match and time else None


def evening(time: str | None) -> str | None:
    """每晚8点 is 20:00."""
    if time is None or not time[:2].isdigit() or int(time[:2]) >= 12:
        return time
    return f"{int(time[:2]) + 12:02d}{time[2:]}"


def clock_text(match: re.Match[str], inherited: str | None = None) -> str | None:
    """ "15:00" on the 24-hour clock; None when there is no such time. 24:00 is the end of the day."""
    hour = number(match["hour"])
    minutes = int(match["minutes"] or match["minutes2"] or (30 if match["half"] else 15 if match["quarter"] else 0))
    period = match["period"] or inherited or ""
    if hour is None:
        return None
    if period in ("下午", "晚上", "晚", "傍晚", "夜间") and hour < 12:
        hour += 12
    if period == "中午" and hour < 3:
        hour += 12
    if period == "凌晨" and hour == 12:
        hour = 0
    if hour > 24 or minutes > 59 or (hour == 24 and minutes):
        return None
    return f"{hour:02d}:{minutes:02d}"
