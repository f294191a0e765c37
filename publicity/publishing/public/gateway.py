"""Readers' requests answered before the desk's own machinery: a public file costs no more than reading it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from publicity.publishing.public.limits import Buckets
from publicity.publishing.public.serving import Asked, PublicFiles

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FEEDS: Final = "/feeds/"
FOLDERS: Final = ("pages", "articles", "themes", "courts", "forms", "subscribe")
SERVED: Final = (FEEDS, *(f"/{folder}" for folder in FOLDERS), "/robots.txt", "/static/public/")
REASONS: Final = {200: "200 OK", 301: "301 Moved Permanently", 304: "304 Not Modified"}


class Gateway:
    """A WSGI application before the desk's: what is not a public file is passed on to it. `clock` counts seconds."""

    def __init__(
        self, desk: "WSGIApplication", files: PublicFiles, buckets: Buckets, clock: Callable[[], float]
    ) -> None:
        self._desk = desk
        self._files = files
        self._buckets = buckets
        self._clock = clock

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD") or not (path == "/" or path.startswith(SERVED)):
            return self._desk(environ, start_response)
        if path.startswith(FEEDS):
            wait = self._buckets.wait(environ.get("REMOTE_ADDR", ""), self._clock())
            if wait:
                return _too_often(start_response, wait)
        answer = self._files.answer(
            Asked(
                path,
                environ.get("HTTP_ACCEPT_ENCODING", ""),
                environ.get("HTTP_IF_NONE_MATCH", ""),
                environ.get("HTTP_IF_MODIFIED_SINCE", ""),
            )
        )
        if answer is None:
            return self._desk(environ, start_response)
        start_response(REASONS[answer.status], answer.headers)
        return [answer.body] if answer.body and method == "GET" else []


def _too_often(start_response: "StartResponse", wait: int) -> Iterable[bytes]:
    body = "请求太频繁，请稍后再试。\n".encode()
    length = str(len(body))
    kind = ("Content-Type", "text/plain; charset=utf-8")
    start_response("429 Too Many Requests", [kind, ("Retry-After", str(wait)), ("Content-Length", length)])
    return [body]
