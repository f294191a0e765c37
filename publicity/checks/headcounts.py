"""So many persons or cases told, and another number of them listed."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.numerals import chinese_number

_N: Final = r"(?<![\d.第一二三四五六七八九十两百余多])(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})"
_WHO: Final = (
    "被执行人|申请执行人|申请人|当事人|被告人?|原告|工人|农民工|干警|法官|竞买人"
    "|买受人|案外人|共有人|继承人|债权人|股东|子女|老人|村民|业主"
)
_NAME: Final = r"[一-龥]某(?:[甲乙丙丁戊某]|\d)?"
_INLINE: Final = re.compile(
    rf"{_N}(?:名|位|个)(?:{_WHO})(?:[（(]|——|：|:)?(?P<names>{_NAME}(?:、{_NAME}){{1,11}}(?:(?:和|及|与|以及){_NAME})?|{_NAME}(?:和|及|与|以及){_NAME})"
    r"(?!等|[、和及与某（(]|以及|另|还|，[^，。；\n]{0,6}某)"
)
_ONE_NAME: Final = re.compile(_NAME)
_LIST: Final = re.compile(
    rf"{_N}(?:名|位|个|家|件|起|批|宗)(?:失信)?(?:{_WHO}|典型案例|案例|案件|单位|企业|法院)"
    r"(?:的?(?:名单|信息|情况))?(?:予以(?:公布|曝光|发布|公告)|公布如下|公告如下|名单如下|如下|曝光如下|发布如下)[^\n]{0,60}\n"
)
_ITEM: Final = re.compile(
    r"[ \t\u3000*#]{0,6}(?:案例)?(?P<mark>[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、．])"
    r"[^\n]{0,2000}(?:\n+|$)"
)


def wrong_headcounts(text: str) -> Iterator[tuple[int, int, str, int]]:
    """Start, end, the number told as written and the number listed, where they differ."""
    for match in _INLINE.finditer(text):
        listed = len(_ONE_NAME.findall(match["names"]))
        if _number(match["count"]) != listed:
            yield match.start(), match.end(), text[match.start() : match.end("count") + 1], listed
    for match in _LIST.finditer(text):
        listed = _items(text, match.end())
        if listed > 1 and _number(match["count"]) != listed:
            yield match.start(), match.end("count") + 1, text[match.start() : match.end("count") + 1], listed


def _items(text: str, at: int) -> int:
    """How many items of one kind of mark follow each other line by line; 0 where something stands between them."""
    first = _ITEM.match(text, at)
    kind, count = _kind(first), 0
    item = first
    while item and _kind(item) == kind:
        count, at = count + 1, item.end()
        item = _ITEM.match(text, at)
    goes_on = any(
        _kind(later) == kind
        for later in _ITEM.finditer(text, at, at + 3000)
        if later.start() and text[later.start() - 1] == "\n"
    )
    return 0 if goes_on else count


def _kind(item: re.Match[str] | None) -> str:
    if not item:
        return ""
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", item["mark"]))


def _number(written: str) -> int:
    return int(written) if written.isdigit() else chinese_number(written) or 0
