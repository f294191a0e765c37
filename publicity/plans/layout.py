"""How a read document is laid out: its text cut at the quotes, and its proposals in the order people work. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from publicity.plans.models import Change, Decision, PlanProposal

SURE: Final = 0.75
GROUP_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gone": "原文已删去或改写，日历上仍有",
        "questions": "先回答",
        "doubtful": "请核对",
        "rest": "其余",
        "settled": "已处理",
        "aside": "没有提出的日期",
    }
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text; `proposal_id` is None between the quotes, `group` the key of its proposal's group."""

    text: str
    proposal_id: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Proposals that are worked on together, in the order of the text."""

    key: str
    title: str
    proposals: tuple[PlanProposal, ...]


def segments(text: str, proposals: Sequence[PlanProposal]) -> list[Segment]:
    """The whole text in order; a quote inside or across another one keeps the first only."""
    found: list[Segment] = []
    at = 0
    for proposal in sorted(proposals, key=lambda row: (row.offset, -len(row.quote))):
        end = proposal.offset + len(proposal.quote)
        if proposal.offset < at or end > len(text) or proposal.change is Change.GONE:
            continue
        found.append(Segment(text[at : proposal.offset]))
        found.append(Segment(text[proposal.offset : end], proposal.id, group_of(proposal)))
        at = end
    return [segment for segment in (*found, Segment(text[at:])) if segment.text]


def groups(proposals: Sequence[PlanProposal]) -> list[Group]:
    """Gone, questions, doubtful, the rest, the settled, and what was told apart as background; empty ones left out."""
    by_key: dict[str, list[PlanProposal]] = {key: [] for key in GROUP_TITLES}
    for proposal in proposals:
        by_key[group_of(proposal)].append(proposal)
    return [Group(key, GROUP_TITLES[key], tuple(rows)) for key, rows in by_key.items() if rows]


def group_of(proposal: PlanProposal) -> str:
    """The group's key."""
    if proposal.change is Change.GONE:
        return "gone"
    if proposal.decision is not Decision.OPEN:
        return "settled"
    if not proposal.is_proposed:
        return "aside"
    if proposal.question:
        return "questions"
    return "doubtful" if is_doubtful(proposal) else "rest"


def is_doubtful(proposal: PlanProposal) -> bool:
    """Whether a person should look before taking it over."""
    return proposal.confidence < SURE or bool(proposal.warning) or proposal.change is Change.CHANGED


def ready(proposals: Sequence[PlanProposal]) -> list[PlanProposal]:
    """What "accept all" takes: open proposals without an open question."""
    return [row for row in proposals if group_of(row) in ("doubtful", "rest")]
