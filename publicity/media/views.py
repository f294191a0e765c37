"""The desk's media pages: the list with its upload, one file with all that is said about it, and the bytes."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from publicity import web
from publicity.errors import Conflict, Invalid, NotFound, PublicityError, WrongState
from publicity.history.queries import of_subject
from publicity.media import actions, storage
from publicity.media.forms import consent_form, description_form, tick_form
from publicity.media.intake import Taken, take, uploads_folder
from publicity.media.models import MediaFile
from publicity.media.pictures import Cover, Crop, default_crop
from publicity.media.probe import MediaKind
from publicity.media.queries import DESK_ROLES, described, expiring, find_same, get_visible, newest
from publicity.media.renditions import JPEG, RenditionKind, original, rendition
from publicity.media.rules import (
    ANSWERS,
    KIND_NAMES,
    LARGEST,
    LOOKED_AT,
    NEVER_BY_CONSENT,
    TICK_WORDS,
    crop_of,
    is_valid,
    size_text,
)
from publicity.media.uploading.views import blueprint as uploading
from publicity.people.models import Role
from publicity.people.permissions import require
from publicity.people.queries import account_names, get_organisation, organisations
from publicity.refusals import status_of

blueprint = Blueprint("media", __name__, url_prefix="/media")
blueprint.register_blueprint(uploading)
PAGE = 40
SOON = timedelta(days=30)
# Nothing that comes from an uploaded file may run or load anything, whatever a browser makes of it.
CAGE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


@blueprint.get("")
def files() -> ResponseReturnValue:
    return _list()


@blueprint.post("")
def add() -> ResponseReturnValue:
    """One file without script: it is on the disk before the database is touched."""
    person, sent = web.person(), request.files.get("file")
    organisation_id = request.form.get("organisation_id", person.organisation_id, type=int)
    try:
        require(person, organisation_id, Role.DRAFTER)
        taken = _taken(sent)
    except Invalid as error:
        return _list(error), 422
    known = find_same(web.db_session(), organisation_id, taken.sha256) is not None
    media = actions.register(
        web.db_session(),
        person=person,
        organisation_id=organisation_id,
        name=cast(FileStorage, sent).filename or "",
        sha256=taken.sha256,
        facts=taken.facts,
        now=web.now(),
    )
    told = "素材库里已有这个文件，下面是原来那份。" if known else "已上传。请写好图说和替代文字，并逐项查看打勾。"
    flash(told, "warning" if known else "ok")
    return redirect(url_for("media.file", media_id=media.id), 303)


@blueprint.get("/<int:media_id>")
def file(media_id: int) -> ResponseReturnValue:
    return _page(media_id)


@blueprint.post("/<int:media_id>/description")
def describe(media_id: int) -> ResponseReturnValue:
    opened, person = web.db_session(), web.person()
    media = get_visible(opened, person, media_id)
    try:
        version, description = description_form(request.form)
        actions.describe(opened, person=person, media=media, version=version, description=description, now=web.now())
    except (Invalid, Conflict) as error:
        return _refused(media_id, error)
    flash("说明已保存。用到它的稿件，请在编辑页再点一次“保存”，就用上新的说明；正文里手写的图说要在正文里改。", "ok")
    return redirect(url_for("media.file", media_id=media_id), 303)


@blueprint.post("/<int:media_id>/ticks")
def tick(media_id: int) -> ResponseReturnValue:
    opened, person = web.db_session(), web.person()
    media = get_visible(opened, person, media_id)
    try:
        actions.tick(opened, person=person, media=media, answers=tick_form(request.form), now=web.now())
    except Invalid as error:
        return _refused(media_id, error)
    flash("查看结果已记录。", "ok")
    return redirect(url_for("media.file", media_id=media_id), 303)


@blueprint.post("/<int:media_id>/consents")
def add_consent(media_id: int) -> ResponseReturnValue:
    opened, person = web.db_session(), web.person()
    media = get_visible(opened, person, media_id)
    try:
        form = consent_form(request.form)
        actions.record_consent(
            opened,
            person=person,
            media=media,
            shown=form.shown,
            scope=form.scope,
            expires_on=form.expires_on,
            now=web.now(),
        )
    except Invalid as error:
        return _refused(media_id, error)
    flash("同意已登记。", "ok")
    return redirect(url_for("media.file", media_id=media_id), 303)


@blueprint.post("/<int:media_id>/consents/<int:consent_id>/withdrawal")
def withdraw_consent(media_id: int, consent_id: int) -> ResponseReturnValue:
    opened, person, reason = web.db_session(), web.person(), request.form.get("reason", "")
    media = get_visible(opened, person, media_id)
    try:
        actions.withdraw_consent(
            opened, person=person, media=media, consent_id=consent_id, reason=reason, now=web.now()
        )
    except (Invalid, WrongState) as error:
        return _refused(media_id, error)
    flash("已记下撤回。用到这个素材的稿件请遮挡、换图或撤稿。", "ok")
    return redirect(url_for("media.file", media_id=media_id), 303)


@blueprint.get("/<int:media_id>/original")
def download(media_id: int) -> ResponseReturnValue:
    """The file as given, for the signed-in alone, always as a download."""
    media = get_visible(web.db_session(), web.person(), media_id)
    return _caged(original(web.config().media_folder, media), media.mime, name=media.name)


@blueprint.get("/<int:media_id>/renditions/<name>", endpoint="rendition")
def show_rendition(media_id: int, name: str) -> ResponseReturnValue:
    """A stripped rendition (`RenditionKind`) to look at."""
    media = get_visible(web.db_session(), web.person(), media_id)
    if name not in set(RenditionKind):
        raise NotFound("没有这种图样。")
    kind = RenditionKind(name)
    path = rendition(web.config().media_folder, media, kind)
    return _caged(path, media.mime if kind is RenditionKind.FILM else JPEG)


def _taken(sent: FileStorage | None) -> Taken:
    if sent is None or not sent.filename:
        raise Invalid("请先选择一个文件。", {"file": "请选择文件"})
    folder = web.config().media_folder
    upload = uploads_folder(folder) / secrets.token_hex(16)
    try:
        size = storage.append_chunk(upload, 0, cast(BinaryIO, sent.stream), LARGEST)
        return take(upload, folder, size)
    finally:
        upload.unlink(missing_ok=True)


def _caged(path: Path, mime: str, *, name: str = "") -> Response:
    response = send_file(
        path, mimetype=mime, conditional=True, as_attachment=bool(name), download_name=name or None, max_age=0
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = CAGE
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _list(error: PublicityError | None = None) -> str:
    opened, person = web.db_session(), web.person()
    kind, typed = request.args.get("kind", ""), request.args.get("words", "").strip()
    before = request.args.get("before", type=int)
    chosen = newest(person, kind=MediaKind(kind) if kind in set(MediaKind) else None, words=typed, before=before)
    found = list(opened.scalars(chosen.limit(PAGE + 1)))
    return render_template(
        "media/files.html",
        rows=[(row.file, row.missing(web.today())) for row in described(opened, found[:PAGE])],
        more=found[PAGE - 1].id if len(found) > PAGE else None,
        kinds=KIND_NAMES,
        kind=kind,
        typed=typed,
        expiring=list(opened.scalars(expiring(person, web.today(), web.today() + SOON))),
        organisations=[
            (row.id, row.name) for row in opened.scalars(organisations()) if person.has(Role.DRAFTER, row.id)
        ],
        error=str(error) if error else "",
        faults=getattr(error, "fields", {}),
    )


def _page(media_id: int, error: PublicityError | None = None) -> str:
    opened, person = web.db_session(), web.person()
    media = get_visible(opened, person, media_id)
    shown = described(opened, [media])[0]
    people = {media.uploaded_by_id, *(row.recorded_by_id for row in shown.consents)}
    people |= {row.ticked_by_id for row in shown.ticks.values()}
    return render_template(
        "media/file.html",
        media=media,
        kind_name=KIND_NAMES[media.kind],
        shown=shown,
        missing=shown.missing(web.today()),
        covers=_covers(media) if media.kind is MediaKind.IMAGE else [],
        tick_words=TICK_WORDS if media.kind in LOOKED_AT else {},
        answers=ANSWERS,
        never_by_consent=NEVER_BY_CONSENT,
        is_valid=is_valid,
        size_text=size_text,
        names=account_names(opened, people),
        organisation=get_organisation(opened, media.organisation_id).name,
        may_write=person.has(Role.DRAFTER, media.organisation_id),
        may_tick=any(person.has(role, media.organisation_id) for role in DESK_ROLES),
        typed=request.form,
        error=str(error) if error else "",
        faults=getattr(error, "fields", {}),
        history=list(opened.scalars(of_subject(f"media:{media_id}").limit(50))),
    )


def _covers(media: MediaFile) -> list[tuple[Cover, Crop, bool]]:
    """Each cover with its box, and whether somebody set it."""
    width, height = media.width or 1, media.height or 1
    set_boxes = {cover: crop_of(media.crops, cover) for cover in Cover}
    return [(cover, set_boxes[cover] or default_crop(width, height, cover), bool(set_boxes[cover])) for cover in Cover]


def _refused(media_id: int, error: PublicityError) -> ResponseReturnValue:
    """The page again with what was typed and why it was not taken."""
    web.db_session().rollback()
    status = status_of(error)
    return _page(media_id, error), status
