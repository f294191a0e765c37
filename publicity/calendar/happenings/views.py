"""Scheduling, showing, moving, confirming, cancelling and finishing an event."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from publicity import web
from publicity.calendar import duty_queries, queries
from publicity.calendar import event_actions as actions
from publicity.calendar.deadlines import DueLine, line, lines_of, rulings
from publicity.calendar.forms import day_from, event_form, required_day, whole
from publicity.calendar.items import item_of_event
from publicity.calendar.models import Event, Milestone
from publicity.calendar.rules import OPEN, PUBLIC_KINDS
from publicity.calendar.terms import KIND_LABELS
from publicity.errors import Invalid, NotFound
from publicity.history.queries import of_subject
from publicity.people.models import Organisation
from publicity.people.permissions import require_anywhere
from publicity.people.queries import get_organisation, organisations

blueprint = Blueprint("events", __name__)


@blueprint.get("/events/new")
def new() -> ResponseReturnValue:
    require_anywhere(web.person(), *actions.HOLDERS)
    opened = web.db_session()
    typed: dict[str, Any] = {name: request.args.get(name, "") for name in ("milestone", "duty", "organisation", "day")}
    milestone_id, duty_id = whole(typed["milestone"]), whole(typed["duty"])
    if duty_id is not None:
        duty = duty_queries.get_duty(opened, duty_id)
        typed |= {"kind": duty.kind.value, "title": duty.title, "is_public": "1" if duty.kind in PUBLIC_KINDS else ""}
    elif milestone_id is not None:
        found = queries.get_milestone(opened, milestone_id, web.person())
        typed |= {"kind": found.kind.value, "title": found.title, "is_public": "1" if found.is_public else ""}
    return _form(None, typed)


@blueprint.post("/events")
def create() -> ResponseReturnValue:
    opened = web.db_session()
    milestone_id, duty_id = whole(request.form.get("milestone", "")), whole(request.form.get("duty", ""))
    if milestone_id is not None:
        queries.get_milestone(opened, milestone_id, web.person())
    try:
        made = actions.schedule_event(
            opened,
            now=web.now(),
            actor=web.person(),
            organisation_id=whole(request.form.get("organisation", "")) or web.person().organisation_id,
            day=required_day(request.form),
            fields=event_form(request.form),
            milestone_id=milestone_id,
            duty_id=duty_id,
        )
    except Invalid as error:
        return _form(None, request.form, error)
    flash("已排定活动。", "ok")
    return _to(made)


@blueprint.get("/events/<int:event_id>")
def show(event_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    event = _event(opened, event_id)
    return render_template(
        "calendar/event.html",
        event=event,
        item=item_of_event(event, web.today()),
        organisation=get_organisation(opened, event.organisation_id),
        milestone=opened.get(Milestone, event.milestone_id) if event.milestone_id else None,
        duty=duty_queries.get_duty(opened, event.duty_id) if event.duty_id else None,
        lines=_lines(opened, event),
        is_open=event.state in OPEN,
        may_hold=_may_hold(event),
        history=list(opened.scalars(of_subject(actions.subject_of(event.id)).limit(100))),
    )


@blueprint.get("/events/<int:event_id>/edit")
def edit(event_id: int) -> ResponseReturnValue:
    event = _event(web.db_session(), event_id)
    typed = {
        "version": event.version,
        "title": event.title,
        "kind": event.kind.value,
        "clock": event.clock,
        "place": event.place,
        "note": event.note,
        "is_public": "1" if event.is_public else "",
    }
    return _form(event, typed)


@blueprint.post("/events/<int:event_id>")
def update(event_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    event = _event(opened, event_id)
    try:
        fields = event_form(request.form)
        actions.edit_event(opened, now=web.now(), actor=web.person(), event=event, version=_version(), fields=fields)
    except Invalid as error:
        return _form(event, request.form, error)
    flash("已保存。", "ok")
    return _to(event)


@blueprint.get("/events/<int:event_id>/moves/new")
def move_form(event_id: int) -> ResponseReturnValue:
    """The form, and with ?day= the deadlines before and after."""
    event = _event(web.db_session(), event_id)
    typed = {"day": request.args.get("day", ""), "reason": request.args.get("reason", "")}
    return _move_page(event, typed)


@blueprint.post("/events/<int:event_id>/moves")
def move(event_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    event = _event(opened, event_id)
    try:
        actions.move_event(
            opened,
            now=web.now(),
            actor=web.person(),
            event=event,
            version=_version(),
            day=required_day(request.form),
            reason=request.form.get("reason", ""),
        )
    except Invalid as error:
        return _move_page(event, request.form, error)
    flash("已改期，相关时限随之变动。", "ok")
    return _to(event)


@blueprint.post("/events/<int:event_id>/confirmation")
def confirm(event_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    event = _event(opened, event_id)
    actions.confirm_event(opened, now=web.now(), actor=web.person(), event=event, version=_version())
    flash("日期已定。", "ok")
    return _to(event)


@blueprint.post("/events/<int:event_id>/cancellation")
def cancel(event_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    event = _event(opened, event_id)
    reason = request.form.get("reason", "")
    actions.cancel_event(opened, now=web.now(), actor=web.person(), event=event, version=_version(), reason=reason)
    flash("已取消，并留下记录。", "ok")
    return _to(event)


@blueprint.post("/events/<int:event_id>/completion")
def finish(event_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    event = _event(opened, event_id)
    actions.finish_event(opened, now=web.now(), today=web.today(), actor=web.person(), event=event, version=_version())
    flash("已办结。", "ok")
    return _to(event)


@blueprint.post("/events/<int:event_id>/deadlines/<int:deadline_id>/completion")
def meet(event_id: int, deadline_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    event = _event(opened, event_id)
    actions.meet_deadline(opened, now=web.now(), actor=web.person(), deadline_id=deadline_id, event=event)
    flash("已记为报送。", "ok")
    return redirect(web.safe_next(request.form.get("next") or url_for("calendar.events.show", event_id=event.id)), 303)


def _event(opened: Session, event_id: int) -> Event:
    event = queries.get_event(opened, event_id)
    if queries.sees_public_only(web.person()) and not event.is_public:
        raise NotFound("没有这项活动。请回到日历重新查找。")
    return event


def _may_hold(event: Event) -> bool:
    return any(web.person().has(role, event.organisation_id) for role in actions.HOLDERS)


def _version() -> int:
    return whole(request.form.get("version", "")) or 0


def _to(event: Event) -> ResponseReturnValue:
    return redirect(url_for("calendar.events.show", event_id=event.id), 303)


def _lines(opened: Session, event: Event) -> list[DueLine]:
    return lines_of(opened, rulings(opened), [event], {event.organisation_id: _place(opened, event)})


def _place(opened: Session, event: Event) -> Organisation:
    return get_organisation(opened, event.organisation_id)


def _preview(opened: Session, event: Event, day: date) -> list[tuple[DueLine | None, DueLine | None]]:
    """(as it is, as it would be) for each deadline that holds on either day; None where it does not."""
    kind = _place(opened, event).kind
    pairs = []
    for rule in rulings(opened):
        old, fresh = (line(rule, event, on) if rule.binds(event, kind, on) else None for on in (event.day, day))
        if old or fresh:
            pairs.append((old, fresh))
    return pairs


def _form(event: Event | None, typed: Mapping[str, Any], error: Invalid | None = None) -> ResponseReturnValue:
    opened, reach = web.db_session(), web.person().reach(*actions.HOLDERS)
    page = render_template(
        "calendar/event_form.html",
        event=event,
        typed=typed,
        message=str(error) if error else "",
        fields=error.fields if error else {},
        kinds=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        holders=[(one.id, one.name) for one in opened.scalars(organisations()) if one.id in reach],
        mine=web.person().organisation_id,
    )
    return page, 422 if error else 200


def _move_page(event: Event, typed: Mapping[str, Any], error: Invalid | None = None) -> ResponseReturnValue:
    day = day_from(str(typed.get("day", "")))
    page = render_template(
        "calendar/event_move.html",
        event=event,
        typed=typed,
        message=str(error) if error else "",
        fields=error.fields if error else {},
        day=day,
        preview=_preview(web.db_session(), event, day) if day else [],
    )
    return page, 422 if error else 200
