"""The transition function: the usual path, and every way it refuses."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.errors import Conflict, Invalid, NotAllowed, PublicityError, WrongState
from publicity.history.models import HistoryEntry
from publicity.outbox.models import Message
from publicity.people.models import Role
from publicity.people.permissions import Person
from publicity.review.queries import approvals_hold
from publicity.stories.lifecycle import approve_afterwards, move
from publicity.stories.models import Approval, Step, StoryState
from publicity.stories.queries import newest_revision
from publicity.stories.rules import TRANSITIONS, Move
from tests.factories import make_person
from tests.stories.factories import PATH, Desk, make_desk, make_story, policy, save_text, walk


@pytest.fixture
def desk(session: Session) -> Desk:
    return make_desk(session)


def test_a_story_walks_the_whole_path_and_each_step_is_in_its_history(
    session: Session, desk: Desk, now: datetime
) -> None:
    story = make_story(session, desk, now)
    seen = []
    for step, who in PATH:
        seen.append(move(session, story.id, move=step, actor=who(desk), now=now, policy=policy()).state)
    assert seen == ["first_review", "second_review", "final_review", "approved", *("submitted", "adopted")] + [
        "scheduled",
        "released",
    ]
    verbs = session.scalars(
        select(HistoryEntry.verb).where(HistoryEntry.subject == f"story:{story.id}").order_by(HistoryEntry.id)
    ).all()
    assert verbs == ["story.drafted", "story.saved", *(f"story.{step.value}" for step, _who in PATH)]


def test_the_next_reviewers_are_told_once_each(session: Session, desk: Desk, now: datetime) -> None:
    other = make_person(session, desk.court, [Role.FIRST_REVIEWER])
    story = walk(session, desk, make_story(session, desk, now), now, until=Move.SUBMIT_REVIEW)
    told = session.scalars(select(Message).where(Message.key.startswith(f"story:{story.id}:"))).all()
    assert sorted(message.key.rsplit(":", 1)[1] for message in told) == sorted([str(desk.first.id), str(other.id)])
    assert all("等您初审" in message.subject for message in told)


def almighty(session: Session, desk: Desk) -> Person:
    """Somebody without a hand in any text who holds every role everywhere."""
    made = make_person(session, desk.court, list(Role))
    roles = {role: made.roles[role] | {desk.department.id} for role in Role}
    return Person(made.id, made.name, made.organisation_id, roles)


@pytest.mark.parametrize(
    ("step", "state"),
    [(step, state) for step, row in TRANSITIONS.items() for state in StoryState if state not in row.sources],
)
def test_a_move_out_of_any_other_state_is_refused(
    session: Session, desk: Desk, now: datetime, state: StoryState, step: Move
) -> None:
    story = make_story(session, desk, now)
    story.state = state
    session.flush()
    actor = almighty(session, desk)
    with pytest.raises(WrongState):
        move(session, story.id, move=step, actor=actor, now=now, reason="理由", policy=policy())
    session.refresh(story)
    assert story.state is state


@pytest.mark.parametrize("step", [step for step, _who in PATH] + [Move.SEND_BACK, Move.RETURN, Move.DECLINE])
def test_a_move_without_the_role_is_refused(session: Session, desk: Desk, now: datetime, step: Move) -> None:
    story = make_story(session, desk, now)
    story.state = next(iter(TRANSITIONS[step].sources))
    session.flush()
    wanted = {role for role, _where in TRANSITIONS[step].by}
    stranger = make_person(session, desk.court, set(Role) - wanted)
    elsewhere = make_person(session, None, list(Role))
    for person in (stranger, elsewhere):
        with pytest.raises(NotAllowed):
            move(session, story.id, move=step, actor=person, now=now, reason="理由", policy=policy())


def test_the_desk_itself_may_release_and_nothing_more(session: Session, desk: Desk, now: datetime) -> None:
    story = walk(session, desk, make_story(session, desk, now), now, until=Move.SCHEDULE)
    assert move(session, story.id, move=Move.RELEASE, actor=None, now=now).state is StoryState.RELEASED
    with pytest.raises(NotAllowed):
        move(session, story.id, move=Move.WITHDRAW, actor=None, now=now, reason="理由")


@pytest.mark.parametrize(
    ("step", "role"),
    [
        (Move.APPROVE_FIRST, Role.FIRST_REVIEWER),
        (Move.APPROVE_SECOND, Role.SECOND_REVIEWER),
        (Move.APPROVE_FINAL, Role.FINAL_REVIEWER),
        (Move.APPROVE_URGENT, Role.FINAL_REVIEWER),
    ],
)
def test_who_had_a_hand_in_the_text_approves_nothing(
    session: Session, desk: Desk, now: datetime, step: Move, role: Role
) -> None:
    editor = make_person(session, desk.court, [Role.DRAFTER, role])
    story = make_story(session, desk, now)
    save_text(session, editor, story, now, text="## 基本案情\n\n改过一个字。\n")
    save_text(session, desk.drafter, story, now, text="## 基本案情\n\n又改过一个字。\n")
    story.state = next(iter(TRANSITIONS[step].sources))
    session.flush()
    with pytest.raises(NotAllowed, match="参与过"):
        move(session, story.id, move=step, actor=editor, now=now, reason="急")


def test_one_person_takes_one_step_only(session: Session, desk: Desk, now: datetime) -> None:
    both = make_person(session, desk.court, [Role.FIRST_REVIEWER, Role.SECOND_REVIEWER])
    story = walk(session, desk, make_story(session, desk, now), now, until=Move.SUBMIT_REVIEW)
    move(session, story.id, move=Move.APPROVE_FIRST, actor=both, now=now)
    with pytest.raises(NotAllowed, match="另一人"):
        move(session, story.id, move=Move.APPROVE_SECOND, actor=both, now=now)


def test_the_author_does_not_adopt_their_own_story(session: Session, desk: Desk, now: datetime) -> None:
    drafter = desk.drafter
    story = walk(session, desk, make_story(session, desk, now), now, until=Move.SUBMIT)
    roles = {**drafter.roles, Role.PROPAGANDA_REVIEWER: frozenset({desk.department.id})}
    with pytest.raises(NotAllowed, match="参与过"):
        move(
            session,
            story.id,
            move=Move.ADOPT,
            actor=Person(drafter.id, drafter.name, drafter.organisation_id, roles),
            now=now,
        )


@pytest.mark.parametrize("back", [Move.SEND_BACK, Move.RECALL])
def test_going_back_voids_the_approvals_even_when_the_text_stays(
    session: Session, desk: Desk, now: datetime, back: Move
) -> None:
    story = walk(session, desk, make_story(session, desk, now), now, until=Move.APPROVE_FINAL)
    revision = newest_revision(session, story.id)
    assert approvals_hold(session, story, revision) == []
    who = desk.final if back is Move.SEND_BACK else desk.drafter
    move(session, story.id, move=back, actor=who, now=now, reason="数字要核对")
    assert approvals_hold(session, story, revision) == list(Step)
    assert all(session.scalars(select(Approval.voided_at).where(Approval.story_id == story.id)))


def test_an_approval_is_bound_to_the_text_it_was_given_to(session: Session, desk: Desk, now: datetime) -> None:
    story = make_story(session, desk, now)
    before = newest_revision(session, story.id).hash
    save_text(session, desk.drafter, story, now, text="## 基本案情\n\n另一份文字。\n")
    walk(session, desk, story, now, until=Move.SUBMIT_REVIEW)
    with pytest.raises(Conflict):
        move(session, story.id, move=Move.APPROVE_FIRST, actor=desk.first, now=now, revision_hash=before)
    assert approvals_hold(session, story, newest_revision(session, story.id)) == list(Step)


@pytest.mark.parametrize("step", [step for step, row in TRANSITIONS.items() if row.reason])
def test_what_goes_against_somebody_needs_a_reason(session: Session, desk: Desk, now: datetime, step: Move) -> None:
    story = make_story(session, desk, now)
    story.state = next(iter(TRANSITIONS[step].sources))
    session.flush()
    actor = almighty(session, desk)
    with pytest.raises(Invalid) as refused:
        move(session, story.id, move=step, actor=actor, now=now, reason="  ")
    assert "reason" in refused.value.fields


def test_submission_needs_a_receiver(session: Session, desk: Desk, now: datetime) -> None:
    story = walk(session, desk, make_story(session, desk, now), now, until=Move.APPROVE_FINAL)
    story.receiver_id = None
    session.flush()
    with pytest.raises(Invalid) as refused:
        move(session, story.id, move=Move.SUBMIT, actor=desk.drafter, now=now)
    assert "receiver_id" in refused.value.fields


def test_the_state_alone_does_not_get_an_unapproved_text_submitted(session: Session, desk: Desk, now: datetime) -> None:
    story = make_story(session, desk, now)
    story.state = StoryState.APPROVED
    session.flush()
    with pytest.raises(WrongState, match="初审、复审、终审"):
        move(session, story.id, move=Move.SUBMIT, actor=desk.drafter, now=now)


def test_an_urgent_story_passes_with_a_reason_and_owes_the_other_reviews(
    session: Session, desk: Desk, now: datetime
) -> None:
    story = walk(session, desk, make_story(session, desk, now), now, until=Move.SUBMIT_REVIEW)
    move(session, story.id, move=Move.APPROVE_URGENT, actor=desk.final, now=now, reason="今晚播出")
    revision = newest_revision(session, story.id)
    assert approvals_hold(session, story, revision) == []
    with pytest.raises(NotAllowed):
        approve_afterwards(session, story.id, step=Step.FIRST, actor=desk.final, now=now)
    approve_afterwards(session, story.id, step=Step.FIRST, actor=desk.first, now=now)
    approve_afterwards(session, story.id, step=Step.SECOND, actor=desk.second, now=now)
    with pytest.raises(WrongState):
        approve_afterwards(session, story.id, step=Step.SECOND, actor=desk.second, now=now)
    assert move(session, story.id, move=Move.SUBMIT, actor=desk.drafter, now=now).state is StoryState.SUBMITTED


def test_a_correction_reopens_the_story_and_asks_for_the_whole_review_again(
    session: Session, desk: Desk, now: datetime
) -> None:
    story = walk(session, desk, make_story(session, desk, now), now, until=Move.RELEASE)
    move(session, story.id, move=Move.REOPEN, actor=desk.drafter, now=now, reason="金额写错")
    save_text(session, desk.drafter, story, now, text="## 基本案情\n\n金额改正。\n")
    with pytest.raises(PublicityError):
        move(session, story.id, move=Move.SUBMIT, actor=desk.drafter, now=now)
    assert walk(session, desk, story, now, until=Move.RELEASE).state is StoryState.RELEASED


def test_the_policy_cannot_be_left_out_when_a_text_leaves_the_draft(
    session: Session, desk: Desk, now: datetime
) -> None:
    story = make_story(session, desk, now)
    with pytest.raises(ValueError, match="policy"):
        move(session, story.id, move=Move.SUBMIT_REVIEW, actor=desk.drafter, now=now)
