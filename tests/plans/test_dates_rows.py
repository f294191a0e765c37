"""Every numbered date expression of the facts, read on its own."""

import re
from datetime import date
from pathlib import Path

import pytest

from publicity.plans.normalise import normalise
from publicity.plans.reader import read_items

TABLE = Path(__file__).with_name("date_rows.tsv").read_text(encoding="utf-8")
ROWS = [line.split("\t") for line in TABLE.splitlines() if not line.startswith("#")]
AMBIGUOUS = {51, 74}


def shown(item):
    parts = [item.start or "-", item.end or "-", item.precision, item.kind, item.role]
    parts += [f"{name}={value}" for name, value in (("recur", item.recur), ("rule", item.offset_rule)) if value]
    parts += [f"time={item.time}"] if item.time else []
    parts += ["warning"] if item.warning else []
    return " ".join(str(part) for part in parts)


def marked(text):
    """The text without its bars, and the spans that stood between them."""
    pieces = text.split("|")
    spans, at = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append((at, at + len(piece)))
        at += len(piece)
    return "".join(pieces), spans


@pytest.mark.parametrize(
    ("text", "issued", "readings"),
    [
        pytest.param(text, issued, readings, id=f"row{int(row):03d}-{number}")
        for number, (row, issued, text, readings) in enumerate(ROWS)
    ],
)
def test_the_expression_has_the_reading_of_the_facts(text, issued, readings):
    plain, spans = marked(text)
    items = read_items(normalise(plain), issued=None if issued == "-" else date.fromisoformat(issued))
    inside = [
        item
        for item in items
        if any(item.offset < end and item.offset + len(item.quote) > start for start, end in spans)
    ]
    assert " ; ".join(shown(item) for item in inside) == readings, [item.quote for item in inside]


def test_every_row_of_the_facts_has_a_case():
    assert sorted({int(row[0]) for row in ROWS} | AMBIGUOUS) == list(range(1, 184))


@pytest.mark.parametrize(
    ("text", "end"),
    [("5月前报送。", date(2018, 4, 30)), ("一季度前完成。", date(2018, 3, 31))],
    ids=["row051", "row074"],
)
def test_what_the_facts_call_ambiguous_is_asked_about(text, end):
    (item,) = read_items(normalise(text), issued=date(2018, 1, 8))
    assert item.end == end
    assert re.search("如果", item.question)
