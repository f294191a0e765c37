"""What the release pages show: what waits, what was held, what went out, and where one story stands."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from publicity.errors import NotFound
from publicity.people.models import Role
from publicity.people.permissions import Person
from publicity.people.queries import account_names
from publicity.publishing.actions import Desk, gate_reasons
from publicity.publishing.models import PublicationEntry, Release, ReleaseState
from publicity.publishing.queries import newest_line, of_story, releases_of
from publicity.stories.models import Revision, Story, StoryState
from publicity.stories.queries import NOT_FOUND, newest_revision, visible_to
from publicity.stories.rules import TRANSITIONS, Move, Where

MOST_ROWS = 100
SETTLED = frozenset({StoryState.RELEASED, StoryState.WITHDRAWN, StoryState.DECLINED})
NEWEST_FIRST = frozenset({ReleaseState.RELEASED, ReleaseState.CANCELLED, ReleaseState.HELD})


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release with its story."""

    release: Release
    story: Story


@dataclass(frozen=True, slots=True)
class Panel:
    """One story's releases and lines of the log (newest first), and what this person may do to it now."""

    story: Story
    revision: Revision
    releases: tuple[Release, ...]
    lines: tuple[PublicationEntry, ...]
    names: dict[int, str]
    closed: tuple[str, ...]
    scheduled: Release | None
    may_schedule: bool
    may_cancel: bool
    may_withdraw: bool
    may_correct: bool

    @property
    def is_public(self) -> bool:
        return bool(self.lines) and self.lines[0].kind.value != "withdrawal"


def rows(session: Session, person: Person, state: ReleaseState) -> list[ReleaseRow]:
    """The releases in a state of stories this person may see: the soonest first, or those settled last."""
    order = Release.settled_at.desc() if state in NEWEST_FIRST else Release.due_at
    found = (
        select(Release, Story)
        .join(Story, Story.id == Release.story_id)
        .where(Release.state == state, _seen_by(person))
        .order_by(order, Release.id)
        .limit(MOST_ROWS)
    )
    if state is ReleaseState.HELD:
        found = found.where(_is_newest(), Story.state.not_in(SETTLED))
    return [ReleaseRow(release, story) for release, story in session.execute(found)]


def awaiting_release(session: Session, person: Person) -> list[Story]:
    """Adopted stories that nobody has set a time for, longest waiting first; those held are not among them."""
    held = select(Release.story_id).where(Release.state == ReleaseState.HELD, _is_newest())
    waiting = visible_to(person).where(Story.state == StoryState.ADOPTED, Story.id.not_in(held))
    return list(session.scalars(waiting.order_by(Story.changed_at, Story.id).limit(MOST_ROWS)))


def panel(session: Session, person: Person, story: Story, desk: Desk, now: datetime) -> Panel:
    """Where the story stands on its way to readers."""
    revision = newest_revision(session, story.id)
    releases = tuple(session.scalars(releases_of(story.id)))
    lines = tuple(session.scalars(of_story(story.id)))
    scheduled = next((one for one in releases if one.state is ReleaseState.SCHEDULED), None)
    at = scheduled.due_at if scheduled else now
    text = scheduled.revision_hash if scheduled else revision.hash
    waits = story.state in (StoryState.ADOPTED, StoryState.SCHEDULED)
    return Panel(
        story=story,
        revision=revision,
        releases=releases,
        lines=lines,
        names=account_names(session, [one.by_id for one in releases]),
        closed=tuple(gate_reasons(session, desk, story, revision, text, at)) if waits else (),
        scheduled=scheduled,
        may_schedule=may(person, story, Move.SCHEDULE),
        may_cancel=scheduled is not None and may(person, story, Move.UNSCHEDULE),
        may_withdraw=may(person, story, Move.WITHDRAW),
        may_correct=bool(lines) and may(person, story, Move.REOPEN),
    )


def may(person: Person, story: Story, move: Move) -> bool:
    """Whether the button is worth showing; the transition itself asks again."""
    row = TRANSITIONS[move]
    places = {Where.ORGANISATION: story.organisation_id, Where.RECEIVER: story.receiver_id}
    held = any(places[where] is not None and person.has(role, places[where] or 0) for role, where in row.by)
    return held and story.state in row.sources


def get_released(session: Session, person: Person, story_id: int) -> Story:
    """The story if this person may read it; raises NotFound.

    The department that released a story keeps hold of it while a correction is being written.
    """
    found = session.scalar(select(Story).where(Story.id == story_id, _seen_by(person)))
    if found is None or (newest_line(session, story_id) is None and not _is_visible(session, person, story_id)):
        raise NotFound(NOT_FOUND)
    return found


def _is_newest() -> ColumnElement[bool]:
    """That the story has no later release: what was held has not been scheduled again since."""
    later = aliased(Release)
    return ~select(later.id).where(later.story_id == Release.story_id, later.id > Release.id).exists()


def _seen_by(person: Person) -> ColumnElement[bool]:
    received = Story.receiver_id.in_(person.reach(Role.PROPAGANDA_REVIEWER))
    return or_(Story.id.in_(visible_to(person).with_only_columns(Story.id)), received)


def _is_visible(session: Session, person: Person, story_id: int) -> bool:
    return session.scalar(visible_to(person).where(Story.id == story_id)) is not None
