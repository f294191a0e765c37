"""Finds deadlines that hang on an event (提前5个工作日, 收到之日起十五日内) and bare durations (用两年时间)."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from publicity.almanac.windows import Kind, Precision
from publicity.plans.dates_numerals import NUMBER, number
from publicity.plans.items import Reading, Role

_UNIT: Final = "(?:个?工作日|个?法定工作日|日|天|个?小时|分钟|周|个?星期|个月|年)"
_AMOUNT: Final = rf"(?:(?P<number>{NUMBER}|半)(?:(?:至|到|-|—|~)(?P<upper>{NUMBER}))?(?P<unit>{_UNIT}))"

_AHEAD: Final = re.compile(rf"(?:提前|提早)(?:至少|不少于|不低于)?{_AMOUNT}(?:以上|左右)?")
_WITHIN: Final = re.compile(
    rf"(?<![0-9第每])(?P<trigger>{{}})?{_AMOUNT}(?:之|以)?内(?!部)".replace(
        "{}", "(?:后|起|之日|当日|前)的?(?:，)?(?:第)?"
    )
)
_BEFORE_EVENT: Final = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![目以之提年月日])(?:之|以)?前{_AMOUNT}(?!以来|[\u4e00-\u9fff]{{0,3}}(?:共|累计"
    rf"|收案))(?:左右|内|以上|之?前)?"
)
_WINDOW_BEFORE: Final = re.compile(rf"(?:日|月|年)(?:之|以)?前(?P<number>{NUMBER})年(?:以)?内")
_YEAR_LENGTH: Final = re.compile(r"年(?:时间)?(?:之|以)?内|年内")

_DURATIONS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?:用|利用|花|以|在|通过|经过|力争用|约用|大约用)(?:大约|约)?(?:{NUMBER}|半)(?:(?:至|到|-|—"
            rf"|~)?{NUMBER})?(?:{_UNIT}|个?半月|个?季度)(?:左右)?(?:的)?(?:时间)(?:之?内)?"
        ),
        rf"(?:用|利用)(?:大约|约)?(?:{NUMBER}|半)个?(?:天|日|周|(?<=个)月|年)(?:左右)?",
        rf"(?:为期|历时|时长|期限为?|持续)(?:约)?(?:{NUMBER}|半)(?:(?:至|到|-|—|~){NUMBER})?(?:个半)?{_UNIT}(?:半)?",
        (
            r"(?<![第0-9月至到—~-])(?:百|[0-9]{2,3}(?=天)|[一二三四五六七八九]?十"
            r"|[一二三]?百[一二三四五六七八九十]*)[日天](?:[\u4e00-\u9fff]{0,4}?)(?:攻坚|会战|行动|冲刺|决战|清案"
            r"|竞赛"
            r"|执行|整治|清零|清积)"
        ),
        r"(?<![第0-9])[一二三四五3-5]年(?:专项)?(?:行动|规划|攻坚|滚动|工作规划|计划)",
        rf"(?<![第0-9每])(?:约|大约)?(?:{NUMBER}|半)个?(?:天|日|周|(?<=个)月|年|小时)(?:左右|多)?的?时间(?:之?内)?",
        (
            rf"(?<![第0-9每])(?:约|大约)(?:{NUMBER}|半)个?(?:天|周|(?<=个)月|年)|(?<![第0-9每])(?:{NUMBER}"
            rf"|半)个?(?:天"
            rf"|周|(?<=个)月|年)左右"
        ),
        r"(?<![第0-9每下上])半个月(?!内|一)|(?<=[\u4e00-\u9fff])半年时间",
    )
)
_UNIT_NAMES: Final = MappingProxyType(
    {"工作日": "workdays", "日": "days", "天": "days", "小时": "hours", "分钟": "minutes"}
    | {"周": "weeks", "星期": "weeks", "月": "months", "年": "years"}
)
_AFTER_TRIGGER: Final = re.compile(
    r"(?:之日起|当日起|当天起|次日起|日起|起|以后|之后|后|完毕|期满|届满|结束|当场|(?<=[收接到])到)(?:的"
    r"|，)?(?:次?日?)?(?:至迟)?$"
)
_EVENTS: Final = re.compile(
    r"(?<![机社议])会[前后](?=[^\u4e00-\u9fff]|[一-龥])(?![续果期台])|会议(?:召开)?期间"
    r"|(?<![季春佳])节[前后](?![能约目])|[\u4e00-\u9fff]{0,4}[省市县区州][“]?两会[”]?(?:召开)?(?:前后|前|期间)"
    r"|节日期间|节假日期间|(?:活动|赛事|直播|庭审|行动|发布会)(?:结束后|开始前|前夕)"
    r"|(?P<years>[一二三四五六七八九十两]{1,3}|[0-9]{1,3})周年(?:之际|前后|前夕|来临之际|纪念日|当[日天]|前)"
    r"|待[^，。；]{2,16}后(?=，|再|组织|统一|另行)|《[^》]{1,20}》(?:开播|上映|首映|首播)(?:之际|前后|时)?"
)


_LIMIT: Final = re.compile(r"(?:[缩压降控提]\w{0,3}[至到在]|不?超过|不少于|平均|为)$")
_EARLIER: Final = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?:(?P<number>{NUMBER})(?P<unit>个?工作日)|(?:(?<=召开)|(?<=举行)|(?<=举办)|(?<=开始)"
    rf"|(?<=开庭)|(?<=直播)|(?<=播出)|(?<=发布)|(?<=届满)|(?<=开班)|(?<=开幕)|(?<=开赛)|(?<=报到)|(?<=宣判)|(?<=实施)|(?<=施行)|(?<=会议)|(?<=活动)|(?<=培训)"
    rf"|(?<=讲座))(?P<number2>{NUMBER})(?P<unit2>[日天周]))(?:之|以)?前"
)
_FOLLOWING: Final = re.compile(
    rf"(?:结束|完成|闭幕|召开|收到|公布|到账|送达|截止|确定|发布|宣判|结案)(?:之|以)?后的?(?:第)?{_AMOUNT}(?!(?:之"
    rf"|以)?内)"
)


_NEXT_DAY: Final = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])的|之)(?P<day>次日|翌日|当[日天])(?:内|前|之内)?(?![起开，。；、]|至|到)"
    r"|(?<=[要应须请于在，])(?P<own>次日|当[日天])(?:内|前)?(?=上报|报送|报告|反馈|办结|完成|提交|报)"
)


def find_relatives(text: str) -> list[Reading]:
    """Relative deadlines, event words and durations in order; they may overlap each other, the first is the surest."""
    return [
        *_ahead(text),
        *_before_event(text),
        *_earlier(text),
        *_within(text),
        *_following(text),
        *_next_day(text),
        *_durations(text),
        *_events(text),
    ]


def _rule(sign: str, amount: re.Match[str]) -> str | None:
    """ "-5 workdays"; of a range the outer number."""
    unit = amount["unit"].removeprefix("个").replace("法定", "")
    name = _UNIT_NAMES.get(unit)
    if name is None:
        return None
    if amount["number"] == "半":
        return f"{sign}{({'months': '15 days', 'years': '6 months', 'days': '12 hours'}).get(name, '1 ' + name)}"
    count = number(amount["upper"] or amount["number"])
    if name == "weeks":
        return f"{sign}{7 * (count or 1)} days"
    return f"{sign}{count} {name}"


def _relative(match: re.Match[str], sign: str, reason: str, confidence: float = 0.85) -> Reading:
    return Reading(
        match.start(), match.end(), Precision.DAY, Kind.DEADLINE, Role.RELATIVE, reason, confidence,
        offset_rule=_rule(sign, match), question="请选择它所依附的活动或起算日，日期由此推算。",
    )  # fmt: skip


def _ahead(text: str) -> Iterator[Reading]:
    for match in _AHEAD.finditer(text):
        yield _relative(match, "-", "随所属活动推算：活动日期往前数")


def _before_event(text: str) -> Iterator[Reading]:
    for match in _BEFORE_EVENT.finditer(text):
        if match["unit"].endswith("年"):
            continue
        yield _relative(match, "-", "随所属事项推算：事项日期往前数", 0.8)


def _earlier(text: str) -> Iterator[Reading]:
    for match in _EARLIER.finditer(text):
        count = number(match["number"] or match["number2"]) or 1
        unit = "workdays" if match["unit"] else "days"
        count *= 7 if match["unit2"] == "周" else 1
        yield Reading(
            match.start(), match.end(), Precision.DAY, Kind.DEADLINE, Role.RELATIVE, "从所属事项的日期往前数", 0.8,
            offset_rule=f"-{count} {unit}", question="请选择它所依附的活动，日期由此推算。",
        )  # fmt: skip


def _within(text: str) -> Iterator[Reading]:
    for match in _WITHIN.finditer(text):
        start = match.start("number")
        before = text[max(0, start - 14) : start]
        if match["unit"] == "分钟" or _LIMIT.search(before):
            continue
        anchored = _AFTER_TRIGGER.search(before) is not None
        if match["unit"] == "年" and re.search("[年月日](?:之|以)?前$", before):
            continue  # 2019年1月1日前5年内 is a window, read with its date
        if match["unit"] == "年" and not anchored:
            yield _duration(start, match.end())
            continue
        begin = start - _trigger_length(before, opens=start <= len(before)) if anchored else start
        reason = "从触发之日的次日起算（民法典第二百零一条）" if anchored else "没有写明起算日，从触发之日的次日起算"
        yield Reading(
            begin, match.end(), Precision.DAY, Kind.DEADLINE, Role.RELATIVE, reason, 0.85 if anchored else 0.7,
            offset_rule=_rule("+", match), question="请选择起算的事项或日期，期限由此推算。",
        )  # fmt: skip


def _following(text: str) -> Iterator[Reading]:
    for match in _FOLLOWING.finditer(text):
        yield _relative(match, "+", "随所属事项推算：事项日期往后数", 0.75)


def _next_day(text: str) -> Iterator[Reading]:
    """于活动的次日报送: one day after; 当日上报: the day itself."""
    for match in _NEXT_DAY.finditer(text):
        later = (match["day"] or match["own"])[0] in "次翌"
        yield Reading(
            match.start("day") if match["day"] else match.start("own"), match.end(), Precision.DAY, Kind.DEADLINE,
            Role.RELATIVE, "随所属事项推算", 0.7, offset_rule=f"+{int(later)} days",
            question="请选择它所依附的活动，日期由此推算。",
        )  # fmt: skip


def _trigger_length(before: str, *, opens: bool) -> int:
    """How much of `before` is the event: from 自 or 从 on, else its clause when that begins within reach."""
    clause = re.split(r"[，。；：、\n）\x00]", before)[-1]
    opening = max(clause.rfind("自"), clause.rfind("从"))
    if opening >= 0:
        return len(clause) - opening
    return len(clause) if opens or len(clause) < len(before) else 0


def _duration(begin: int, finish: int) -> Reading:
    return Reading(
        begin, finish, Precision.RANGE, Kind.PERIOD, Role.DURATION, "只写了时长，没有写起止日期", 0.8,
        question="请补充起始日期。",
    )  # fmt: skip


def _durations(text: str) -> Iterator[Reading]:
    for pattern in _DURATIONS:
        for match in pattern.finditer(text):
            yield _duration(*match.span())


def _events(text: str) -> Iterator[Reading]:
    for match in _EVENTS.finditer(text):
        rule = "before" if "前" in match[0] else "after" if "后" in match[0] else "during"
        if "前后" in match[0]:
            rule = "around"
        if match["years"]:
            rule = f"+{number(match['years'])}y"
        yield Reading(
            match.start(), match.end(), Precision.DAY, Kind.POINT, Role.RELATIVE, "依附于另一事项，日期随之而定", 0.4,
            offset_rule=rule, question="请选择它所依附的活动。",
        )  # fmt: skip
