"""The public side's edge: the gateway in front of the desk, and what the gateway leaves to it."""

import time
from types import MappingProxyType
from typing import Final, cast

from flask import Blueprint, Flask, Response, current_app, send_from_directory
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.errors import NotFound
from publicity.publishing.public.gateway import FOLDERS, Gateway
from publicity.publishing.public.limits import Buckets
from publicity.publishing.public.serving import A_DAY, ALWAYS_ASKED, Asked, PublicFiles

blueprint = Blueprint("public", __name__)
MOVED: Final = MappingProxyType(
    {
        "feed": "/feeds/stories.rss",
        "rss": "/feeds/stories.rss",
        "rss.xml": "/feeds/stories.rss",
        "feed.xml": "/feeds/stories.rss",
        "atom.xml": "/feeds/stories.atom",
        "feed.json": "/feeds/stories.json",
        "opml": "/feeds/subscriptions.opml",
    }
)
PREFLIGHT: Final = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
        "Access-Control-Max-Age": "86400",
    }
)


@blueprint.record_once
def stand_in_front(state: BlueprintSetupState) -> None:
    """Puts the gateway before the application."""
    app = cast(Flask, state.app)
    files = PublicFiles(app.extensions["config"].public_folder)
    app.extensions["public_files"] = files
    app.wsgi_app = Gateway(app.wsgi_app, files, Buckets(), time.monotonic)  # type: ignore[method-assign]


@web.public
def missing(rest: str = "") -> ResponseReturnValue:
    """An address of the public side with no file behind it."""
    del rest
    found = current_app.extensions["public_files"].answer(Asked("/404.html"))
    if found is None:
        raise NotFound("公开页面还没有生成，请稍候再打开；一直没有时请告知管理员。")
    return Response(found.body, 404, content_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"})


for _rule in ("/", "/robots.txt", "/feeds/<path:rest>", *(f"/{folder}/<path:rest>" for folder in FOLDERS)):
    blueprint.add_url_rule(_rule, "missing", missing, provide_automatic_options=False)


@blueprint.get("/subscribe/")
@web.public
def subscribe() -> ResponseReturnValue:
    """The page that lists every feed, for links from the desk; its file is served by the gateway."""
    return missing()


@blueprint.route("/feeds/<path:rest>", methods=["OPTIONS"])
@web.public
def preflight(rest: str) -> ResponseReturnValue:
    """Browsers elsewhere may ask for feeds with conditions (CORS)."""
    del rest
    return "", 204, dict(PREFLIGHT)


@blueprint.get("/<any({}):old>".format(",".join(f"'{name}'" for name in MOVED)))
@web.public
def moved(old: str) -> ResponseReturnValue:
    """An address that feed readers guess."""
    return "", 301, {"Location": MOVED[old], "Cache-Control": A_DAY}


@blueprint.get("/files/<name>")
@web.public
def file(name: str) -> ResponseReturnValue:
    """A picture, film or sound, in pieces when asked so; its name is its hash."""
    folder = web.config().public_folder / "files"
    response = send_from_directory(folder, name, etag=name.partition(".")[0], max_age=86400)
    response.headers["Cache-Control"] = ALWAYS_ASKED
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
