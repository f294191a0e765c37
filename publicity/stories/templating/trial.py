"""Whether a template written at the desk can do no harm and fills every kind of fact; each fault with its line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType, TracebackType
from typing import Any, Final

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from publicity.errors import Invalid
from publicity.lib.html import xml_text
from publicity.stories.fact_rows import BETWEEN, ColumnType
from publicity.stories.fact_values import FactField, FactType, parse
from publicity.stories.library import Library
from publicity.stories.skeleton import render
from publicity.stories.template_file import StoryTemplate, parse_template

LONGEST: Final = 40_000
# History names a template as template:KEY in 60 characters.
LONGEST_KEY: Final = 50
RESERVED: Final = frozenset({"new"})
TYPICAL: Final[Mapping[FactType, str]] = MappingProxyType(
    {
        FactType.TEXT: "某地",
        FactType.LONG: "查明属实。",
        FactType.AMOUNT: "86000",
        FactType.DATE: "2018-03-05",
        FactType.PERSON: "张",
        FactType.STEPS: "2018-03-12 核实财产\n再次查询",
        FactType.LIST: "冻结存款\n限制消费",
        FactType.CASE_NUMBERS: "（2018）云9901执123号",
    }
)
TYPICAL_CELLS: Final[Mapping[ColumnType, str]] = MappingProxyType(
    {
        ColumnType.TEXT: "某人",
        ColumnType.PAPER: "990101××××××××1234",
        ColumnType.CASE_NUMBERS: "（2018）云9901执123号",
    }
)
_ATTRIBUTE: Final = re.compile(r"attribute '(\w+)'")
_IN_TEMPLATE: Final = frozenset({"<template>", "<unknown>"})


def checked(library: Library, key: str, source: str) -> StoryTemplate:
    """The template in `source` as the desk may keep it; raises Invalid with the line of each fault.

    Besides what `parse_template` asks: no controls, and a draft comes out whatever is filled in.
    """
    source = source.replace("\r\n", "\n")
    if len(source) > LONGEST:
        raise Invalid(f"模板最多{LONGEST}字，请精简。", {"source": f"模板最多{LONGEST}字。"})
    if len(key) > LONGEST_KEY or key in RESERVED:
        raise Invalid("请换一个代号。", {"key": f"代号最多{LONGEST_KEY}个字符，不能用 new。"})
    _refuse(key, _controls(source))
    template = parse_template(key, source, words=library.words, shared=library.shared)
    _refuse(key, _filled(template))
    return template


def typical_facts(template: StoryTemplate) -> dict[str, Any]:
    """Every fact filled with a typical value of its type, choices with their first option."""
    return {asked.name: parse(asked, _typical(asked))[0] for asked in template.facts}


def _typical(asked: FactField) -> str:
    if asked.type is FactType.ROWS:
        return BETWEEN.join(TYPICAL_CELLS[kind] for kind in asked.columns.values())
    return next(iter(asked.options)) if asked.type is FactType.CHOICE else TYPICAL[asked.type]


def _controls(source: str) -> list[tuple[int, str]]:
    lines = enumerate(source.split("\n"), start=1)
    return [(number, "这一行有看不见的控制字符，请删掉重打。") for number, line in lines if xml_text(line) != line]


def _filled(template: StoryTemplate) -> list[tuple[int, str]]:
    """The faults that show only when facts are filled in: all of them, none, and each option of each choice."""
    first_line = template.source.count("\n") - template.body.count("\n") + 1
    title_line = _line_of(template.source, r"title\s*:")
    found: dict[tuple[int, str], None] = {}
    for facts in _sheets(template):
        try:
            render("", template.title, template.facts, facts)
        except Invalid as error:
            found[title_line, f"标题：{_sentence(error.__cause__)}"] = None
        try:
            render(template.body, "", template.facts, facts)
        except Invalid as error:
            stopped = error.__cause__
            line = _line_in_template(stopped.__traceback__ if stopped else None)
            found[first_line + line - 1, _sentence(stopped)] = None
    return list(found)


def _sheets(template: StoryTemplate) -> Iterator[Mapping[str, Any]]:
    full = typical_facts(template)
    yield full
    yield {}
    for asked in template.facts:
        for option in list(asked.options)[1:]:
            yield full | {asked.name: option}


def _line_in_template(trace: TracebackType | None) -> int:
    """The line in the template's body where filling stopped, 1 where it is not told."""
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in _IN_TEMPLATE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _line_of(source: str, begins: str) -> int:
    lines = enumerate(source.split("\n"), start=1)
    return next((number for number, line in lines if re.match(begins, line)), 1)


def _sentence(error: BaseException | None) -> str:
    if isinstance(error, SecurityError | UndefinedError):
        named = _ATTRIBUTE.search(str(error))
        what = f"“.{named[1]}”" if named else "这里的内容"
        return f"{what}没有或不许取用；步骤只有 .date 和 .text，要素直接写名字。"
    return "写法和要素的类型不合：文字、金额、日期是一段文字；列表和步骤要用 for 或 join；不比大小。"


def _refuse(key: str, faults: Sequence[tuple[int, str]]) -> None:
    if not faults:
        return
    said = {f"line-{line}-{number}": f"第{line}行：{word}" for number, (line, word) in enumerate(sorted(faults))}
    raise Invalid(f"模板“{key}”有{len(faults)}处错误：" + "".join(said.values()), said)
