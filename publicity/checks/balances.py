"""Sums a reader can do again: what is left over, so many times so much, the rate beside its two figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from publicity.checks.debts import wrong_remainders
from publicity.checks.finding import Draft, Finding
from publicity.checks.numerals import AMOUNT, COUNTED, amount, chinese_number, plain, yuan
from publicity.checks.policy import Policy
from publicity.checks.products import wrong_products
from publicity.checks.proportions import wrong_proportions
from publicity.checks.readings import readings
from publicity.checks.rule import Rule

_SENTENCE: Final = re.compile(r"(?:[^。；;！？\n]|。(?=其中))+")
_MOST: Final = 600
"""Longer sentences are tables."""
_FIGURE: Final = re.compile(
    rf"(?<![\d.第/])(?<!\d[,，])(?P<number>{AMOUNT})(?P<blur>[余多来])?(?P<scale>[千百]?[万亿]*)(?P<more>[余多])?"
    r"(?P<unit>元|件|人|名|位|起|宗|户|辆|套|台|处|家|间|场|份|块|枚|部)(?![次均]|以[上下内外])"
)
_BLUR: Final = re.compile(r"约|近|超|逾|左右|上下|以上|不等|不足|至少|余万|多万|陆续|部分")
_ABOUT: Final = re.compile("左右|上下|以[上下]|不等|许")
_LEFT_WORD: Final = "(?:尚欠|尚有|仍有|还欠|仍欠|下欠|余欠|尚余|还剩|余款|剩余|其余|余下|结余|未付)"
_UNPAID: Final = re.compile("[^，。；]{0,3}(?:未|没)")
_LEFT_MONEY: Final = re.compile(rf"{_LEFT_WORD}(?:款项|货款|工程款|房款|租金|借款|工资|余额|款|的|为|了|人民币)*$")
_LEFT_THINGS: Final = re.compile(rf"{_LEFT_WORD}[^，。；、：\d]{{0,6}}$")
_TAKEN: Final = re.compile(
    r"已[经]?[^，。；]{0,4}(?:付|还|给|履行)|(?:支付|偿还|归还|付|还|履行|给付)了|清偿|偿付|首[笔期付]|赔付|只[^，。；]{0,4}付|先[后行由]?[^，。；]{0,8}(?:付|还)|扣除|减去|扣去|抵扣"
)
_PAYS: Final = re.compile(r"(?:支付|偿还|归还|垫付|扣划|划拨|履行|给付|交付)$")
"""What a part may be, and a whole as well: 判决支付30万元."""
_PAYS_FIRST: Final = re.compile(r"[，、](?:优先|用于|先)?(?:偿还|归还|支付|缴纳|清偿)[^，。；]{0,8}$")
_MORE: Final = re.compile(r"息|违约金|滞纳金|另|又借|追加|新增|增加|分别|每|各")
"""A debt that grew meanwhile, or was paid on several."""
_IN_ALL: Final = re.compile(r"共有?[^，。；、\d]{0,6}$")
_AMONG: Final = re.compile(r"中[，,]|[，,。（(：:]其中|之中")
_NESTED: Final = re.compile(r"中|含|包括|[（(]|占")
_NEW: Final = r"新收[^\d。；，]{0,8}(?P<new>\d{1,6})件"
_OLD: Final = r"(?:旧存|存案|结转)[^\d。；，]{0,8}(?P<old>\d{1,6})件"
_OUT: Final = (
    r"[^\d。；（(]{0,4}(?:办|审|执|结)(?:理|执)?[结案]{1,2}(?:案件)?(?P<done>\d{1,6})件"
    r"[^\d。；结（(]{0,6}(?:未结|存案)(?:案件)?(?P<left>\d{1,6})件"
)
_RECEIVED: Final = re.compile(
    r"(?<!新)受理(?!旧存)[^\d。；，]{0,8}(?P<all>\d{1,6})件[，,][^\d。；，]{0,4}(?:办|审|执|结)(?:理|执)?[结案]{1,2}(?:案件)?(?P<done>\d{1,6})件"
    r"[，,](?:尚有)?(?:未结|存案)(?:案件)?(?P<left>\d{1,6})件"
)
_OLD_AND_NEW: Final = (re.compile(rf"{_NEW}[，、和]{_OLD}{_OUT}"), re.compile(rf"{_OLD}[，、和]{_NEW}{_OUT}"))
_COUNT: Final = r"(?<![\d.第一二三四五六七八九十两百])(?P<count>\d{1,5}|[一二三四五六七八九十两百]{1,4})"
_COUNTED: Final = (
    "(?P<counted>人|名|位|个(?!月|工作日|小时|星期|小?组)|户|期|次|笔|批|个月|年|天|件|套|家|个?小?组|队|场)"
)
_PER: Final = "每(?P<per>人|名|位|户|期|次|笔|批|月|年|天|件|套|家|组|队|场)(?P<again>每[月年天])?"
_EACH: Final = rf"(?<![\d.])(?P<each>{AMOUNT})(?P<each_unit>[千百]?[万亿]?)"
_THINGS: Final = "元|人|名|件|份|台|辆|户|场|小时"
_WHOLE: Final = rf"(?<![\d.])(?P<all>{AMOUNT})(?P<all_unit>[千百]?[万亿]*)(?P<all_of>{_THINGS})"
_OF: Final = rf"(?P<of>{_THINGS})"
_ALL: Final = (
    r"(?(again)(?P=again))(?:总共|合计|共计|总计|一共|累计|共)(?:为|是|需|应)?(?:支付|发放|付|给付)?(?:人民币)?"
)
_TIMES: Final = (
    re.compile(
        rf"{_COUNT}{_COUNTED}[^。；\d每]{{0,16}}{_PER}[^\d。；，每]{{0,10}}{_EACH}{_OF}[^\d。；每]{{0,6}}[，]{_ALL}{_WHOLE}"
    ),
    re.compile(
        rf"{_PER}[^\d。；，每]{{0,10}}{_EACH}{_OF}[，]?[^\d。；，每]{{0,10}}{_COUNT}{_COUNTED}(?:[^\d。；，每]{{0,4}}[，])?{_ALL}{_WHOLE}"
    ),
    re.compile(
        rf"{_WHOLE}[，]?[^\d。；，、每余剩尾]{{0,10}}分(?:成|为)?{_COUNT}{_COUNTED}[^\d。；每]{{0,8}}[，]?{_PER}"
        rf"[^\d。；，每]{{0,6}}{_EACH}{_OF}"
    ),
)
_UNEVEN: Final = re.compile(
    r"改为|变更|调整|协商|减免|放弃|最后|末期|末次|首期|首付|第一期|第1期|前[\d一二三四五六七八九十]|不少于|不低于|至少|利息|起诉|其中|[余多](?:元|人|名|件)"
)
_DOWN: Final = re.compile(r"(?:首付|首期|首笔|先付|先行支付|先支付|先行给付|当场支付|当日支付|已付)[^\d。；，]{0,6}$")
_SAME: Final = {"名": "人", "位": "人", "个": "人", "个月": "月", "个小组": "组", "小组": "组", "个组": "组"}
_COMPARED: Final = "元|件|人|名|起|天|户|家|场"
_BEFORE: Final = rf"(?<![\d.])(?P<before>{AMOUNT})(?P<before_unit>[万亿]*)(?P<before_of>{_COMPARED})"
_AFTER: Final = rf"(?<![\d.])(?P<after>{AMOUNT})(?P<after_unit>[万亿]*)(?P<after_of>{_COMPARED})"
_PERCENT: Final = r"(?P<rate>\d{1,4}(?:\.\d{1,3})?)[%％]"
_CHANGE: Final = re.compile(
    rf"(?:由|从)[^\d。；，]{{0,10}}{_BEFORE}(?:增加|增长|上升|提高|提升|增|升|下降|减少|降低|缩短|压缩|降|减)[了]?[至到为]"
    rf"[^\d。；，]{{0,8}}{_AFTER}[，,](?:[同环]比|[比较][去上]年(?:同期)?|总体|整体)?"
    r"(?P<said>(?:增长|增加|上升|提高|提升|下降|减少|降低|缩短|增幅|降幅|涨幅)(?:了|为|达|率为)?"
    rf"(?:{_PERCENT}|(?P<times>\d{{1,3}}(?:\.\d{{1,2}})?)倍))(?!个?百分点)"
)
_SHARE: Final = re.compile(
    rf"标的(?:额|金额|款|总额)?[^\d。；，]{{0,6}}{_BEFORE}[，,][^\d。；，]{{0,8}}到位(?:金额|款)?[^\d。；，]{{0,3}}"
    rf"{_AFTER}[，,][^\d。；，]{{0,6}}(?P<said>(?:到位率|执行率)[^\d。；，]{{0,3}}{_PERCENT})"
)
_PREMIUM: Final = re.compile(
    rf"起拍价[^\d。；，]{{0,4}}{_BEFORE}[，,](?:[^。；\d]{{0,16}}\d{{1,4}}[次轮人位名]){{0,3}}[^。；\d]{{0,16}}"
    rf"{_AFTER}[^\d。；]{{0,8}}成?交?[，,][^\d。；，]{{0,4}}(?P<said>溢价率?[^\d。；，]{{0,3}}{_PERCENT})"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure with its unit at start..end; `kind` is what can be added to what; `label` what stands before it."""

    start: int
    end: int
    value: Decimal
    kind: str
    label: str
    is_blurred: bool


def balance(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """欠30万元，已付12万元，尚欠20万元; 36人中22人……其余16人; 新收、旧存、办结、未结: what is left is another."""
    for reading in readings(draft):
        for sentence in _SENTENCE.finditer(reading.text):
            text = sentence.group()
            if len(text) > _MOST:
                continue
            for start, end, right in _remainders(text):
                place = reading.place(sentence.start() + start, sentence.start() + end)
                yield policy.finding("amounts.balance", place, right=right, left=text[start:end])
        for start, end, right in wrong_remainders(reading.text):
            place = reading.place(start, end)
            yield policy.finding("amounts.balance", place, right=right, left=reading.text[start:end])


def _remainders(text: str) -> Iterator[tuple[int, int, str]]:
    """Where what is left is written, and what it must be."""
    figures = _figures(text)
    for number, figure in enumerate(figures):
        mark = (_LEFT_MONEY if figure.kind == "元" else _LEFT_THINGS).search(figure.label)
        if mark and mark.group()[1] == "有" and not _UNPAID.match(text, figure.end):
            continue
        right = _left(text, [one for one in figures[:number] if one.kind == figure.kind], figure) if mark else None
        if mark and right is not None and right != figure.value:
            yield (
                figure.start - len(figure.label) + mark.start(),
                figure.end,
                yuan(right) if figure.kind == "元" else plain(right) + figure.kind,
            )
    for match in (one for pattern in _OLD_AND_NEW for one in pattern.finditer(text)):
        open_cases = int(match["new"]) + int(match["old"]) - int(match["done"])
        if open_cases != int(match["left"]):
            yield match.start("left"), match.end(), f"{open_cases}件"
    for match in _RECEIVED.finditer(text):
        open_cases = int(match["all"]) - int(match["done"])
        if open_cases != int(match["left"]) and not re.search("旧存|存案|结转|新收", text):
            yield match.start("left"), match.end(), f"{open_cases}件"


def _figures(text: str) -> list[_Figure]:
    figures: list[_Figure] = []
    done = 0
    for match in _FIGURE.finditer(text):
        value = amount(match["number"], match["scale"])
        label = text[done : match.start()]
        if value is not None:
            kind = COUNTED.get(match["unit"], match["unit"])
            blur = match["blur"] or match["more"] or _BLUR.search(label[-3:]) or _ABOUT.match(text, match.end())
            figures.append(_Figure(match.start(), match.end(), value, kind, label, bool(blur)))
        done = match.end()
    return figures


def _left(text: str, before: list[_Figure], figure: _Figure) -> Decimal | None:
    """What must be left of the whole after its parts; None where the sentence does not tell the whole and all parts."""
    whole, *taken = _whole_and_parts(text, before, figure) or [figure]
    if not taken or any(one.is_blurred for one in (whole, *taken, figure)):
        return None
    right = whole.value - sum((one.value for one in taken), Decimal(0))
    return right if right >= 0 else None


def _whole_and_parts(text: str, before: list[_Figure], figure: _Figure) -> list[_Figure]:
    """Money: one whole, then what was paid of it. Things: the whole before 其中, or 共… with a single part."""
    if figure.kind == "元":
        is_told = len(before) > 1 and not _TAKEN.search(before[0].label) and not _MORE.search(text)
        is_told = (
            is_told and _is_paid(before[1]) and all(_is_paid(one) or one.label[:1] in "、和" for one in before[2:])
        )
        return before if is_told else []
    marks = list(_AMONG.finditer(text, 0, figure.start))
    if not marks:
        return before if len(before) == 2 and _IN_ALL.search(before[0].label) else []
    first = max((number for number, one in enumerate(before) if one.end <= marks[-1].end()), default=len(before))
    is_near = bool(before[first:]) and marks[-1].start() - before[first].end <= 10
    return before[first:] if is_near and not any(_NESTED.search(one.label) for one in before[first + 2 :]) else []


def _is_paid(figure: _Figure) -> bool:
    return bool(_TAKEN.search(figure.label) or _PAYS.search(figure.label) or _PAYS_FIRST.match(figure.label))


def times(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """分三期，每期2万元，共8万元: so many times so much is another sum."""
    for reading in readings(draft):
        done: list[tuple[int, int]] = []
        for sentence in _SENTENCE.finditer(reading.text):
            for pattern in _TIMES if "每" in sentence.group() else ():
                for match in pattern.finditer(sentence.group()):
                    told = sentence.group()[match.start("all") :] if pattern is _TIMES[2] else sentence.group()
                    down = _DOWN.search(sentence.group(), 0, match.start()) if pattern is _TIMES[2] else None
                    right = None if down or _UNEVEN.search(told) else _product(match)
                    if right is not None:
                        done.append((sentence.start() + match.start(), sentence.start() + match.end()))
                        place = reading.place(*done[-1])
                        shown = yuan(right) if match["of"] == "元" else plain(right) + match["of"]
                        yield policy.finding("amounts.times", place, right=shown, product=match.group())
        for start, end, shown in wrong_products(reading.text):
            if any(one < end and start < other for one, other in done):
                continue
            place = reading.place(start, end)
            yield policy.finding("amounts.times", place, right=shown, product=reading.text[start:end])


def _product(match: re.Match[str]) -> Decimal | None:
    """What count times each makes where it is not the whole, else None."""
    count = int(match["count"]) if match["count"].isdigit() else chinese_number(match["count"])
    each, stated = amount(match["each"], match["each_unit"]), amount(match["all"], match["all_unit"])
    per, counted = (_SAME.get(match[name], match[name]) for name in ("per", "counted"))
    is_of_some = match["of"] != "元" and match.string[match.end() : match.end() + 1] not in "，。；）"
    of, all_of = (COUNTED.get(match[name], match[name]) for name in ("of", "all_of"))
    if not count or each is None or stated is None or is_of_some or of != all_of:
        return None
    if (per, counted) == ("月", "年"):
        count *= 12
    elif per != counted and {per, counted} != {"月", "期"}:
        return None
    return count * each if count * each != stated else None


def rate(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """由200件增至300件，增长100%; 标的100万元，到位60万元，到位率70%: the rate is not that of the figures."""
    for reading in readings(draft):
        for start, end, case, right in wrong_proportions(reading.text):
            yield policy.finding("amounts.rate", reading.place(start, end), case, right=right)
        for pattern, case in ((_CHANGE, "change"), (_SHARE, "share"), (_PREMIUM, "change")):
            for match in pattern.finditer(reading.text):
                right = _rate(match, case)
                if right:
                    yield policy.finding("amounts.rate", reading.place(*match.span("said")), right=right)


def _rate(match: re.Match[str], case: str) -> str:
    """The rate that the two figures give where the one written lies beyond any rounding, else nothing."""
    before, after = (amount(match[name], match[name + "_unit"]) for name in ("before", "after"))
    if not before or after is None or match["before_of"] != match["after_of"] or _BLUR.search(match.group()):
        return ""
    share = after / before
    if match.re is _CHANGE and match["times"]:
        is_off = after > before and abs(share - Decimal(match["times"])) < Decimal("0.05")
        return f"{plain(round(share - 1, 2))}倍" if is_off else ""
    true = 100 * (share if case == "share" else abs(share - 1))
    stated = Decimal(match["rate"])
    slack = Decimal(1).scaleb(-len(match["rate"].partition(".")[2])) + true / 100
    return f"{plain(round(true, 1))}%" if abs(true - stated) > slack else ""


RULES: Final = (Rule("amounts.balance", balance), Rule("amounts.times", times), Rule("amounts.rate", rate))
