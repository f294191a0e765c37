"""Chinese and Arabic numbers as they stand in dates and quotas."""

from types import MappingProxyType
from typing import Final

_DIGITS: Final = MappingProxyType(
    {
        "〇": 0,
        "零": 0,
        "一": 1,
        "元": 1,
        "正": 1,
        "二": 2,
        "两": 2,
        "三": 3,
        "四": 4,
        "五": 5,
        "六": 6,
        "七": 7,
        "八": 8,
    }
    | {"九": 9, "冬": 11, "腊": 12}
)
_TENS: Final = MappingProxyType({"廿": 20, "卅": 30})

NUMBER: Final = "(?:[0-9]{1,3}|[一二三四五六七八九十百两]{1,5})"


def number(text: str) -> int | None:
    """The value of "12", "十二", "廿九", "二〇一八", "两", "百", "一百二十"; None when there is no number."""
    if text.isascii() and text.isdigit():
        return int(text)
    if not text:
        return None
    if len(text) > 1 and all(letter in _DIGITS or letter in "0123456789" for letter in text):
        return int("".join(str(_DIGITS.get(letter, letter)) for letter in text)) if len(text) <= 4 else None
    return _spoken(text)


def _spoken(text: str) -> int | None:
    total, pending = 0, 0
    for letter in text.removeprefix("初"):
        if letter in _DIGITS:
            pending = _DIGITS[letter]
        elif letter in _TENS:
            total += _TENS[letter]
        elif letter in "十百":
            total += (pending or 1) * (10 if letter == "十" else 100)
            pending = 0
        else:
            return None
    return total + pending
