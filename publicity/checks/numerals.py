"""Reading numbers as people write them: 汉字 numerals, capital amounts, Arabic amounts with 万 and 亿."""

import re
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

DIGITS: Final = MappingProxyType(
    {
        char: value
        for value, chars in enumerate(
            ("〇零○Ｏ", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
        )
        for char in chars
    }
)
UNITS: Final = MappingProxyType({"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000})
BIG_UNITS: Final = MappingProxyType({"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8})
COUNTED: Final = MappingProxyType({"名": "人", "位": "人", "起": "件", "宗": "件"})
"""Units that count the same things under another name."""
AMOUNT: Final = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DIGIT: Final = "零〇壹贰叁肆伍陆柒捌玖一二两三四五六七八九"
_CAPITAL: Final = re.compile(
    rf"(?P<yuan>[{_DIGIT}拾佰仟十百千万亿]+)[元圆](?:(?P<jiao>[{_DIGIT}])角)?零?(?:(?P<fen>[{_DIGIT}])分)?[整正]?"
)


def chinese_number(text: str) -> int | None:
    """二十一 → 21, 一百零三 → 103, 二〇一八 → 2018 (digit by digit); None when it is not a number."""
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in UNITS:
            section += (digit or 1) * UNITS[char]
            digit = 0
        elif char in BIG_UNITS:
            total = (total + section + digit) * BIG_UNITS[char] if char in "亿億" else total + (section + digit) * 10**4
            section = digit = 0
        else:
            return None
    return total + section + digit


def capital_amount(text: str) -> Decimal | None:
    """壹拾万零伍佰元整 → 100500 yuan; None when it is no amount in words."""
    match = _CAPITAL.fullmatch(text)
    if not match:
        return None
    yuan = chinese_number(match["yuan"])
    if yuan is None:
        return None
    jiao, fen = (Decimal(DIGITS[match[name]]) if match[name] else Decimal(0) for name in ("jiao", "fen"))
    return Decimal(yuan) + jiao / 10 + fen / 100


def amount(number: str, unit: str = "") -> Decimal | None:
    """("12.5", "万") → 125000 yuan; None when the digits are none."""
    try:
        value = Decimal(re.sub(r"[,，\s]", "", number))
    except InvalidOperation:
        return None
    for char in unit:
        value *= BIG_UNITS.get(char, UNITS.get(char, 1))
    return value


def plain(value: Decimal) -> str:
    """125000.00 → 125000; for messages."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan(value: Decimal) -> str:
    """180000 → 18万元, 86000.5 → 86000.5元; for messages."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if value >= size and value % (size // 100) == 0:
            return f"{plain(value / size)}{unit}元"
    return f"{plain(value)}元"
