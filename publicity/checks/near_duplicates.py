"""The same story told twice, and the same case number in another court's story."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publicity.checks.finding import Draft, Finding
from publicity.checks.policy import Policy


@dataclass(frozen=True, slots=True)
class Earlier:
    """A story already there, as the comparison sees it; `case_numbers` as written, normalised here."""

    id: str
    title: str
    text: str
    case_numbers: tuple[str, ...] = ()
    court: str = ""


def compare(draft: Draft, policy: Policy, earlier: Sequence[Earlier]) -> Iterator[Finding]:
    """Findings `duplicate.text` and `duplicate.case_number`, at most one of each per earlier story."""
    yield from ()
