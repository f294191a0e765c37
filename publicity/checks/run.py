"""Run the rules over a draft."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from publicity.checks.finding import Draft, Finding
from publicity.checks.near_duplicates import Earlier, compare
from publicity.checks.policy import Policy
from publicity.checks.registry import ALL_RULES

FIELD_ORDER = ("title", "summary", "text")


def run_checks(
    draft: Draft, policy: Policy, *, disabled: AbstractSet[str] = frozenset(), earlier: Sequence[Earlier] = ()
) -> list[Finding]:
    """Findings of all rules that are on, sorted by place; `disabled` holds the rule ids the organisation switched off.

    `earlier` are the stories to compare with (leave the story itself out). Never raises, whatever the text.
    """
    off = set(disabled) | {text.id for text in policy.rules.values() if not text.on}
    found: list[Finding] = []
    for rule in ALL_RULES:
        if rule.id not in off:
            found.extend(rule.check(draft, policy))
    found.extend(finding for finding in compare(draft, policy, earlier) if finding.rule not in off)
    return sort_by_place(found)


def sort_by_place(findings: Iterable[Finding]) -> list[Finding]:
    """Title, summary, text, then the other fields by name; within a field by offset, then by rule."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[int, str, int, int, str]:
    field = finding.place.field
    rank = FIELD_ORDER.index(field) if field in FIELD_ORDER else len(FIELD_ORDER)
    return rank, field, finding.place.start, finding.place.end, finding.rule
