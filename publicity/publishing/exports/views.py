"""Pages and downloads by which a story is carried out of the desk; whoever may read it may export it."""

from collections.abc import Iterable
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Final, cast
from urllib.parse import quote

from flask import Blueprint, Response, current_app, render_template, request, send_file, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.clock import SHANGHAI
from publicity.config import ROOT
from publicity.errors import Invalid
from publicity.history.models import HistoryEntry
from publicity.history.queries import of_subject
from publicity.lib import markdown
from publicity.lib.files import safe_name, zip_stream
from publicity.media.documents import DOCX
from publicity.media.queries import missing_for_approval
from publicity.publishing import document, media_pack, wechat
from publicity.publishing.exports import wechat_pack
from publicity.publishing.exports.actions import EXPORTED, Kind, note_export
from publicity.publishing.exports.assembly import Export, assemble, with_films
from publicity.publishing.exports.forms import sheet_form, with_credits
from publicity.publishing.exports.layouts import STANDARD, Layouts, load
from publicity.publishing.wechat import WechatArticle
from publicity.stories.queries import get_visible
from publicity.stories.rules import STATE_NAMES

blueprint = Blueprint("exports", __name__)
SHOWN: Final = 10
# The body's look is in its style attributes, which the desk's own pages do not allow; nothing in it can run.
BODY_ONLY: Final = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; "
    "form-action 'none'"
)


@blueprint.record_once
def _load_layouts(state: BlueprintSetupState) -> None:
    state.app.extensions["export_layouts"] = load(ROOT / "content" / "layouts")


@blueprint.get("/stories/<int:story_id>/exports")
def exports(story_id: int) -> ResponseReturnValue:
    return _overview(_export(story_id))


@blueprint.get("/stories/<int:story_id>/exports/wechat")
def wechat_page(story_id: int) -> ResponseReturnValue:
    export = _export(story_id)
    return render_template(
        "publishing/exports/wechat.html", export=export, made=_wechat(export), typed=request.args, kind=Kind.WECHAT_COPY
    )


@blueprint.get("/stories/<int:story_id>/exports/wechat/body")
def wechat_body(story_id: int) -> ResponseReturnValue:
    """The article alone, as it is pasted: shown in the phone frame, and for copying by hand."""
    made = _wechat(_export(story_id))
    page = render_template("publishing/exports/wechat_body.html", title=made.title, html=made.html)
    return Response(page, headers={"Content-Security-Policy": BODY_ONLY})


@blueprint.post("/stories/<int:story_id>/exports/wechat/copies")
def wechat_copy(story_id: int) -> ResponseReturnValue:
    """The page's script says that the body was copied."""
    _note(_whole(story_id), Kind.WECHAT_COPY)
    return "", 204


@blueprint.post("/stories/<int:story_id>/exports/wechat.zip")
def wechat_zip(story_id: int) -> ResponseReturnValue:
    export = _whole(story_id)
    template = current_app.jinja_env.get_template("publishing/exports/wechat_body.html")
    members = wechat_pack.members(
        export,
        with_credits(export.article, request.form),
        _layouts().wechat,
        page=lambda title, html: template.render(title=title, html=html),
    )
    _note(export, Kind.WECHAT)
    return _zipped(export, "微信", members)


@blueprint.post("/stories/<int:story_id>/exports/document.docx")
def word(story_id: int) -> ResponseReturnValue:
    export, key = _whole(story_id), request.form.get("layout", STANDARD)
    layout = _layouts().document(key)
    try:
        sheet = sheet_form(request.form)
    except Invalid as error:
        return _overview(export, error), 422
    made = document.make(with_credits(export.article, request.form), layout, sheet)
    _note(export, Kind.DOCUMENT, layout.name)
    return _sent(export, made, DOCX, "docx")


@blueprint.post("/stories/<int:story_id>/exports/pack.zip")
def pack(story_id: int) -> ResponseReturnValue:
    export = _whole(story_id)
    layout = _layouts().document(request.form.get("layout", STANDARD))
    article = with_films(export, web.config().media_folder)
    notice = () if export.is_released else (("请先看-未发布.txt", _notice(export)),)
    _note(export, Kind.PACK)
    return _zipped(export, "素材包", chain(notice, media_pack.members(article, layout, _layouts().pack)))


@blueprint.post("/stories/<int:story_id>/exports/text.md")
def markdown_text(story_id: int) -> ResponseReturnValue:
    export = _whole(story_id)
    _note(export, Kind.MARKDOWN)
    return _sent(export, _as_markdown(export).encode(), "text/markdown; charset=utf-8", "md")


@blueprint.post("/stories/<int:story_id>/exports/text.txt")
def plain_text(story_id: int) -> ResponseReturnValue:
    export = _whole(story_id)
    _note(export, Kind.TEXT)
    return _sent(export, _for_windows(_as_text(export)), "text/plain; charset=utf-8", "txt")


def _layouts() -> Layouts:
    return cast(Layouts, current_app.extensions["export_layouts"])


def _export(story_id: int) -> Export:
    opened, settings = web.db_session(), web.config()
    story = get_visible(opened, web.person(), story_id)
    return assemble(opened, story, media_folder=settings.media_folder, base_url=settings.base_url)


def _whole(story_id: int) -> Export:
    """For a download: read in a transaction of its own, so that none waits for a lock while pictures are made."""
    settings = web.config()
    with web.database().reading() as opened:
        story = get_visible(opened, web.person(), story_id)
        export = assemble(opened, story, media_folder=settings.media_folder, base_url=settings.base_url)
    export.require_whole()
    return export


def _note(export: Export, kind: Kind, how: str = "") -> None:
    note_export(web.db_session(), now=web.now(), actor=web.person(), export=export, kind=kind, how=how)


def _wechat(export: Export) -> WechatArticle:
    """The article with the editor and proofreader of the address, its pictures from the desk."""
    article = with_credits(export.article, request.args)
    return wechat.make(article, _layouts().wechat, picture_url=_picture_address)


def _picture_address(name: str) -> str:
    return url_for("media.rendition", media_id=int(name), name="page")


def _overview(export: Export, error: Invalid | None = None) -> str:
    opened = web.db_session()
    ids = [int(item["id"]) for item in export.revision.media]
    recent = of_subject(f"story:{export.story.id}").where(HistoryEntry.verb == EXPORTED).limit(SHOWN)
    return render_template(
        "publishing/exports/exports.html",
        export=export,
        made=_wechat(export),
        layouts=_layouts().documents,
        standard=STANDARD,
        markdown=_as_markdown(export),
        plain=_as_text(export),
        unticked=missing_for_approval(opened, ids, web.today()),
        names={item["id"]: item.get("name", item["id"]) for item in export.revision.media},
        states=STATE_NAMES,
        recent=list(opened.scalars(recent)),
        typed=request.form,
        faults=error.fields if error else {},
        error=str(error) if error else "",
    )


def _as_markdown(export: Export) -> str:
    return f"# {export.article.title}\n\n{export.article.text}"


def _as_text(export: Export) -> str:
    return f"{export.article.title}\n\n{markdown.plain(export.article.text)}\n"


def _for_windows(text: str) -> bytes:
    """As Windows' own editor reads it: UTF-8 with its mark, CR LF."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _notice(export: Export) -> bytes:
    return _for_windows(render_template("publishing/exports/notice.txt", export=export))


def _sent(export: Export, data: bytes, mime: str, extension: str) -> Response:
    return send_file(
        BytesIO(data),
        mimetype=mime,
        as_attachment=True,
        download_name=f"{safe_name(export.file_stem, limit=60)}.{extension}",
    )


def _zipped(export: Export, kind: str, members: Iterable[tuple[str, bytes | Path]]) -> Response:
    """The zip as it is made: one file stands in memory at a time."""
    stamp = web.now().astimezone(SHANGHAI)
    response = Response(zip_stream(members, stamp=stamp), mimetype="application/zip")
    name = f"{safe_name(export.file_stem, limit=60)}-{kind}.zip"
    # RFC 6266 §4.3: the name in Chinese, with a plain one for what does not know the other.
    names = {"filename": "story.zip", "filename*": f"UTF-8''{quote(name)}"}
    response.headers.set("Content-Disposition", "attachment", **names)
    return response
