"""Everything that a page about one story shows, read in a fixed number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from publicity.calendar.models import Milestone
from publicity.checks.finding import Severity
from publicity.checks.policy import Policy, RuleText
from publicity.people.models import Organisation
from publicity.people.queries import account_names, get_organisation
from publicity.stories.attached import OpenFile, described_anew, unlooked
from publicity.stories.fact_values import FactField, missing
from publicity.stories.findings import Judged, draft_of, earlier_of, judged_draft, waivers_of
from publicity.stories.lengths import LengthReport, measure
from publicity.stories.library import Library
from publicity.stories.lifecycle import urgent_passage
from publicity.stories.models import Approval, Revision, Step, Story, UrgentPassage
from publicity.stories.places import Where, where
from publicity.stories.queries import approvals_of, approvers, contributors, courts_of, newest_revision
from publicity.stories.template_file import StoryTemplate


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with what was found in it: findings by place, lengths, required facts that are missing.

    `unlooked` attachments keep it from the reviews, `outdated` ones bear other words in the library by now. `media` is
    that of the revision, `labels` maps the names of facts to what people call them.
    """

    findings: list[Judged]
    length: LengthReport
    missing: list[FactField]
    unlooked: list[OpenFile]
    outdated: list[OpenFile]
    media: Sequence[Mapping[str, Any]]
    labels: Mapping[str, str]
    rules: Mapping[str, RuleText]

    @property
    def errors(self) -> int:
        """Errors that nobody has waived."""
        return sum(1 for one in self.findings if one.finding.severity is Severity.ERROR and one.waiver is None)

    @property
    def together(self) -> list[tuple[str, str, int]]:
        """(rule, its name, how many) where several certain mends in the text can be made at once."""
        mends = Counter(
            one.finding.rule
            for one in self.findings
            if one.finding.fix is not None and one.finding.place.field == "text" and one.waiver is None
        )
        return [(rule, self.rules[rule].name, many) for rule, many in mends.items() if many > 1]

    def where(self, field: str) -> Where:
        """What people call the place of a finding, and where it is mended."""
        return where(field, self.media, self.labels)


@dataclass(frozen=True, slots=True)
class StoryPage:
    """`names` maps account ids to names; `hands` are the contributors; `held` the approvals that hold for this text."""

    story: Story
    revision: Revision
    organisation: Organisation
    receiver: Organisation | None
    milestone: Milestone | None
    courts: list[Organisation]
    approvals: list[Approval]
    hands: frozenset[int]
    held: Mapping[Step, int]
    urgent: UrgentPassage | None
    names: Mapping[int, str]
    template: StoryTemplate | None
    checked: Checked


def check(
    session: Session,
    story: Story,
    revision: Revision,
    organisation: Organisation,
    *,
    policy: Policy,
    library: Library,
    today: date,
) -> Checked:
    """Findings and lengths of a revision, which need not have been saved; waivers count for its hash."""
    template, asked = library.find(story.template_key), policy.for_call(story.call)
    draft = draft_of(revision, story, organisation, template)
    waivers, earlier = waivers_of(session, story.id, revision.hash), earlier_of(session, story, revision)
    return Checked(
        findings=judged_draft(draft, organisation, asked, waivers, earlier),
        length=measure(draft, asked, template),
        missing=missing(template.facts, revision.facts) if template else [],
        unlooked=unlooked(session, revision.media, today),
        outdated=described_anew(session, revision.media),
        media=revision.media,
        labels={asked_for.name: asked_for.label for asked_for in template.facts} if template else {},
        rules=policy.rules,
    )


def story_page(session: Session, story: Story, *, policy: Policy, library: Library, today: date) -> StoryPage:
    """The story with its newest revision and all that hangs on it, on `today` (Asia/Shanghai)."""
    revision = newest_revision(session, story.id)
    organisation = get_organisation(session, story.organisation_id)
    approvals = list(session.scalars(approvals_of(story.id)))
    hands = contributors(session, story.id)
    urgent = urgent_passage(session, story.id, revision.hash)
    checked = check(session, story, revision, organisation, policy=policy, library=library, today=today)
    people = {story.author_id, revision.author_id, *hands, *(row.person_id for row in approvals)}
    people |= {one.waiver.waived_by_id for one in checked.findings if one.waiver}
    people |= {number for number in (story.risk_by_id, story.secrecy_signed_by_id) if number}
    people |= {urgent.person_id} if urgent else set()
    return StoryPage(
        story=story,
        revision=revision,
        organisation=organisation,
        receiver=get_organisation(session, story.receiver_id) if story.receiver_id else None,
        milestone=session.get(Milestone, story.milestone_id) if story.milestone_id else None,
        courts=courts_of(session, story.id),
        approvals=approvals,
        hands=hands,
        held=approvers(session, story.id, revision.hash),
        urgent=urgent,
        names=account_names(session, people),
        template=library.find(story.template_key),
        checked=checked,
    )
