"""The one function that changes a story's state: permission, four eyes and checks sit here, whatever the door."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from publicity.checks.policy import Policy
from publicity.clock import shanghai_day
from publicity.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from publicity.history.actions import record
from publicity.people.models import Role
from publicity.people.permissions import ROLE_NAMES, Person
from publicity.stories import notices
from publicity.stories.attached import unlooked
from publicity.stories.findings import blocking
from publicity.stories.models import Approval, Revision, Step, Story, StoryState, UrgentPassage
from publicity.stories.places import placed, where
from publicity.stories.queries import NOT_FOUND, approvers, contributors, newest_revision
from publicity.stories.rules import (
    MOVE_NAMES,
    STATE_NAMES,
    STEP_NAMES,
    TRANSITIONS,
    Move,
    Transition,
    Where,
    missing_steps,
    moves_from,
    stranger_refusal,
)

URGENT_REVIEW_WITHIN: Final = timedelta(hours=24)
LONGEST_REASON: Final = 2000


def move(
    session: Session,
    story_id: int,
    *,
    move: Move,
    actor: Person | None,
    now: datetime,
    reason: str = "",
    revision_hash: str | None = None,
    policy: Policy | None = None,
) -> Story:
    """Takes the story from one state to the next, in the running transaction, and writes it into the history.

    `actor` None is the desk itself. `revision_hash` is that of the text the actor had before their eyes; another text
    by now is a Conflict. `policy` is needed for SUBMIT_REVIEW, which checks the text. Raises NotFound, NotAllowed
    (role, four eyes), WrongState (somebody was faster), Invalid (no reason; errors left in the text; attachments not
    looked through, as `media-ID` in its fields; no receiver).
    """
    row = TRANSITIONS[move]
    story = _locked(session, story_id)
    revision = newest_revision(session, story_id)
    _require_role(row, story, actor)
    if story.state not in row.sources:
        raise WrongState(f"稿件现在是“{STATE_NAMES[story.state]}”，不能{MOVE_NAMES[move]}。请刷新页面查看最新情况。")
    if revision_hash is not None and revision_hash != revision.hash:
        raise Conflict("您打开之后稿件又改过。请看过新的一稿再办理。")
    reason = reason.strip()
    if row.reason and not reason:
        raise Invalid("请写明理由。", {"reason": f"{MOVE_NAMES[move]}要写明理由。"})
    if len(reason) > LONGEST_REASON:
        raise Invalid("理由太长。", {"reason": f"理由最多{LONGEST_REASON}字。"})
    _require_stranger(session, row, story, revision, actor)
    _require_ready(session, move, story, revision, policy, now)
    return _moved(session, move, story, revision, actor=actor, now=now, reason=reason)


def _locked(session: Session, story_id: int) -> Story:
    """The story's row, fresh from the database and held until the transaction ends."""
    query = select(Story).where(Story.id == story_id).with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def _require_role(row: Transition, story: Story, actor: Person | None) -> None:
    if actor is None:
        if not row.system:
            raise NotAllowed("这一步须由有权限的人办理。")
        return
    if not may(row, story, actor):
        wanted = "、".join(dict.fromkeys(ROLE_NAMES[role] for role, _where in row.by))
        raise NotAllowed(f"这一步需要“{wanted}”权限。请联系管理员授权，或请有权限的同事办理。")


def may(row: Transition, story: Story, actor: Person) -> bool:
    """Whether the actor holds one of the roles that the move asks for, where it asks for it."""
    places = {Where.ORGANISATION: story.organisation_id, Where.RECEIVER: story.receiver_id}
    return any(places[where] is not None and actor.has(role, places[where] or 0) for role, where in row.by)


def offered(story: Story, actor: Person, hands: AbstractSet[int], held: Mapping[Step, int]) -> list[Move]:
    """The moves a page may show to the actor: right state, role and four eyes; the text's own faults still count."""
    moves = []
    for move in moves_from(story.state):
        row = TRANSITIONS[move]
        barred = row.outsiders_only and (
            actor.id in hands or (row.step is not None and stranger_refusal(actor.id, hands, held, row.step) != "")
        )
        if may(row, story, actor) and not barred:
            moves.append(move)
    return moves


def _require_stranger(
    session: Session, row: Transition, story: Story, revision: Revision, actor: Person | None
) -> None:
    if actor is None or not row.outsiders_only:
        return
    hands = contributors(session, story.id)
    if row.step is not None:
        refusal = stranger_refusal(actor.id, hands, approvers(session, story.id, revision.hash), row.step)
        if refusal:
            raise NotAllowed(refusal)
    elif actor.id in hands:
        raise NotAllowed("您参与过这篇稿件的撰写或修改，不能决定采用。请由未参与的同事办理。")


def _require_ready(
    session: Session, move: Move, story: Story, revision: Revision, policy: Policy | None, now: datetime
) -> None:
    """What the text and the story must have before the move."""
    if move is Move.SUBMIT_REVIEW:
        if policy is None:
            raise ValueError("submit_review needs the policy to check the text against")
        _require_nothing_open(_errors(session, story, revision, policy), _unlooked(session, revision, now))
    if move is Move.SUBMIT:
        if story.receiver_id is None:
            raise Invalid("请先选择报送单位。", {"receiver_id": "请先在稿件页选择报送单位（宣传部门）。"})
        _require_approved(session, story, revision)
    if TRANSITIONS[move].step is Step.FINAL:
        _require_nothing_open({}, _unlooked(session, revision, now))
    if move is Move.APPROVE_FINAL:
        _require_approved(session, story, revision, besides=Step.FINAL)


def _errors(session: Session, story: Story, revision: Revision, policy: Policy) -> dict[str, str]:
    """A sentence for each error that nobody has waived, with its place."""
    found = blocking(session, story, revision, policy)
    said = [placed(one.message, where(one.place.field, revision.media, {})) for one in found]
    return {f"finding-{number}": sentence for number, sentence in enumerate(said, 1)}


def _unlooked(session: Session, revision: Revision, now: datetime) -> dict[str, str]:
    """A sentence for each attachment not looked through by eye, or without a valid consent (checks.md §4)."""
    files = unlooked(session, revision.media, shanghai_day(now))
    return {f"media-{file.id}": f"附件《{file.name}》{file.said}" for file in files}


def _require_nothing_open(errors: dict[str, str], files: dict[str, str]) -> None:
    said = []
    if errors:
        said.append(f"还有 {len(errors)} 处错误要先改正，或由另一人写明理由豁免。")
    if files:
        said.append(f"还有 {len(files)} 个附件没有逐项核对完，请打开附件逐项打勾。")
    if said:
        raise Invalid("".join(said), errors | files)


def _require_approved(session: Session, story: Story, revision: Revision, besides: Step | None = None) -> None:
    """The approvals of the earlier steps still match the text; an urgent passage of this text stands in for them."""
    held = set(approvers(session, story.id, revision.hash))
    missing = [step for step in missing_steps(held) if step is not besides]
    if missing and not urgent_passage(session, story.id, revision.hash):
        names = "、".join(STEP_NAMES[step] for step in missing)
        raise WrongState(f"现在的文字还没有经过{names}。请撤回后重新提交审核。")


def urgent_passage(session: Session, story_id: int, revision_hash: str) -> UrgentPassage | None:
    """The urgent passage of exactly this text, None when it went the usual way."""
    wanted = select(UrgentPassage).where(
        UrgentPassage.story_id == story_id, UrgentPassage.revision_hash == revision_hash
    )
    return session.scalar(wanted.order_by(UrgentPassage.id.desc()).limit(1))


def _moved(
    session: Session, move: Move, story: Story, revision: Revision, *, actor: Person | None, now: datetime, reason: str
) -> Story:
    row, before = TRANSITIONS[move], story.state
    changed = (
        update(Story)
        .where(Story.id == story.id, Story.state.in_(row.sources))
        .values(state=row.target, changed_at=now)
        .returning(Story.id)
        .execution_options(synchronize_session=False)
    )
    if session.scalar(changed) is None:
        raise WrongState("刚刚有人办理了这篇稿件。请刷新页面查看最新情况。")
    session.refresh(story)
    if row.step is not None and actor is not None:
        _approve(session, row.step, story, revision, actor=actor, now=now, comment=reason)
    if move is Move.APPROVE_URGENT and actor is not None:
        session.add(
            UrgentPassage(
                story_id=story.id,
                revision_hash=revision.hash,
                reason=reason,
                person_id=actor.id,
                created_at=now,
                due_at=now + URGENT_REVIEW_WITHIN,
            )
        )
    if row.target is StoryState.DRAFT:
        _void(session, story.id, now)
    detail = {"from": before.value, "to": row.target.value, "revision": revision.number, "hash": revision.hash}
    verb = f"story.{move.value}"
    entry = record(session, now=now, actor=actor, verb=verb, subject=f"story:{story.id}", reason=reason, detail=detail)
    notices.tell(session, story, move, now=now, occasion=entry.id, reason=reason)
    return story


def _approve(
    session: Session, step: Step, story: Story, revision: Revision, *, actor: Person, now: datetime, comment: str
) -> None:
    session.add(
        Approval(
            story_id=story.id,
            step=step,
            revision_number=revision.number,
            revision_hash=revision.hash,
            person_id=actor.id,
            comment=comment,
            created_at=now,
        )
    )


def _void(session: Session, story_id: int, now: datetime) -> None:
    """Approvals end when the story goes back to draft, whether or not the text then changes."""
    open_ones = (Approval.story_id == story_id) & Approval.voided_at.is_(None)
    session.execute(update(Approval).where(open_ones).values(voided_at=now))


def approve_afterwards(
    session: Session, story_id: int, *, step: Step, actor: Person, now: datetime, comment: str = ""
) -> Story:
    """One of the reviews owed after an urgent passage, by its own reviewer; the state stays as it is.

    Raises WrongState when nothing is owed, NotAllowed for the wrong person.
    """
    story = _locked(session, story_id)
    revision = newest_revision(session, story_id)
    role = (Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.FINAL_REVIEWER)[list(Step).index(step)]
    _require_role(Transition(frozenset(), story.state, ((role, Where.ORGANISATION),)), story, actor)
    held = approvers(session, story_id, revision.hash)
    if urgent_passage(session, story_id, revision.hash) is None or step in held:
        raise WrongState("这篇稿件没有欠着这一审。请刷新页面查看最新情况。")
    refusal = stranger_refusal(actor.id, contributors(session, story_id), held, step)
    if refusal:
        raise NotAllowed(refusal)
    _approve(session, step, story, revision, actor=actor, now=now, comment=comment.strip())
    detail = {"step": step.value, "revision": revision.number, "hash": revision.hash}
    subject = f"story:{story_id}"
    record(
        session, now=now, actor=actor, verb="story.approved_afterwards", subject=subject, reason=comment, detail=detail
    )
    return story
