"""Reads for reviewers: what waits for whom, which approvals hold, whose names stand under a story."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import Session

from publicity.people.models import Role
from publicity.people.permissions import Person
from publicity.people.queries import account_names
from publicity.stories.lifecycle import urgent_passage
from publicity.stories.models import Approval, Revision, Step, Story, StoryState
from publicity.stories.queries import approvers
from publicity.stories.rules import missing_steps

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
