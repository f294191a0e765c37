"""A fact that is a table: one row a line, its columns parted by |, each column of its kind."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from publicity.stories.fact_numbers import hidden, read_case_numbers

BETWEEN: Final = " | "
_BAR: Final = re.compile(r"[|｜\t]")


class ColumnType(StrEnum):
    """What a column holds; of papers of identity the middle is hidden before anything is kept."""

    TEXT = "text"
    PAPER = "paper"
    CASE_NUMBERS = "case_numbers"


def read_rows(lines: Sequence[str], columns: Mapping[str, ColumnType]) -> tuple[list[list[str]], str]:
    """(rows, "") or ([], what is wrong with which row and how it is written)."""
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = _cells(line)
        if len(cells) != len(columns) or not all(cells):
            there = sum(1 for cell in cells if cell)
            form = BETWEEN.join(columns)
            return [], f"第{number}行只看到{there}栏，要有{len(columns)}栏，用竖线隔开：{form}。"
        read = [_read(cell, kind) for cell, kind in zip(cells, columns.values(), strict=True)]
        for label, kind, cell in zip(columns, columns.values(), read, strict=True):
            if not cell:
                return [], f"第{number}行的{label}{_ASKED[kind]}"
        rows.append(read)
    return rows, ""


_ASKED: Final[Mapping[ColumnType, str]] = {
    ColumnType.TEXT: "没有填。",
    ColumnType.PAPER: "里没有证件号码，请写号码，中间几位生成时会遮挡。",
    ColumnType.CASE_NUMBERS: "不是完整的案号，请写成（2018）云28执123号的样子，最后有“号”。",
}


def table(value: Sequence[Any], columns: Mapping[str, ColumnType]) -> str:
    """The rows as a Markdown table; a row kept as a line of text, as older sheets have it, is cut at its bars."""
    rows = [row if isinstance(row, list) else _cells(str(row)) for row in value]
    width = len(columns)
    whole = [[*row, *[""] * width][:width] for row in rows]
    shown = [[_shown(cell, kind) for cell, kind in zip(row, columns.values(), strict=True)] for row in whole]
    return "\n".join(_line(row) for row in [list(columns), ["---"] * width, *shown])


def line(row: Any) -> str:
    """One row as it is typed."""
    return BETWEEN.join(row) if isinstance(row, list) else str(row)


def _cells(line_of_text: str) -> list[str]:
    return [cell.strip() for cell in _BAR.split(line_of_text.strip().strip("|｜"))]


def _read(cell: str, kind: ColumnType) -> str:
    if kind is ColumnType.PAPER:
        return hidden(cell)
    return "、".join(read_case_numbers(cell)[0]) if kind is ColumnType.CASE_NUMBERS else cell


def _shown(cell: str, kind: ColumnType) -> str:
    return (hidden(cell) or cell) if kind is ColumnType.PAPER else cell


def _line(cells: Sequence[str]) -> str:
    return f"| {BETWEEN.join(cells)} |"
