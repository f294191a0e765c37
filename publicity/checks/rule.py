"""A rule: its id, described in the policy, and the pure function that looks for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from publicity.checks.finding import Draft, Finding
from publicity.checks.policy import Policy

Check = Callable[[Draft, Policy], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`check` yields findings of this `id` only; name, severity and wording stand in the policy under that id."""

    id: str
    check: Check
