"""Reads of stories; what is not for a person to know of is NotFound."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from publicity.calendar.models import Milestone
from publicity.calendar.terms import State
from publicity.errors import NotFound
from publicity.people.models import Account, Organisation, OrganisationKind, Role
from publicity.people.permissions import Person
from publicity.stories.fact_values import plain
from publicity.stories.models import Approval, Revision, Step, Story, StoryCourt, StoryState, StoryTheme
from publicity.stories.rules import RECEIVED
from publicity.stories.search import Excerpt, excerpt, found_in, read_by_people, says_nothing

OWN_ROLES = (
    Role.DRAFTER,
    Role.FIRST_REVIEWER,
    Role.SECOND_REVIEWER,
    Role.FINAL_REVIEWER,
    Role.ADMINISTRATOR,
)
NOT_FOUND = "没有这篇稿件，或不在您的权限之内。"


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """What the list is narrowed to; empty fields narrow nothing."""

    state: StoryState | None = None
    form: str = ""
    theme: str = ""
    organisation_id: int | None = None
    milestone_id: int | None = None
    words: str = ""
    author_id: int | None = None

    @property
    def says_nothing(self) -> bool:
        """Words were typed that hold nothing to search for."""
        return says_nothing(self.words)


def get_story(session: Session, story_id: int) -> Story:
    """The story whoever asks; raises NotFound. Pages ask `get_visible`."""
    found = session.get(Story, story_id, populate_existing=True)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def get_visible(session: Session, person: Person, story_id: int) -> Story:
    """The story if this person may read it, else NotFound."""
    found = session.scalar(visible_to(person).where(Story.id == story_id))
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def visible_to(person: Person) -> Select[Story]:
    """Own organisations' stories, those submitted to one's propaganda department from then on; no order yet."""
    own = person.reach(*OWN_ROLES)
    received = person.reach(Role.PROPAGANDA_REVIEWER)
    ways: list[ColumnElement[bool]] = [false()]
    if own:
        ways.append(Story.organisation_id.in_(own))
    if received:
        ways.append(and_(Story.receiver_id.in_(received), Story.state.in_(RECEIVED)))
    return select(Story).where(or_(*ways))


def listed(session: Session, person: Person, chosen: StoryFilter) -> Select[Story, str, str]:
    """(story, organisation's short name, author's name), newest change first, narrowed by the filter and its words."""
    query = visible_to(person).join(Organisation, Organisation.id == Story.organisation_id)
    query = narrowed(query.join(Account, Account.id == Story.author_id), chosen)
    query = found_in(session, query, chosen.words)
    return query.add_columns(Organisation.short_name, Account.name).order_by(Story.changed_at.desc(), Story.id.desc())


def narrowed(query: Select[Story], chosen: StoryFilter) -> Select[Story]:
    """The query with the filter's conditions added; courts a story is about count as its organisation too."""
    if chosen.state is not None:
        query = query.where(Story.state == chosen.state)
    if chosen.form:
        query = query.where(Story.form == chosen.form)
    if chosen.theme:
        query = query.where(Story.id.in_(select(StoryTheme.story_id).where(StoryTheme.theme == chosen.theme)))
    if chosen.organisation_id is not None:
        about = select(StoryCourt.story_id).where(StoryCourt.organisation_id == chosen.organisation_id)
        query = query.where(or_(Story.organisation_id == chosen.organisation_id, Story.id.in_(about)))
    if chosen.milestone_id is not None:
        query = query.where(Story.milestone_id == chosen.milestone_id)
    if chosen.author_id is not None:
        query = query.where(Story.author_id == chosen.author_id)
    return query


def stories_of_milestone(milestone_id: int) -> Select[Story]:
    """The stories that name the milestone, newest change first; join with `visible_to` on pages."""
    return select(Story).where(Story.milestone_id == milestone_id).order_by(Story.changed_at.desc(), Story.id.desc())


def newest_revision(session: Session, story_id: int) -> Revision:
    """The revision with the highest number; raises NotFound for a story without any."""
    newest = select(Revision).where(Revision.story_id == story_id).order_by(Revision.number.desc()).limit(1)
    found = session.scalar(newest)
    if found is None:
        raise NotFound("这篇稿件还没有内容。")
    return found


def get_revision(session: Session, story_id: int, number: int) -> Revision:
    """One revision by its number; raises NotFound."""
    found = session.scalar(select(Revision).where(Revision.story_id == story_id, Revision.number == number))
    if found is None:
        raise NotFound("没有这一稿。请从修改记录里选择。")
    return found


def revisions_of(story_id: int) -> Select[Revision]:
    """All revisions, newest first."""
    return select(Revision).where(Revision.story_id == story_id).order_by(Revision.number.desc())


def contributors(session: Session, story_id: int) -> frozenset[int]:
    """The ids of all who wrote or changed any revision, and of the story's author."""
    hands = session.scalars(select(Revision.author_id).where(Revision.story_id == story_id).distinct())
    author = session.scalar(select(Story.author_id).where(Story.id == story_id))
    return frozenset(hands) | ({author} if author is not None else frozenset())


def approvers(session: Session, story_id: int, revision_hash: str) -> dict[Step, int]:
    """step → account id of the approvals that still hold for this text."""
    held = select(Approval.step, Approval.person_id).where(
        Approval.story_id == story_id, Approval.revision_hash == revision_hash, Approval.voided_at.is_(None)
    )
    return dict(list(session.execute(held.order_by(Approval.id))))


def approvals_of(story_id: int) -> Select[Approval]:
    """All approvals ever given, oldest first, voided ones included."""
    return select(Approval).where(Approval.story_id == story_id).order_by(Approval.id)


def milestone_choices(session: Session, today: date, keep: int | None) -> list[tuple[int, str]]:
    """(id, title with its last day) of milestones not over for more than 60 days, soonest first, and the one kept."""
    last = func.coalesce(Milestone.ends_on, Milestone.starts_on)
    near = and_(last >= today - timedelta(days=60), Milestone.state != State.CANCELLED)
    query = select(Milestone.id, Milestone.title, last).where(or_(near, Milestone.id == keep)).order_by(last)
    return [(number, f"{title}（{day}）" if day else title) for number, title, day in session.execute(query.limit(300))]


def propaganda_departments(session: Session) -> list[tuple[int, str]]:
    """(id, name) of the organisations that stories can be submitted to, in the order they were made."""
    kind = Organisation.kind == OrganisationKind.PROPAGANDA
    return list(session.execute(select(Organisation.id, Organisation.name).where(kind).order_by(Organisation.id)))


def courts(session: Session) -> list[tuple[int, str]]:
    """(id, name) of all courts, in the order they were made."""
    kinds = (OrganisationKind.HIGH_COURT, OrganisationKind.INTERMEDIATE_COURT, OrganisationKind.BASIC_COURT)
    query = select(Organisation.id, Organisation.name).where(Organisation.kind.in_(kinds)).order_by(Organisation.id)
    return list(session.execute(query))


def excerpts(session: Session, stories: Iterable[Story], words: str) -> dict[int, Excerpt]:
    """story id → the place where the words stand, first in its newest text, for a page of hits in one query."""
    ids = [story.id for story in stories]
    if not words.strip() or not ids:
        return {}
    is_newest = and_(Story.id == Revision.story_id, Story.revision_number == Revision.number)
    rows = session.execute(
        select(Revision.story_id, Revision.text, Revision.summary, Revision.facts, Organisation.name)
        .join(Story, is_newest)
        .join(Organisation, Organisation.id == Story.organisation_id)
        .where(Revision.story_id.in_(ids))
    )
    found = {}
    for key, text, summary, facts, court in rows:
        said = [("案情要素", plain(value)) for value in facts.values()]
        found[key] = excerpt([("", read_by_people(text)), ("摘要", summary), *said, ("单位", court)], words)
    return found


def courts_of(session: Session, story_id: int) -> list[Organisation]:
    """The courts the story is about besides its own, in tree order; may be empty."""
    about = select(StoryCourt.organisation_id).where(StoryCourt.story_id == story_id)
    return list(session.scalars(select(Organisation).where(Organisation.id.in_(about)).order_by(Organisation.id)))


def themes_of(session: Session, story_ids: Iterable[int]) -> dict[int, list[str]]:
    """story id → theme keys, for a page of stories in one query."""
    rows = session.execute(
        select(StoryTheme.story_id, StoryTheme.theme)
        .where(StoryTheme.story_id.in_(list(story_ids)))
        .order_by(StoryTheme.story_id, StoryTheme.theme)
    )
    found: dict[int, list[str]] = {}
    for story_id, theme in rows:
        found.setdefault(story_id, []).append(theme)
    return found
