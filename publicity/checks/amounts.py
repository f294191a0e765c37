"""Amounts that do not add up, and capital amounts (大写) that differ from the figures beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.numerals import AMOUNT, amount, capital_amount, plain
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

_MONEY: Final = rf"(?<![\d.,，])(?P<number>{AMOUNT})(?P<unit>[万亿千百]*)元"
_SENTENCE: Final = re.compile(r"[^。；;！？\n]+")
_ITEM: Final = re.compile(_MONEY)
_BLUR: Final = re.compile(r"(?<![违合预签履])约|[近余多几]|左右|以上|以下|不等|上下|不足|超过|至少|[至~～—-]\s*\d")
_TOTAL: Final = re.compile(
    r"(?:以上)?(?:[一二三四五六七八九十两几\d]{1,4}(?:项|笔|者|人|案)(?:款项|费用|金额)?)?"
    r"(?:合计共|合计为|共计为|合计|共计|总计|总共|总额(?:为|共)?|累计)"
    rf"(?:为|是|：|:|欠款|支付|金额(?:为)?|款项|费用|人民币|应付|应支付|执行)*{_MONEY}"
)
_LED: Final = re.compile(
    rf"(?:合计|共计|总计|总额|总共|一共|标的额?|到位|发放|支付|欠款|赔偿|返还)[^\d，。；：、元]{{0,8}}{_MONEY}[，,：:]?"
    r"(?P<word>其中|包括|分别为|分别是|即)"
)
_PART: Final = re.compile(rf"(?P<gap>[^\d元。；（]{{0,16}}?){_MONEY}")
_CONNECT: Final = re.compile(r"(?:、|，|,|和|及|以及|与|加上|另|并)")
_MOST: Final = 60
"""A sentence with more amounts than this is a table, not a sum."""
_STRANGE: Final = re.compile(
    r"合计|共计|总计|累计|已|扣除|减去|尚|剩|其中|每|单价|返还|退|按照|按|计算|低于|高于|平均|/|／|分期|月租|年租|本院|抵|价值|原|余|另有|除|保证金|倍|未"
)
_CAPITAL: Final = (
    r"(?<![零壹贰叁肆伍陆柒捌玖拾佰仟万亿一二三四五六七八九十百千\d])[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,24}[元圆]"
    r"(?:[零壹贰叁肆伍陆柒捌玖]角)?零?(?:[零壹贰叁肆伍陆柒捌玖]分)?[整正]?"
)
_BESIDE: Final = (
    re.compile(
        rf"(?P<capital>{_CAPITAL})[（(](?:小写|即|计|人民币|RMB|￥|¥|[：:，\s])*(?P<number>{AMOUNT})(?P<unit>[万亿]?)元?[）)]"
    ),
    re.compile(
        rf"(?<![\d.,，])(?P<number>{AMOUNT})(?P<unit>[万亿]?)元[整]?[（(](?:大写|人民币|即|[：:，\s])*(?P<capital>{_CAPITAL})[）)]"
    ),
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One amount in yuan at start..end; `step` is the value of its last written digit."""

    start: int
    end: int
    value: Decimal
    step: Decimal


def sums(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A list of amounts straight before 合计/共计 whose sum is another.

    Only tight lists count (label, amount, label, amount, total), without 约, 余, 已, 其中 and the like between;
    a total that fits the last two or more items is taken as theirs.
    """
    for passage in passages(draft):
        for sentence in _SENTENCE.finditer(passage.shown):
            written = list(_ITEM.finditer(sentence.group()))
            for total in _TOTAL.finditer(sentence.group()):
                before = [item for item in written if item.end() <= total.start()] if len(written) <= _MOST else []
                right = _wrong_sum(sentence.group(), total, before)
                if right is not None:
                    place = passage.place(sentence.start() + total.start(), sentence.start() + total.end())
                    yield policy.finding("amounts.sum", place, total=total.group(), right=plain(right))


def _wrong_sum(sentence: str, total: re.Match[str], before: list[re.Match[str]]) -> Decimal | None:
    stated = _item(total)
    items = _list_before(sentence, total.start(), before)
    if stated is None or len(items) < 2:
        return None
    around = sentence[max(0, items[0].start - 3) : total.start()] + "|" + sentence[total.end() : total.end() + 3]
    if _BLUR.search(around):
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
        gap = sentence[match.end() : right]
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
    return [] if _STRANGE.search(re.split(r"[，、：:]", label)[-1]) else items[::-1]


def parts(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """共计10万元，其中甲8万元、乙5万元: the parts named are together more than the whole."""
    for passage in passages(draft):
        for sentence in _SENTENCE.finditer(passage.shown):
            for whole in _LED.finditer(sentence.group()):
                items = _list_after(sentence.group(), whole.end())
                stated, total = _item(whole), sum((item.value for item in items), Decimal(0))
                around = sentence.group()[max(0, whole.start() - 3) : items[-1].end + 3] if items else ""
                if stated is None or len(items) < 2 or _BLUR.search(around.replace("以上", "", 1)):
                    continue
                if total > stated.value + max(stated.step, *(item.step for item in items)) / 2:
                    place = passage.place(sentence.start() + whole.start(), sentence.start() + items[-1].end)
                    yield policy.finding("amounts.parts", place, right=plain(total), total=plain(stated.value))


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
    """壹拾万元（10000元）: the words and the figures differ."""
    for passage in passages(draft):
        for pattern in _BESIDE:
            for match in pattern.finditer(passage.shown):
                figures, words = amount(match["number"], match["unit"]), capital_amount(match["capital"])
                if figures is not None and words is not None and figures != words:
                    place = passage.place(*match.span())
                    yield policy.finding("amounts.capital", place, words=match["capital"], means=plain(words))


RULES: Final = (Rule("amounts.sum", sums), Rule("amounts.parts", parts), Rule("amounts.capital", capitals))
