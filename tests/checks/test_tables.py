"""Every text rule against its table of texts it must find something in, and texts it must leave alone."""

import pytest

from publicity.checks.finding import Draft
from tests.checks.probe import Case, findings, rows, tables


def _name(case: Case) -> str:
    return f"{case.rule}-{'finds' if case.start >= 0 else 'leaves'}-{case.text[:24]}"


@pytest.mark.parametrize("case", [row for row in rows() if row.start >= 0], ids=_name)
def test_finds_the_marked_place_and_nothing_else(case: Case) -> None:
    found = findings(case.rule, Draft("", case.text))
    assert [(one.place.start, one.place.end) for one in found] == [(case.start, case.end)]
    if case.fix is not None:
        assert found[0].fix is not None
        assert found[0].fix.replacement == case.fix


@pytest.mark.parametrize("case", [row for row in rows() if row.start < 0], ids=_name)
def test_leaves_the_text_alone(case: Case) -> None:
    assert findings(case.rule, Draft("", case.text)) == []


@pytest.mark.parametrize("rule", sorted(tables()))
def test_each_rule_has_twenty_cases_of_both_kinds(rule: str) -> None:
    table = tables()[rule]
    assert len(table["found"]) + len(table["quiet"]) >= 20
    assert min(len(table["found"]), len(table["quiet"])) >= 5
