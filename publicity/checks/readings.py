"""A text as its figures are read: markup, stray spaces and PDF line breaks gone, marks and digits of one width."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Fix, Place
from publicity.checks.visible import HIDDEN, passages

_LOOSE: Final = re.compile(rf"[ \t\u00a0\u3000\r\n{HIDDEN}]+")
_NARROW: Final = {code: code - 0xFEE0 for code in range(ord("０"), ord("９") + 1)}
_HALF_MARK: Final = re.compile(r"(?<!\d),|,(?!\d)|;")
_WIDE_MARKS: Final = {",": "，", ";": "；"}
_FULL_LINE: Final = 24
"""A line shorter than this ended because its writer ended it."""
_ENDS: Final = frozenset("。！？；：…”）】")
_ITEM: Final = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[）)、．，]|\.(?!\d))|第[一二三四五六七八九十]|[-*+|#>【]"
)
_BREAK: Final = re.compile(r"[ \t\u00a0\u3000]*\r?\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of the draft: `text` as read, and for each of its code points (and its end) the offset as written."""

    field: str
    raw: str
    text: str
    offsets: tuple[int, ...]

    def place(self, start: int, end: int) -> Place:
        """Where start..end of `text` stands in the field as written."""
        if start >= end:
            return Place(self.field, self.offsets[start], self.offsets[start])
        return Place(self.field, self.offsets[start], self.offsets[end - 1] + 1)

    def fix(self, start: int, end: int, replacement: str) -> Fix | None:
        """The mend of start..end; None where markup or a break lies within, which a mend would tear out."""
        return Fix(replacement) if self.offsets[end - 1] - self.offsets[start] == end - 1 - start else None


def readings(draft: Draft) -> Iterator[Reading]:
    """The passages readers see, as their figures are read."""
    for passage in passages(draft):
        text, offsets = _read(passage.raw, passage.shown)
        yield Reading(passage.field, passage.raw, text, offsets)


@lru_cache(maxsize=64)
def _read(raw: str, shown: str) -> tuple[str, tuple[int, ...]]:
    shown = _HALF_MARK.sub(lambda mark: _WIDE_MARKS[mark.group()], shown.translate(_NARROW))
    text: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _LOOSE.finditer(shown):
        text.append(shown[done : match.start()])
        offsets.extend(range(done, match.start()))
        done = match.end()
        kept = _kept(raw, shown, match)
        if kept:
            text.append(kept)
            offsets.append(match.start())
    text.append(shown[done:])
    offsets.extend(range(done, len(shown) + 1))
    return "".join(text), tuple(offsets)


def _kept(raw: str, shown: str, loose: re.Match[str]) -> str:
    """What stands for the loose run: nothing, a space between figures or letters, or the break of a paragraph."""
    before, after = shown[: loose.start()][-1:], shown[loose.end() :][:1]
    if "\n" in loose.group() and not _is_soft(raw, shown, loose):
        return "\n"
    if "|" in raw[loose.start() : loose.end()]:
        return "\t"
    return " " if before.isascii() and after.isascii() and (before + after).isalnum() else ""


def _is_soft(raw: str, shown: str, loose: re.Match[str]) -> bool:
    """A single break in a full line, before no list item: the sentence goes on in the next line."""
    end = loose.start()
    line = shown[shown.rfind("\n", 0, end) + 1 : end]
    return bool(
        _BREAK.fullmatch(raw[loose.start() : loose.end()])
        and len(line) >= _FULL_LINE
        and line[-1] not in _ENDS
        and not _ITEM.match(shown[loose.end() : loose.end() + 6])
    )
