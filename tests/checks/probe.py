"""Reads the case tables of the rules.

A row is a text, or a mapping of the draft's fields (text, title, summary, form, court, day, facts, media …).
"text ⟦place|mend⟧ text" is the text, the place where a finding must stand, and its fix; a place that is no span of
words is named with `at`. `times` repeats the text; `call` is what the call for papers asks; `earlier` are the stories
there already. Under "terms.*" stand texts that no rule of `terms` may touch.
"""

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from publicity.checks.finding import Draft, DraftMedia, Finding
from publicity.checks.near_duplicates import IDS as DUPLICATE_RULES
from publicity.checks.near_duplicates import Earlier, compare
from publicity.checks.policy import Call, MediaRequirement, Policy, load_policy
from publicity.checks.registry import ALL_RULES

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"
RULE_IDS = (*(rule.id for rule in ALL_RULES), *DUPLICATE_RULES)
_MARKED = re.compile(r"⟦([^⟦⟧|]*)(?:\|([^⟦⟧]*))?⟧")
_WORDS = ("title", "text", "summary", "form", "court", "court_code", "ground", "polarity")
_MEDIA_NUMBERS = {"size": int, "width": int, "height": int, "duration": float}
_PICTURE = {"name": "1.jpg", "kind": "image", "mime": "image/jpeg", "size": 10**6}


@dataclass(frozen=True)
class Mark:
    """Where a finding must stand, and what it must offer; start is -1 where any place of the field will do."""

    field: str
    start: int = -1
    end: int = -1
    fix: str | None = None


@dataclass(frozen=True)
class Case:
    """One row of a table; no marks where the rule must stay quiet."""

    rule: str
    draft: Draft
    policy: Policy
    earlier: tuple[Earlier, ...]
    marks: tuple[Mark, ...]
    name: str


@cache
def policy() -> Policy:
    """The policy as shipped."""
    return load_policy(ROOT / "content" / "checks")


def findings(rule: str, draft: Draft, with_policy: Policy | None = None) -> list[Finding]:
    """What one rule says of the draft."""
    chosen = next(one for one in ALL_RULES if one.id == rule)
    return list(chosen.check(draft, with_policy or policy()))


def marked(rule: str, text: str, **fields: Any) -> list[str]:
    """The marked words of the text; of other fields the field's name."""
    found = findings(rule, Draft(title=fields.pop("title", ""), text=text, **fields))
    return [text[one.place.start : one.place.end] if one.place.field == "text" else one.place.field for one in found]


def findings_of(case: Case) -> list[Finding]:
    """What the case's rule says of it, or every rule of the module for "module.*"."""
    if case.rule in DUPLICATE_RULES:
        return [one for one in compare(case.draft, case.policy, case.earlier) if one.rule == case.rule]
    if case.rule.endswith("*"):
        wanted = [one.id for one in ALL_RULES if one.id.startswith(case.rule[:-1])]
        return [found for rule in wanted for found in findings(rule, case.draft, case.policy)]
    return findings(case.rule, case.draft, case.policy)


@cache
def tables() -> dict[str, dict[str, list[Any]]]:
    """Rule → found and quiet → rows, of all files; a rule stands in one file only."""
    merged: dict[str, dict[str, list[Any]]] = {}
    for path in sorted(CASES.glob("*.yaml")):
        table = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        assert not merged.keys() & table.keys(), f"{path.name}: a rule that another file has"
        merged |= table
    return merged


def rows(kind: str) -> list[Case]:
    """The cases of one kind, found or quiet."""
    return [_case(rule, kind, row) for rule, table in tables().items() for row in table.get(kind, ())]


def _case(rule: str, kind: str, row: Any) -> Case:
    given = {"text": row} if isinstance(row, str) else dict(row)
    marks = [Mark(field) for field in _as_list(given.pop("at", []))]
    values: dict[str, Any] = {"title": "", "text": ""}
    for field in _WORDS:
        if field in given:
            values[field], found = _unmarked(field, given.pop(field))
            marks += found
    facts, media = given.pop("facts", {}), given.pop("media", [])
    values["facts"] = {}
    for name, value in facts.items():
        values["facts"][name], found = _unmarked(f"fact:{name}", value)
        marks += found
    pictures = []
    for number, item in enumerate(media):
        picture, found = _picture(number, item)
        pictures.append(picture)
        marks += found
    values["media"] = tuple(pictures)
    values["text"] *= int(given.pop("times", 1))
    if "day" in given:
        values["day"] = date.fromisoformat(given.pop("day"))
    values["required_parts"] = tuple(given.pop("required_parts", ()))
    case_policy, earlier = _asking(given.pop("call", {})), tuple(map(_earlier, given.pop("earlier", ())))
    assert not given, f"{rule}: unknown keys {sorted(given)}"
    assert bool(marks) is (kind == "found"), f"{rule}: {kind} with {len(marks)} marks: {row}"
    draft = Draft(**values)
    return Case(rule, draft, case_policy, earlier, tuple(marks), f"{rule}-{kind}-{(draft.text or draft.title)[:24]}")


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _unmarked(field: str, row: str) -> tuple[str, list[Mark]]:
    marks, text, done = [], "", 0
    for mark in _MARKED.finditer(row):
        text += row[done : mark.start()]
        marks.append(Mark(field, len(text), len(text) + len(mark[1]), mark[2]))
        text, done = text + mark[1], mark.end()
    return text + row[done:], marks


def _picture(number: int, row: dict[str, str]) -> tuple[DraftMedia, list[Mark]]:
    values: dict[str, Any] = dict(_PICTURE)
    marks = []
    for name, value in row.items():
        values[name], found = _unmarked(f"media:{number}:{name}", value)
        marks += found
        if name in _MEDIA_NUMBERS:
            values[name] = _MEDIA_NUMBERS[name](value)
    return DraftMedia(**values), marks


def _asking(row: dict[str, str]) -> Policy:
    """The shipped policy; with a row, its call asks for what the row says and for nothing else of media."""
    if not row:
        return policy()
    known = {field.name for field in fields(MediaRequirement)}
    asked = {name: _number_or_truth(value) for name, value in row.items() if name in known}
    assert set(row) <= known | {"open_cases"}, f"unknown in call: {row}"
    is_open = _number_or_truth(row.get("open_cases", "true"))
    return replace(
        policy(), call=Call("试", policy().call.band, policy().call.bands, MediaRequirement(**asked), is_open)
    )


def _number_or_truth(value: str) -> Any:
    return value == "true" if value in ("true", "false") else int(value)


def _earlier(row: dict[str, Any]) -> Earlier:
    values = {"id": "S-1", "title": "旧稿", "text": "", **row}
    values["text"] *= int(values.pop("times", 1))
    return Earlier(**{**values, "case_numbers": tuple(values.get("case_numbers", ()))})
