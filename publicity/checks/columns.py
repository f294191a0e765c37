"""Columns of a table whose last row, 合计, is not their sum."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from publicity.checks.numerals import amount

_ROW: Final = re.compile(r"^[ \t]*\|(?P<cells>[^\n]*)\|[ \t]*\r?$", re.M)
_RULE: Final = re.compile(r"[ \t:|-]+")
_TOTAL: Final = re.compile(r"[ \t*]*(?:合[ \t\u3000]*计|共[ \t\u3000]*计|总[ \t\u3000]*计|小[ \t\u3000]*计)[ \t*]*")
_FIGURE: Final = re.compile(r"[ \t*]*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)[ \t*]*")
_RATE: Final = re.compile(r"率|比|占|同比|平均|均|%|％|年份|日期|序号|编号")

Cells = list[tuple[int, str]]


def wrong_totals(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Where the first total of a table stands, and what its column adds up to; `text` is Markdown."""
    rows: list[Cells] = []
    end, is_done = -1, False
    for match in _ROW.finditer(text):
        if match.start() > end + 1:
            rows, is_done = [], False
        end = match.end()
        if _RULE.fullmatch(match["cells"]):
            continue
        cells = _cells(match)
        if (
            not is_done
            and len(rows) > 2
            and _TOTAL.fullmatch(cells[0][1])
            and all(len(row) == len(cells) for row in rows)
        ):
            yield from _wrong(rows, cells)
            is_done = True
        else:
            rows.append(cells)


def _cells(match: re.Match[str]) -> Cells:
    cells: Cells = []
    start = match.start("cells")
    for cell in match["cells"].split("|"):
        cells.append((start, cell))
        start += len(cell) + 1
    return cells


def _wrong(rows: list[Cells], total: Cells) -> Iterator[tuple[int, int, Decimal]]:
    for number, (start, cell) in enumerate(total):
        figures = [_FIGURE.fullmatch(row[number][1]) for row in rows[1:]]
        stated = _FIGURE.fullmatch(cell)
        if not stated or not all(figures) or _RATE.search(rows[0][number][1]):
            continue
        values = [amount(figure["number"]) or Decimal(0) for figure in figures if figure]
        decimals = max(len(figure["number"].partition(".")[2]) for figure in figures if figure)
        right = sum(values, Decimal(0))
        slack = len(values) * Decimal(5).scaleb(-decimals - 1) if decimals == 1 else Decimal(0)
        if abs(right - (amount(stated["number"]) or right)) > slack:
            yield start + stated.start("number"), start + stated.end("number"), right
