"""The panel of stories on a milestone's page."""

from flask import render_template
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.people.models import Role
from publicity.people.permissions import Person
from publicity.stories.models import Story
from publicity.stories.queries import stories_of_milestone, visible_to
from publicity.stories.rules import STATE_NAMES

SHOWN = 50


def install(state: BlueprintSetupState) -> None:
    """Offers the panel to the calendar's milestone page."""
    state.app.extensions.setdefault("milestone_panels", []).append(milestone_panel)


def milestone_panel(session: Session, milestone_id: int, person: Person) -> Markup:
    """The stories of the milestone that the person may see, newest change first, and the way to draft one."""
    seen = visible_to(person).with_only_columns(Story.id).subquery()
    stories = session.scalars(stories_of_milestone(milestone_id).where(Story.id.in_(select(seen))).limit(SHOWN)).all()
    may_draft = person.has_anywhere(Role.DRAFTER)
    return Markup(  # noqa: S704 - the template escapes
        render_template(
            "stories/_of_milestone.html",
            stories=stories,
            milestone_id=milestone_id,
            may_draft=may_draft,
            states=STATE_NAMES,
        )
    )
