"""So many times so much, told loosely: an average of its total, a price of its measure, wages of men and months."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from publicity.checks.numerals import AMOUNT, COUNTED, amount, chinese_number, plain, yuan

_N: Final = r"(?:\d{1,5}|[一二三四五六七八九十两百]{1,4})"
_COUNT: Final = rf"(?<![\d.第一二三四五六七八九十两百之])(?P<count>{_N})"
_THINGS: Final = "元|件|人|名|份|台|辆"
_BOTH: Final = rf"(?P<of>{_THINGS})"


def _figure(name: str) -> str:
    return rf"(?<![\d.])(?P<{name}>{AMOUNT})(?P<{name}_unit>[千百]?[万亿]?)"


_IN_ALL: Final = r"[^\d。；，每均]{0,8}(?:共计|合计|总计|总额|共|累计)[^\d。；，每均其]{0,6}"
_SENTENCE: Final = re.compile(r"[^。；！？\n]+")
_MEAN: Final = (
    # 八户全部搬离，补助共计2.4万元，平均每户4000元
    re.compile(
        rf"{_COUNT}(?P<counted>户|人|名|件|家|位)(?:[^。；\d每均]{{0,24}})(?:共计|合计|总计|总额|共)[^\d。；，每均]{{0,4}}{_figure('all')}"
        rf"(?P<all_of>{_THINGS})[，,]平?均?(?P<per>每[户人名件家位]|[户人件]均)[^\d。；，每最]{{0,4}}{_figure('each')}{_BOTH}(?=[，。；）)]|$)"
    ),
    # 团队十人，人均结案220件，全年共结案2300件
    re.compile(
        rf"{_COUNT}(?P<counted>户|人|名|件|家|位)[^。；\d每均，]{{0,8}}[，,]平?均?(?P<per>每[户人名件家位]|[户人件]均)[^\d。；，每]{{0,6}}"
        rf"{_figure('each')}{_BOTH}[，,]{_IN_ALL}{_figure('all')}(?P<all_of>{_THINGS})(?=[，。；）)]|$)"
    ),
)
_MEASURE: Final = "平方米|立方米|亩|吨|公斤|斤|千克|米|株|头|只|袋|瓶|箱|台|辆|套"
_PRICE: Final = re.compile(
    rf"(?<![\d.])(?P<count>\d{{1,7}}(?:\.\d{{1,3}})?)(?P<measure>{_MEASURE})[^。；\d]{{0,10}}?[，,]?[^。；\d]{{0,4}}"
    rf"(?:每(?P=measure)[^\d。；，]{{0,4}}{_figure('each')}元|单价[^\d。；，]{{0,4}}{_figure('price')}元(?:[/每](?P=measure))?)"
    rf"[，,]?[^\d。；，]{{0,4}}(?:总价款?|总金额|总房款|房款|货款|共计|合计|总计|共)(?:共计|合计|为|是|应为|人民币)*{_figure('all')}元"
)
_BLUR: Final = re.compile(
    r"约|近|超|逾|左右|上下|以上|不等|不足|至少|[余多](?=[万亿]?[元件人名])|优惠|折|另|除|利息|违约金|部分|扣"
)
_WAGE: Final = re.compile(rf"每[人名](?:每月|月|的月)[^\d。；，]{{0,6}}{_figure('each')}元")
_MONTHS: Final = re.compile(rf"(?<![\d.第前后每])(?P<count>{_N})个月(?!内|前|后)")
_MEN: Final = re.compile(rf"(?<![\d.第])(?P<count>{_N})(?:名|人|位)(?!次)")
_TOTAL: Final = re.compile(rf"(?:总额|共计|合计|总计|共欠[^\d。；，]{{0,6}})(?:为|是|达|人民币)*{_figure('all')}元")
_MONTHLY: Final = re.compile(rf"每月[^\d。；，每]{{0,12}}{_figure('each')}元(?!以|左右|至|[—~～-])")
_OWED: Final = re.compile(
    rf"(?:拖欠|欠付|累计|停付|未付|未支付|欠)[^\d。；，]{{0,6}}?(?<![\d.第一二三四五六七八九十两百])(?P<count>{_N})个月[^\d。；，]{{0,8}}"
    rf"[，,]?(?:共计|合计|总计|共)[^\d。；，]{{0,6}}{_figure('all')}元"
)
_DOWN_PAYMENT: Final = re.compile(
    rf"(?:首付|首期|先付|先行支付|先支付|当场支付|首笔)[^\d。；，]{{0,6}}{_figure('down')}元[，,][^。；\d每]{{0,10}}?分?{_COUNT}[期次个]月?"
    rf"[^。；\d每]{{0,8}}[，,]?每[期次月][^\d。；，每]{{0,6}}{_figure('each')}元[，,][^\d。；，]{{0,4}}(?:共计|合计|总计|共)"
    rf"[^\d。；，]{{0,6}}{_figure('all')}元"
)
_SEVERAL: Final = re.compile(r"[\d一二两三四五六七八九十余多几](?:名|人|位|户|家|个[子女儿])|等人|各|均")
_PARAGRAPH: Final = re.compile(r"[^\n]+")
_UNEVEN: Final = re.compile("改为|变更|调整|协商|减免|利息|违约金|滞纳金|增加|上浮|另")

Product = tuple[int, int, str]


def wrong_products(text: str) -> Iterator[Product]:
    """Start, end and what the product must be, of each total that is another."""
    for pattern in (*_MEAN, _PRICE, _DOWN_PAYMENT):
        for match in pattern.finditer(text):
            right = None if _BLUR.search(match.group()) else _right(match, pattern in _MEAN)
            if right is not None:
                unit = match["of"] if pattern in _MEAN else "元"
                yield *match.span(), yuan(right) if unit == "元" else plain(right) + unit
    for sentence in _SENTENCE.finditer(text):
        yield from _wages(text, sentence)
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _arrears(text, paragraph)


def _number(written: str) -> Decimal:
    return Decimal(written) if written[0].isdigit() else Decimal(chinese_number(written) or 0)


def _value(match: re.Match[str], name: str) -> Decimal:
    return amount(match[name], match[name + "_unit"]) or Decimal(0)


def _step(match: re.Match[str], name: str) -> Decimal:
    """The value of the last digit written."""
    unit = amount("1", match[name + "_unit"]) or Decimal(1)
    return unit.scaleb(-len(match[name].partition(".")[2]))


def _right(match: re.Match[str], is_mean: bool) -> Decimal | None:
    """What the whole must be where it is another beyond any rounding, else None."""
    groups = match.groupdict()
    each = "each" if groups["each"] else "price"
    right, slack = _number(match["count"]) * _value(match, each), _step(match, "all")
    if is_mean:
        of, all_of, counted = (COUNTED.get(match[name], match[name]) for name in ("of", "all_of", "counted"))
        if of != all_of or COUNTED.get(per := match["per"].strip("每均"), per) != counted:
            return None
        slack += _number(match["count"]) * _step(match, each)
    elif "down" in groups:
        right, slack = right + _value(match, "down"), Decimal(0)
    else:
        slack = slack if match["all_unit"] else right / 200
    return right if abs(right - _value(match, "all")) > slack else None


def _wages(text: str, sentence: re.Match[str]) -> Iterator[Product]:
    """每人月工资4000元，欠薪三个月，共36人，总额48万元: each of the four stands once in the sentence."""
    if "每" not in sentence.group() or "个月" not in sentence.group() or _BLUR.search(sentence.group()):
        return
    found = [list(pattern.finditer(text, *sentence.span())) for pattern in (_WAGE, _MONTHS, _MEN, _TOTAL)]
    if [len(one) for one in found] != [1, 1, 1, 1] or sentence.group().count("元") != 2:
        return
    (wage,), (months,), (men,), (total,) = found
    right = _value(wage, "each") * _number(months["count"]) * _number(men["count"])
    if right != _value(total, "all"):
        yield *total.span(), yuan(right)


def _arrears(text: str, paragraph: re.Match[str]) -> Iterator[Product]:
    """每月支付1500元。……拖欠24个月，共计38000元: with one monthly sum in the paragraph."""
    monthly = list(_MONTHLY.finditer(text, *paragraph.span()))
    if len(monthly) != 1 or _UNEVEN.search(text, monthly[0].start(), paragraph.end()):
        return
    for owed in _OWED.finditer(text, monthly[0].end(), paragraph.end()):
        right = _value(monthly[0], "each") * _number(owed["count"])
        around = text[max(paragraph.start(), monthly[0].start() - 24) : owed.end()]
        if right != _value(owed, "all") and not _SEVERAL.search(around) and not _BLUR.search(owed.group()):
            yield *owed.span(), yuan(right)
