"""The list of stories, a new one from a template, and the story's own page."""

from collections.abc import Mapping
from typing import Any, Final, cast

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from publicity import web
from publicity.config import ROOT
from publicity.errors import Invalid, PublicityError
from publicity.history.queries import of_subject
from publicity.lib import markdown
from publicity.people.models import Organisation, Role
from publicity.people.queries import organisations
from publicity.stories import actions, forms
from publicity.stories.attachments.views import blueprint as attachments
from publicity.stories.drafting.views import blueprint as drafting
from publicity.stories.drafting.views import media_address
from publicity.stories.filing.views import install as install_milestone_panel
from publicity.stories.importing.views import blueprint as importing
from publicity.stories.library import Library, load
from publicity.stories.lifecycle import move, offered
from publicity.stories.models import Story, StoryState
from publicity.stories.picture_words import with_picture_words
from publicity.stories.queries import (
    OWN_ROLES,
    courts,
    excerpts,
    get_visible,
    listed,
    milestone_choices,
    propaganda_departments,
    themes_of,
    visible_to,
)
from publicity.stories.reading import story_page
from publicity.stories.rules import MOVE_NAMES, STATE_NAMES, STEP_NAMES, TRANSITIONS, Move
from publicity.stories.shelf import KEEPERS, on_the_shelf
from publicity.stories.shelving.views import blueprint as shelving
from publicity.stories.template_file import StoryTemplate, Words

blueprint = Blueprint("stories", __name__)
blueprint.register_blueprint(drafting)
blueprint.register_blueprint(attachments)
blueprint.register_blueprint(importing)
blueprint.register_blueprint(shelving)
blueprint.record_once(install_milestone_panel)
PAGE: Final = 30
OWN_MOVES: Final = frozenset({Move.SUBMIT_REVIEW, Move.RECALL, Move.SUBMIT, Move.REOPEN})
BULK_MOVES: Final = (Move.SUBMIT_REVIEW, Move.SUBMIT)
MOST_IN_BULK: Final = 100


@blueprint.record_once
def _load_templates(state: BlueprintSetupState) -> None:
    words = state.app.extensions["vocabulary"]
    known = Words(words.forms, words.grounds, words.themes, words.polarities)
    state.app.extensions["story_templates"] = load(ROOT / "content" / "story-templates", known)


def library() -> Library:
    """The templates in force: those read at start-up and those changed at the desk."""
    return on_the_shelf(web.db_session(), cast(Library, current_app.extensions["story_templates"]))


@blueprint.get("/stories")
def stories() -> ResponseReturnValue:
    opened, person = web.db_session(), web.person()
    chosen = forms.story_filter(request.args, person.id)
    number = max(request.args.get("page", 1, type=int), 1)
    query = listed(opened, person, chosen)
    total = opened.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = opened.execute(query.limit(PAGE).offset((number - 1) * PAGE)).all()
    return render_template(
        "stories/list.html",
        rows=rows,
        total=total,
        page=number,
        pages=max((total + PAGE - 1) // PAGE, 1),
        chosen=chosen,
        args={key: value for key, value in request.args.items() if key != "page" and value},
        themes=themes_of(opened, [row[0].id for row in rows]),
        excerpts=excerpts(opened, [row[0] for row in rows], chosen.words),
        states=STATE_NAMES,
        places=[(place.id, place.short_name or place.name) for place in _own_places(person.reach(*OWN_ROLES))],
        bulk=[(one.value, MOVE_NAMES[one]) for one in BULK_MOVES],
        may_write=bool(person.reach(Role.DRAFTER)),
    )


@blueprint.post("/stories/transitions")
def transitions() -> ResponseReturnValue:
    """Several stories at once, each by the same function; one that is refused stays, the others go on."""
    step = forms.chosen_move(request.form, frozenset(BULK_MOVES))
    ids = list(dict.fromkeys(request.form.getlist("story", type=int)))[:MOST_IN_BULK]
    if not ids:
        raise Invalid("请先勾选稿件。")
    opened, done = web.db_session(), 0
    seen = list(opened.scalars(visible_to(web.person()).where(Story.id.in_(ids)).order_by(Story.id)))
    if len(seen) < len(ids):
        flash("勾选的稿件里有的已不在您的权限之内，没有办理。", "error")
    for title, story_id in [(story.title or "无标题", story.id) for story in seen]:
        try:
            with opened.begin_nested():
                move(opened, story_id, move=step, actor=web.person(), now=web.now(), policy=web.policy())
                done += 1
        except PublicityError as error:
            opened.expire_all()
            more = list(getattr(error, "fields", {}).values())[:3]
            flash(f"《{title}》没有{MOVE_NAMES[step]}：{error}{''.join(more)}", "error")
    if done:
        flash(f"{done} 篇稿件已{MOVE_NAMES[step]}。", "ok")
    return redirect(url_for("stories.stories"), 303)


@blueprint.get("/stories/new")
def choose_template() -> ResponseReturnValue:
    milestone = request.args.get("milestone", type=int)
    return render_template(
        "stories/choose.html",
        templates=library().templates.values(),
        milestone=milestone,
        may_keep=web.person().has_anywhere(*KEEPERS),
    )


@blueprint.get("/stories/new/<key>")
def new(key: str) -> ResponseReturnValue:
    template = library().offered(key)
    typed = {"court": _home().name}
    chosen = {"polarity": template.polarity, "themes": template.themes[:1], "ground": ""}
    return _fact_sheet(template, typed, chosen, {})


@blueprint.post("/stories/new/<key>")
def create(key: str) -> ResponseReturnValue:
    template = library().offered(key)
    sheet = forms.fact_sheet(request.form, template.facts)
    typed_choice = {
        "ground": request.form.get("ground", ""),
        "polarity": request.form.get("polarity", ""),
        "themes": request.form.getlist("themes"),
    }
    if sheet.faults:
        return _fact_sheet(template, sheet.typed, typed_choice, sheet.faults), 422
    chosen = forms.choice(request.form, web.vocabulary())
    story = actions.draft_from_template(
        web.db_session(),
        now=web.now(),
        actor=web.person(),
        organisation_id=request.form.get("organisation", _home().id, type=int),
        template=template,
        facts=sheet.facts,
        ground=chosen.ground,
        polarity=chosen.polarity,
        themes=chosen.themes,
        milestone_id=request.form.get("milestone", type=int),
    )
    return redirect(url_for("stories.drafting.editor", story_id=story.id), 303)


@blueprint.get("/stories/<int:story_id>")
def story(story_id: int) -> ResponseReturnValue:
    return _story_page(story_id)


@blueprint.post("/stories/<int:story_id>/transitions")
def transition(story_id: int) -> ResponseReturnValue:
    step = forms.chosen_move(request.form, OWN_MOVES)
    opened = web.db_session()
    get_visible(opened, web.person(), story_id)
    try:
        move(
            opened,
            story_id,
            move=step,
            actor=web.person(),
            now=web.now(),
            reason=request.form.get("reason", ""),
            revision_hash=request.form.get("hash") or None,
            policy=web.policy(),
        )
    except Invalid as error:
        return _story_page(story_id, error), 422
    flash(f"已{MOVE_NAMES[step]}。", "ok")
    if opened.scalar(visible_to(web.person()).where(Story.id == story_id)) is None:
        return redirect(url_for("stories.stories"), 303)
    return redirect(url_for("stories.story", story_id=story_id), 303)


@blueprint.post("/stories/<int:story_id>/filing")
def filing(story_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    get_visible(opened, web.person(), story_id)
    actions.file_under(
        opened,
        now=web.now(),
        actor=web.person(),
        story_id=story_id,
        milestone_id=request.form.get("milestone", type=int),
        receiver_id=request.form.get("receiver", type=int),
        court_ids=request.form.getlist("courts", type=int),
        call=request.form.get("call"),
        calls=web.policy().calls,
    )
    flash("归属已保存。", "ok")
    return redirect(url_for("stories.story", story_id=story_id), 303)


def _home() -> Organisation:
    """Where a new story belongs: one's own organisation when one may write there, else the first where one may."""
    reach = web.person().reach(Role.DRAFTER)
    home = web.person().organisation_id
    places = _own_places(reach or frozenset({home}))
    return next((place for place in places if place.id == home), places[0])


def _own_places(reach: frozenset[int]) -> list[Organisation]:
    return list(web.db_session().scalars(organisations().where(Organisation.id.in_(reach))))


def _fact_sheet(
    template: StoryTemplate, typed: Mapping[str, str], chosen: Mapping[str, Any], faults: Mapping[str, str]
) -> str:
    milestone = request.values.get("milestone", type=int)
    return render_template(
        "stories/new.html",
        template=template,
        asks_for_ground=template.form in web.policy().words.get("case_forms", ()),
        typed=typed,
        chosen=chosen,
        faults=faults,
        places=[(place.id, place.name) for place in _own_places(web.person().reach(Role.DRAFTER))],
        home=request.values.get("organisation", _home().id, type=int),
        milestone=milestone,
        milestones=milestone_choices(web.db_session(), web.today(), milestone),
    )


def _story_page(story_id: int, error: Invalid | None = None) -> str:
    opened, person = web.db_session(), web.person()
    found = get_visible(opened, person, story_id)
    page = story_page(opened, found, policy=web.policy(), library=library(), today=web.today())
    moves = offered(page.story, person, page.hands, page.held)
    may_file = person.has(Role.DRAFTER, page.story.organisation_id)
    return render_template(
        "stories/story.html",
        page=page,
        html=markdown.render(with_picture_words(page.revision.text, page.revision.media), media_url=media_address),
        moves=[(one, MOVE_NAMES[one], TRANSITIONS[one].reason) for one in moves if one in OWN_MOVES],
        decides=any(one not in OWN_MOVES for one in moves),
        may_file=may_file,
        may_edit=may_file and page.story.state is StoryState.DRAFT,
        milestones=milestone_choices(opened, web.today(), page.story.milestone_id),
        departments=propaganda_departments(opened),
        calls=[(key, call.name) for key, call in web.policy().calls.items()],
        courts=courts(opened),
        states=STATE_NAMES,
        steps=STEP_NAMES,
        message=str(error) if error else "",
        faults=error.fields if error else {},
        typed=request.form,
        history=list(opened.scalars(of_subject(f"story:{story_id}").limit(100))),
    )
