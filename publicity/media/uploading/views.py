"""The resumable upload: POST begins, PATCH adds a piece, GET tells how far it is, POST completion takes the file in."""

from pathlib import Path
from typing import Any, BinaryIO, cast

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.errors import Invalid, PublicityError
from publicity.media import actions, storage
from publicity.media.intake import take, uploads_folder
from publicity.media.models import Upload
from publicity.media.queries import described, find_same, get_upload
from publicity.media.rules import KIND_NAMES
from publicity.refusals import status_of

blueprint = Blueprint("uploading", __name__, url_prefix="/uploads")


@blueprint.errorhandler(PublicityError)
def told(error: PublicityError) -> ResponseReturnValue:
    """A refusal in JSON; `received` says from which byte to go on, `busy` that one may ask again in a moment."""
    status = status_of(error)
    body: dict[str, Any] = {"message": str(error)}
    if isinstance(error, storage.WrongOffset):
        body["received"] = error.received
    if isinstance(error, storage.Busy):
        body["busy"] = True
    return jsonify(body), status


@blueprint.post("")
def begin() -> ResponseReturnValue:
    person = web.person()
    upload = actions.begin_upload(
        web.db_session(),
        person=person,
        organisation_id=request.form.get("organisation_id", person.organisation_id, type=int),
        name=request.form.get("name", ""),
        size=request.form.get("size", 0, type=int),
        now=web.now(),
    )
    return jsonify(_state(upload)), 201


@blueprint.get("/<token>")
def state(token: str) -> ResponseReturnValue:
    return jsonify(_state(_running(token)))


@blueprint.patch("/<token>")
def add_piece(token: str) -> ResponseReturnValue:
    """The body is the piece, `Upload-Offset` the byte it begins at; it is written as it comes, nobody waits for it."""
    upload = _running(token)
    offset = request.headers.get("Upload-Offset", type=int)
    if offset is None:
        raise Invalid("请求里没有写从第几个字节接着传（Upload-Offset）。")
    storage.append_chunk(_place(upload), offset, cast(BinaryIO, request.stream), upload.size)
    return jsonify(_state(upload))


@blueprint.post("/<token>/completion")
def complete(token: str) -> ResponseReturnValue:
    upload = _running(token)
    taken = take(_place(upload), web.config().media_folder, upload.size)
    session, person = web.db_session(), web.person()
    known = find_same(session, upload.organisation_id, taken.sha256) is not None
    media = actions.register(
        session,
        person=person,
        organisation_id=upload.organisation_id,
        name=upload.name,
        sha256=taken.sha256,
        facts=taken.facts,
        now=web.now(),
    )
    actions.end_upload(session, upload=get_upload(session, person, token))
    missing = described(session, [media])[0].missing(web.today())
    card = render_template("media/_card.html", media=media, missing=missing, kinds=KIND_NAMES)
    place = url_for("media.file", media_id=media.id)
    return jsonify({"id": media.id, "name": media.name, "url": place, "known": known, "card": card}), 201


@blueprint.delete("/<token>")
def give_up(token: str) -> ResponseReturnValue:
    session = web.db_session()
    upload = get_upload(session, web.person(), token)
    _place(upload).unlink(missing_ok=True)
    actions.end_upload(session, upload=upload)
    return "", 204


def _running(token: str) -> Upload:
    """Read in a transaction of its own, so that a long piece keeps nobody waiting."""
    with web.database().reading() as reading:
        return get_upload(reading, web.person(), token)


def _place(upload: Upload) -> Path:
    return uploads_folder(web.config().media_folder) / upload.token


def _state(upload: Upload) -> dict[str, Any]:
    place = url_for("media.uploading.state", token=upload.token)
    return {"token": upload.token, "url": place, "size": upload.size, "received": storage.received(_place(upload))}
