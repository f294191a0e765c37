"""The pages on which plan documents are given, read beside their proposals, and decided on."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.calendar.forms import PRECISIONS, WINDOW_KINDS
from publicity.calendar.loading import LoadReport
from publicity.calendar.terms import KIND_LABELS
from publicity.errors import Invalid
from publicity.history.queries import of_subject
from publicity.media.storage import store_stream
from publicity.people.models import Organisation, Role
from publicity.people.permissions import require, require_anywhere
from publicity.people.queries import organisations
from publicity.plans import actions, forms, queries
from publicity.plans.intake import MAX_BYTES
from publicity.plans.layout import groups, ready, segments
from publicity.plans.models import Decision, PlanDocument, PlanProposal, ReadingState
from publicity.plans.phrasing import when_text

blueprint = Blueprint("plans", __name__, url_prefix="/plans")
PAGE: Final = 50
SLOW: Final = timedelta(minutes=2)
STATE_LABELS: Final = {
    ReadingState.WAITING: "等待读取",
    ReadingState.READING: "正在读取",
    ReadingState.READ: "已读",
    ReadingState.REFUSED: "读不了",
}


@blueprint.app_template_filter("proposal_when")
def _when(proposal: PlanProposal) -> str:
    return when_text(proposal.window, proposal.cadence, proposal.offset_rule) or "日期待定"


@blueprint.get("/")
def documents() -> ResponseReturnValue:
    require_anywhere(web.person(), Role.PLANNER)
    return _list_page({})


@blueprint.post("/")
def submit() -> ResponseReturnValue:
    opened, me = web.db_session(), web.person()
    require_anywhere(me, Role.PLANNER)
    try:
        given = forms.submission(request.form, request.files.get("file"))
        owner = given.organisation_id or me.organisation_id
        require(me, owner, Role.PLANNER)
        previous = queries.get_document(opened, given.previous_id, me) if given.previous_id else None
        stored = store_stream(given.stream, plans_folder(), MAX_BYTES)
        document, is_new = actions.submit_document(
            opened,
            now=web.now(),
            actor=me,
            organisation_id=owner,
            name=given.name,
            sha256=stored.sha256,
            size=stored.size,
            issued=given.issued,
            previous=previous,
        )
    except Invalid as error:
        return _list_page(request.form, error)
    if not is_new:
        flash("这份文件以前交过，下面是当时读出的结果，没有重复建立。要按现在的规则再读一遍，请按“重新读”。", "ok")
    return _to(document)


@blueprint.get("/<int:document_id>")
def document(document_id: int) -> ResponseReturnValue:
    opened, me = web.db_session(), web.person()
    found = queries.get_document(opened, document_id, me)
    if found.state is not ReadingState.READ:
        is_slow = found.state is ReadingState.WAITING and web.now() - found.uploaded_at > SLOW
        return render_template("plans/waiting.html", document=found, labels=STATE_LABELS, is_slow=is_slow)
    rows = list(opened.scalars(queries.proposals(found.id)))
    return render_template(
        "plans/document.html",
        document=found,
        segments=segments(queries.text_of(opened, found.id), rows),
        groups=groups(rows),
        ready=len(ready(rows)),
        places=queries.places_on_calendar(opened, found.plan_key),
        newer=queries.find_newer(opened, found),
        previous=opened.get(PlanDocument, found.previous_id) if found.previous_id else None,
        history=list(opened.scalars(of_subject(actions.subject_of(found.id)).limit(50))),
        Decision=Decision,
    )


@blueprint.get("/<int:document_id>/progress")
def progress(document_id: int) -> ResponseReturnValue:
    found = queries.get_document(web.db_session(), document_id, web.person())
    return jsonify(state=found.state.value, label=STATE_LABELS[found.state], done=found.done, total=found.total)


@blueprint.post("/<int:document_id>/reading")
def read_again(document_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_document(opened, document_id, web.person())
    actions.read_again(opened, now=web.now(), actor=web.person(), document=found)
    return _to(found)


@blueprint.post("/<int:document_id>/acceptance")
def accept_all(document_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_document(opened, document_id, web.person())
    chosen = ready(list(opened.scalars(queries.proposals(found.id))))
    _decide(found, chosen, Decision.ACCEPTED)
    return _to(found)


@blueprint.post("/<int:document_id>/proposals/<int:proposal_id>/decision")
def decide(document_id: int, proposal_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_document(opened, document_id, web.person())
    proposal = queries.get_proposal(opened, found, proposal_id)
    wanted = {"accept": Decision.ACCEPTED, "skip": Decision.SKIPPED, "reopen": Decision.OPEN}
    decision = wanted.get(request.form.get("decision", ""))
    if decision is None:
        raise Invalid("没有收到决定。请按“采纳”“略过”或“重新考虑”。")
    _decide(found, [proposal], decision)
    return _to(found, proposal)


@blueprint.get("/<int:document_id>/proposals/<int:proposal_id>")
def edit(document_id: int, proposal_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_document(opened, document_id, web.person())
    proposal = queries.get_proposal(opened, found, proposal_id)
    return _form(found, proposal, forms.typed_from(proposal), list(proposal.themes))


@blueprint.post("/<int:document_id>/proposals/<int:proposal_id>")
def change(document_id: int, proposal_id: int) -> ResponseReturnValue:
    opened = web.db_session()
    found = queries.get_document(opened, document_id, web.person())
    proposal = queries.get_proposal(opened, found, proposal_id)
    try:
        report = actions.change_proposal(
            opened,
            now=web.now(),
            actor=web.person(),
            document=found,
            proposal=proposal,
            values=forms.proposal_values(request.form),
            themes=theme_keys(),
        )
    except Invalid as error:
        return _form(found, proposal, request.form, request.form.getlist("themes"), error)
    _tell(report)
    return _to(found, proposal)


def plans_folder() -> Path:
    """Where the files are kept as given, by their SHA-256."""
    return web.config().instance / "plans"


def theme_keys() -> dict[str, str]:
    """A theme's words → its key."""
    return {label: key for key, label in web.vocabulary().themes.items()}


def _decide(found: PlanDocument, chosen: list[PlanProposal], decision: Decision) -> None:
    report = actions.decide(
        web.db_session(),
        now=web.now(),
        actor=web.person(),
        document=found,
        chosen=chosen,
        decision=decision,
        themes=theme_keys(),
    )
    _tell(report)


def _tell(report: LoadReport | None) -> None:
    if report is None:
        return
    flash(f"已列入日历：新增 {len(report.new)}，更新 {len(report.changed)}。", "ok")
    if report.held:
        flash(f"日历上已定或已改过，没有覆盖：{'、'.join(report.held)}。请在日历上核对。", "warning")


def _list_page(typed: Any, error: Invalid | None = None) -> ResponseReturnValue:
    opened, me = web.db_session(), web.person()
    rows = list(opened.scalars(queries.documents(me).limit(PAGE)))
    mine = me.reach(Role.PLANNER)
    places: list[Organisation] = [one for one in opened.scalars(organisations()) if one.id in mine]
    open_counts = {row[0]: row[1] for row in opened.execute(queries.open_counts([one.id for one in rows]))}
    page = render_template(
        "plans/documents.html",
        documents=rows,
        open_counts=open_counts,
        previous_choices=[(one.id, one.title or one.name) for one in rows if one.state is ReadingState.READ],
        owners=[(one.id, one.name) for one in places],
        names={one.id: one.name for one in places},
        labels=STATE_LABELS,
        typed=typed,
        fields=error.fields if error else {},
        message=str(error) if error else "",
    )
    return page, 422 if error else 200


def _form(
    found: PlanDocument, proposal: PlanProposal, typed: Any, themes: list[str], error: Invalid | None = None
) -> ResponseReturnValue:
    page = render_template(
        "plans/proposal.html",
        document=found,
        proposal=proposal,
        typed=typed,
        themes=themes,
        kinds=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        shapes=list(forms.SHAPES.items()),
        cadences=forms.cadence_choices(proposal.cadence),
        sides=list(forms.SIDES.items()),
        units=list(forms.UNITS.items()),
        precisions=[(precision.value, label) for precision, label in PRECISIONS],
        window_kinds=[(kind.value, label) for kind, label in WINDOW_KINDS],
        fields=error.fields if error else {},
        message=str(error) if error else "",
    )
    return page, 422 if error else 200


def _to(found: PlanDocument, proposal: PlanProposal | None = None) -> ResponseReturnValue:
    anchor = f"p-{proposal.id}" if proposal is not None else None
    return redirect(url_for("plans.document", document_id=found.id, _anchor=anchor), 303)
