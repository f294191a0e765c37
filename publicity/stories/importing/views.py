"""A Word document as the beginning of a story, and a paste from Word without its rubbish."""

import secrets
import shutil
from pathlib import Path
from typing import BinaryIO, Final, cast

from flask import Blueprint, current_app, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.errors import Invalid
from publicity.media import actions as media
from publicity.media import storage
from publicity.media.intake import Taken, take, uploads_folder
from publicity.media.models import MediaFile
from publicity.media.queries import entry
from publicity.people.models import Role
from publicity.people.permissions import require
from publicity.stories.actions import Content, draft_from_text
from publicity.stories.library import Library
from publicity.stories.shelf import on_the_shelf
from publicity.stories.word_import import Imported, read_docx, with_media
from publicity.stories.word_paste import paste_clean

blueprint = Blueprint("importing", __name__)
LARGEST: Final = 60 * 1024 * 1024


@blueprint.post("/stories/documents")
def document() -> ResponseReturnValue:
    """A .docx as a new draft under the template chosen; what was left behind is said."""
    person = web.person()
    organisation_id = request.form.get("organisation", person.organisation_id, type=int)
    require(person, organisation_id, Role.DRAFTER)
    folder = uploads_folder(web.config().media_folder) / f"word-{secrets.token_hex(12)}"
    folder.mkdir(parents=True)
    try:
        imported = read_docx(_kept(folder), folder)
        pictures = [(picture.name, picture.alt, _taken(picture.path)) for picture in imported.pictures]
    finally:
        shutil.rmtree(folder)
    files = {name: _registered(organisation_id, name, alt, taken) for name, alt, taken in pictures}
    shelf = on_the_shelf(web.db_session(), cast(Library, current_app.extensions["story_templates"]))
    story = draft_from_text(
        web.db_session(),
        now=web.now(),
        actor=person,
        organisation_id=organisation_id,
        template=shelf.offered(request.form.get("template", "")),
        content=_content(imported, files),
        note="由 Word 文档导入",
    )
    for said in imported.dropped:
        flash(f"没有带进来：{said}", "warning")
    flash("已导入为第1稿，请核对后再补填案情要素。", "ok")
    return redirect(url_for("stories.drafting.editor", story_id=story.id), 303)


@blueprint.post("/stories/paste")
def paste() -> ResponseReturnValue:
    """Pasted HTML → {markdown}, for the editor's script."""
    return jsonify(markdown=paste_clean(request.form.get("html", "")))


def _kept(folder: Path) -> Path:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid("请先选择一个 .docx 文件。", {"file": "请选择文件。"})
    path = folder / "given.docx"
    storage.append_chunk(path, 0, cast(BinaryIO, sent.stream), LARGEST)
    return path


def _taken(path: Path) -> Taken:
    return take(path, web.config().media_folder, path.stat().st_size)


def _registered(organisation_id: int, name: str, alt: str, taken: Taken) -> MediaFile:
    file = media.register(
        web.db_session(),
        person=web.person(),
        organisation_id=organisation_id,
        name=name,
        sha256=taken.sha256,
        facts=taken.facts,
        now=web.now(),
    )
    if alt and not file.alt:
        said = media.Description(caption=file.caption, alt=alt, credit=file.credit, crops=file.crops)
        media.describe(
            web.db_session(), person=web.person(), media=file, version=file.version, description=said, now=web.now()
        )
    return file


def _content(imported: Imported, files: dict[str, MediaFile]) -> Content:
    text = with_media(imported.text, {name: file.id for name, file in files.items()})
    kept = {file.id: dict(entry(file)) for file in files.values()}
    return Content(title=imported.title, text=text, media=list(kept.values()))
