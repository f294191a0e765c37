"""The desk's release pages: what waits, and one story's release, embargo, withdrawal and correction."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.errors import Conflict, Invalid, PublicityError, WrongState
from publicity.history.queries import of_subject
from publicity.publishing import actions
from publicity.publishing.forms import instant, release_form
from publicity.publishing.models import ReleaseState
from publicity.publishing.panel import awaiting_release, get_released, panel, rows
from publicity.publishing.queries import get_release
from publicity.runner import desk_of
from publicity.stories.rules import STATE_NAMES

blueprint = Blueprint("publishing", __name__)
STATUS_OF = ((Invalid, 422), (Conflict, 409), (WrongState, 409))


@blueprint.get("/releases")
def releases() -> ResponseReturnValue:
    opened, person = web.db_session(), web.person()
    return render_template(
        "publishing/releases.html",
        waiting=awaiting_release(opened, person),
        scheduled=rows(opened, person, ReleaseState.SCHEDULED),
        held=rows(opened, person, ReleaseState.HELD),
        released=rows(opened, person, ReleaseState.RELEASED),
    )


@blueprint.get("/stories/<int:story_id>/release")
def story(story_id: int) -> ResponseReturnValue:
    return _story_page(story_id)


@blueprint.post("/stories/<int:story_id>/releases")
def schedule(story_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    get_released(opened, web.person(), story_id)
    try:
        form = release_form(request.form)
        actions.schedule(
            opened,
            now=web.now(),
            actor=web.person(),
            story_id=story_id,
            due_at=form.due_at or web.now(),
            desk=_desk(),
            revision_hash=form.revision_hash or None,
            note=form.note,
        )
    except (Invalid, Conflict, WrongState) as error:
        return _refused(story_id, error)
    flash("已安排发布。" if form.due_at else "正在发布，几秒钟后公开页面和订阅源就会更新。", "ok")
    return redirect(url_for("publishing.story", story_id=story_id), 303)


@blueprint.post("/releases/<int:release_id>/cancellation")
def cancel(release_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    story_id = get_released(opened, web.person(), get_release(opened, release_id).story_id).id
    reason = request.form.get("reason", "")
    actions.cancel(opened, now=web.now(), actor=web.person(), release_id=release_id, reason=reason)
    flash("已取消这次发布。", "ok")
    return redirect(url_for("publishing.story", story_id=story_id), 303)


@blueprint.post("/stories/<int:story_id>/embargo")
def embargo(story_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    get_released(opened, web.person(), story_id)
    try:
        until = instant(request.form.get("until", ""), "until")
    except Invalid as error:
        return _refused(story_id, error)
    actions.set_embargo(opened, now=web.now(), actor=web.person(), story_id=story_id, until=until)
    flash("禁发期已保存。" if until else "没有禁发期。", "ok")
    return redirect(url_for("publishing.story", story_id=story_id), 303)


@blueprint.post("/stories/<int:story_id>/withdrawal")
def withdraw(story_id: int) -> ResponseReturnValue:
    opened, reason = web.db_session(), request.form.get("reason", "")
    get_released(opened, web.person(), story_id)
    try:
        line = actions.withdraw(
            opened, now=web.now(), actor=web.person(), story_id=story_id, reason=reason, desk=_desk()
        )
    except (Invalid, WrongState) as error:
        return _refused(story_id, error)
    flash("已撤稿，公开页面和订阅源几秒钟内改为撤稿说明，并已通知媒体。" if line else "已撤稿。", "ok")
    return redirect(url_for("publishing.story", story_id=story_id), 303)


@blueprint.post("/stories/<int:story_id>/correction")
def correct(story_id: int) -> ResponseReturnValue:
    opened, reason = web.db_session(), request.form.get("reason", "")
    get_released(opened, web.person(), story_id)
    try:
        actions.start_correction(opened, now=web.now(), actor=web.person(), story_id=story_id, reason=reason)
    except (Invalid, WrongState) as error:
        return _refused(story_id, error)
    flash("已重开修改。读者看到的仍是现在的文字，更正稿走完审核、发布后才会替换。", "ok")
    return redirect(url_for("publishing.releases"), 303)


def _desk() -> actions.Desk:
    return desk_of(current_app)


def _story_page(story_id: int, error: PublicityError | None = None) -> str:
    opened, person = web.db_session(), web.person()
    found = get_released(opened, person, story_id)
    return render_template(
        "publishing/story.html",
        page=panel(opened, person, found, _desk(), web.now()),
        states=STATE_NAMES,
        error=str(error) if error else "",
        faults=getattr(error, "fields", {}),
        typed=request.form,
        history=list(opened.scalars(of_subject(f"story:{story_id}").limit(50))),
    )


def _refused(story_id: int, error: PublicityError) -> ResponseReturnValue:
    """The page again with what was typed and why it was not taken."""
    web.db_session().rollback()
    status = next(code for kind, code in STATUS_OF if isinstance(error, kind))
    return _story_page(story_id, error), status
