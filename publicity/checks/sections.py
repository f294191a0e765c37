"""The parts of a story: Markdown headings, lines all in bold, 【…】 lines and numbered headings."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publicity.checks.visible import HIDDEN, visible

_LINE: Final = re.compile(r"[^\r\n]+")
_HASHES: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_BOLD: Final = re.compile(r"[ \t]*(?:\*\*|__)(?P<title>[^*_\n]{1,30}?)(?:\*\*|__)[：:]?[ \t]*$")
_BRACKETS: Final = re.compile(r"[ \t]*【(?P<title>[^】\n]{1,30})】[ \t]*")
_NUMBERED: Final = re.compile(
    r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)(?P<title>[^。；，,;！？\n]{1,24})$"
)
_NUMBER: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])\s*"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part: its title without number and marks, its level (1..6), the heading's line and the body start..end."""

    title: str
    level: int
    heading_start: int
    heading_end: int
    start: int
    end: int


@lru_cache(maxsize=64)
def sections(text: str) -> tuple[Section, ...]:
    """All parts in order of the text; the first, untitled one holds what stands before any heading."""
    shown = visible(text)
    heads = [(0, 0, 0, 0, "")]
    for line in _LINE.finditer(text):
        head = _heading(line.group(), shown[line.start() : line.end()])
        if head:
            level, title, length = head
            heads.append((level, line.start(), line.end(), line.start() + length, title))
    ends = [head[1] for head in heads[1:]] + [len(text)]
    return tuple(
        Section(title, level, start, end, body, stop)
        for (level, start, end, body, title), stop in zip(heads, ends, strict=True)
    )


def plain_title(title: str) -> str:
    """A heading without numbers, spaces and marks, for comparing: "一、 基本案情：" → "基本案情"."""
    return re.sub(r"[\W_]", "", _NUMBER.sub("", title.replace(HIDDEN, "").strip()))


def _heading(raw: str, shown: str) -> tuple[int, str, int] | None:
    """Level, title and how many code points of the line belong to the heading."""
    if hashes := _HASHES.match(raw):
        return len(hashes.group(1)), plain_title(shown), len(raw)
    if bold := _BOLD.match(raw):
        return 6, plain_title(bold["title"]), len(raw)
    if brackets := _BRACKETS.match(raw):
        return 6, plain_title(brackets["title"]), brackets.end()
    if numbered := _NUMBERED.match(shown.rstrip()):
        return 5, plain_title(numbered["title"]), len(raw)
    return None
