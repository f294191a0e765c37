"""The typed values of a fact sheet: from what was typed to what is kept, and to the words that stand in a text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from publicity.stories.fact_numbers import read_case_numbers
from publicity.stories.fact_rows import ColumnType, line, read_rows, table


class FactType(StrEnum):
    """What a fact may be.

    `person` is a surname or an already anonymised name, `steps` a list of dated lines, `rows` a table's lines.
    """

    TEXT = "text"
    LONG = "long"
    AMOUNT = "amount"
    DATE = "date"
    CHOICE = "choice"
    PERSON = "person"
    STEPS = "steps"
    LIST = "list"
    CASE_NUMBERS = "case_numbers"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class FactField:
    """One fact that a template asks for; `options` maps a choice's key to its words, `columns` name a table's.

    `not_before` are the dates of the sheet that this one may not come before.
    """

    name: str
    label: str
    type: FactType = FactType.TEXT
    required: bool = False
    hint: str = ""
    group: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    columns: Mapping[str, ColumnType] = field(default_factory=lambda: MappingProxyType({}))
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedStep:
    """One step of the course of events; `date` worded, "" where none was given."""

    date: str
    text: str


STYLE_FACT: Final = "naming_style"
MOST_LINES: Final = 60
LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 4000
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_TWO_CHARACTER_SURNAMES: Final = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "慕容", "司徒", "令狐", "夏侯", "东方", "长孙", "宇文", "端木")
)
_LONGEST: Final[Mapping[FactType, int]] = MappingProxyType({FactType.LONG: LONGEST_TEXT, FactType.AMOUNT: 40})
_MOST_YUAN: Final = 10**15
_BY_LINES: Final = (FactType.LIST, FactType.STEPS, FactType.CASE_NUMBERS, FactType.ROWS)
_AMOUNT: Final = re.compile(r"([0-9]+(?:\.[0-9]{1,6})?)(亿|万)?元?")
_DAY: Final = re.compile(r"([0-9]{4})(?:-|年|\.|/)([0-9]{1,2})(?:-|月|\.|/)([0-9]{1,2})日?")
_SCALE: Final[Mapping[str, int]] = MappingProxyType({"亿": 100_000_000, "万": 10_000, "": 1})


def placeholder(label: str) -> str:
    """What stands in a draft where a fact is missing; the placeholder check finds it."""
    return f"【待补：{label}】"


def parse(asked: FactField, typed: str) -> tuple[Any, str]:
    """(value to keep, "") or (what was typed, the sentence that says what to do). Empty is "" or []."""
    typed = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if asked.type in _BY_LINES:
        return _by_lines(asked, typed)
    if not typed:
        return "", ""
    longest = _LONGEST.get(asked.type, LONGEST_LINE)
    if len(typed) > longest:
        return typed, f"“{asked.label}”最多{longest}字。"
    if asked.type is FactType.AMOUNT:
        return _amount(asked, typed)
    if asked.type is FactType.DATE:
        day = _day(typed)
        return (day.isoformat(), "") if day else (typed, f"“{asked.label}”请写成2018年7月12日或2018-07-12。")
    if asked.type is FactType.CHOICE and typed not in asked.options:
        return typed, f"“{asked.label}”请从列表中选择。"
    return (typed if asked.type is FactType.LONG else typed.replace("\n", "")), ""


def parse_sheet(fields: Iterable[FactField], came: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """(name → value of what could be read, name → sentence of what could not); facts that never came are empty."""
    facts: dict[str, Any] = {}
    faults: dict[str, str] = {}
    asked_for = tuple(fields)
    for asked in asked_for:
        value, fault = parse(asked, came.get(asked.name, ""))
        if fault:
            faults[asked.name] = fault
        else:
            facts[asked.name] = value
    labels = {asked.name: asked.label for asked in asked_for}
    for asked in asked_for:
        for earlier in asked.not_before:
            if facts.get(asked.name) and str(facts.get(earlier) or "") > facts[asked.name]:
                faults.setdefault(asked.name, f"“{asked.label}”不能早于“{labels[earlier]}”，请核对。")
    return facts, faults


def as_typed(data: Mapping[Any, Any]) -> dict[str, str]:
    """Facts read from YAML as one would type them: a list is one item a line."""
    return {
        str(name): "\n".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in data.items()
    }


def typed(asked: FactField, value: Any) -> str:
    """A kept value as it stands in its form field again."""
    if value and not _fits(asked.type, value):
        return "\n".join(_lines_of(value))
    if asked.type is FactType.STEPS:
        return "\n".join(" ".join(filter(None, (step["date"], step["text"]))) for step in value or [])
    if asked.type in _BY_LINES and isinstance(value, list):
        return "\n".join(map(line, value))
    if asked.type is FactType.AMOUNT and value:
        return amount_words(Decimal(value))
    return str(value or "")


def is_missing(value: Any) -> bool:
    """Whether nothing was filled in."""
    return value in ("", None, [])


def missing(fields: Iterable[FactField], facts: Mapping[str, Any]) -> list[FactField]:
    """The required facts that are not filled in, in the template's order."""
    return [asked for asked in fields if asked.required and is_missing(facts.get(asked.name))]


def in_words(fields: Iterable[FactField], facts: Mapping[str, Any]) -> dict[str, Any]:
    """name → what a template sees: str, list[str] or list[DatedStep]; a required fact not there is a placeholder."""
    asked_for = tuple(fields)
    names = _names(asked_for, facts)
    words: dict[str, Any] = {}
    for asked in asked_for:
        value = facts.get(asked.name)
        if is_missing(value):
            words[asked.name] = _nothing(asked)
        else:
            words[asked.name] = names.get(asked.name) or _words(asked, value)
    return words


def plain(value: Any) -> str:
    """A kept value as plain text for the checks and the export: steps and lines joined by ；."""
    if isinstance(value, list):
        return "；".join(
            f"{item['date']} {item['text']}".strip() if isinstance(item, dict) else line(item) for item in value
        )
    return str(value)


def amount_words(yuan: Decimal) -> str:
    """An amount as texts print it: 12.5万元, 3.2亿元, 8600元, 12345.67元 (万 only where at most 4 digits follow)."""
    for unit in ("亿", "万"):
        scaled = yuan / _SCALE[unit]
        if scaled >= 1 and scaled == round(scaled, 4):
            return f"{_plain(scaled)}{unit}元"
    return f"{_plain(yuan)}元"


def day_words(day: date) -> str:
    """2018年7月12日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _amount(asked: FactField, typed: str) -> tuple[str, str]:
    found = _AMOUNT.fullmatch(re.sub(r"[,，\s]|人民币", "", typed))
    if found is None:
        return typed, f"“{asked.label}”请写成数字，例如 86000 或 8.6万元。"
    yuan = Decimal(found[1]) * _SCALE[found[2] or ""]
    return (_plain(yuan), "") if yuan < _MOST_YUAN else (typed, f"“{asked.label}”大得不合常理，请核对位数。")


def _day(typed: str) -> date | None:
    found = _DAY.fullmatch(re.sub(r"\s", "", typed))
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _by_lines(asked: FactField, typed: str) -> tuple[Any, str]:
    lines = [one.strip() for one in typed.split("\n") if one.strip()]
    if len(lines) > MOST_LINES or any(len(one) > LONGEST_LINE for one in lines):
        return typed, f"“{asked.label}”最多{MOST_LINES}行，每行最多{LONGEST_LINE}字。"
    if asked.type is FactType.STEPS:
        return [_step(one) for one in lines], ""
    if asked.type is FactType.ROWS:
        rows, wrong = read_rows(lines, asked.columns)
        return (typed, f"“{asked.label}”{wrong}") if wrong else (rows, "")
    if asked.type is FactType.CASE_NUMBERS:
        numbers, wrong = read_case_numbers(typed)
        form = "请写成（2018）云28执123号的样子：年份加括号，最后有“号”；几个案号分行写"
        return (typed, f"“{asked.label}”里的“{wrong}”不是完整的案号，{form}。") if wrong else (numbers, "")
    return lines, ""


def _step(said: str) -> dict[str, str]:
    """{"date": ISO or "", "text"}: a date at the line's beginning is taken off."""
    found = _DAY.match(said)
    day = _day(found.group()) if found else None
    if found is None or day is None:
        return {"date": "", "text": said}
    return {"date": day.isoformat(), "text": said[found.end() :].lstrip(" ，,：:、\u3000")}


def _names(fields: Iterable[FactField], facts: Mapping[str, Any]) -> dict[str, str]:
    """Bare surnames worded in the sheet's naming style; the stems 甲乙丙 run on through the sheet."""
    style, named, used = str(facts.get(STYLE_FACT) or "某某"), {}, 0
    for asked in fields:
        value = str(facts.get(asked.name) or "")
        if asked.type is FactType.PERSON and (len(value) == 1 or value in _TWO_CHARACTER_SURNAMES):
            named[asked.name] = f"{value}某{STEMS[used % 10]}" if style == "某甲" else f"{value}{style}"
            used += 1
    return named


def _nothing(asked: FactField) -> Any:
    words = placeholder(asked.label) if asked.required else ""
    if asked.type is FactType.STEPS:
        return [DatedStep("", words)] if words else []
    if asked.type is FactType.LIST:
        return [words] if words else []
    if asked.type is FactType.ROWS and words:
        return table([[words]], asked.columns)
    return words


def _fits(kind: FactType, value: Any) -> bool:
    """Whether the value was kept for this type: the template may ask for another one since."""
    items = value if isinstance(value, list) else []
    if kind is FactType.STEPS:
        return bool(items) and all(isinstance(one, dict) for one in items)
    if kind in _BY_LINES:
        return all(isinstance(one, str) or (kind is FactType.ROWS and isinstance(one, list)) for one in items)
    if kind is FactType.AMOUNT:
        return bool(_AMOUNT.fullmatch(str(value)))
    return not items and (kind is not FactType.DATE or _day(str(value)) is not None)


def _lines_of(value: Any) -> list[str]:
    return [plain([one]) for one in value] if isinstance(value, list) else [str(value)]


def _words(asked: FactField, value: Any) -> Any:
    if not _fits(asked.type, value):
        lines = _lines_of(value)
        if asked.type is FactType.STEPS:
            return [DatedStep("", one) for one in lines]
        return _words(asked, lines) if asked.type in _BY_LINES else "；".join(lines)
    if asked.type is FactType.STEPS:
        return [DatedStep(_iso_words(step["date"]), step["text"]) for step in value]
    if asked.type is FactType.LIST:
        return list(value) if isinstance(value, list) else [str(value)]
    if asked.type is FactType.ROWS:
        return table(value if isinstance(value, list) else str(value).split("\n"), asked.columns)
    if asked.type is FactType.CASE_NUMBERS:
        return "、".join(value) if isinstance(value, list) else str(value)
    if asked.type is FactType.AMOUNT:
        return amount_words(Decimal(value))
    if asked.type is FactType.DATE:
        return _iso_words(value)
    if asked.type is FactType.CHOICE:
        return asked.options.get(str(value), str(value))
    return str(value)


def _iso_words(iso: str) -> str:
    return day_words(date.fromisoformat(iso)) if iso else ""
