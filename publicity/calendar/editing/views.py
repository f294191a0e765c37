"""Making, editing, confirming, moving, cancelling and finishing a milestone."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from publicity import web
from publicity.calendar import actions, queries
from publicity.calendar.fields import PartFields
from publicity.calendar.forms import PART_ROLES, PRECISIONS, WINDOW_KINDS, milestone_form, whole, window_form
from publicity.calendar.models import Milestone, Part
from publicity.calendar.terms import KIND_LABELS
from publicity.errors import Invalid
from publicity.people.models import Organisation, Role
from publicity.people.permissions import require_anywhere
from publicity.people.queries import organisations

blueprint = Blueprint("editing", __name__)


@blueprint.get("/milestones/new")
def new() -> ResponseReturnValue:
    require_anywhere(web.person(), Role.PLANNER)
    typed = {"start": request.args.get("day", ""), "precision": "day", "window_kind": "period"}
    return _form(None, typed, [])


@blueprint.post("/milestones")
def create() -> ResponseReturnValue:
    opened = web.db_session()
    places = list(opened.scalars(organisations()))
    try:
        typed = milestone_form(request.form, places, _themes(), ())
        owner = whole(request.form.get("organisation_id", "")) or web.person().organisation_id
        made = actions.create_milestone(
            opened,
            now=web.now(),
            actor=web.person(),
            organisation_id=owner,
            fields=typed.fields,
            window=typed.window,
        )
    except Invalid as error:
        return _form(None, request.form, request.form.getlist("themes"), error)
    flash("已建立节点。", "ok")
    return _to(made)


@blueprint.get("/milestones/<int:milestone_id>/edit")
def edit(milestone_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_milestone(opened, milestone_id, web.person())
    actions.require_keeper(web.person(), found)
    return _form(found, _typed(opened, found), list(opened.scalars(queries.themes_of(found.id))))


@blueprint.post("/milestones/<int:milestone_id>")
def update(milestone_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_milestone(opened, milestone_id, web.person())
    places = list(opened.scalars(organisations()))
    before = [_part(part) for part in opened.scalars(queries.parts_of_milestone(found.id))]
    try:
        typed = milestone_form(request.form, places, _themes(), before)
        actions.edit_milestone(
            opened, now=web.now(), actor=web.person(), milestone=found, version=typed.version, fields=typed.fields
        )
    except Invalid as error:
        return _form(found, request.form, request.form.getlist("themes"), error)
    flash("已保存。", "ok")
    return _to(found)


@blueprint.get("/milestones/<int:milestone_id>/moves/new")
def move_form(milestone_id: int) -> ResponseReturnValue:
    found = queries.get_milestone(web.db_session(), milestone_id, web.person())
    actions.require_keeper(web.person(), found)
    typed = {
        "start": found.starts_on or "",
        "end": found.ends_on or "",
        "precision": found.precision.value,
        "window_kind": found.window_kind.value,
        "soft": "1" if found.soft else "",
    }
    return _move_page(found, typed)


@blueprint.post("/milestones/<int:milestone_id>/moves")
def move(milestone_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_milestone(opened, milestone_id, web.person())
    try:
        window = window_form(request.form)
        if window is None:
            raise Invalid("没有改期，请填写新的日期。", {"start": "请填写新的日期。"})
        moved = actions.move_milestone(
            opened,
            now=web.now(),
            actor=web.person(),
            milestone=found,
            version=_version(),
            window=window,
            soft=request.form.get("soft") == "1",
            reason=request.form.get("reason", ""),
        )
    except Invalid as error:
        return _move_page(found, request.form, error)
    flash("已改期。" if moved else "日期没有变化。", "ok")
    return _to(found)


@blueprint.post("/milestones/<int:milestone_id>/confirmation")
def confirm(milestone_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_milestone(opened, milestone_id, web.person())
    actions.confirm_milestone(opened, now=web.now(), actor=web.person(), milestone=found, version=_version())
    flash("日期已定。", "ok")
    return _to(found)


@blueprint.post("/milestones/<int:milestone_id>/cancellation")
def cancel(milestone_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_milestone(opened, milestone_id, web.person())
    reason = request.form.get("reason", "")
    actions.cancel_milestone(
        opened, now=web.now(), actor=web.person(), milestone=found, version=_version(), reason=reason
    )
    flash("已取消，并留下记录。", "ok")
    return _to(found)


@blueprint.post("/milestones/<int:milestone_id>/completion")
def finish(milestone_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_milestone(opened, milestone_id, web.person())
    actions.finish_milestone(opened, now=web.now(), actor=web.person(), milestone=found, version=_version())
    flash("已办结。", "ok")
    return redirect(web.safe_next(request.form.get("next") or _page(found)), 303)


def _to(milestone: Milestone) -> ResponseReturnValue:
    return redirect(_page(milestone), 303)


def _page(milestone: Milestone) -> str:
    return url_for("calendar.milestone", milestone_id=milestone.id)


def _themes() -> list[str]:
    """The themes ticked; what the vocabulary does not have cannot have been."""
    return [theme for theme in dict.fromkeys(request.form.getlist("themes")) if theme in web.vocabulary().themes]


def _version() -> int:
    return whole(request.form.get("version", "")) or 0


def _part(part: Part) -> PartFields:
    return PartFields(part.role, part.name, part.organisation_id, part.each_kind)


def _typed(opened: Session, found: Milestone) -> dict[str, Any]:
    """The form as the milestone stands."""
    parts = list(opened.scalars(queries.parts_of_milestone(found.id)))
    by_role = {f"part_{role.value}": "、".join(one.name for one in parts if one.role is role) for role in PART_ROLES}
    return by_role | {
        "version": found.version,
        "title": found.title,
        "kind": found.kind.value,
        "clock": found.clock,
        "is_public": "1" if found.is_public else "",
        "forms": "、".join(found.forms),
        "steps": "、".join(found.steps),
        "target": found.target,
        "asks": found.asks,
        "note": found.note,
    }


def _owners(opened: Session) -> Sequence[Organisation]:
    reach = web.person().reach(Role.PLANNER)
    return [one for one in opened.scalars(organisations()) if one.id in reach]


def _form(
    milestone: Milestone | None, typed: Mapping[str, Any], themes: Sequence[str], error: Invalid | None = None
) -> ResponseReturnValue:
    opened = web.db_session()
    page = render_template(
        "calendar/milestone_form.html",
        milestone=milestone,
        typed=typed,
        themes=themes,
        message=str(error) if error else "",
        fields=error.fields if error else {},
        kinds=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        precisions=[(one.value, label) for one, label in PRECISIONS],
        window_kinds=[(one.value, label) for one, label in WINDOW_KINDS],
        part_roles=PART_ROLES,
        owners=[(one.id, one.name) for one in _owners(opened)] if milestone is None else [],
        names=[one.short_name or one.name for one in opened.scalars(organisations())],
    )
    return page, 422 if error else 200


def _move_page(milestone: Milestone, typed: Mapping[str, Any], error: Invalid | None = None) -> ResponseReturnValue:
    page = render_template(
        "calendar/move_form.html",
        milestone=milestone,
        typed=typed,
        message=str(error) if error else "",
        fields=error.fields if error else {},
        precisions=[(one.value, label) for one, label in PRECISIONS],
        window_kinds=[(one.value, label) for one, label in WINDOW_KINDS],
    )
    return page, 422 if error else 200
