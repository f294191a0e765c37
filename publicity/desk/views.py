"""The desk's first page: what waits for this person, what is due, what is going out."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.calendar.items import item_of
from publicity.calendar.queries import due, kept, last_day, visible
from publicity.people.models import Role
from publicity.people.queries import get_organisation
from publicity.publishing.models import ReleaseState
from publicity.publishing.queries import releases
from publicity.review.queries import awaiting_review
from publicity.stories.models import Story, StoryState
from publicity.stories.queries import visible_to
from publicity.stories.rules import STATE_NAMES

blueprint = Blueprint("desk", __name__)
SHOWN = 12
AHEAD = timedelta(days=30)
BEHIND = timedelta(days=60)
PUBLISHERS = (Role.PROPAGANDA_REVIEWER, Role.ADMINISTRATOR)


@blueprint.get("/desk")
def home() -> ResponseReturnValue:
    opened, me, today = web.db_session(), web.person(), web.today()
    mine = visible_to(me).where(Story.author_id == me.id, Story.state == StoryState.DRAFT)
    place = get_organisation(opened, me.organisation_id)
    planned = kept(me.reach(Role.PLANNER), today + AHEAD) if me.has_anywhere(Role.PLANNER) else None
    rows = planned if planned is not None else due(place.id, place.kind, today + AHEAD).where(visible(me))
    rows = rows.where(last_day >= today - BEHIND)
    publishes = me.has_anywhere(*PUBLISHERS)
    waiting = releases((ReleaseState.SCHEDULED, ReleaseState.HELD)).limit(SHOWN) if publishes else None
    return render_template(
        "desk/home.html",
        awaiting=list(opened.scalars(awaiting_review(me).limit(SHOWN))),
        drafts=list(opened.scalars(mine.order_by(Story.changed_at.desc()).limit(SHOWN))),
        due=[item_of(row, today) for row in opened.execute(rows.limit(SHOWN))],
        releases=list(opened.scalars(waiting)) if waiting is not None else None,
        may_draft=me.has_anywhere(Role.DRAFTER),
        states=STATE_NAMES,
        place=place,
    )
