"""Numbers by GB/T 15835-2011: width, mixed numerals, short years, approximations, separators, ordinals."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.policy import Policy
from publicity.checks.readings import readings
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

_N: Final = "一二三四五六七八九"
_YEAR_CHARS: Final = r"一二三四五六七八九〇零○0-9OoОо"
_COUNTED: Final = r"[余多来几]?(?:万|亿|元|块|人|名|件|户|个|只|亩|斤|株|字|份|吨(?!位)|台|辆|天|年|岁|平方米)"
_MIXED: Final = (
    # 二0一八年, 二O一八年
    re.compile(
        rf"(?<![{_YEAR_CHARS}])(?=[0-9OoОо]*[一二三四五六七八九〇零○])(?=[一二三四五六七八九〇零○]*[0-9OoОо])"
        rf"[{_YEAR_CHARS}]{{4}}(?=年)"
        rf"|(?<![{_YEAR_CHARS}])[一二][0OoО][0-9OoО一二三四五六七八九〇零○]{{2}}(?![{_YEAR_CHARS}])"
    ),
    # 二〇一八年4月, 2018年四月8日
    re.compile(r"(?<![一二三四五六七八九〇零○])[一二三四五六七八九〇零○]{4}年\d{1,2}月(?:\d{1,2}日)?"),
    re.compile(r"\d{4}年[一二三四五六七八九十]{1,2}月\d{1,2}日|\d{4}年\d{1,2}月[一二三四五六七八九十]{1,3}日"),
    # 5千元, 3百余人; 千克、千米 and the like are units
    re.compile(rf"(?<![\d.A-Za-z])\d+(?:\.\d+)?[千百十](?={_COUNTED}|[一二三四五六七八九\d])"),
    # 三万5千, 十5日
    re.compile(rf"[{_N}][十百千万]\d+(?=[十百千万元件人名户个岁天])|(?<![{_N}百〇零O第])十\d(?=[日天元件名户岁号])"),
)
_LETTERS: Final = (
    re.compile(r"(?<![A-Za-z0-9])(?=[0-9]*[OoIlОо])[12][0-9OoIlОо]{3}(?=年)"),
    re.compile(r"(?<![A-Za-z0-9])(?=\d{0,3}[OoIlО])2[0OoО][0-9OoIl]{2}(?![A-Za-z0-9年])"),
    re.compile(r"(?<=\d年)(?=\d?[OoIlОо])[0-9OoIlОо]{1,2}(?=月)|(?<=\d月)(?=\d?[OoIlОо])[0-9OoIlОо]{1,2}(?=日)"),
    re.compile(r"(?<![A-Za-z0-9,.])[0-9][0-9,.]*[OoОо][0-9OoОо,.]*(?=[万亿]?元)"),
)
_HAN: Final = str.maketrans("23456789", "二三四五六七八九")
_WIDE: Final = re.compile(r"[０-９](?:[０-９]|[．，：](?=[０-９])|％)*")
_NARROW: Final = {code: code - 0xFEE0 for code in (*range(ord("０"), ord("９") + 1), *map(ord, "．，：％"))}
_LETTER_DIGITS: Final = str.maketrans("OoОоIl", "000011")
_SHORT_YEAR: Final = re.compile(
    r"(?<![\d.、])(?<![\d年月日][~～至到\-—–])[’‘']?(?:[0-2]\d|[5-9]\d)年(?=(?:1[0-2]|0?[1-9])月(?!有?余))"
)
_YEAR_PART: Final = re.compile(
    r"(?<![\d.、])(?<![\d年][~～至到\-—–])[’‘']?(?:[01]\d|2[0-9]|[5-9]\d)年(?=底(?!薪)|[初末](?=[，。；、\d一-龥])(?!位|次|级|步|期|中|始))"
    r"|(?<![\d.、])[5-9]\d年(?=出生|入伍|毕业|入党|参加工作|[春夏秋冬](?:天|季|节)?)"
    r"|(?<![\d.、第零〇月日龄满长达])0\d年(?![期级限利龄生代款版式]|1?\d月)"
    r"|(?:(?<=[自从])|(?<![低高少多长短等大小由对关位超限]于)(?<=于))[’‘']?(?:[12]\d|[5-9]\d)年(?=[起就向因，与被]|春节|国庆|至今|开始|[年]?[底初末])"
    r"|(?:^|(?<=[。！？”\n]))[7-9]\d年(?=，[他她某])"
    r"|(?<=[到在于自从得])[5-9]\d年(?=那[场次年]|发?大水|洪水|下岗|下海)"
    r"|(?<=早在)(?:[12]\d|[5-9]\d)年(?=[就，]|已)"
    r"|(?<![\d.、了过满第近约])(?:[012]\d|[5-9]\d)年(?=年[底初末中]|春节[前后，。]?|国庆节|中秋节?)"
)
_OPENING_YEAR: Final = re.compile(
    r"(?:^|(?<=[。！？”\n]))(?:[01]\d|2[0-6])年(?=，(?:双方|原告|被告|法院|该|[\u4e00-\u9fa5]某))"
)
_FULL_YEAR: Final = re.compile(r"(?:19|20)\d{2}年")
"""Beside it 19年，双方…… at the head of a sentence is a year too, not a length of time."""
_TERM: Final = re.compile(r"徒刑|拘役|管制|期限|为期|刑期|历时|长达|租期|工龄|服刑|年龄|减刑")
_RANKED: Final = "(?=[次届条款项章节个批期号年名位轮场站集回天页卷])"
_ORDINAL: Final = re.compile(
    rf"第[{_N}]?[百]?零?[{_N}]?十(?P<digit>[{_N}])(?P=digit){_RANKED}"
    rf"|第(?P<ten>[{_N}])(?P=ten)十[{_N}]?{_RANKED}"
    rf"|第[{_N}]?十十[{_N}]?{_RANKED}"
    rf"|第第[{_N}十百\d]{{1,4}}{_RANKED}|第\d{{1,2}}[{_N}]{_RANKED}|第[{_N}]\d{{1,2}}{_RANKED}"
)
_NUMBER: Final = r"(?:\d[\d,.]{0,14}|[一二三四五六七八九十百千两]{1,8}|半)"
_APPROXIMATE: Final = re.compile(
    r"(?<![第列居位、一二三四五六七八九十百千\d])(?:十?一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九)"
    r"(?=(?:天|岁|十[岁多余来名]|名(?!被告|第)|个(?:月|小时|星期|人|工作日)|小时|分钟|次|件|[十百千][个万天人件元次多名余]|万元?|里|公里|岁|年[，。；、的内后前时来多]|日[，。；、的内后前]|人[，。；、的]))"
)
_TEENS: Final = re.compile(
    r"(?<![第、一二三四五六七八九十百千\d])(?:两、三|十(?:二、三|三、四|四、五|五、六|六、七|七、八|八、九))(?=天|个|岁|年[，。；的前后]|次[，。；的]|万元?|里|人[，。；的]|名|件)"
)
_ARABIC: Final = re.compile(
    r"(?<![\d.、第至列居位])(?:2、3|3、4|4、5|5、6|6、7|7、8|8、9)(?=名(?!被告)|个(?:月|人|小时|星期)|[天次件岁]|人[，。；的到被]|年[，。；前后的])"
)
_TENS: Final = re.compile(
    r"(?<![\d.、第至列居位])(?:2、3|3、4|4、5|5、6|6、7|7、8|8、9)0{1,2}(?=[多余]?(?:名(?!被告)|[个件人户天岁次万]|元[，。；]))"
)
_ZEROS: Final = {"0": "十", "00": "百"}
_SOME: Final = re.compile(
    r"(?<!\d)(?:\d+几|几\d{1,3}(?!年))(?=[个十百千万人天年次元件名岁户])"
    r"|(?<![件人总户次字基页份票场个天多少])数10{1,3}(?=[余多]?[个人名位件户天次万元岁])"
)
_UNIT: Final = r"[^\d，。；：、！？,.;“”《》（）()\s]{0,4}?"
_THING: Final = "[元个人名件户亩天次起家平公吨辆套处岁]"
_REDUNDANT: Final = (
    (
        re.compile(
            rf"(?<![节违合预签公条契制特履邀续失相赴誓租如毁爽隐简集立订旧新])(?:大约|约为|约有|约|大概)\s?"
            rf"{_NUMBER}[余多]?{_UNIT}(?:左右|上下)"
        ),
        "约……左右",
    ),
    (
        re.compile(
            rf"(?<![节违合预签公条契制特履邀续失相赴誓租如毁爽隐简集立订旧新])(?:大约|约有|约|大概){_NUMBER}"
            rf"(?:[万亿]?[余多](?=[万亿]?{_THING})|{_THING}[余多])"
        ),
        "约……余",
    ),
    (re.compile(rf"将近{_NUMBER}[余多]?{_UNIT}左右"), "将近……左右"),
    (re.compile(rf"(?:上|数)[十百千万]余(?=[万亿]?{_THING})"), "上百……余"),
    (
        re.compile(rf"(?<![附最临靠亲新远])近{_NUMBER}[万亿]?[余多](?=[万亿]?{_THING})"),
        "近……余",
    ),
    (re.compile(rf"(?:超过|超|逾)了?{_NUMBER}[万亿]?[余多](?=[万亿]?{_THING})(?!{_THING}?以上)"), "超过……余"),
    (re.compile(rf"(?<![\d,.十百千]){_NUMBER}[余多][万亿]?{_THING}{_UNIT}(?:左右|上下)"), "余……左右"),
    (re.compile(rf"(?:超过|超)了?{_NUMBER}[余多]?{_UNIT}(?:以上|之多)"), "超过……以上"),
    (re.compile(rf"(?:不低于|不少于|不短于){_NUMBER}{_UNIT}以上"), "不低于……以上"),
    (re.compile(rf"(?:不超过|不高于|不多于){_NUMBER}{_UNIT}(?:以下|以内)"), "不超过……以下"),
    (re.compile(rf"(?:至少|最少){_NUMBER}{_UNIT}以上"), "至少……以上"),
)
_SPAN: Final = re.compile(
    r"(?<![\d\-—–~～])\d{1,4}[年月日]?(?P<mark>[-—–－~～]{1,2})\d{1,4}[年月日](?:\d{1,2}[月日]){0,2}(?![\d\-—–~～])"
)
_HALF_PERCENT: Final = re.compile(r"(?<![\d.%％])(\d{1,3}(?:\.\d+)?)(?:[—–~～－-]{1,2})(\d{1,3}(?:\.\d+)?)(?=[%％])")
_SEPARATED: Final = re.compile(r"(?<![\d,.，])\d{1,9}(?:,\d+)+(?:\.\d+)?(?=\s?(?:[万亿]?元|人民币|[万亿]美元))")
_WELL_SEPARATED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WIDE_COMMA: Final = re.compile(r"(?<![\d,.，])\d{1,3}(?:，\d{3})+(?:\.\d+)?(?=[万亿]?元)")
_BAD_POINT: Final = re.compile(
    r"(?<![\d.。第])\d{1,4}。\d{1,2}(?=[万亿]?元|[%％]|万|亿|个百分点|平方米|公里|倍)"
    r"|(?<![\d.])\d{1,3}\.\d{1,2}\.\d{1,2}(?=[%％]|[万亿]?元)"
)
_DOUBLE_UNIT: Final = re.compile(
    r"(?<=[\d余多])(?:人次[人次名](?![员均数])|名人次|件次件|个工作日[天日个]|个月月(?![底初末份息薪租供均])|个小时时(?![间长段限])"
    r"|平方米米|公里里(?!程)|(?P<one>[名件户辆台份位岁亩吨宗套处天次])(?P=one)(?=[，。；、））！？\n]|$))"
    r"|(?<=[\d一二三四五六七八九十百千万亿])(?:万万元|元人民币元|元整元|万元元|亿亿|亿万元|万元万)"
    r"|(?<=[\d十百千万亿])元元(?![件素旦宵某气])|(?<=[一二三四五六七八九])元元(?=[，。；、）)]|$)"
)

_LOST_TEN_THOUSANDS: Final = re.compile(
    r"(?:标的额|标的金额|执行标的|标的款|成交价|评估价|起拍价|工程款|到位金额|到位)(?:款|额)?(?:共计|合计|约|总计|为|是|共|达|：)*"
    r"(?P<sum>(?<!\d)\d{1,2}\.\d{1,2}元)(?!/|每)"
)


def wide(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """２０２３年: digits of a whole character's width; said once a field, with a mend where it is the only place."""
    for passage in passages(draft):
        runs = list(_WIDE.finditer(passage.shown))
        if runs:
            right = runs[0].group().translate(_NARROW)
            fix = Fix(right) if len(runs) == 1 else None
            yield policy.finding(
                "numbers.wide", passage.place(*runs[0].span()), fix=fix, number=runs[0].group(), right=right
            )


def mixed(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """汉字 and Arabic digits, or digits and letters, within one number."""
    for reading in readings(draft):
        taken: set[int] = set()
        for pattern in _MIXED:
            for match in pattern.finditer(reading.text):
                if taken.isdisjoint(range(*match.span())):
                    taken.update(range(*match.span()))
                    yield policy.finding("numbers.mixed", reading.place(*match.span()), number=match.group())
        for pattern in _LETTERS:
            for match in pattern.finditer(reading.text):
                right = match.group().translate(_LETTER_DIGITS)
                place = reading.place(*match.span())
                fix = reading.fix(*match.span(), right)
                yield policy.finding("numbers.mixed", place, "letter", fix, number=match.group(), right=right)


def short_year(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A year of two digits before a month."""
    for reading in readings(draft):
        patterns = (_SHORT_YEAR, _YEAR_PART, *((_OPENING_YEAR,) if _FULL_YEAR.search(reading.text) else ()))
        for match in (one for pattern in patterns for one in pattern.finditer(reading.text)):
            if not _TERM.search(reading.text[max(0, match.start() - 8) : match.start()]):
                yield policy.finding("numbers.short_year", reading.place(*match.span()), number=match.group())


def ordinal(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """第二十一一次: a digit typed twice."""
    return _simple(draft, policy, "numbers.ordinal", _ORDINAL)


def approximate(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """三、四天: neighbouring approximate numbers take no 顿号."""
    for reading in readings(draft):
        for pattern in (_APPROXIMATE, _TEENS, _ARABIC):
            for match in pattern.finditer(reading.text):
                right = match.group().replace("、", "").translate(_HAN)
                fix = reading.fix(*match.span(), right)
                yield policy.finding("numbers.approximate", reading.place(*match.span()), fix=fix, right=right)
        for match in _TENS.finditer(reading.text):
            right = f"{match.group()[:3].replace('、', '').translate(_HAN)}{_ZEROS[match.group()[3:]]}"
            fix = reading.fix(*match.span(), right)
            yield policy.finding("numbers.approximate", reading.place(*match.span()), fix=fix, right=right)


def some(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """10几, 几10: written 十几, 几十."""
    return _simple(draft, policy, "numbers.some", _SOME)


def redundant(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """约…左右, 近…余, 超过…以上: said twice. Said thrice is one finding."""
    for reading in readings(draft):
        taken: set[int] = set()
        for pattern, name in _REDUNDANT:
            for match in pattern.finditer(reading.text):
                if taken.isdisjoint(range(*match.span())):
                    taken.update(range(*match.span()))
                    yield policy.finding("numbers.redundant", reading.place(*match.span()), name=name)


def span_style(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Spans of years, months and days joined by one mark here and another there; said once, at the second mark."""
    for reading in readings(draft):
        spans = list(_SPAN.finditer(reading.text))
        other = next((span for span in spans if span["mark"] != spans[0]["mark"]), None)
        if other:
            place = reading.place(*other.span())
            yield policy.finding("numbers.span_style", place, first=spans[0].group(), second=other.group())
        for match in _HALF_PERCENT.finditer(reading.text):
            place = reading.place(match.start(), match.end() + 1)
            yield policy.finding("numbers.span_style", place, "percent", number=match.group(1) + "%")


def separators(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Thousands separated not by three, or by a full-width comma."""
    for reading in readings(draft):
        for match in _SEPARATED.finditer(reading.text):
            if not _WELL_SEPARATED.fullmatch(match.group()):
                yield policy.finding("numbers.separators", reading.place(*match.span()), number=match.group())
        for match in _BAD_POINT.finditer(reading.text):
            yield policy.finding("numbers.separators", reading.place(*match.span()), "point", number=match.group())
        for match in _WIDE_COMMA.finditer(reading.text):
            right = match.group().replace("，", ",")
            fix = reading.fix(*match.span(), right)
            yield policy.finding("numbers.separators", reading.place(*match.span()), "wide", fix, right=right)


def unit(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """万元元, 人次人: a unit typed twice; 标的额26.4元: the 万 is gone."""
    yield from _simple(draft, policy, "numbers.unit", _DOUBLE_UNIT)
    for reading in readings(draft):
        for match in _LOST_TEN_THOUSANDS.finditer(reading.text):
            yield policy.finding("numbers.unit", reading.place(*match.span("sum")), "lost", number=match["sum"])


def _simple(draft: Draft, policy: Policy, rule: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for reading in readings(draft):
        for match in pattern.finditer(reading.text):
            yield policy.finding(rule, reading.place(*match.span()), number=match.group())


RULES: Final = (
    Rule("numbers.wide", wide),
    Rule("numbers.mixed", mixed),
    Rule("numbers.short_year", short_year),
    Rule("numbers.ordinal", ordinal),
    Rule("numbers.approximate", approximate),
    Rule("numbers.some", some),
    Rule("numbers.redundant", redundant),
    Rule("numbers.span_style", span_style),
    Rule("numbers.separators", separators),
    Rule("numbers.unit", unit),
)
