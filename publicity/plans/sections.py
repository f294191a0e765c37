"""The tree of numbered headings of a plan, with the path that leads to each place in it."""

import bisect
import re
from dataclasses import dataclass
from typing import Final

from publicity.plans.task_words import PHASE_TITLES

CHINESE: Final = "一二三四五六七八九十"
_LABEL: Final = re.compile(
    r"(?P<part>第(?P<a>[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:部分|章|编|节)[ 、：:.]*)"
    r"|(?P<stage>第(?P<b>[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:阶段|步)[ 、：:，.]*)"
    r"|(?P<cn>(?P<c>[一二三四五六七八九十]{1,3})[、.．] *)"
    r"|(?P<cnparen>[（(](?P<d>[一二三四五六七八九十]{1,3})[）)] *[、.．]? *)"
    r"|(?P<num>(?P<e>[0-9]{1,2})(?:[.．、](?![0-9])|[、．.](?=20[0-9]{2}年)|(?P<weak>[、．.])(?=1?[0-9]月)) *)"
    r"|(?P<numparen>[（(](?P<f>[0-9]{1,2})[）)] *[、.．]? *)"
    r"|(?P<circle>(?P<g>[①-⑳]) *)"
)
_MARKS: Final = re.compile(r"(?P<hash>#{0,6})[ >*#-]*")
_TITLE: Final = re.compile(r"[^。：:；;！？|]*")
_LONGEST_TITLE: Final = 60
_STAGE_IN_TITLE: Final = re.compile(r"第([一二三四五六七八九十]{1,3}|[0-9]{1,2})阶段")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `label` is the number as printed (`（二）`), `number` its value, `family` the style of number, `title` the words of
    the heading without blanks at the ends; `path` leads from the outermost heading to this one. `start`..`end` is its
    whole extent and `title_end` the end of its heading, in the clean text; `parent` is an index or -1.
    """

    label: str
    number: int
    family: str
    title: str
    path: tuple[str, ...]
    start: int
    title_end: int
    end: int
    parent: int


@dataclass(frozen=True, slots=True)
class Outline:
    """All sections in the order of the text; may be empty."""

    sections: tuple[Section, ...]
    starts: tuple[int, ...]

    def index_at(self, offset: int) -> int:
        """The index of the innermost section that holds the clean offset, or -1 before the first."""
        return bisect.bisect_right(self.starts, offset) - 1

    def at(self, offset: int) -> Section | None:
        """The innermost section that holds the clean offset."""
        index = self.index_at(offset)
        return self.sections[index] if index >= 0 else None

    def chain(self, index: int) -> list[Section]:
        """The section and those around it, innermost first."""
        found = []
        while index >= 0:
            found.append(self.sections[index])
            index = self.sections[index].parent
        return found

    def phase_at(self, offset: int) -> int | None:
        """The number of the phase the place belongs to: 第二阶段, or the second heading under 活动步骤."""
        chain = self.chain(self.index_at(offset))
        for section, around in zip(chain, [*chain[1:], None], strict=False):
            named = _STAGE_IN_TITLE.search(section.title)
            if section.family == "stage":
                return section.number
            if named is not None:
                return value(named[1])
            if around is not None and section.number and re.search(PHASE_TITLES, around.title):
                return section.number
        return None


def value(numeral: str) -> int:
    """12, 十二 and ⑫ are 12."""
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    tens, has_ten, ones = numeral.rpartition("十")
    if not has_ten:
        return CHINESE.index(numeral[-1]) + 1
    return (CHINESE.index(tens[-1]) + 1 if tens else 1) * 10 + (CHINESE.index(ones[-1]) + 1 if ones else 0)


def read_outline(text: str, body_start: int = 0) -> Outline:
    """The headings of the clean text from `body_start` on: numbers at the start of a line, or markdown headings."""
    found = _certain([heading for span in _lines(text, body_start) if (heading := _heading(text, *span))])
    parents, ends = [-1] * len(found), [len(text)] * len(found)
    stack: list[int] = []
    for index, heading in enumerate(found):
        keep = _kept([found[open_].family for open_ in stack], heading.family)
        for closed in stack[keep:]:
            ends[closed] = heading.start
        del stack[keep:]
        parents[index] = stack[-1] if stack else -1
        stack.append(index)
    return _outline(found, parents, ends)


def _certain(found: list["_Heading"]) -> list["_Heading"]:
    """Without `3、4月` that opens a line as a pair of months: a number before a month must follow its forerunner."""
    kept: list[_Heading] = []
    for heading in found:
        if not heading.weak or heading.number == 1 + next((h.number for h in reversed(kept) if h.family == "num"), 0):
            kept.append(heading)
    return kept


def _kept(families: list[str], family: str) -> int:
    """How many of the open headings stay open when one of `family` comes; `#2` is a markdown heading of level 2."""
    if family.startswith("#"):
        return next(
            (at for at, open_ in enumerate(families) if not open_.startswith("#") or open_ >= family), len(families)
        )
    return families.index(family) if family in families else len(families)


@dataclass(frozen=True, slots=True)
class _Heading:
    label: str
    number: int
    family: str
    title: str
    start: int
    title_end: int
    weak: bool = False


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    spans = []
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        spans.append((start, end))
        start = end + 1
    return spans


def _heading(text: str, start: int, end: int) -> _Heading | None:
    at = start + (len(text[start:end]) - len(text[start:end].lstrip()))
    marks = _MARKS.match(text, at, end)
    assert marks is not None
    label = _LABEL.match(text, marks.end(), end)
    if label is not None:
        family = next(name for name in _FAMILIES if label[name])
        numeral = next(label[name] for name in "abcdefg" if label[name])
        title = _TITLE.match(text, label.end(), end)
        assert title is not None
        return _Heading(
            label=label[0].strip(" 、：:，"),
            number=value(numeral),
            family=family,
            title=_short(title[0]),
            start=marks.end(),
            title_end=title.end(),
            weak=bool(label["weak"]),
        )
    if marks["hash"] and 2 <= end - marks.end() <= _LONGEST_TITLE:
        return _Heading("", 0, f"#{len(marks['hash'])}", text[marks.end() : end].strip(), marks.end(), end)
    return None


_FAMILIES: Final = ("part", "stage", "cn", "cnparen", "num", "numparen", "circle")


def _short(title: str) -> str:
    """At most 60 characters, cut at a mark where there is one."""
    title = title.strip()
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = max(title.rfind(mark, 0, _LONGEST_TITLE) for mark in "，、")
    return title[: cut if cut > 0 else _LONGEST_TITLE]


def _outline(found: list[_Heading], parents: list[int], ends: list[int]) -> Outline:
    sections: list[Section] = []
    for heading, parent, end in zip(found, parents, ends, strict=True):
        name = _printed(heading)
        path = (*sections[parent].path, name) if parent >= 0 else (name,)
        sections.append(
            Section(
                label=heading.label,
                number=heading.number,
                family=heading.family,
                title=heading.title,
                path=path,
                start=heading.start,
                title_end=heading.title_end,
                end=end,
                parent=parent,
            )
        )
    return Outline(tuple(sections), tuple(section.start for section in sections))


def _printed(heading: _Heading) -> str:
    joint = "、" if heading.family == "cn" else ("." if heading.family == "num" else "")
    label = heading.label.rstrip(".．")
    return f"{label}{joint}{heading.title}"
