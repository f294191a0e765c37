"""Finds single dates in clean text, from a day to a festival or a year; they are not resolved yet."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from publicity.plans.dates_numerals import number

CONNECTOR: Final = "(?:—+|-+|~+|一直到|直至|截至|截止到|至|到)"
MONTH: Final = "(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十]|元)"
DAY: Final = (
    "(?:[0-3]?[0-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|十[一二三四五六七八九]?"
    "|[一二三四五六七八九])"
)
FESTIVAL: Final = (
    "(?:国家|全国)?宪法宣传周|(?:全国)?知识产权宣传周|(?:国家|全国)?宪法日|(?:全民)?国家安全教育日"
    "|(?:世界)?知识产权日|(?:国际)?禁毒日"
    "|(?:世界|六五)?环境日|(?:国际)?消费者权益日|国家公祭日|烈士纪念日|植树节|教师节|建党节|建军节"
    "|(?:三八|五一|五四|六一|八一)[”]?(?:国际)?(?:妇女|劳动|青年|儿童|建军)?节?|(?:七一|十一)[”]?"
    "|青年节|劳动节|妇女节|儿童节|元旦节?|农历新年|新年|春节|新春|除夕|小年|元宵节?|清明节?|端午节?|七夕节?"
    "|中秋节?|重阳节?|腊八节?|国庆节?"
    "|(?:全国|国家)[“]?两会[”]?|(?<![省市县区州])(?<![省市县区州]“)[“]?两会[”]?"
)
_PARTS: Final = "底|末|初(?![步级审次中评筛选核赛])|中(?![旬央国级院共宣期心小华政纪组办秋考外层等])"
_YEAR_WORDS: Final = MappingProxyType(
    {"今年": 0, "本年度": 0, "本年": 0, "明年": 1, "次年": 1, "翌年": 1, "第二年": 1, "下一年度": 1, "后年": 2}
    | {"去年": -1, "上年": -1, "上年度": -1, "上一年度": -1, "上一年": -1, "前年": -2, "当年": 0, "同年": 0}
)
_MONTH_WORDS: Final = MappingProxyType(
    {"本月": 0, "当月": 0, "这个月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1, "次月": 1}
)


def _any(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR: Final = re.compile(
    r"(?P<digits>(?<![0-9])(?:19|20)[0-9]{2}|[一二][〇零一二三四五六七八九]{3})年(?:度(?!假))?"
    r"|(?P<lost>(?<![0-9A-Za-z])(?:[12][0-9]{2}|0[12][0-9]))年(?=[0-9]{1,2}月)"
    rf"|(?P<word>{_any(_YEAR_WORDS)})"
)
_YEAR_PART: Final = re.compile(rf"的?年?({_PARTS}|终(?![本结审局端身])|内(?![部容蒙外设控网]))")
_PLAIN_YEAR_PART: Final = re.compile(
    r"(?<![0-9一二三四五六七八九十两几数多半近全每逐当青少中老成年今明去])年(?P<part>底|末|初(?![步级])"
    r"|终(?![本结])|内(?![部容]))(?![报会])"
)
_LUNAR_DAY: Final = (
    "(?:初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[0-3]?[0-9](?=日))"
)
_UNIT: Final = re.compile(
    r"(?P<numeric>(?<![0-9A-Za-z/.])((?:19|20)[0-9]{2})([-/.])(1[0-2]|0?[1-9])\3(3[01]|[12][0-9]"
    r"|0?[1-9])(?![0-9.%/]|-(?![12][0-9]|[1-9][./])))"
    r"|(?P<dotted>(?:((?:19|20)[0-9]{2})\.(1[0-2]|0?[1-9])(?![0-9])(?=(?:—+|-|~|至)(?:19|20)[0-9]{2}\.)"
    r"|(?<=[—~至-])((?:19|20)[0-9]{2})\.(1[0-2]|0?[1-9])(?![0-9.])))"
    r"|(?P<enddotted>(?<=[0-9][—~至-])(1[0-2]|[1-9])\.([12][0-9]|3[01]|[1-9])(?![0-9.%米万亿元倍个件]))"
    r"|(?P<startdotted>(?<![0-9./%])(1[0-2]|[1-9])\.([12][0-9]|3[01]|[1-9])"
    r"(?=(?:—+|-|~|至|到)(?:1[0-2]|[1-9])\.(?:[12][0-9]|3[01]|[1-9])(?=[，。；：、） \n|]|$"
    r"|期间|开展|组织|举[行办]|集中)))"
    rf"|(?P<lunar>(?:农历(?=[正冬腊一二三四五六七八九十])|(?=[正冬腊]月))([正冬腊]|{MONTH})月({_LUNAR_DAY})日?)"
    rf"|(?P<nth>(?<![0-9])({MONTH})月份?的?第([一二三四五1-5])个?(?:周|星期)(?:的?(?:周"
    rf"|星期)?([一二三四五六日天])(?![次个]))?)"
    rf"|(?P<daily>(?<![0-9])({MONTH})月份?({DAY})(?:日|号(?![文令楼院线])|(?=(?:{CONNECTOR}|、){DAY}[日号])))"
    rf"|(?P<thirds>(?<![0-9])({MONTH})月份?([上中](?=、?[中下]旬))?、?([上中下])旬)"
    rf"|(?P<monthly>(?<![0-9])({MONTH})月份?(?:月?({_PARTS})|(日)(?![常报均]))?)"
    rf"|(?P<near>({_any(_MONTH_WORDS)})份?(?:({DAY})[日号]|([上中下])旬|月?({_PARTS}))?)"
    rf"|(?P<quarter>(?<![上下本这])(?:第?([一二三四1-4])个?季度|(首)季度?)({_PARTS})?)"
    rf"|(?P<quarters>前([二两三])个?季度)"
    rf"|(?P<barequarter>第?([一二三四1-4])(?=(?:{CONNECTOR}|、)第?[一二三四1-4]季度))"
    rf"|(?P<half>(?<![这那大多前后])(上|下)半年({_PARTS})?)"
    rf"|(?P<festival>[“]?({FESTIVAL})[”]?(?:召开|来临|到来|开幕)?)"
    rf"|(?P<baremonth>((?<![0-9.])(?:1[0-2]|0?[1-9])|[一二三四五六七八九])(?=(?:(?:{CONNECTOR}|、"
    rf"|和){MONTH}){{1,3}}月(?!{DAY}[日号])))"
    rf"|(?P<bareyear>(?<![0-9A-Za-z./-])((?:19|20)[0-9]{{2}})(?=(?:{CONNECTOR}|、|和)(?:19|20)[0-9]{{2}}(?![0-9-])))"
    r"|(?P<endyear>(?<=[—~至到-])((?:19|20)[0-9]{2})(?![0-9年./-]))"
    rf"|(?P<onlyday>(?<![0-9A-Za-z第个满超近约.])([0-3]?[0-9])(?:日(?![均常报志程益内])|号(?=[前之以起止至—~、])"
    rf"|(?=(?:{CONNECTOR}|、)[0-3]?[0-9]日)))"
    r"|(?P<anchor>(?:即日|当前|目前|现在|(?:本?(?:通知|方案|意见|办法|文件|规定))?(?:印发|下发|发布|发文|公布"
    r"|成文)之日)(?=起|至|到|—|-))"
    r"|(?P<week>([本这下])周([一二三四五六日天]|内|末)(?![次年]))"
    r"|(?P<recent>最?近([一二两三四五六七八九十]|[0-9]{1,2})?年以?来?(?!度|[底末初]))"
    r"|(?P<thatday>(当[日天]|同日|次日|翌日)(?=[0-9一二三四五六七八九十]{1,3}[:：时点]|起(?![^，。；]{0,6}内)"
    r"|[上下]午|晚上|中午|前))"
    r"|(?P<plan>[“](十[一二三四五六]五)[”](?:规划)?(?:期间|时期|以来|期末|末|开局|收官)?)"
)

_STANDS_ALONE: Final = re.compile(r"(?:[、，；。：（\n ]|至|到|[—~-]|[^少多低大小高等]于|在|和|及|与|定|请|^)$")
_DAY_GOES_ON: Final = re.compile(
    r"(?:（?含.{0,3}）)?(?:之|以)?前|[起止]|[上下]午|晚|（?星期|（?周[一二三四五六日]|[0-9]{1,2}[:：时]|[召举]"
    r"|开[庭幕播]"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One date as written, at `begin`..`finish` of the clean text; None is what was not written.

    `unit` is day, third, month, quarter, quarters, half, year, festival, lunar, nth (weekday), recent, thatday, week,
    anchor or plan; `part` is 底, 末, 初, 中, 上, 下, 中下, 缺日 … ; `bare` marks a number whose unit stands with
    the next one (7、8月).
    """

    begin: int
    finish: int
    unit: str
    year: int | None = None
    year_shift: int | None = None
    lost_year: str = ""
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    part: str = ""
    index: int = 0
    name: str = ""
    bare: bool = False

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.year_shift is not None


def find_points(text: str) -> list[Point]:
    """The dates in `text` in order, apart from each other; words around them are not looked at yet."""
    units = [point for match in _UNIT.finditer(text) if (point := _unit(match, text)) is not None]
    years = list(_years(text))
    return sorted(_joined(units, years), key=lambda point: point.begin)


def _years(text: str) -> Iterator[Point]:
    for match in _YEAR.finditer(text):
        part = _YEAR_PART.match(text, match.end())
        yield Point(
            match.start(),
            part.end() if part else match.end(),
            "year",
            year=number(match["digits"]) if match["digits"] else None,
            year_shift=_YEAR_WORDS.get(match["word"] or ""),
            lost_year=match["lost"] or "",
            part=part[1] if part else "",
            name=match["word"] or "",
        )
    for match in _PLAIN_YEAR_PART.finditer(text):
        yield Point(match.start(), match.end(), "year", part=match["part"])


def _joined(units: list[Point], years: list[Point]) -> Iterator[Point]:
    """Puts each year before the unit that follows it; a year within or over a unit gives way."""
    ends = {year.finish: year for year in years if not year.part}
    used: set[int] = set()
    taken: list[tuple[int, int]] = []
    for unit in units:
        year = (
            None
            if unit.unit in ("year", "anchor", "plan", "recent", "thatday", "week")
            else ends.get(unit.begin) or ends.get(unit.begin - 1)
        )
        if year is not None and not unit.has_year:
            used.add(year.begin)
            unit = replace(unit, begin=year.begin, year=year.year, year_shift=year.year_shift, lost_year=year.lost_year)
        taken.append((unit.begin, unit.finish))
        yield unit
    at = 0
    for year in sorted(years, key=lambda point: point.begin):
        while at < len(taken) and taken[at][1] <= year.begin:
            at += 1
        if year.begin not in used and (at == len(taken) or taken[at][0] >= year.finish):
            yield year


def _opens_line(text: str, begin: int) -> bool:
    return begin == 0 or text[begin - 1] in "\n "


def _unit(match: re.Match[str], text: str) -> Point | None:
    kind = str(match.lastgroup)
    if (
        kind in ("baremonth", "onlyday")
        and _opens_line(text, match.start())
        and text[match.end() : match.end() + 1] == "、"
    ):
        return None  # the number of a list item
    if kind == "onlyday" and not (
        _STANDS_ALONE.search(text[max(0, match.start() - 2) : match.start()]) or _DAY_GOES_ON.match(text, match.end())
    ):
        return None  # 公示5日 counts days
    return Point(match.start(), match.end(), **_BUILDERS[kind](match))  # type: ignore[arg-type]


def _group(match: re.Match[str], offset: int) -> str:
    """The `offset`-th group after the alternative's own, or ""."""
    return match[match.re.groupindex[str(match.lastgroup)] + offset] or ""


def _thirds(match: re.Match[str]) -> dict[str, object]:
    part = _group(match, 2) + _group(match, 3)
    return {"unit": "third", "month": number(_group(match, 1)), "part": part}


def _near(match: re.Match[str]) -> dict[str, object]:
    shift = _MONTH_WORDS[_group(match, 1)]
    if _group(match, 2):
        return {"unit": "day", "month_shift": shift, "day": number(_group(match, 2))}
    if _group(match, 3):
        return {"unit": "third", "month_shift": shift, "part": _group(match, 3)}
    return {"unit": "month", "month_shift": shift, "part": _group(match, 4)}


def _numeric(match: re.Match[str]) -> dict[str, object]:
    year, month, day = (int(_group(match, offset)) for offset in (1, 3, 4))
    return {"unit": "day", "year": year, "month": month, "day": day}


def _daily(match: re.Match[str]) -> dict[str, object]:
    bare = match[0][-1] not in "日号"
    return {"unit": "day", "month": number(_group(match, 1)), "day": number(_group(match, 2)), "bare": bare}


def _monthly(match: re.Match[str]) -> dict[str, object]:
    part = "缺日" if _group(match, 3) else _group(match, 2)
    return {"unit": "month", "month": number(_group(match, 1)), "part": part}


def _quarter(match: re.Match[str]) -> dict[str, object]:
    return {"unit": "quarter", "index": number(_group(match, 1) or "一"), "part": _group(match, 3)}


_BUILDERS: Final[Mapping[str, Callable[[re.Match[str]], dict[str, object]]]] = MappingProxyType(
    {
        "numeric": _numeric,
        "daily": _daily,
        "thirds": _thirds,
        "monthly": _monthly,
        "near": _near,
        "quarter": _quarter,
        "quarters": lambda match: {"unit": "quarters", "index": number(_group(match, 1))},
        "barequarter": lambda match: {"unit": "quarter", "index": number(_group(match, 1)), "bare": True},
        "half": lambda match: {
            "unit": "half",
            "index": 1 if _group(match, 1) == "上" else 2,
            "part": _group(match, 2),
        },
        "festival": lambda match: {"unit": "festival", "name": _group(match, 1).strip("“”")},
        "baremonth": lambda match: {"unit": "month", "month": number(_group(match, 1)), "bare": True},
        "bareyear": lambda match: {"unit": "year", "year": int(_group(match, 1)), "bare": True},
        "endyear": lambda match: {"unit": "year", "year": int(_group(match, 1))},
        "onlyday": lambda match: {
            "unit": "day",
            "day": int(_group(match, 1)),
            "bare": match[0][-1] not in "日号",
        },
        "anchor": lambda match: {"unit": "anchor", "name": match[0]},
        "dotted": lambda match: {
            "unit": "month",
            "year": int(_group(match, 1) or _group(match, 3)),
            "month": int(_group(match, 2) or _group(match, 4)),
        },
        "enddotted": lambda match: {"unit": "day", "month": int(_group(match, 1)), "day": int(_group(match, 2))},
        "startdotted": lambda match: {"unit": "day", "month": int(_group(match, 1)), "day": int(_group(match, 2))},
        "lunar": lambda match: {
            "unit": "lunar",
            "month": number(_group(match, 1)),
            "day": number(_group(match, 2)),
        },
        "nth": lambda match: {
            "unit": "nth",
            "month": number(_group(match, 1)),
            "index": number(_group(match, 2)),
            "name": _group(match, 3),
        },
        "week": lambda match: {
            "unit": "week",
            "index": int(_group(match, 1) == "下"),
            "name": _group(match, 2),
        },
        "recent": lambda match: {"unit": "recent", "index": number(_group(match, 1)) or 0},
        "thatday": lambda match: {"unit": "thatday", "index": int(_group(match, 1) in ("次日", "翌日"))},
        "plan": lambda match: {"unit": "plan", "name": _group(match, 1)},
    }
)
