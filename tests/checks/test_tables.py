"""Every rule against its table of drafts it must find something in, and drafts it must leave alone."""

import pytest

from tests.checks.probe import RULE_IDS, Case, findings_of, rows, tables

LEAST = 20
"""So many cases of both kinds has each rule, hard ones among those it must leave alone."""


def _name(case: Case) -> str:
    return ascii(case.name)


@pytest.mark.parametrize("case", rows("found"), ids=_name)
def test_finds_the_marked_places_and_nothing_else(case: Case) -> None:
    found = sorted(findings_of(case), key=lambda one: (one.place.field, one.place.start))
    marks = sorted(case.marks, key=lambda mark: (mark.field, mark.start))
    assert [one.place.field for one in found] == [mark.field for mark in marks]
    for one, mark in zip(found, marks, strict=True):
        assert mark.start < 0 or (one.place.start, one.place.end) == (mark.start, mark.end)
        assert mark.fix is None or (one.fix is not None and one.fix.replacement == mark.fix)


@pytest.mark.parametrize("case", rows("quiet"), ids=_name)
def test_leaves_the_draft_alone(case: Case) -> None:
    assert [(one.rule, one.place, one.message) for one in findings_of(case)] == []


@pytest.mark.parametrize("rule", RULE_IDS)
def test_each_rule_has_twenty_cases_of_both_kinds(rule: str) -> None:
    table = tables()[rule]
    assert min(len(table["found"]), len(table["quiet"])) >= LEAST
    for kind in ("found", "quiet"):
        assert len({str(row) for row in table[kind]}) == len(table[kind]), f"{rule}: a row stands twice"
