"""A text as it is being typed, looked at as a save would keep it; nothing is stored."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from publicity.checks.policy import Policy
from publicity.clock import shanghai_day
from publicity.media.queries import as_described_now
from publicity.people.queries import get_organisation
from publicity.stories.attached import described_anew
from publicity.stories.content import Content
from publicity.stories.findings import Judged
from publicity.stories.library import Library
from publicity.stories.models import Revision, Story
from publicity.stories.picture_words import with_picture_words
from publicity.stories.reading import Checked, check


def try_out(
    session: Session, story: Story, content: Content, *, policy: Policy, library: Library, now: datetime
) -> Checked:
    """What is found in the content with its attachments as the library describes them now."""
    kept = replace(content, media=as_described_now(session, content.media))
    checked = check(
        session,
        story,
        _unsaved(story, kept, now),
        get_organisation(session, story.organisation_id),
        policy=policy,
        library=library,
        today=shanghai_day(now),
    )
    return replace(checked, outdated=described_anew(session, content.media))


def shown_text(session: Session, content: Content) -> str:
    """The Markdown as it would look once saved."""
    return with_picture_words(content.text, as_described_now(session, content.media))


def mark(one: Judged) -> Mapping[str, object]:
    """A finding as the editor's script marks it; start and end count code points."""
    found = one.finding
    return {
        "field": found.place.field,
        "start": found.place.start,
        "end": found.place.end,
        "severity": found.severity.value,
        "message": found.message,
        "fix": found.fix.replacement if found.fix else None,
    }


def _unsaved(story: Story, content: Content, now: datetime) -> Revision:
    """The content as a revision that is never stored."""
    return Revision(
        story_id=story.id,
        title=content.title,
        text=content.text,
        summary=content.summary,
        ground=content.ground,
        polarity=content.polarity,
        themes=list(content.themes),
        facts=dict(content.facts),
        media=[dict(item) for item in content.media],
        hash=content.hash(),
        created_at=now,
    )
