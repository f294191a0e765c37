"""The five source documents, cut to what carries dates and with other names, against their answer keys.

Where the originals lie beside the checkout, in ../shared, they are read too.
"""

from collections import Counter
from pathlib import Path

import pytest

from publicity.plans.normalise import normalise
from publicity.plans.reader import read_items
from tests.plans.scoring import answers, count, overlap

ROOT = Path(__file__).parents[2]
OWN = {
    path.stem: (path, path.with_suffix(".gold.jsonl")) for path in sorted(Path(__file__).with_name("key").glob("*.txt"))
}
SHARED = {
    path.name.removesuffix(".gold.jsonl"): (
        ROOT.parent / "shared" / "source-documents" / path.name.replace(".gold.jsonl", ".txt"),
        path,
    )
    for path in sorted((ROOT.parent / "shared" / "gold").glob("*.gold.jsonl"))
}
# tasks in the key, found with the right value; tasks claimed, right; rules in the key, found
COUNTS = {
    "campaign-in-phases": (7, 7, 7, 7, 0, 0),
    "campaign-plan": (10, 10, 10, 10, 0, 0),
    "outline-in-traditional-script": (5, 5, 5, 5, 0, 0),
    "publicity-notice": (3, 3, 3, 3, 1, 1),
    "publicity-plan": (14, 14, 14, 14, 1, 1),
}


def counted(document, key):
    """The counts of the table above for one document."""
    text = document.read_bytes().decode("utf-8")
    keys = answers(key)
    assert all(text[key["offset"] : key["offset"] + len(key["quote"])] == key["quote"] for key in keys)
    return count(keys, read_items(normalise(text), issued=None))


@pytest.mark.parametrize("name", OWN)
def test_the_right_answers_of_each_document_are_counted(name):
    assert counted(*OWN[name]) == COUNTS[name]


def test_recall_and_precision_over_all_documents_pass_the_bar():
    """Over the originals when they are there, else over the documents above."""
    total = Counter()
    for pair in (SHARED or OWN).values():
        total.update(dict(enumerate(counted(*pair))))
    tasks, found, claims, correct, rules, kept = (total[number] for number in range(6))
    assert len(SHARED or OWN) == 5
    assert found / tasks >= 0.97
    assert correct / claims >= 0.95
    assert (rules, kept) == (2, 2)


@pytest.mark.parametrize(
    ("name", "role", "count"),
    [
        ("campaign-in-phases", "duration", 5),
        ("outline-in-traditional-script", "docdate", 3),
        ("outline-in-traditional-script", "vague", 3),
        ("publicity-notice", "background", 2),
        ("publicity-plan", "relative", 4),
        ("campaign-plan", "docdate", 1),
    ],
)
def test_what_is_no_task_has_the_role_of_the_key(name, role, count):
    document, key = OWN[name]
    items = read_items(normalise(document.read_bytes().decode("utf-8")), issued=None)
    named = [key for key in answers(key) if key["role"] == role]
    assert len(named) == count
    missed = [key["quote"] for key in named if not any(overlap(key, item) and item.role == role for item in items)]
    assert missed == []
