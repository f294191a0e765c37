"""Reads for reviewers: what waits for whom, which approvals hold, whose names stand under a story."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from publicity.people.models import Role
from publicity.people.permissions import Person
from publicity.people.queries import account_names, organisations
from publicity.review.models import Comment
from publicity.stories.lifecycle import urgent_passage
from publicity.stories.models import Approval, Revision, Step, Story, StoryState, UrgentPassage
from publicity.stories.queries import approvers
from publicity.stories.rules import STEP_ROLES, missing_steps

WAITING = (
    (StoryState.FIRST_REVIEW, Role.FIRST_REVIEWER),
    (StoryState.SECOND_REVIEW, Role.SECOND_REVIEWER),
    (StoryState.FINAL_REVIEW, Role.FINAL_REVIEWER),
)


@dataclass(frozen=True, slots=True)
class SourceNames:
    """The public source line: 供稿 (who wrote) and 审核 (who approved last)."""

    authors: tuple[str, ...]
    reviewers: tuple[str, ...]


def awaiting_review(person: Person) -> Select[Story]:
    """Stories in a state that one of the person's roles decides on, longest waiting first; own ones included."""
    ways: list[ColumnElement[bool]] = [false()]
    for state, role in WAITING:
        if reach := person.reach(role):
            ways.append(and_(Story.state == state, Story.organisation_id.in_(reach)))
    if reach := person.reach(Role.PROPAGANDA_REVIEWER):
        ways.append(and_(Story.state == StoryState.SUBMITTED, Story.receiver_id.in_(reach)))
    return select(Story).where(or_(*ways)).order_by(Story.changed_at, Story.id)


def approvals_hold(session: Session, story: Story, revision: Revision) -> list[Step]:
    """The steps that are missing for exactly this text; empty when it may go out.

    An urgent passage of this text stands in for the first two steps, owed afterwards, never for the final one.
    """
    missing = missing_steps(set(approvers(session, story.id, revision.hash)))
    if Step.FINAL not in missing and urgent_passage(session, story.id, revision.hash) is not None:
        return []
    return missing


def comments_of(story_id: int) -> Select[Comment]:
    """Remarks on a story, oldest first."""
    return select(Comment).where(Comment.story_id == story_id).order_by(Comment.id)


def last_approved(session: Session, revision: Revision) -> Revision | None:
    """The newest earlier revision that any reviewer let pass, whether or not that approval still stands."""
    given = select(Approval.revision_number).where(
        Approval.story_id == revision.story_id,
        Approval.revision_number < revision.number,
        Approval.revision_hash != revision.hash,
    )
    return session.scalar(
        select(Revision)
        .where(Revision.story_id == revision.story_id, Revision.number.in_(given))
        .order_by(Revision.number.desc())
        .limit(1)
    )


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A waiting story; `mine_to_do` is False where the reader had a hand in it or took an earlier step."""

    story: Story
    organisation: str
    author: str
    returned: bool
    mine_to_do: bool


def queue_rows(session: Session, stories: Sequence[Story], person: Person) -> list[QueueRow]:
    """The stories with what the queue shows, in four queries however many there are."""
    ids = [story.id for story in stories]
    places = {place.id: place for place in session.scalars(organisations())}
    names = account_names(session, [story.author_id for story in stories])
    hands = set(
        session.scalars(select(Revision.story_id).where(Revision.story_id.in_(ids), Revision.author_id == person.id))
    )
    given = session.execute(
        select(Approval.story_id, Approval.person_id, Approval.voided_at).where(Approval.story_id.in_(ids))
    ).all()
    steps = {story_id for story_id, giver, voided_at in given if giver == person.id and voided_at is None}
    before = {story_id for story_id, _giver, voided_at in given if voided_at is not None}
    return [
        QueueRow(
            story,
            places[story.organisation_id].short_name or places[story.organisation_id].name,
            names[story.author_id],
            story.id in before,
            not (story.id in hands or story.author_id == person.id)
            and (story.state is StoryState.SUBMITTED or story.id not in steps),
        )
        for story in stories
    ]


def owed(session: Session, person: Person) -> list[tuple[Story, UrgentPassage, list[Step]]]:
    """Urgent passages whose reviews are still owed at one's courts, soonest due first, with the missing steps."""
    reach = person.reach(*STEP_ROLES.values())
    if not reach:
        return []
    rows = session.execute(
        select(Story, UrgentPassage)
        .join(UrgentPassage, UrgentPassage.story_id == Story.id)
        .where(Story.organisation_id.in_(reach), Story.state != StoryState.DRAFT, _steps_given() < len(Step))
        .order_by(UrgentPassage.due_at)
        .limit(100)
    ).all()
    standing = session.execute(
        select(Approval.story_id, Approval.revision_hash, Approval.step).where(
            Approval.story_id.in_([story.id for story, _passage in rows]), Approval.voided_at.is_(None)
        )
    )
    held: dict[tuple[int, str], set[Step]] = defaultdict(set)
    for story_id, revision_hash, step in standing:
        held[story_id, revision_hash].add(step)
    steps = [held[story.id, passage.revision_hash] for story, passage in rows]
    return [(*row, missing_steps(given)) for row, given in zip(rows, steps, strict=True) if Step.FINAL in given]


def _steps_given() -> ScalarSelect[int]:
    """How many different steps stand for the text of an urgent passage."""
    return (
        select(func.count(func.distinct(Approval.step)))
        .where(
            Approval.story_id == UrgentPassage.story_id,
            Approval.revision_hash == UrgentPassage.revision_hash,
            Approval.voided_at.is_(None),
        )
        .correlate(UrgentPassage)
        .scalar_subquery()
    )


def since(instant: datetime, now: datetime) -> str:
    """How long ago, as people say it: 3天, 5小时, 12分钟."""
    minutes = max(int((now - instant).total_seconds() // 60), 0)
    if minutes >= 24 * 60:
        return f"{minutes // (24 * 60)}天"
    return f"{minutes // 60}小时" if minutes >= 60 else f"{minutes}分钟"


def source_names(session: Session, story_id: int, revision_hash: str) -> SourceNames:
    """Names for 供稿/审核 of exactly this text: the authors of its revisions, its newest approval per step in order.

    Approvals voided since (by a later correction) still count: they were given to this text.
    """
    authors = session.scalars(
        select(Revision.author_id).where(Revision.story_id == story_id).order_by(Revision.number)
    ).all()
    given = session.execute(
        select(Approval.step, Approval.person_id)
        .where(Approval.story_id == story_id, Approval.revision_hash == revision_hash)
        .order_by(Approval.id)
    )
    by_step = dict(list(given))
    names = account_names(session, [*authors, *by_step.values()])
    return SourceNames(
        tuple(dict.fromkeys(names[author] for author in authors)),
        tuple(dict.fromkeys(names[by_step[step]] for step in Step if step in by_step)),
    )
