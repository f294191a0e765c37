"""Word's styles and automatic numbers, written out as the reader of the page sees them (ECMA-376 §17.9)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGITS: Final = "〇一二三四五六七八九"
CHINESE: Final = frozenset(
    ("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting", "taiwaneseCounting")
)
MAX_LEVEL: Final = 9
NO_LIST: Final = "0"

NumberReference = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Style:
    """`level` is the heading's, 1 to 9, or 0; `numbering` is the list the style belongs to."""

    level: int = 0
    numbering: NumberReference | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles by their id."""

    known: Mapping[str, Style]

    @classmethod
    def read(cls, root: etree._Element | None) -> "Styles":
        """From the part styles.xml; none when the file has none."""
        found = {}
        for element in root.iter(f"{W}style") if root is not None else ():
            found[_value(element, "styleId")] = Style(_style_level(element), _reference(element.find(f"{W}pPr")))
        return cls(found)

    def of(self, paragraph: etree._Element) -> Style:
        """The style of a paragraph element; the plain one when it names none."""
        properties = paragraph.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        return self.known.get(_value(named, "val"), Style())


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts along the document: ask `label` once for each paragraph, in order."""

    levels: Mapping[str, Mapping[int, _Level]]
    lists: Mapping[str, str]
    restarts: Mapping[str, Mapping[int, int]]
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, root: etree._Element | None) -> "Numbering":
        """From the part numbering.xml; without it every label is empty."""
        if root is None:
            return cls({}, {}, {})
        levels = {
            _value(abstract, "abstractNumId"): {
                _whole(_value(level, "ilvl")): _level(level) for level in abstract.iter(f"{W}lvl")
            }
            for abstract in root.iter(f"{W}abstractNum")
        }
        lists, restarts = {}, {}
        for number in root.iter(f"{W}num"):
            name = _value(number, "numId")
            lists[name] = _child_value(number, "abstractNumId")
            restarts[name] = {
                _whole(_value(override, "ilvl")): _whole(_child_value(override, "startOverride"), 1)
                for override in number.iter(f"{W}lvlOverride")
                if override.find(f"{W}startOverride") is not None
            }
        return cls(levels, lists, restarts)

    def label(self, paragraph: etree._Element, inherited: NumberReference | None) -> str:
        """The paragraph's number as printed (`一、`, `（二）`, `3.`), or an empty text."""
        reference = _reference(paragraph.find(f"{W}pPr")) or inherited
        if reference is None or reference[0] == NO_LIST:
            return ""
        name, depth = reference
        abstract = self.lists.get(name, "")
        level = self.levels.get(abstract, {}).get(depth)
        if level is None or level.form in ("bullet", "none"):
            return ""
        counters = self._count(name, abstract, depth, level)
        return self._print(level, counters, abstract)

    def _count(self, name: str, abstract: str, depth: int, level: _Level) -> dict[int, int]:
        counters = self._counters.setdefault(abstract, {})
        if name not in self._met:
            self._met.add(name)
            for restarted, start in self.restarts.get(name, {}).items():
                counters[restarted] = start - 1
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [key for key in counters if key > depth]:
            del counters[deeper]
        return counters

    def _print(self, level: _Level, counters: Mapping[int, int], abstract: str) -> str:
        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            known = self.levels[abstract].get(depth)
            return _written(counters.get(depth, known.start if known else 1), known.form if known else "decimal")

        return re.sub(r"%([1-9])", number, level.text)


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese numerals (十二, 二十); other numbers in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("" if tens == 1 else DIGITS[tens]) + "十"
    return head + (DIGITS[ones] if ones else "")


def _written(number: int, form: str) -> str:
    if form in CHINESE:
        return chinese_number(number)
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    return str(number)


def _level(element: etree._Element) -> _Level:
    start = _whole(_child_value(element, "start"), 1)
    return _Level(_child_value(element, "numFmt") or "decimal", _child_value(element, "lvlText")[:40], start)


def _style_level(element: etree._Element) -> int:
    """The outline level counts from 0 in the file, and from 1 here; 标题 and Title are the first."""
    name = _child_value(element, "name").lower()
    named = re.fullmatch(r"(?:heading|标题) ?([1-9])", name)
    if named is not None:
        return int(named[1])
    if name in ("title", "标题"):
        return 1
    properties = element.find(f"{W}pPr")
    outline = _child_value(properties, "outlineLvl") if properties is not None else ""
    return _whole(outline, 8) + 1 if outline and _whole(outline, 9) < MAX_LEVEL else 0


def _reference(properties: etree._Element | None) -> NumberReference | None:
    numbered = properties.find(f"{W}numPr") if properties is not None else None
    if numbered is None or not _child_value(numbered, "numId"):
        return None
    return _child_value(numbered, "numId"), _whole(_child_value(numbered, "ilvl"))


def _child_value(element: etree._Element | None, name: str) -> str:
    return _value(element.find(f"{W}{name}"), "val") if element is not None else ""


def _value(element: etree._Element | None, name: str) -> str:
    return str(element.get(f"{W}{name}", "")) if element is not None else ""


def _whole(text: str, default: int = 0) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else default
