"""What is left of a debt told some sentences before: 判决赔偿4.8万元。……交来2万元，剩余2.6万元."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, product
from typing import Final

from publicity.checks.numerals import AMOUNT, amount, yuan

_MONEY: Final = re.compile(
    rf"(?<![\d.第])(?<!\d[,，])(?P<number>{AMOUNT})(?P<more>[余多])?(?P<unit>[千百]?[万亿]*)(?P<after>[余多])?元"
)
_SENTENCE: Final = re.compile(r"[^。！？\n]+")
_PAID: Final = (
    r"(?:首[笔期付]|只|仅|当[场天日庭即]|已|先行?|陆续|赔付|支付|偿还|归还|履行|付|交来|交到|拿出|还了?|扣划|划拨|到位)"
)
_LEFT: Final = re.compile(
    rf"{_PAID}[^\d。；]{{0,10}}(?P<paid>{AMOUNT})(?P<paid_unit>[千百]?[万亿]*)元[^\d。；]{{0,20}}[，,]"
    r"(?P<word>尚欠|尚有|仍有|还欠|仍欠|下欠|余欠|尚余|还剩|余款|剩余|其余|余下|剩下)(?:的|款项|赔偿款|货款|欠款|款|本金)*"
    rf"(?P<left>{AMOUNT})(?P<left_unit>[千百]?[万亿]*)元(?P<after>[^，。；]{{0,6}})"
)
_DEBT: Final = re.compile(
    r"判|赔偿|欠|应付|应支付|偿还|归还|返还|借款|货款|工程款|标的|承担|抚养费|赡养费|工资|租金|彩礼"
)
_GREW: Final = re.compile(
    r"息|违约金|滞纳金|另|又|追加|新增|每|各|分别|至少|左右|以上|以下|约(?!定)|近\d|[余多]万|罚|保证金|诉讼费|执行费|受理费|评估|起拍|成交"
)
_SETTLED: Final = re.compile("减免|放弃|让步|免除|抹去|和解|协商|折抵|抵[债偿顶]|撤回")
"""The debt may have become another."""
_MOST: Final = 6
_UNPAID: Final = re.compile("未|没")


def wrong_remainders(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end of what is said to be left, and what must be left.

    Said only where one or two sums of debt stand in the passage before the sentence, none of them blurred, grown or
    settled, and where what is paid and left is near their sum, and nothing that other sums named make.
    """
    debts: list[Decimal] = []
    others: list[Decimal] = []
    for sentence in _SENTENCE.finditer(text):
        found = list(_MONEY.finditer(sentence.group()))
        is_debt = bool(_DEBT.search(sentence.group()))
        is_grown = bool(found and (_GREW.search(sentence.group()) or any(one["more"] or one["after"] for one in found)))
        if _SETTLED.search(sentence.group()) or (is_debt and is_grown) or len(debts) > 2:
            return
        match = _LEFT.search(sentence.group()) if len(found) == 2 and not is_grown else None
        whole = _whole(match, debts, others) if match else None
        if match and whole is not None:
            start = sentence.start() + match.start("word")
            yield start, sentence.start() + match.start("after"), yuan(whole - _value(match, "paid"))
        kept = debts if is_debt and not match else others
        values = (amount(one["number"], one["unit"]) for one in found)
        kept += [value for value in values if value is not None and value not in kept]


def _whole(match: re.Match[str], debts: list[Decimal], others: list[Decimal]) -> Decimal | None:
    """The debt that what is paid and left should make, where they make nearly that; else None."""
    if not debts or (match["word"][1] == "有" and not _UNPAID.search(match["after"])):
        return None
    paid, whole = _value(match, "paid"), sum(debts, Decimal(0))
    told = paid + _value(match, "left")
    sums = set(_sums([*debts, *others[-_MOST:]]))
    is_near = whole * 4 < told * 5 and told * 4 < whole * 5 and whole > paid
    return whole if told not in sums and is_near else None


def _sums(values: list[Decimal]) -> Iterator[Decimal]:
    """What up to three of the sums make, some of them taken off: a part may have been paid before."""
    for size in (1, 2, 3):
        for some in combinations(values, size):
            for signs in product((1, -1), repeat=size):
                yield sum((sign * value for sign, value in zip(signs, some, strict=True)), Decimal(0))


def _value(match: re.Match[str], name: str) -> Decimal:
    return amount(match[name], match[name + "_unit"]) or Decimal(0)
