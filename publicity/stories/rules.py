"""The life of a story as a table: which move leads from where to where, who may make it, and what it asks for."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from publicity.people.models import Role
from publicity.stories.models import Step, StoryState


class Move(StrEnum):
    """Everything that can change a story's state; there is no other way."""

    SUBMIT_REVIEW = "submit_review"
    APPROVE_FIRST = "approve_first"
    APPROVE_SECOND = "approve_second"
    APPROVE_FINAL = "approve_final"
    APPROVE_URGENT = "approve_urgent"
    SEND_BACK = "send_back"
    RECALL = "recall"
    SUBMIT = "submit"
    ADOPT = "adopt"
    RETURN = "return"
    DECLINE = "decline"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


class Where(StrEnum):
    """At which organisation the role has to be held."""

    ORGANISATION = "organisation"
    RECEIVER = "receiver"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `by` lists (role, where held), any of which will do; `system` lets the desk itself move."""

    sources: frozenset[StoryState]
    target: StoryState
    by: tuple[tuple[Role, Where], ...]
    reason: bool = False
    step: Step | None = None
    outsiders_only: bool = False
    system: bool = False


S: Final = StoryState
_IN_REVIEW: Final = frozenset({S.FIRST_REVIEW, S.SECOND_REVIEW, S.FINAL_REVIEW})
_DRAFTER: Final = (Role.DRAFTER, Where.ORGANISATION)
_FIRST: Final = (Role.FIRST_REVIEWER, Where.ORGANISATION)
_SECOND: Final = (Role.SECOND_REVIEWER, Where.ORGANISATION)
_FINAL: Final = (Role.FINAL_REVIEWER, Where.ORGANISATION)
_RECEIVER: Final = (Role.PROPAGANDA_REVIEWER, Where.RECEIVER)
_ADMINISTRATOR: Final = (Role.ADMINISTRATOR, Where.ORGANISATION)


def _of(*states: StoryState) -> frozenset[StoryState]:
    return frozenset(states)


TRANSITIONS: Final[Mapping[Move, Transition]] = MappingProxyType(
    {
        Move.SUBMIT_REVIEW: Transition(_of(S.DRAFT), S.FIRST_REVIEW, (_DRAFTER,)),
        Move.APPROVE_FIRST: Transition(
            _of(S.FIRST_REVIEW), S.SECOND_REVIEW, (_FIRST,), step=Step.FIRST, outsiders_only=True
        ),
        Move.APPROVE_SECOND: Transition(
            _of(S.SECOND_REVIEW), S.FINAL_REVIEW, (_SECOND,), step=Step.SECOND, outsiders_only=True
        ),
        Move.APPROVE_FINAL: Transition(
            _of(S.FINAL_REVIEW), S.APPROVED, (_FINAL,), step=Step.FINAL, outsiders_only=True
        ),
        Move.APPROVE_URGENT: Transition(
            _of(S.FIRST_REVIEW, S.SECOND_REVIEW),
            S.APPROVED,
            (_FINAL,),
            reason=True,
            step=Step.FINAL,
            outsiders_only=True,
        ),
        Move.SEND_BACK: Transition(_IN_REVIEW | {S.APPROVED}, S.DRAFT, (_FIRST, _SECOND, _FINAL), reason=True),
        Move.RECALL: Transition(_IN_REVIEW | {S.APPROVED, S.SUBMITTED}, S.DRAFT, (_DRAFTER,)),
        Move.SUBMIT: Transition(_of(S.APPROVED), S.SUBMITTED, (_DRAFTER, _FIRST, _SECOND, _FINAL)),
        Move.ADOPT: Transition(_of(S.SUBMITTED), S.ADOPTED, (_RECEIVER,), outsiders_only=True),
        Move.RETURN: Transition(_of(S.SUBMITTED, S.ADOPTED), S.DRAFT, (_RECEIVER,), reason=True),
        Move.DECLINE: Transition(_of(S.SUBMITTED), S.DECLINED, (_RECEIVER,), reason=True),
        Move.SCHEDULE: Transition(_of(S.ADOPTED), S.SCHEDULED, (_RECEIVER,)),
        Move.UNSCHEDULE: Transition(_of(S.SCHEDULED), S.ADOPTED, (_RECEIVER,), system=True),
        Move.RELEASE: Transition(_of(S.SCHEDULED), S.RELEASED, (_RECEIVER,), system=True),
        Move.WITHDRAW: Transition(
            frozenset(S) - {S.WITHDRAWN}, S.WITHDRAWN, (_RECEIVER, _FINAL, _ADMINISTRATOR), reason=True
        ),
        Move.REOPEN: Transition(_of(S.RELEASED, S.DECLINED), S.DRAFT, (_DRAFTER, _FINAL, _RECEIVER), reason=True),
    }
)
MOVE_NAMES: Final[Mapping[Move, str]] = MappingProxyType(
    {
        Move.SUBMIT_REVIEW: "提交初审",
        Move.APPROVE_FIRST: "初审通过",
        Move.APPROVE_SECOND: "复审通过",
        Move.APPROVE_FINAL: "终审通过",
        Move.APPROVE_URGENT: "紧急签发",
        Move.SEND_BACK: "退回修改",
        Move.RECALL: "撤回修改",
        Move.SUBMIT: "报送",
        Move.ADOPT: "采用",
        Move.RETURN: "退回单位",
        Move.DECLINE: "不采用",
        Move.SCHEDULE: "安排发布",
        Move.UNSCHEDULE: "取消发布安排",
        Move.RELEASE: "发布",
        Move.WITHDRAW: "撤稿",
        Move.REOPEN: "重开修改",
    }
)
STATE_NAMES: Final[Mapping[StoryState, str]] = MappingProxyType(
    {
        S.DRAFT: "草稿",
        S.FIRST_REVIEW: "待初审",
        S.SECOND_REVIEW: "待复审",
        S.FINAL_REVIEW: "待终审",
        S.APPROVED: "终审通过",
        S.SUBMITTED: "已报送",
        S.ADOPTED: "已采用",
        S.SCHEDULED: "待发布",
        S.RELEASED: "已发布",
        S.DECLINED: "不采用",
        S.WITHDRAWN: "已撤稿",
    }
)
STEP_NAMES: Final[Mapping[Step, str]] = MappingProxyType({Step.FIRST: "初审", Step.SECOND: "复审", Step.FINAL: "终审"})
STEP_ROLES: Final[Mapping[Step, Role]] = MappingProxyType(
    {Step.FIRST: Role.FIRST_REVIEWER, Step.SECOND: Role.SECOND_REVIEWER, Step.FINAL: Role.FINAL_REVIEWER}
)
RECEIVED: Final = _of(S.SUBMITTED, S.ADOPTED, S.SCHEDULED, S.RELEASED, S.DECLINED, S.WITHDRAWN)


def revision_hash(
    *,
    title: str,
    summary: str,
    text: str,
    ground: str,
    polarity: str,
    themes: Sequence[str],
    facts: Mapping[str, Any],
    media: Sequence[Mapping[str, Any]],
) -> str:
    """SHA-256 (hex) over the canonical JSON of all that readers could see; the order of themes does not count."""
    seen = {
        "title": title,
        "summary": summary,
        "text": text,
        "ground": ground,
        "polarity": polarity,
        "themes": sorted(themes),
        "facts": dict(facts),
        "media": [dict(item) for item in media],
    }
    canonical = json.dumps(seen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def moves_from(state: StoryState) -> tuple[Move, ...]:
    """The moves that lead out of the state, in the order of the path."""
    return tuple(move for move, row in TRANSITIONS.items() if state in row.sources)


def stranger_refusal(person_id: int, contributors: AbstractSet[int], approvers: Mapping[Step, int], step: Step) -> str:
    """Why this person may not take the step (four eyes, three different people), "" when they may."""
    if person_id in contributors:
        return "您参与过这篇稿件的撰写或修改，不能审核。请由未参与的同事审核。"
    for other, approver in approvers.items():
        if other is not step and approver == person_id:
            return f"您已办理这篇稿件的{STEP_NAMES[other]}，{STEP_NAMES[step]}须由另一人办理。"
    return ""


def missing_steps(held: AbstractSet[Step]) -> list[Step]:
    """The steps still without an approval, in order."""
    return [step for step in Step if step not in held]
