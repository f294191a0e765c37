"""The public side over HTTP: plain files with validators; no session, no database, no cookie."""

from typing import Final, cast

from flask import Blueprint, Response, current_app, request, send_from_directory
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.errors import NotFound
from publicity.publishing.public.limits import Buckets
from publicity.publishing.public.serving import A_DAY, Asked, PublicFiles

blueprint = Blueprint("public", __name__)
FOLDERS: Final = ("pages", "articles", "themes", "courts", "forms", "subscribe")
MOVED: Final = (
    ("/feed", "/feeds/stories.rss"),
    ("/rss", "/feeds/stories.rss"),
    ("/rss.xml", "/feeds/stories.rss"),
    ("/feed.xml", "/feeds/stories.rss"),
    ("/atom.xml", "/feeds/stories.atom"),
    ("/feed.json", "/feeds/stories.json"),
    ("/opml", "/feeds/subscriptions.opml"),
)


@blueprint.record_once
def prepare(state: BlueprintSetupState) -> None:
    """Gives the application its view of the folder."""
    app = state.app
    app.extensions["public_files"] = PublicFiles(app.extensions["config"].public_folder)
    app.extensions["public_limits"] = Buckets()
    for old, new in MOVED:
        state.add_url_rule(old, f"moved{old.replace('/', '_')}", moved, defaults={"to": new})


@web.public
def moved(to: str) -> ResponseReturnValue:
    """An address that feed readers guess."""
    return "", 301, {"Location": to, "Cache-Control": A_DAY}


@blueprint.get("/")
@blueprint.get("/robots.txt")
@web.public
def page() -> ResponseReturnValue:
    return _answered()


@web.public
def under(rest: str = "") -> ResponseReturnValue:
    del rest
    return _answered()


for _folder in FOLDERS:
    blueprint.add_url_rule(f"/{_folder}/<path:rest>", "under", under)
    blueprint.add_url_rule(f"/{_folder}/", "under", under, strict_slashes=False)


@blueprint.route("/feeds/<path:rest>", methods=["GET", "OPTIONS"], provide_automatic_options=False)
@web.public
def feed(rest: str) -> ResponseReturnValue:
    """Any feed; browsers elsewhere may ask with conditions (CORS)."""
    del rest
    if request.method == "OPTIONS":
        return "", 204, _PREFLIGHT
    buckets = cast(Buckets, current_app.extensions["public_limits"])
    wait = buckets.wait(request.remote_addr or "", web.now().timestamp())
    if wait:
        return Response("请求太频繁，请稍后再试。\n", 429, {"Retry-After": str(wait)}, mimetype="text/plain")
    return _answered()


@blueprint.get("/files/<name>")
@web.public
def file(name: str) -> ResponseReturnValue:
    """A picture, film or sound, in pieces when asked so; its name is its hash."""
    folder = web.config().public_folder / "files"
    response = send_from_directory(folder, name, etag=name.partition(".")[0], max_age=86400)
    response.headers["Cache-Control"] = A_DAY
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


_PREFLIGHT: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


def _answered() -> Response:
    files = cast(PublicFiles, current_app.extensions["public_files"])
    headers = request.headers
    conditions = (headers.get("If-None-Match", ""), headers.get("If-Modified-Since", ""))
    answer = files.answer(Asked(request.path, headers.get("Accept-Encoding", ""), *conditions))
    if answer is not None:
        return Response(answer.body, answer.status, answer.headers)
    missing = files.answer(Asked("/404.html"))
    if missing is None:
        raise NotFound("公开页面还没有生成，请稍候再打开；一直没有时请告知管理员。")
    return Response(missing.body, 404, {"Content-Type": missing.headers["Content-Type"], "Cache-Control": "no-cache"})
