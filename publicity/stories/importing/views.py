"""A Word document as the beginning of a story, and a paste from Word without its rubbish."""

import secrets
import shutil
from pathlib import Path
from typing import BinaryIO, Final, cast

from flask import Blueprint, current_app, flash, jsonify, redirect, render_template, request, url_for
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
from publicity.stories.actions import draft_from_text
from publicity.stories.attaching import MOST
from publicity.stories.content import Content
from publicity.stories.library import Library
from publicity.stories.shelf import KEEPERS, on_the_shelf
from publicity.stories.word_import import Imported, ImportedPicture, read_docx, with_media
from publicity.stories.word_paste import is_too_long, paste_clean, pictures_in

blueprint = Blueprint("importing", __name__)
LARGEST: Final = 60 * 1024 * 1024


@blueprint.post("/stories/documents")
def document() -> ResponseReturnValue:
    """A .docx as a new draft under the template chosen; what was left behind is said."""
    person = web.person()
    organisation_id = request.form.get("organisation", person.organisation_id, type=int)
    require(person, organisation_id, Role.DRAFTER)
    shelf = on_the_shelf(web.db_session(), cast(Library, current_app.extensions["story_templates"]))
    folder = uploads_folder(web.config().media_folder) / f"word-{secrets.token_hex(12)}"
    folder.mkdir(parents=True)
    try:
        imported = read_docx(_kept(folder), folder, most_pictures=MOST)
        pictures = [(picture, _taken(picture.path)) for picture in imported.pictures]
    except Invalid as error:
        return _form_again(shelf, str(error)), 422
    finally:
        shutil.rmtree(folder)
    files = {picture.name: _registered(organisation_id, picture, taken) for picture, taken in pictures}
    story = draft_from_text(
        web.db_session(),
        now=web.now(),
        actor=person,
        organisation_id=organisation_id,
        template=shelf.offered(request.form.get("template", "")),
        content=_content(imported, files),
        note="由 Word 文档导入",
    )
    for lead, said in (("没有带进来", imported.dropped), ("换了位置或写法", imported.moved)):
        if said:
            flash(f"{lead}：{'；'.join(said)}。", "warning")
    flash("已导入为第1稿，请核对后再补填案情要素。", "ok")
    return redirect(url_for("stories.drafting.editor", story_id=story.id), 303)


@blueprint.post("/stories/paste")
def paste() -> ResponseReturnValue:
    """Pasted HTML → {markdown, said}, for the editor's script; `said` tells what cannot come along, else ""."""
    source = request.form.get("html", "")
    if is_too_long(source):
        return jsonify(
            markdown="", said="粘贴的内容太长，只带进了文字；要保留格式请分几次粘贴，或者用“从文档起稿”导入 .docx。"
        )
    pictures = pictures_in(source)
    said = f"粘贴带不进图片（{pictures} 张）：请把图片文件拖进正文，或者用“从文档起稿”导入 .docx。" if pictures else ""
    return jsonify(markdown=paste_clean(source), said=said)


def _form_again(shelf: Library, fault: str) -> str:
    return render_template(
        "stories/choose.html",
        templates=shelf.templates.values(),
        milestone=None,
        may_keep=web.person().has_anywhere(*KEEPERS),
        fault=fault,
        wanted=request.form.get("template", ""),
    )


def _kept(folder: Path) -> Path:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid("请先选择一个 .docx 文件。", {"file": "请选择文件。"})
    path = folder / "given.docx"
    storage.append_chunk(path, 0, cast(BinaryIO, sent.stream), LARGEST)
    return path


def _taken(path: Path) -> Taken:
    return take(path, web.config().media_folder, path.stat().st_size)


def _registered(organisation_id: int, picture: ImportedPicture, taken: Taken) -> MediaFile:
    file = media.register(
        web.db_session(),
        person=web.person(),
        organisation_id=organisation_id,
        name=picture.name,
        sha256=taken.sha256,
        facts=taken.facts,
        now=web.now(),
    )
    alt, caption = file.alt or picture.alt, file.caption or picture.caption
    if (alt, caption) != (file.alt, file.caption):
        said = media.Description(caption=caption, alt=alt, credit=file.credit, crops=file.crops)
        media.describe(
            web.db_session(), person=web.person(), media=file, version=file.version, description=said, now=web.now()
        )
    return file


def _content(imported: Imported, files: dict[str, MediaFile]) -> Content:
    text = with_media(imported.text, {name: file.id for name, file in files.items()})
    kept = {file.id: dict(entry(file)) for file in files.values()}
    return Content(title=imported.title, text=text, media=list(kept.values()))
