"""The reviewers' queue, the page on which a story is read and decided, comments, risk and secrecy."""

from typing import Final, cast

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.checks.policy import Policy
from publicity.errors import Invalid, NotAllowed
from publicity.history.queries import of_subject
from publicity.lib import markdown
from publicity.people.models import Role
from publicity.people.permissions import Person
from publicity.people.queries import account_names
from publicity.review import actions, forms
from publicity.review.queries import (
    awaiting_review,
    comments_of,
    last_approved,
    owed,
    queue_rows,
    since,
)
from publicity.stories.diffing import folded, side_by_side
from publicity.stories.library import Library
from publicity.stories.lifecycle import approve_afterwards, move, offered
from publicity.stories.models import Step, Story
from publicity.stories.picture_words import with_picture_words
from publicity.stories.queries import get_visible
from publicity.stories.reading import StoryPage, story_page
from publicity.stories.rules import MOVE_NAMES, STATE_NAMES, STEP_NAMES, STEP_ROLES, TRANSITIONS, Move
from publicity.stories.shelf import on_the_shelf

blueprint = Blueprint("review", __name__)
DECISIONS: Final = frozenset(
    {
        Move.APPROVE_FIRST,
        Move.APPROVE_SECOND,
        Move.APPROVE_FINAL,
        Move.APPROVE_URGENT,
        Move.SEND_BACK,
        Move.ADOPT,
        Move.RETURN,
        Move.DECLINE,
    }
)
LONGEST_QUEUE: Final = 100


@blueprint.get("/review")
def queue() -> ResponseReturnValue:
    opened, person = web.db_session(), web.person()
    waiting = list(opened.scalars(awaiting_review(person).limit(LONGEST_QUEUE)))
    rows = queue_rows(opened, waiting, person)
    late = owed(opened, person)
    names = account_names(opened, [passage.person_id for _story, passage, _steps in late])
    return render_template(
        "review/queue.html",
        rows=rows,
        owed=late,
        names=names,
        states=STATE_NAMES,
        steps=STEP_NAMES,
        age=lambda instant: since(instant, web.now()),
        is_reviewer=person.has_anywhere(*STEP_ROLES.values(), Role.PROPAGANDA_REVIEWER),
    )


@blueprint.get("/review/<int:story_id>")
def reading(story_id: int) -> ResponseReturnValue:
    return _reading(story_id)


@blueprint.post("/review/<int:story_id>/decisions")
def decide(story_id: int) -> ResponseReturnValue:
    name, opened = request.form.get("move", ""), web.db_session()
    if name not in DECISIONS:
        raise Invalid("请从页面上的按钮选择办理结果。")
    get_visible(opened, web.person(), story_id)
    try:
        story = move(
            opened,
            story_id,
            move=Move(name),
            actor=web.person(),
            now=web.now(),
            reason=request.form.get("reason", ""),
            revision_hash=request.form.get("hash", ""),
            policy=cast(Policy, current_app.extensions["policy"]),
        )
    except Invalid as error:
        return _reading(story_id, message=str(error), faults=error.fields), 422
    flash(f"《{story.title or '无标题'}》已{MOVE_NAMES[Move(name)]}。", "ok")
    return redirect(url_for("review.queue"), 303)


@blueprint.post("/review/<int:story_id>/confirmations")
def confirm(story_id: int) -> ResponseReturnValue:
    """One of the reviews owed after an urgent passage."""
    step = request.form.get("step", "")
    if step not in set(Step):
        raise Invalid("请从页面上的按钮选择补哪一审。")
    opened = web.db_session()
    get_visible(opened, web.person(), story_id)
    comment = request.form.get("reason", "")
    approve_afterwards(opened, story_id, step=Step(step), actor=web.person(), now=web.now(), comment=comment)
    flash(f"{STEP_NAMES[Step(step)]}已补。", "ok")
    return redirect(url_for("review.queue"), 303)


@blueprint.post("/review/<int:story_id>/comments")
def comment(story_id: int) -> ResponseReturnValue:
    text = request.form.get("text", "")
    actions.comment(web.db_session(), now=web.now(), actor=web.person(), story_id=story_id, text=text)
    return redirect(url_for("review.reading", story_id=story_id, _anchor="comments"), 303)


@blueprint.post("/review/<int:story_id>/risk")
def risk(story_id: int) -> ResponseReturnValue:
    typed = forms.risk_form(request.form)
    try:
        actions.assess_risk(
            web.db_session(),
            now=web.now(),
            actor=web.person(),
            story_id=story_id,
            risk=typed.risk,
            note=typed.note,
            plan=typed.plan,
            contact=typed.contact,
        )
    except Invalid as error:
        return _reading(story_id, message=str(error), faults=error.fields, typed=typed), 422
    flash("风险评估已保存。", "ok")
    return redirect(url_for("review.reading", story_id=story_id, _anchor="risk"), 303)


@blueprint.post("/review/<int:story_id>/secrecy")
def secrecy(story_id: int) -> ResponseReturnValue:
    if request.form.get("read") != "1":
        raise Invalid("请先勾选“已逐项核对”。")
    seen = request.form.get("hash", "")
    actions.sign_secrecy(web.db_session(), now=web.now(), actor=web.person(), story_id=story_id, revision_hash=seen)
    flash("保密审查已签署。", "ok")
    return redirect(url_for("review.reading", story_id=story_id, _anchor="secrecy"), 303)


def _reading(
    story_id: int,
    *,
    message: str = "",
    faults: dict[str, str] | None = None,
    typed: forms.RiskForm | None = None,
) -> str:
    opened, person = web.db_session(), web.person()
    story = get_visible(opened, person, story_id)
    page = story_page(
        opened,
        story,
        policy=cast(Policy, current_app.extensions["policy"]),
        library=on_the_shelf(opened, cast(Library, current_app.extensions["story_templates"])),
        today=web.today(),
    )
    before = last_approved(opened, page.revision)
    comments = list(opened.scalars(comments_of(story_id)))
    moves = [one for one in offered(story, person, page.hands, page.held) if one in DECISIONS]
    return render_template(
        "review/reading.html",
        page=page,
        html=markdown.render(with_picture_words(page.revision.text, page.revision.media), media_url=_media_address),
        before=before,
        rows=folded(side_by_side(before.text, page.revision.text)) if before else [],
        moves=[(one, MOVE_NAMES[one], TRANSITIONS[one].reason) for one in moves],
        barred=_barred(page, person),
        owed=_owed_by(page, person),
        comments=comments,
        speakers=account_names(opened, [row.person_id for row in comments]),
        may_assess=_may_assess(story, person),
        typed=typed or forms.RiskForm(story.risk, story.risk_note, story.synchronised_plan, story.synchronised_contact),
        message=message,
        faults=faults or {},
        states=STATE_NAMES,
        steps=STEP_NAMES,
        history=list(opened.scalars(of_subject(f"story:{story_id}").limit(100))),
    )


def _media_address(media_id: str) -> str:
    if "media.rendition" not in current_app.view_functions or not media_id.isdigit():
        return ""
    return url_for("media.rendition", media_id=int(media_id), name="page")


def _barred(page: StoryPage, person: Person) -> bool:
    """Whether the reader is kept from deciding only by having had a hand in the text."""
    return person.id in page.hands


def _owed_by(page: StoryPage, person: Person) -> list[Step]:
    """The reviews owed after an urgent passage that this person could give."""
    if page.urgent is None or person.id in page.hands or person.id in page.held.values():
        return []
    reach = page.story.organisation_id
    return [step for step in Step if step not in page.held and person.has(STEP_ROLES[step], reach)]


def _may_assess(story: Story, person: Person) -> bool:
    try:
        actions.require_reviewer(story, person)
    except NotAllowed:
        return False
    return True
