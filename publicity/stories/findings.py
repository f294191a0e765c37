"""A story as the checks see it, what they find in it, and which of their errors a second person let pass."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from publicity.checks.case_numbers import find_case_numbers
from publicity.checks.finding import Draft, DraftMedia, Finding, Severity
from publicity.checks.near_duplicates import Earlier, sketch
from publicity.checks.policy import Policy
from publicity.checks.run import run_checks
from publicity.clock import shanghai_day
from publicity.people.models import Organisation
from publicity.people.queries import get_organisation
from publicity.stories.fact_values import is_missing, plain
from publicity.stories.models import Revision, Story, StoryCase, StoryMark, Waiver
from publicity.stories.rules import RECEIVED
from publicity.stories.template_file import StoryTemplate

COMPARED: Final = 20
LEAST_SHARED: Final = 6
"""A sixth of the sketch: half of the text is asked about (policy: duplicate_percent), and a sketch is a sample."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with its fingerprint and the waiver that lets it pass, if there is one."""

    finding: Finding
    fingerprint: str
    waiver: Waiver | None = None

    @property
    def rank(self) -> int:
        """Open errors first, then warnings, hints, and what was waived."""
        return len(Severity) if self.waiver else list(Severity).index(self.finding.severity)


def draft_of(
    revision: Revision, story: Story, organisation: Organisation, template: StoryTemplate | None = None
) -> Draft:
    """The revision frozen for checking on the day it was written; its parts are the story's own, else `template`'s."""
    parts = story.required_parts or (template.required_parts if template else ())
    return Draft(
        title=revision.title,
        text=revision.text,
        summary=revision.summary,
        form=story.form,
        court=organisation.name,
        court_code=organisation.court_code,
        ground=revision.ground,
        polarity=revision.polarity,
        themes=tuple(revision.themes),
        facts={name: plain(value) for name, value in revision.facts.items() if not is_missing(value)},
        required_parts=tuple(parts),
        media=tuple(media_of(item) for item in revision.media),
        day=shanghai_day(revision.created_at),
    )


def media_of(item: dict[str, Any]) -> DraftMedia:
    """One entry of `Revision.media` as a check sees it."""
    return DraftMedia(
        name=str(item.get("name", "")),
        kind=str(item.get("kind", "")),
        mime=str(item.get("mime", "")),
        size=int(item.get("size", 0)),
        width=item.get("width"),
        height=item.get("height"),
        duration=item.get("duration"),
        caption=str(item.get("caption", "")),
        alt=str(item.get("alt", "")),
        credit=str(item.get("credit", "")),
        id=str(item.get("id", "")),
    )


def fingerprint(finding: Finding, draft: Draft) -> str:
    """SHA-256 (hex) of what the finding says of which words; the place may shift without changing it."""
    said = draft.text if finding.place.field == "text" else getattr(draft, finding.place.field, "")
    words = str(said)[finding.place.start : finding.place.end]
    return hashlib.sha256("\x1f".join((finding.rule, finding.place.field, words, finding.message)).encode()).hexdigest()


def waivers_of(session: Session, story_id: int, revision_hash: str) -> dict[str, Waiver]:
    """fingerprint → waiver, for exactly this text."""
    wanted = select(Waiver).where(Waiver.story_id == story_id, Waiver.revision_hash == revision_hash)
    return {row.fingerprint: row for row in session.scalars(wanted)}


def case_numbers(facts: Mapping[str, Any], text: str) -> set[str]:
    """The case numbers on the sheet and in the text, as printed normally."""
    told = "\n".join([*map(plain, facts.values()), text])
    return {found.normal for found in find_case_numbers(told)}


def _known_to(story: Story) -> ColumnElement[bool]:
    """Another court's story counts from its submission on: what is still its draft is not for others to know of."""
    may_know = or_(Story.organisation_id == story.organisation_id, Story.state.in_(RECEIVED))
    return and_(may_know, Story.id != story.id)


def _same_case(story: Story, numbers: Collection[str]) -> Select[int]:
    """The newest stories that bear one of these case numbers."""
    theirs = select(StoryCase.story_id).where(StoryCase.number.in_(numbers))
    return select(Story.id).where(_known_to(story), Story.id.in_(theirs)).order_by(Story.id.desc()).limit(COMPARED)


def _alike(story: Story, marks: Collection[int]) -> Select[int]:
    """The stories that share most of the sketch `marks`, and a good part of it."""
    shared = func.count()
    sharing = (
        select(StoryMark.story_id, shared.label("shared"))
        .where(StoryMark.mark.in_(marks))
        .group_by(StoryMark.story_id)
        .having(shared * LEAST_SHARED >= len(marks))
        .subquery()
    )
    known = select(Story.id).join(sharing, sharing.c.story_id == Story.id).where(_known_to(story))
    return known.order_by(sharing.c.shared.desc(), Story.id.desc()).limit(COMPARED)


def earlier_of(session: Session, story: Story, revision: Revision) -> list[Earlier]:
    """Stories to compare with: those that tell of the same case or share much text; at most `COMPARED` of each."""
    chosen: set[int] = set()
    if marks := sketch(revision.text):
        chosen |= set(session.scalars(_alike(story, marks)))
    if numbers := case_numbers(revision.facts, revision.text):
        chosen |= set(session.scalars(_same_case(story, numbers)))
    if not chosen:
        return []
    told = defaultdict(list)
    for row in session.scalars(select(StoryCase).where(StoryCase.story_id.in_(chosen))):
        told[row.story_id].append(row.number)
    is_newest = and_(Story.id == Revision.story_id, Story.revision_number == Revision.number)
    rows = session.execute(
        select(Revision.story_id, Revision.title, Revision.text, Organisation.name)
        .join(Story, is_newest)
        .join(Organisation, Organisation.id == Story.organisation_id)
        .where(Revision.story_id.in_(chosen))
        .order_by(Revision.story_id)
    )
    return [
        Earlier(f"第{number}号稿件", title or "无标题", text, tuple(sorted(told[number])), court)
        for number, title, text, court in rows
    ]


def judged_draft(
    draft: Draft,
    organisation: Organisation,
    policy: Policy,
    waivers: Mapping[str, Waiver],
    earlier: Sequence[Earlier] = (),
) -> list[Judged]:
    """All findings in a draft, by place, each with its waiver if there is one."""
    found = run_checks(draft, policy, disabled=frozenset(organisation.disabled_rules), earlier=earlier)
    return [Judged(one, mark := fingerprint(one, draft), waivers.get(mark)) for one in found]


def judged(session: Session, story: Story, revision: Revision, policy: Policy) -> list[Judged]:
    """All findings in the revision, by place, each with its waiver when there is one for exactly this text."""
    organisation = get_organisation(session, story.organisation_id)
    draft = draft_of(revision, story, organisation)
    earlier = earlier_of(session, story, revision)
    return judged_draft(
        draft, organisation, policy.for_call(story.call), waivers_of(session, story.id, revision.hash), earlier
    )


def blocking(session: Session, story: Story, revision: Revision, policy: Policy) -> list[Finding]:
    """The errors that nobody has waived; empty when the text may go on."""
    every = judged(session, story, revision, policy)
    return [one.finding for one in every if one.finding.severity is Severity.ERROR and one.waiver is None]
