"""Every rule against its table of drafts it must find something in, and drafts it must leave alone."""

from collections import defaultdict

import pytest

from tests.checks.probe import RULE_IDS, Case, findings_of, rows, tables

LEAST = 20
"""So many cases of both kinds has each rule, hard ones among those it must leave alone."""
FOUND: defaultdict[str, list[Case]] = defaultdict(list)
QUIET: defaultdict[str, list[Case]] = defaultdict(list)
for case in rows("found"):
    FOUND[case.rule].append(case)
for case in rows("quiet"):
    QUIET[case.rule].append(case)


def _is_found(case: Case) -> bool:
    """A finding at each marked place with the mend that is named, and no other."""
    found = sorted(findings_of(case), key=lambda one: (one.place.field, one.place.start))
    marks = sorted(case.marks, key=lambda mark: (mark.field, mark.start))
    if [one.place.field for one in found] != [mark.field for mark in marks]:
        return False
    return all(
        (mark.start < 0 or (one.place.start, one.place.end) == (mark.start, mark.end))
        and (mark.fix is None or (one.fix is not None and one.fix.replacement == mark.fix))
        for one, mark in zip(found, marks, strict=True)
    )


@pytest.mark.parametrize("rule", sorted(FOUND))
def test_finds_the_marked_places_and_nothing_else(rule: str) -> None:
    wrong = [(case.draft, case.marks, findings_of(case)) for case in FOUND[rule] if not _is_found(case)]
    assert wrong == []


@pytest.mark.parametrize("rule", sorted(QUIET))
def test_leaves_the_draft_alone(rule: str) -> None:
    wrong = [(case.draft, found) for case in QUIET[rule] if (found := findings_of(case))]
    assert wrong == []


@pytest.mark.parametrize("rule", RULE_IDS)
def test_each_rule_has_twenty_cases_of_both_kinds(rule: str) -> None:
    table = tables()[rule]
    assert min(len(table["found"]), len(table["quiet"])) >= LEAST
    for kind in ("found", "quiet"):
        assert len({str(row) for row in table[kind]}) == len(table[kind]), f"{rule}: a row stands twice"
