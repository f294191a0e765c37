"""Counts the right answers of a reading against an answer key; the tests and the bench use the same."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple


class Claim(NamedTuple):
    """What a reader says of one place in the file; `role` "task" asserts that it belongs on the calendar."""

    quote: str
    offset: int
    start: date | None
    end: date | None
    role: str = "task"
    recur: str | None = None
    offset_rule: str | None = None


class Counts(NamedTuple):
    """Tasks in the key and found with the right value, tasks claimed and right, rules in the key and found."""

    tasks: int
    found: int
    claims: int
    correct: int
    rules: int
    kept: int


def answers(path: Path) -> list[dict[str, Any]]:
    """The lines of an answer key."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def overlap(key: dict[str, Any], claim: Any) -> int:
    """How many characters of the file the two share."""
    ends = min(int(key["offset"]) + len(key["quote"]), claim.offset + len(claim.quote))
    return max(0, int(ends) - max(int(key["offset"]), int(claim.offset)))


def is_right(key: dict[str, Any], claim: Any) -> bool:
    """Whether the claim has the value of the key, or another that the key allows."""
    if key["kind"] == "recurring":
        wanted, found = _cadence(key.get("recur")), _cadence(claim.recur)
        return wanted[0] is None or (wanted[:2] == found[:2] and wanted[2] in (None, found[2]))
    return _one_of(key, "end", claim.end) and (key["kind"] == "deadline" or _one_of(key, "start", claim.start))


def count(keys: list[dict[str, Any]], claimed: Iterable[Any]) -> Counts:
    """The counts of one document."""
    everything = list(claimed)
    claims = [claim for claim in everything if claim.role == "task"]
    tasks = [key for key in keys if key["role"] == "task"]
    found = sum(_found(key, claims) for key in tasks)
    correct = sum(any(_stands(key, claim) for key in keys) for claim in claims)
    rules = [key for key in keys if key["role"] == "relative" and key.get("offset_rule", " ")[0] in "+-"]
    kept = sum(any(overlap(key, one) and one.offset_rule == key["offset_rule"] for one in everything) for key in rules)
    return Counts(len(tasks), found, len(claims), correct, len(rules), kept)


def _found(key: dict[str, Any], claims: list[Any]) -> bool:
    best = max(claims, key=lambda claim: overlap(key, claim), default=None)
    return best is not None and overlap(key, best) > 0 and is_right(key, best)


def _stands(key: dict[str, Any], claim: Any) -> bool:
    """Whether a claimed task may lie on this place of the key."""
    if not overlap(key, claim):
        return False
    return key["role"] in ("relative", "vague") or (key["role"] == "task" and is_right(key, claim))


def _one_of(key: dict[str, Any], field: str, day: date | None) -> bool:
    others = key.get(f"alt_{field}") or []
    return (day and day.isoformat()) in {key.get(field), *([others] if isinstance(others, str) else others)}


def _cadence(text: str | None) -> tuple[str | None, int, str | None]:
    parts = dict(part.split("=", 1) for part in (text or "").split(";") if "=" in part)
    return parts.get("FREQ"), int(parts.get("INTERVAL", 1)), parts.get("min")
