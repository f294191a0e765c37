"""Whole documents of different kinds, all invented, each with every date it holds and what that date is.

A line of the .tsv is role, start, end, kind, cadence or rule, time, quote; vague words and bare durations are left out.
"""

from pathlib import Path

import pytest

from publicity.plans.items import Role
from publicity.plans.normalise import normalise
from publicity.plans.reader import read_items

SAMPLES = sorted(Path(__file__).with_name("samples").glob("*.txt"))


def shown(item):
    rule = item.recur or item.offset_rule or "-"
    days = (str(item.start or "-"), str(item.end or "-"))
    return "\t".join((item.role, *days, item.kind, rule, item.time or "-", item.quote.replace("\n", "⏎")))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_document_gives_exactly_its_dates(path):
    text = path.read_bytes().decode("utf-8")
    items = read_items(normalise(text), issued=None)
    kept = [
        item
        for item in items
        if item.role not in (Role.VAGUE, Role.DURATION) and (item.role is not Role.RELATIVE or item.confidence > 0.4)
    ]
    expected = path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    assert [shown(item) for item in kept] == expected


def test_there_are_sixteen_documents_of_different_kinds():
    assert len(SAMPLES) == 16
