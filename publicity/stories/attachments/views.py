"""A story's attachments: choosing from the library, adding a new file, order, descriptions taken anew."""

import secrets
from typing import BinaryIO, Final, cast

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from publicity import web
from publicity.errors import Conflict, Invalid, NotAllowed, WrongState
from publicity.media import actions as media
from publicity.media import storage
from publicity.media.intake import take, uploads_folder
from publicity.media.models import MediaFile
from publicity.media.queries import files_of, find_same, missing_for_approval, newest
from publicity.media.rules import KIND_NAMES, LARGEST
from publicity.people.models import Role
from publicity.stories.attached import described_anew
from publicity.stories.attaching import NOTES, Change, change, placed
from publicity.stories.forms import base_number
from publicity.stories.models import Story, StoryState
from publicity.stories.queries import get_visible, newest_revision

blueprint = Blueprint("attachments", __name__)
SHOWN: Final = 24


@blueprint.get("/stories/<int:story_id>/attachments")
def attachments(story_id: int) -> ResponseReturnValue:
    return _page(_own(story_id))


@blueprint.post("/stories/<int:story_id>/attachments")
def alter(story_id: int) -> ResponseReturnValue:
    """One of the changes; with a file it is taken into the library first. Answers JSON when that is asked for."""
    story = _own(story_id)
    wants_json = request.accept_mimetypes.best == "application/json"
    try:
        base = base_number(request.form)
        wanted = _wanted(request.form.get("change", ""))
        file, known = _taken(story, request.files.get("file")) if request.files.get("file") else (None, False)
        media_id = file.id if file else request.form.get("media_id", 0, type=int)
        revision = change(
            web.db_session(),
            now=web.now(),
            actor=web.person(),
            story_id=story_id,
            base=base,
            change=wanted,
            media_id=media_id,
        )
    except (Invalid, Conflict, WrongState) as error:
        status = 422 if isinstance(error, Invalid) else 409
        return (jsonify(message=str(error)), status) if wants_json else (_page(story, str(error)), status)
    if wants_json:
        found = files_of(web.db_session(), [media_id]).get(media_id)
        return jsonify(
            base=revision.number, markdown=placed(found) if found else "", known=known, count=len(revision.media)
        )
    flash(f"{'素材库里已有这个文件，用的是原来那份。' if known else ''}已{NOTES[wanted]}。", "ok")
    return redirect(url_for("stories.attachments.attachments", story_id=story_id), 303)


def _own(story_id: int) -> Story:
    story = get_visible(web.db_session(), web.person(), story_id)
    if not web.person().has(Role.DRAFTER, story.organisation_id):
        raise NotAllowed("需要本单位的“撰稿人”权限才能改附件。")
    return story


def _wanted(name: str) -> Change:
    if name not in set(Change):
        raise Invalid("请从页面上的按钮选择。")
    return Change(name)


def _taken(story: Story, sent: FileStorage | None) -> tuple[MediaFile, bool]:
    """The file sent, in the library of the story's organisation, and whether it was there before."""
    if sent is None or not sent.filename:
        raise Invalid("请先选择一个文件。", {"file": "请选择文件。"})
    folder = web.config().media_folder
    upload = uploads_folder(folder) / secrets.token_hex(16)
    try:
        size = storage.append_chunk(upload, 0, cast(BinaryIO, sent.stream), LARGEST)
        kept = take(upload, folder, size)
    finally:
        upload.unlink(missing_ok=True)
    known = find_same(web.db_session(), story.organisation_id, kept.sha256) is not None
    file = media.register(
        web.db_session(),
        person=web.person(),
        organisation_id=story.organisation_id,
        name=sent.filename,
        sha256=kept.sha256,
        facts=kept.facts,
        now=web.now(),
    )
    return file, known


def _page(story: Story, error: str = "") -> str:
    opened, words = web.db_session(), request.values.get("words", "").strip()
    revision = newest_revision(opened, story.id)
    ids = [int(item["id"]) for item in revision.media]
    offered = newest(web.person(), words=words).where(MediaFile.organisation_id == story.organisation_id)
    return render_template(
        "stories/attachments.html",
        story=story,
        revision=revision,
        missing=missing_for_approval(opened, ids, web.today()),
        references={str(key): placed(file) for key, file in files_of(opened, ids).items()},
        outdated=described_anew(opened, revision.media),
        offered=[file for file in opened.scalars(offered.limit(SHOWN)) if file.id not in ids],
        kinds=KIND_NAMES,
        words_typed=words,
        error=error,
        is_draft=story.state is StoryState.DRAFT,
    )
