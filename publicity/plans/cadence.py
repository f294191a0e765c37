"""Finds what a plan wants again and again: 每月至少一次, 一月一通报, 按月报送, 每周五, 每年元旦、春节前."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from publicity.almanac.recurrence import Cadence, Frequency
from publicity.almanac.windows import Kind, Precision
from publicity.plans.cadence_details import Detail, read_detail
from publicity.plans.dates_numerals import NUMBER, number
from publicity.plans.dates_times import evening
from publicity.plans.items import Reading, Role

_UNITS: Final = "工作日|星期|季度|季|年度|年|月份|月|周|旬|日|天|晚|半年度?|半个?月|双月|双周|单月"
_EVERY: Final = re.compile(
    rf"(?<!平均)每(?:逢|隔)?(?:一)?个?(?:(?P<number>{NUMBER})个?)?(?P<unit>{_UNITS})"
    r"(?![刊薪岁龄代级份额平增超满]|工资|收入|租金|房租|产生|递增|增长|一度|均|月?平均|末考)"
)
_IDIOM: Final = re.compile(
    r"(?<![第0-9〇十])(?P<number>一|半|两|双|三|每)(?:个)?(?P<unit>日|天|周|星期|旬|月|季度|季|年)一"
    r"(?![度些样定切般致直起月日年季周经级号二三四五六七八九十、万千百次两旦个]|体化)(?P<what>[\u4e00-\u9fff]{1,2})"
)
_EVERY_ONE: Final = re.compile("[更报讲案主例调研课测学星析评练图题说]|通报|故事")
_ONCE: Final = re.compile(
    r"(?<![第0-9至到前后近内末用利])(?P<number>半|一|两|三|[1-6])个?(?P<unit>日|天|周|星期|旬|月|季度|季|年)"
    r"(?:召开|开展|组织|通报|报送|进行|调度|更新|集中|汇总|轮换)?(?:至少|不少于)?一次"
)
_ACTIONS: Final = (
    "通报|报送|上报|报告|汇报|调度|统计|公布|发布|公开|汇总|考核|分析|推进会|研判|会商|督查|督导|检查|评比|评选"
    "|更新|推送|梳理|总结|召开|"
    "组织|开展|点评|讲评|反馈|小结|排名|提交|填报|编发|编印|刊发|例会|晾晒|清零|对账"
)
_BY: Final = re.compile(
    rf"(?P<how>按|逐|分)(?P<unit>月度?|季度?|周|旬|日|年度?|半年)(?:度)?(?={_ACTIONS}|[^，。；]{{0,4}}(?:{_ACTIONS})|[对向将][^，。；\n]{{1,16}}?(?:{_ACTIONS}))"
)
_REPORTS: Final = re.compile(
    r"(?<![0-9本当上下次个每一二三四五六七八九十第半今按逐前各两])(?P<unit>“?双月”?|双周|半年度?|月度?|季度?|周|日"
    r"|旬)(?:工作)?"
    r"(?:通报|调度|例会|讲评|点评|会商|小结|研判|报表|报告|排名|推进会|分析会?|(?<!年)(?<!度)总结(?=制度|，|。|；|、|$))(?:制度"
    r"|机制|会议|会|制)?"
)
_PAPERS: Final = re.compile(
    r"(?<=[实执建落推坚严立行定持格])(?:[行立实格成])?(?P<first>[日周旬月季]报)(?P<others>(?:、[日周旬月季]报)*)(?:告)?(?=制"
    r"|，|。|；|、|$)"
)
_TREND: Final = re.compile(
    r"逐(?P<unit>月|年|季度?|周|日|步)(?:稳步|持续|明显|有所|不断)?(?:改善|提升|提高|下降|上升|减少|增加|增长|递增"
    r"|递减|好转|降低|增强|改进)"
)
_NEXT_MONTH: Final = re.compile(rf"次月(?:的)?(?P<day>{NUMBER})[日号](?:之|以)?前")
_YEARLY_QUOTA: Final = re.compile(r"(?:全年|年度内|一年内|每年度|本年度|年内)(?=[^，。；]{0,12}(?:不少于|至少|不低于))")
_EVERY_FESTIVAL: Final = re.compile(
    r"(?:每逢|逢)(?:年节|节假日|重大节日|重要节日|重要节点|重大节点|敏感节点|单月|双月|[一二三四五六日]、?逢?)"
)

_COUNT: Final = re.compile(
    rf"(?P<least>至少|不得?少于|不得?低于|最少|应当?达到|力争|确保|保证|原则上)?[^，。；\n]{{0,16}}?(?<![第每])"
    rf"(?P<n>{NUMBER})(?:次|篇|条|期|场|件|部|例|幅|版|轮|遍|回|档|则|个(?![月工]))(?:以上)?"
)
_HEADS: Final = re.compile(
    rf"(?P<least>至少|不得?少于|不得?低于|最少)[^，。；\n]{{0,8}}?(?P<n>{NUMBER})(?:家|户|项|批|所|人次|人|名|起|宗)"
)
# 每人每天限投5票 is a limit on visitors, no duty.
_CAP: Final = re.compile(r"(?:限|最多|至多|不超过|不得超过|不多于|可[投领参评选])")
_LEAST: Final = re.compile(r"至少|不得?少于|不得?低于|最少")
_CLAUSE_END: Final = re.compile(r"[。；\n]|，(?=每|按月|并按|逐)")


def find_cadences(text: str) -> list[Reading]:
    """The recurring duties in `text`, in order and apart; `recur` is set, the days are left open."""
    found = sorted(
        (reading for finder in _FINDERS for reading in finder(text)), key=lambda item: (item.begin, -item.finish)
    )
    apart: list[Reading] = []
    for reading in found:
        if not apart or reading.begin >= apart[-1].finish:
            apart.append(reading)
    return apart


def cadence_of(unit: str, every: int = 1) -> Cadence:
    """The plain cadence of a Chinese unit: 季 is three months, 半年 six, 旬 ten days."""
    unit = unit.strip("“”")
    if unit.startswith("半年"):
        return Cadence(Frequency.MONTHLY, 6)
    if unit.startswith("半"):
        return Cadence(Frequency.DAILY, 15)
    if unit == "工作日":
        return Cadence(Frequency.DAILY, every, working_days=True)
    if unit.startswith("双"):
        return Cadence(Frequency.MONTHLY if "月" in unit else Frequency.WEEKLY, 2)
    match unit[0]:
        case "日" | "天" | "晚":
            return Cadence(Frequency.DAILY, every, max_gap=every > 1)
        case "周" | "星":
            return Cadence(Frequency.WEEKLY, every)
        case "旬":
            return Cadence(Frequency.DAILY, 10 * every)
        case "季":
            return Cadence(Frequency.MONTHLY, 3 * every)
        case "年":
            return Cadence(Frequency.YEARLY, every)
    return Cadence(Frequency.MONTHLY, every)


def _precision(cadence: Cadence) -> Precision:
    if cadence.month_days or cadence.weekdays or (cadence.freq is Frequency.DAILY and cadence.interval == 1):
        return Precision.DAY
    if cadence.freq is Frequency.MONTHLY:
        return {3: Precision.QUARTER, 6: Precision.HALF}.get(cadence.interval, Precision.MONTH)
    if cadence.freq is Frequency.YEARLY and not (cadence.months or cadence.anchors):
        return Precision.YEAR
    return Precision.RANGE


def _reading(begin: int, finish: int, cadence: Cadence, reason: str, confidence: float = 0.9) -> Reading:
    return Reading(
        begin, finish, _precision(cadence), Kind.RECURRING, Role.TASK, reason, confidence, recur=str(cadence)
    )


def _quota(text: str, at: int) -> tuple[int | None, int]:
    """The count asked for in the clause that begins at `at`, with the end of its words when they follow closely."""
    stop = _CLAUSE_END.search(text, at, at + 60)
    end = stop.start() if stop else min(len(text), at + 60)
    least = _LEAST.search(text, at, end)
    match = _COUNT.match(text, at, end) or (_COUNT.match(text, least.start(), end) if least else None)
    if match is None and least is not None:
        match = _HEADS.match(text, least.start(), end)
    if match is None or (count := number(match["n"])) is None or not 0 < count < 1000:
        return None, at
    if least is not None and least.start() > match.start("n"):
        later = _COUNT.match(text, least.start(), end)
        count = number(later["n"]) if later else count
    close = "，" not in text[at : match.end()]
    return count, match.end() if close else at


def _every(text: str) -> Iterator[Reading]:
    for match in _EVERY.finditer(text):
        every = number(match["number"]) if match["number"] else 1
        if not every or (match["unit"][0] in "周星" and match["number"] == "一" and "个" in match[0]):
            every = 1
        base = cadence_of(match["unit"], every)
        if text.endswith("工作日", 0, match.start()):
            base = replace(base, working_days=base.freq is Frequency.DAILY)
        detail: Detail = read_detail(text, match.end(), base)
        if _CAP.match(text, detail.finish):
            continue
        count, finish = _quota(text, detail.finish)
        cadence = replace(detail.cadence, minimum=count)
        time = evening(detail.time) if match["unit"] == "晚" else detail.time
        yield replace(_reading(match.start(), finish, cadence, f"原文写明“{match[0]}”"), time=time)


def _idioms(text: str) -> Iterator[Reading]:
    for match in _IDIOM.finditer(text):
        if match["number"] == "每" and not _EVERY_ONE.match(match["what"]):
            continue  # 每周一召开 is every Monday
        cadence = _with_number(match["number"], match["unit"])
        yield _reading(match.start(), match.end(), cadence, f"“{match[0]}”即定期重复")


def _once(text: str) -> Iterator[Reading]:
    for match in _ONCE.finditer(text):
        cadence = replace(_with_number(match["number"], match["unit"]), minimum=1)
        yield _reading(match.start(), match.end(), cadence, f"“{match[0]}”即定期重复", 0.8)


def _with_number(count: str, unit: str) -> Cadence:
    if count == "半":
        return cadence_of(f"半{unit}")
    if count in ("双", "每"):
        return cadence_of(unit, 2 if count == "双" else 1)
    return cadence_of(unit, number(count) or 1)


def _by(text: str) -> Iterator[Reading]:
    for match in _BY.finditer(text):
        verb = re.compile(_ACTIONS).search(text, match.end(), match.end() + 8)
        finish = verb.end() if verb else match.end()
        yield _reading(match.start(), finish, cadence_of(match["unit"]), f"“{match[0]}”即定期重复", 0.85)


def _reports(text: str) -> Iterator[Reading]:
    for match in _REPORTS.finditer(text):
        yield _reading(*match.span(), cadence_of(match["unit"]), f"“{match[0]}”即定期重复", 0.75)
    for match in _PAPERS.finditer(text):
        for at in range(match.start("first"), match.end("others"), 3):
            yield _reading(at, at + 2, cadence_of(text[at]), f"“{text[at : at + 2]}”即定期重复", 0.75)


def _next_month(text: str) -> Iterator[Reading]:
    for match in _NEXT_MONTH.finditer(text):
        cadence = Cadence(Frequency.MONTHLY, month_days=(number(match["day"]) or 1,), before=True)
        yield _reading(match.start(), match.end(), cadence, "“次月”几日前，即每月重复", 0.7)


def _yearly_quota(text: str) -> Iterator[Reading]:
    for match in _YEARLY_QUOTA.finditer(text):
        count, finish = _quota(text, match.end())
        if count is not None:
            cadence = Cadence(Frequency.YEARLY, minimum=count)
            yield _reading(match.start(), finish, cadence, f"“{match[0]}”内的数量要求", 0.75)


def _vague(text: str) -> Iterator[Reading]:
    for match in _TREND.finditer(text):
        recur = "irregular" if match["unit"] == "步" else str(cadence_of(match["unit"]))
        if match["unit"] != "步":
            yield Reading(
                match.start(), match.end(), Precision.RANGE, Kind.RECURRING, Role.VAGUE, "说的是趋势，不是任务", 0.6,
                recur=recur, question=f"“{match[0]}”是否要按此周期安排检查或通报？",
            )  # fmt: skip
    for match in _EVERY_FESTIVAL.finditer(text):
        yield Reading(
            match.start(), match.end(), Precision.RANGE, Kind.RECURRING, Role.VAGUE, "没有写明是哪些日子", 0.6,
            recur="irregular", question=f"“{match[0]}”具体指哪些日子？",
        )  # fmt: skip


_FINDERS: Final = (_every, _idioms, _once, _by, _reports, _next_month, _yearly_quota, _vague)
