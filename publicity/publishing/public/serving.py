"""A request for a public file, answered as RFC 9110 asks: validators, variants, nothing outside the folder."""

import errno
import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

TYPES: Final = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".rss": "application/rss+xml; charset=utf-8",
        ".atom": "application/atom+xml; charset=utf-8",
        ".json": "application/feed+json; charset=utf-8",
        ".opml": "text/x-opml; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".svg": "image/svg+xml",
    }
)
SHORTLY: Final = "public, max-age=60, stale-while-revalidate=600"
ALWAYS_ASKED: Final = "public, no-cache"
A_DAY: Final = "public, max-age=86400, stale-while-revalidate=604800"
POLICY: Final = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; frame-ancestors 'self'; "
    "form-action 'none'; base-uri 'none'"
)
OPEN_TO_ALL: Final = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified"),
)
MOST_REMEMBERED: Final = 20_000
Headers = list[tuple[str, str]]
Signature = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body; the body is empty for 304 and for redirects."""

    status: int
    headers: Headers
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says of conditions and variants; empty strings where it says nothing."""

    path: str
    accept_encoding: str = ""
    if_none_match: str = ""
    if_modified_since: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of a file until another takes its place."""

    signature: Signature
    tag: str
    headers: Headers


class PublicFiles:
    """The folder as readers reach it; remembers each file's hash and headers until the file is replaced."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._known: dict[str, _Known] = {}

    def answer(self, asked: Asked) -> Answer | None:
        """The answer to GET (and, without its body, to HEAD); None when there is no such file."""
        path = within(asked.path)
        if path is None:
            return None
        if path.endswith("/") or not path:
            path += "index.html"
        kind = TYPES.get(path[path.rfind(".") :])
        if kind is None:
            return self._moved(path)
        if asked.accept_encoding and accepts_gzip(asked.accept_encoding):
            packed = self._file(f"{path}.gz", path, kind, asked)
            if packed is not None:
                return packed
        return self._file(path, path, kind, asked)

    def _moved(self, path: str) -> Answer | None:
        if not os.path.isfile(f"{self._root}/{path}/index.html"):
            return None
        return Answer(301, [("Location", f"/{path}/"), ("Cache-Control", SHORTLY), ("Content-Length", "0")])

    def _file(self, variant: str, path: str, kind: str, asked: Asked) -> Answer | None:
        try:
            with open(f"{self._root}/{variant}", "rb") as file:
                found = os.fstat(file.fileno())
                signature = (found.st_ino, found.st_mtime_ns, found.st_size)
                known, body = self._known.get(variant), b""
                if known is None or known.signature != signature:
                    body = file.read()
                    known = self._remember(variant, path, kind, signature, body)
                if is_unchanged(asked, known.tag, found.st_mtime_ns):
                    return Answer(304, known.headers)
                body = body or file.read()
                return Answer(200, [*known.headers, ("Content-Length", str(len(body)))], body)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return None
            raise

    def _remember(self, variant: str, path: str, kind: str, signature: Signature, body: bytes) -> _Known:
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = [("ETag", tag), ("Last-Modified", _http_date(signature[1])), *_headers(path, kind, variant)]
        self._known[variant] = known = _Known(signature, tag, headers)
        return known


def within(path: str) -> str | None:
    """The request's path from the folder's root, None when it could lead out of it or to the folder's own notes."""
    if not path.startswith("/") or "\\" in path or "\0" in path or "/." in path or "//" in path:
        return None
    return path[1:]


def accepts_gzip(header: str) -> bool:
    """Whether Accept-Encoding (RFC 9110 §12.5.3) takes gzip."""
    weights = {}
    for part in header.lower().split(","):
        coding, _, rest = part.partition(";")
        weights[coding.strip()] = rest.replace(" ", "").rstrip("0") not in {"q=", "q=0."}
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", False)))


def is_unchanged(asked: Asked, tag: str, mtime_ns: int) -> bool:
    """Whether the reader's copy will do: If-None-Match, compared weakly, else If-Modified-Since (RFC 9110 §13.2.2)."""
    if asked.if_none_match:
        wanted = asked.if_none_match
        return wanted.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in wanted.split(","))
    if not asked.if_modified_since:
        return False
    try:
        since = parsedate_to_datetime(asked.if_modified_since)
        instant = int(since.replace(tzinfo=since.tzinfo or UTC).timestamp())
    except (ValueError, OverflowError):
        return False
    return mtime_ns // 1_000_000_000 <= instant


def _headers(path: str, kind: str, variant: str) -> Headers:
    headers = [
        ("Content-Type", kind),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", _keeping(path)),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if kind.startswith("text/html"):
        headers += [("Content-Security-Policy", POLICY), ("Referrer-Policy", "same-origin")]
    if path.startswith("feeds/"):
        headers += OPEN_TO_ALL
    if variant != path:
        headers.append(("Content-Encoding", "gzip"))
    return headers


def _keeping(path: str) -> str:
    """Feeds may be a minute old; a page or a picture is asked about each time, so that a withdrawal is seen at once."""
    if path.startswith("static/"):
        return A_DAY
    return SHORTLY if path.startswith("feeds/") else ALWAYS_ASKED


def _http_date(mtime_ns: int) -> str:
    return format_datetime(datetime.fromtimestamp(mtime_ns // 1_000_000_000, UTC), usegmt=True)
