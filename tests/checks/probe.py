"""Reads the case tables: "text ⟦place|mend⟧ text" is the text, the place where a finding must stand, and its fix."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from publicity.checks.finding import Draft, Finding
from publicity.checks.policy import Policy, load_policy
from publicity.checks.registry import ALL_RULES

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"
_MARKED = re.compile(r"⟦([^⟦⟧|]*)(?:\|([^⟦⟧]*))?⟧")


@dataclass(frozen=True)
class Case:
    """One row of a table; `start` is -1 where the rule must stay quiet."""

    rule: str
    text: str
    start: int = -1
    end: int = -1
    fix: str | None = None


@cache
def policy() -> Policy:
    return load_policy(ROOT / "content" / "checks")


def findings(rule: str, draft: Draft, with_policy: Policy | None = None) -> list[Finding]:
    """What one rule says of the draft."""
    chosen = next(one for one in ALL_RULES if one.id == rule)
    return list(chosen.check(draft, with_policy or policy()))


def tables() -> dict[str, dict[str, list[str]]]:
    merged: dict[str, dict[str, list[str]]] = {}
    for path in sorted(CASES.glob("*.yaml")):
        merged |= yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return merged


def rows() -> list[Case]:
    found = [_marked(rule, text) for rule, table in tables().items() for text in table["found"]]
    quiet = [Case(rule, text) for rule, table in tables().items() for text in table["quiet"]]
    return found + quiet


def _marked(rule: str, row: str) -> Case:
    mark = _MARKED.search(row)
    assert mark, f"{rule}: no ⟦⟧ in {row}"
    text = row[: mark.start()] + mark[1] + row[mark.end() :]
    return Case(rule, text, mark.start(), mark.start() + len(mark[1]), mark[2])
