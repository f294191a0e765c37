"""The five source documents, cut to what carries dates and with other names, against their answer keys.

Where the originals lie beside the checkout, in ../shared, they are read too.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from publicity.plans.normalise import normalise
from publicity.plans.reader import read_items

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


def cadence(text):
    parts = dict(part.split("=", 1) for part in (text or "").split(";") if "=" in part)
    return parts.get("FREQ"), int(parts.get("INTERVAL", 1)), parts.get("min")


def is_right(key, item):
    def one_of(field, day):
        others = key.get(f"alt_{field}") or []
        return (day and day.isoformat()) in {key.get(field), *([others] if isinstance(others, str) else others)}

    if key["kind"] == "recurring":
        wanted, found = cadence(key.get("recur")), cadence(item.recur)
        return wanted[0] is None or (wanted[:2] == found[:2] and wanted[2] in (None, found[2]))
    return one_of("end", item.end) and (key["kind"] == "deadline" or one_of("start", item.start))


def overlap(key, item):
    ends = min(key["offset"] + len(key["quote"]), item.offset + len(item.quote))
    return max(0, ends - max(key["offset"], item.offset))


def counted(document, answers):
    """The counts of the table above for one document."""
    text = document.read_bytes().decode("utf-8")
    items = read_items(normalise(text), issued=None)
    keys = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    assert all(
        text[key["offset"] : key["offset"] + len(key["quote"])] == key["quote"] for key in keys if "〔" not in key
    )
    claims = [item for item in items if item.role == "task"]
    tasks = [key for key in keys if key["role"] == "task"]
    found = 0
    for key in tasks:
        best = max(claims, key=lambda item: overlap(key, item))
        found += bool(overlap(key, best) and is_right(key, best))
    correct = sum(
        any(
            overlap(key, item)
            and (key["role"] in ("relative", "vague") or (key["role"] == "task" and is_right(key, item)))
            for key in keys
        )
        for item in claims
    )
    rules = [key for key in keys if key["role"] == "relative" and key.get("offset_rule", " ")[0] in "+-"]
    kept = sum(any(overlap(key, item) and item.offset_rule == key["offset_rule"] for item in items) for key in rules)
    return len(tasks), found, len(claims), correct, len(rules), kept


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
    document, answers = OWN[name]
    items = read_items(normalise(document.read_bytes().decode("utf-8")), issued=None)
    keys = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    named = [key for key in keys if key["role"] == role]
    assert len(named) == count
    missed = [key["quote"] for key in named if not any(overlap(key, item) and item.role == role for item in items)]
    assert missed == []
