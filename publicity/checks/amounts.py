"""Amounts that do not add up, and capital amounts (大写) that differ from the figures beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from publicity.checks.columns import wrong_totals
from publicity.checks.finding import Draft, Finding, Place
from publicity.checks.numerals import AMOUNT, amount, capital_amount, chinese_number, plain, yuan
from publicity.checks.policy import Policy
from publicity.checks.readings import readings
from publicity.checks.rule import Rule

_MONEY: Final = rf"(?<![\d.])(?<!\d[,，])(?P<number>{AMOUNT})(?P<unit>[万亿千百]*)元"
_SENTENCE: Final = re.compile(r"[^。；;！？\n]+")
_ITEM: Final = re.compile(_MONEY)
_BLUR: Final = re.compile(r"(?<![违合预签履])约|[近余多几]|左右|以上|以下|不等|上下|不足|超过|至少|[至~～—-]\s*\d")
_TOTAL: Final = re.compile(
    r"(?:以上)?(?:[一二三四五六七八九十两几\d]{1,4}(?:项|笔|者|人|案)(?:款项|费用|金额)?)?(?:本息|各项|上述)?"
    r"(?:(?:[一二三四五六七八九十两\d]{1,2}[次期笔项人家户]|前后)共(?:付|支付|偿还|归还|履行|给付|交付|缴纳|收到|计)|合计共|合计为|共计为|合计|共计|总计|总共|总额(?:为|共)?|累计(?=\d|人民币|为))"
    rf"(?:为|是|：|:|欠款|支付|金额(?:为)?|款项|费用|人民币|应付|应支付|执行)*{_MONEY}"
)
_LED: Final = re.compile(
    rf"(?:合计|共计|总计|总额|总共|一共|标的额?|到位|发放|支付|欠款|赔偿|返还|[贷借货案价]款)[^\d，。；：、元]{{0,8}}{_MONEY}"
    r"[^\d，。；：、元]{0,12}[，：]?(?P<word>其中|包括|分别为|分别是|即|冲抵|用于|抵作)"
)
_PART: Final = re.compile(rf"(?P<gap>[^\d元。；（]{{0,16}}?){_MONEY}")
_CONNECT: Final = re.compile(r"(?:[为系是][^\d，、。；]{1,6}|[^\d，、。；为是]{0,3})(?:、|，|和|及|以及|与|加上|另|并)")
_DATE: Final = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:[之以]?前|底)?")
_REST: Final = re.compile(r"(?:其余|其他|剩余)的?\d{0,4}[人名户家件笔项]?(?:合计|共计|共)")
"""A sum within the list, of those it does not name one by one."""
_TOLD_TIMES: Final = re.compile(r"([一二三四五六七八九十两\d]{1,2})[次期笔]共")
_MOST: Final = 60
"""A sentence with more amounts than this is a table, not a sum."""
_STRANGE: Final = re.compile(
    r"合计|共计|总计|累计|已|扣除|减去|尚|剩|其中|每|单价|退|按照|按|计算|低于|高于|平均|/|／|分期|月租|年租|本院|抵(?!押)|主张|只认|最[高低多少大小]|价值|原(?!告)|余(?!某)|另|又|(?<![偿归返])还|除|保证金|(?<!双)倍|未"
)
_DIGIT: Final = "零〇壹贰叁肆伍陆柒捌玖一二两三四五六七八九"
_CAPITAL: Final = (
    rf"(?<![{_DIGIT}拾佰仟十百千万亿\d数几上近余多])[{_DIGIT}拾十][{_DIGIT}拾佰仟十百千万亿]{{0,23}}[元圆]"
    rf"(?:[{_DIGIT}]角)?零?(?:[{_DIGIT}]分)?[整正]?"
)
_FIGURES: Final = rf"(?:小写|即|计|人民币|RMB|￥|¥|[：:，\s])*(?P<number>{AMOUNT})(?P<unit>[万亿]?)"
_BESIDE: Final = (
    re.compile(rf"(?P<capital>{_CAPITAL})[（(]{_FIGURES}元?整?[）)]"),
    re.compile(rf"(?P<capital>{_CAPITAL})[，,](?=即|小写|计){_FIGURES}元"),
    re.compile(
        rf"(?<![\d.])(?<!\d[,，])(?P<number>{AMOUNT})(?P<unit>[万亿]?)元[整]?[（(](?:大写|人民币|即|[：:，\s])*(?P<capital>{_CAPITAL})[）)]"
    ),
)
_TWICE: Final = re.compile(
    rf"(?<![\d.])(?<!\d[,，])(?P<words>(?P<first>{AMOUNT})(?P<first_unit>[万亿]*)元)(?:[，,]?即|[（(]即)(?:人民币)?"
    rf"(?P<second>{AMOUNT})(?P<second_unit>[万亿]*)元[）)]?"
)
_WHOLLY: Final = re.compile("全部|全额|悉数|如数|足额")
_EACH: Final = re.compile(r"[每日月年均约余近]|的")


@dataclass(frozen=True, slots=True)
class _Item:
    """One amount in yuan at start..end; `step` is the value of its last written digit."""

    start: int
    end: int
    value: Decimal
    step: Decimal


def sums(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A list of amounts straight before 合计/共计, or a column of a table above it, whose sum is another.

    Only tight lists count (label, amount, label, amount, total), without 约, 余, 已, 其中 and the like between;
    a total that fits the last two or more items is taken as theirs.
    """
    for reading in readings(draft):
        for sentence in _SENTENCE.finditer(reading.text):
            written = list(_ITEM.finditer(sentence.group()))
            for total in _TOTAL.finditer(sentence.group()):
                before = [item for item in written if item.end() <= total.start()] if len(written) <= _MOST else []
                right = _wrong_sum(sentence.group(), total, before)
                if right is not None:
                    place = reading.place(sentence.start() + total.start(), sentence.start() + total.end())
                    yield policy.finding("amounts.sum", place, total=total.group(), right=yuan(right))
    for start, end, column in wrong_totals(draft.text):
        total_text = draft.text[start:end]
        yield policy.finding("amounts.sum", Place("text", start, end), total=total_text, right=plain(column))


def _wrong_sum(sentence: str, total: re.Match[str], before: list[re.Match[str]]) -> Decimal | None:
    stated = _item(total)
    items = _list_before(sentence, total.start(), before)
    told = _TOLD_TIMES.match(total.group())
    if told and len(items) != (int(told[1]) if told[1].isdigit() else chinese_number(told[1])):
        return None
    if stated is None or len(items) < 2:
        return None
    around = sentence[max(0, items[0].start - 3) : total.start()] + "|" + sentence[total.end() : total.end() + 3]
    if _BLUR.search(_REST.sub("", around)):
        return None
    for first in range(len(items) - 1):
        part = items[first:]
        if abs(sum(item.value for item in part) - stated.value) <= _rounding(stated, part):
            return None
    right = sum((item.value for item in items), Decimal(0))
    return right if right != stated.value else None


def _rounding(stated: _Item, items: list[_Item]) -> Decimal:
    """How far a rounded total may lie off: half its last digit, at most two per cent."""
    half = max(stated.step, *(item.step for item in items)) / 2
    return min(half, max(stated.value / 50, Decimal("0.01")))


def _list_before(sentence: str, end: int, before: list[re.Match[str]]) -> list[_Item]:
    """The amounts of the tight list that ends at `end`, in order."""
    items: list[_Item] = []
    right = end
    for match in reversed(before):
        gap = _REST.sub("", _DATE.sub("", sentence[match.end() : right]))
        if len(gap) > 16 or re.search(r"[\d元]", gap) or _STRANGE.search(gap) or "（" in gap:
            break
        if items and not _CONNECT.match(gap):
            break
        if not items and gap not in ("", "，", ",", "、", "，以上", "，三项", "，两项"):
            break
        item = _item(match)
        if item is None:
            break
        items.append(item)
        right = match.start()
    label = sentence[max(0, right - 12) : right]
    named = re.split(r"[，、：:]", label)[-1].replace("尚欠", "")
    return [] if _STRANGE.search(named) else items[::-1]


def parts(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """共计10万元，其中甲8万元、乙5万元: the parts named are together more than the whole."""
    for reading in readings(draft):
        for sentence in _SENTENCE.finditer(reading.text):
            for whole in _LED.finditer(sentence.group()):
                items = _list_after(sentence.group(), whole.end())
                stated, total = _item(whole), sum((item.value for item in items), Decimal(0))
                around = sentence.group()[max(0, whole.start() - 3) : items[-1].end + 3] if items else ""
                if stated is None or len(items) < 2 or _BLUR.search(around.replace("以上", "", 1)):
                    continue
                told = sentence.group()[whole.end() : items[-1].end]
                if any(word in told.replace("残疾赔偿金", "") for word in policy.words["parts_that_overlap"]):
                    continue
                if total > stated.value + max(stated.step, *(item.step for item in items)) / 2:
                    place = reading.place(sentence.start() + whole.start(), sentence.start() + items[-1].end)
                    yield policy.finding("amounts.parts", place, right=yuan(total), total=yuan(stated.value))


def _list_after(sentence: str, start: int) -> list[_Item]:
    """The amounts of the tight list that begins at `start`, in order."""
    items: list[_Item] = []
    while match := _PART.match(sentence, start):
        gap, item = match["gap"], _item(match)
        loose = items and not _CONNECT.match(gap)
        if loose or item is None or _STRANGE.search(gap) or len(re.findall("[，、,]", gap)) > 1:
            break
        items.append(_Item(match.start(), match.end(), item.value, item.step))
        start = match.end()
    return items


def _item(match: re.Match[str]) -> _Item | None:
    value = amount(match["number"], match["unit"])
    unit = amount("1", match["unit"])
    if value is None or unit is None:
        return None
    decimals = len(match["number"].partition(".")[2])
    return _Item(match.start(), match.end(), value, unit / 10**decimals if match["unit"] else Decimal("0.01"))


def capitals(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """壹拾万元（10000元）; 2.5亿元，即2500万元: one sum written twice, and differently."""
    for reading in readings(draft):
        for pattern in _BESIDE:
            for match in pattern.finditer(reading.text):
                figures, words = amount(match["number"], match["unit"]), capital_amount(match["capital"])
                if figures is not None and words is not None and figures != words:
                    place = reading.place(*match.span())
                    yield policy.finding("amounts.capital", place, words=match["capital"], means=yuan(words))
        for match in _TWICE.finditer(reading.text):
            first, second = (amount(match[name], match[name + "_unit"]) for name in ("first", "second"))
            if first is not None and second is not None and not _is_near(first, second, match):
                place = reading.place(*match.span())
                yield policy.finding("amounts.capital", place, "twice", words=match["words"], means=yuan(first))
        for start, end, first_words, second_words in _swapped(reading.text):
            place = reading.place(start, end)
            yield policy.finding("amounts.capital", place, "swapped", words=first_words, second=second_words)


def _swapped(text: str) -> Iterator[tuple[int, int, str, str]]:
    """应付76万元，已将67万元全部执行到位: the only two sums of a sentence about the whole, one the other's digits."""
    for sentence in _SENTENCE.finditer(text):
        found = list(_ITEM.finditer(sentence.group())) if _WHOLLY.search(sentence.group()) else []
        if len(found) != 2 or found[0]["unit"] != found[1]["unit"]:
            continue
        first, second = (one["number"].replace(",", "").replace("，", "") for one in found)
        if first != second and sorted(first) == sorted(second) and second.strip("0") != first.strip("0"):
            yield (
                sentence.start() + found[1].start(),
                sentence.start() + found[1].end(),
                found[0].group(),
                found[1].group(),
            )


def _is_near(first: Decimal, second: Decimal, match: re.Match[str]) -> bool:
    """The same, or one the other rounded to the digits written; or another thing altogether."""
    around = match.string[max(0, match.start() - 8) : match.start()] + match.string[match.end() : match.end() + 4]
    return abs(first - second) * 50 <= first or bool(_EACH.search(around))


RULES: Final = (
    Rule("amounts.sum", sums),
    Rule("amounts.parts", parts),
    Rule("amounts.capital", capitals),
)
