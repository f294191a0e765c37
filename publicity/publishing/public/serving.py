"""A request for a public file, answered as RFC 9110 asks: validators, variants, nothing outside the folder."""

import hashlib
import os
from collections.abc import Mapping
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
A_DAY: Final = "public, max-age=86400, stale-while-revalidate=604800"
MOST_REMEMBERED: Final = 20_000
Signature = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body; the body is empty for 304 and for redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says of conditions and variants; empty strings where it says nothing."""

    path: str
    accept_encoding: str = ""
    if_none_match: str = ""
    if_modified_since: str = ""


class PublicFiles:
    """The folder as readers reach it; remembers each file's hash until the file is replaced."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._tags: dict[str, tuple[Signature, str]] = {}

    def answer(self, asked: Asked) -> Answer | None:
        """The answer to GET (and, without its body, HEAD); None when there is no such file."""
        path = within(asked.path)
        if path is None:
            return None
        if path.endswith("/") or not path:
            path += "index.html"
        elif (self._root / path / "index.html").is_file():
            return Answer(301, {"Location": f"/{path}/", "Cache-Control": SHORTLY})
        kind = TYPES.get(path[path.rfind(".") :])
        if kind is None:
            return None
        variant = f"{path}.gz" if accepts_gzip(asked.accept_encoding) else path
        answer = self._file(variant, asked)
        if answer is None and variant != path:
            variant, answer = path, self._file(path, asked)
        if answer is None:
            return None
        return Answer(answer.status, {**answer.headers, **_headers(path, kind, variant)}, answer.body)

    def _file(self, path: str, asked: Asked) -> Answer | None:
        try:
            with (self._root / path).open("rb") as file:
                stat = _stat(file.fileno())
                known = self._tags.get(path)
                body = b""
                if known is None or known[0] != stat:
                    body = file.read()
                    known = self._remember(path, stat, body)
                headers = {"ETag": known[1], "Last-Modified": _http_date(stat[1])}
                if is_unchanged(asked, known[1], stat[1]):
                    return Answer(304, headers)
                return Answer(200, headers, body or file.read())
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    def _remember(self, path: str, stat: Signature, body: bytes) -> tuple[Signature, str]:
        if len(self._tags) >= MOST_REMEMBERED:
            self._tags.clear()
        known = (stat, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
        self._tags[path] = known
        return known


def within(path: str) -> str | None:
    """The request's path from the folder's root, None when it could lead out of it or to the folder's own notes."""
    rest = path.removeprefix("/")
    parts = rest.split("/")
    inner = parts[:-1] if rest.endswith("/") or not rest else parts
    if any(not part or part.startswith(".") or "\\" in part or "\0" in part for part in inner):
        return None
    return rest


def accepts_gzip(header: str) -> bool:
    """Whether Accept-Encoding (RFC 9110 §12.5.3) takes gzip."""
    if "gzip" not in header and "*" not in header:
        return False
    weights = {}
    for part in header.lower().split(","):
        coding, _, rest = part.strip().partition(";")
        weights[coding.strip()] = rest.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
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
    except ValueError:
        return False
    return mtime_ns // 1_000_000_000 <= int(since.replace(tzinfo=since.tzinfo or UTC).timestamp())


def _headers(path: str, kind: str, variant: str) -> dict[str, str]:
    headers = {"Content-Type": kind, "Vary": "Accept-Encoding", "Cache-Control": SHORTLY}
    if path.startswith("static/"):
        headers["Cache-Control"] = A_DAY
    if path.startswith("feeds/"):
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    if variant != path:
        headers["Content-Encoding"] = "gzip"
    return headers


def _stat(descriptor: int) -> Signature:
    found = os.fstat(descriptor)
    return found.st_ino, found.st_mtime_ns, found.st_size


def _http_date(mtime_ns: int) -> str:
    return format_datetime(datetime.fromtimestamp(mtime_ns // 1_000_000_000, UTC), usegmt=True)
