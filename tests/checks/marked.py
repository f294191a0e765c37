"""Run one rule over a draft and say what it marked: the words under the finding, in the order of the findings."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from publicity.checks.finding import Draft, Finding
from publicity.checks.policy import Policy, load_policy
from publicity.checks.registry import ALL_RULES

CONTENT = Path(__file__).parents[2] / "content" / "checks"


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The policy as shipped."""
    return load_policy(CONTENT)


def findings(rule: str, text: str, **fields: Any) -> list[Finding]:
    """What `rule` says of a draft with this text."""
    draft = Draft(title=fields.pop("title", ""), text=text, **fields)
    return [found for known in ALL_RULES if known.id == rule for found in known.check(draft, policy())]


def marked(rule: str, text: str, **fields: Any) -> list[str]:
    """The marked words of the text; of other fields the field's name."""
    return [
        text[found.place.start : found.place.end] if found.place.field == "text" else found.place.field
        for found in findings(rule, text, **fields)
    ]
