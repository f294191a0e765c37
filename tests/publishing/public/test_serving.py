"""Conditions, variants and paths, as a strict reader tries them."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from publicity.config import Config
from publicity.publishing.folder import PublicFile, PublicFolder
from publicity.publishing.public.limits import Buckets
from publicity.publishing.public.serving import accepts_gzip, within

FEED = "/feeds/stories.rss"
BODY = ("<rss>" + "执行" * 500 + "</rss>").encode()


@pytest.fixture
def folder(desk_config: Config) -> PublicFolder:
    made = PublicFolder(desk_config.public_folder)
    made.root.mkdir(parents=True)
    for path in ("feeds/stories.rss", "feeds/stories.atom", "feeds/stories.json", "feeds/subscriptions.opml"):
        made.put(PublicFile(path, BODY))
    for path in ("index.html", "articles/abc/index.html", "404.html", "static/public/public.css", "robots.txt"):
        made.put(PublicFile(path, f"<p>{path}</p>".encode()))
    return made


@pytest.fixture
def reader(folder: PublicFolder, client: FlaskClient) -> FlaskClient:
    return client


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/articles/abc/", "text/html; charset=utf-8"),
        ("/feeds/stories.rss", "application/rss+xml; charset=utf-8"),
        ("/feeds/stories.atom", "application/atom+xml; charset=utf-8"),
        ("/feeds/stories.json", "application/feed+json; charset=utf-8"),
        ("/feeds/subscriptions.opml", "text/x-opml; charset=utf-8"),
        ("/static/public/public.css", "text/css; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_each_file_says_what_it_is_and_sets_no_cookie(reader: FlaskClient, path: str, kind: str) -> None:
    answer = reader.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    assert answer.headers["Vary"] == "Accept-Encoding"
    kept = answer.headers["Cache-Control"]
    may_be_kept = path.startswith(("/feeds/", "/static/"))
    assert ("stale-while-revalidate" in kept, "no-cache" in kept) == (may_be_kept, not may_be_kept)
    assert "Set-Cookie" not in answer.headers
    assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_head_has_the_headers_of_get_and_no_body(reader: FlaskClient) -> None:
    get, head = reader.get(FEED), reader.head(FEED)
    assert head.data == b""
    assert dict(head.headers) == dict(get.headers)


def test_a_packed_feed_is_the_same_feed_under_its_own_tag(reader: FlaskClient) -> None:
    plain, packed = reader.get(FEED), reader.get(FEED, headers={"Accept-Encoding": "br, gzip;q=0.8"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == BODY
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert not packed.headers["ETag"].startswith("W/")


@pytest.mark.parametrize(
    "condition", ["{tag}", "W/{tag}", '"other", {tag}', '"other",W/{tag} , "more"', "*", " {tag} "]
)
def test_a_known_tag_is_answered_304_without_a_body(reader: FlaskClient, condition: str) -> None:
    tag = reader.get(FEED).headers["ETag"]
    answer = reader.get(FEED, headers={"If-None-Match": condition.format(tag=tag)})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert "Content-Length" not in answer.headers


def test_if_none_match_beats_if_modified_since(reader: FlaskClient) -> None:
    date = reader.get(FEED).headers["Last-Modified"]
    assert reader.get(FEED, headers={"If-Modified-Since": date}).status_code == 304
    both = {"If-Modified-Since": date, "If-None-Match": '"other"'}
    assert reader.get(FEED, headers=both).status_code == 200
    assert reader.get(FEED, headers={"If-Modified-Since": "no date at all"}).status_code == 200


@pytest.mark.parametrize(
    "date",
    [
        "1 Jan 99999999999999999999 00:00:00 GMT",
        "1 Jan 2020 00:00:00 +99999999999999",
        "1 Jan 2020 99999999999999999999:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 +2359",
        "(((",
        "yesterday",
    ],
)
def test_a_date_that_cannot_be_is_no_condition(reader: FlaskClient, date: str) -> None:
    assert reader.get(FEED, headers={"If-Modified-Since": date}).status_code == 200


@pytest.mark.parametrize("length", [255, 300, 5000])
def test_a_name_longer_than_any_file_has_is_no_file(reader: FlaskClient, length: int) -> None:
    address = f"/feeds/{'a' * length}.rss"
    assert reader.get(address, headers={"Accept-Encoding": "gzip"}).status_code == 404


def test_after_a_change_the_old_tag_and_the_old_date_are_no_longer_enough(
    reader: FlaskClient, folder: PublicFolder
) -> None:
    before = reader.get(FEED)
    folder.put(PublicFile("feeds/stories.rss", b"<rss>withdrawn</rss>"))
    for name, value in (
        ("If-None-Match", before.headers["ETag"]),
        ("If-Modified-Since", before.headers["Last-Modified"]),
    ):
        after = reader.get(FEED, headers={name: value})
        assert (after.status_code, after.data) == (200, b"<rss>withdrawn</rss>")
        packed = reader.get(FEED, headers={name: value, "Accept-Encoding": "gzip"})
        assert packed.status_code == 200


def test_feeds_are_open_to_pages_elsewhere(reader: FlaskClient) -> None:
    assert reader.get(FEED).headers["Access-Control-Allow-Origin"] == "*"
    asked = reader.options(FEED, headers={"Origin": "https://reader.test"})
    assert asked.status_code == 204
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in reader.get("/").headers


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/rss.xml", "/feeds/stories.rss"),
        ("/feed", "/feeds/stories.rss"),
        ("/atom.xml", "/feeds/stories.atom"),
        ("/articles/abc", "/articles/abc/"),
    ],
)
def test_what_moved_is_said_to_have_moved_for_good(reader: FlaskClient, old: str, new: str) -> None:
    answer = reader.get(old)
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith(new)


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/none.rss",
        "/articles/none/",
        "/feeds/../../desk.sqlite3",
        "/feeds/%2e%2e/%2e%2e/secret_key",
        "/articles/..%2f..%2fsecret_key",
        "/feeds/stories.rss.gz",
        "/feeds/stories.rss/",
        "/feeds//stories.rss",
        "/articles/abc/../../../secret_key",
    ],
)
def test_nothing_outside_and_nothing_unknown_is_served(reader: FlaskClient, desk_config: Config, path: str) -> None:
    (desk_config.instance / "secret_key").write_text("the secret", encoding="ascii")
    answer = reader.get(path)
    assert answer.status_code in (404, 308)
    assert b"the secret" not in answer.data


def test_the_folders_own_notes_stay_private(reader: FlaskClient, folder: PublicFolder) -> None:
    (folder.root / ".projection.json").write_text("notes", encoding="ascii")
    for path in ("/.projection.json", "/feeds/.lock", "/articles/.parts/x.html"):
        assert reader.get(path).status_code != 200
    assert within("/feeds/.lock") is None


def test_a_missing_story_gets_the_readers_own_page(reader: FlaskClient) -> None:
    answer = reader.get("/articles/none/")
    assert (answer.status_code, answer.data) == (404, b"<p>404.html</p>")


def test_before_anything_has_been_made_readers_are_told_to_wait(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 404
    assert "还没有生成" in answer.get_data(as_text=True)


def test_a_film_can_be_fetched_in_pieces(reader: FlaskClient, folder: PublicFolder, tmp_path: Path) -> None:
    source = tmp_path / "film"
    source.write_bytes(bytes(range(256)))
    folder.put(PublicFile("files/abc.mp4", source=source))
    with reader.get("/files/abc.mp4", headers={"Range": "bytes=10-19"}) as answer:
        assert (answer.status_code, answer.data) == (206, bytes(range(10, 20)))
        assert answer.headers["Content-Type"] == "video/mp4"
    with reader.get("/files/abc.mp4", headers={"If-None-Match": '"abc"'}) as answer:
        assert answer.status_code == 304
    assert reader.get("/files/../.lock").status_code == 404


def test_an_address_that_asks_too_often_is_told_how_long_to_wait(reader: FlaskClient, app: Flask) -> None:
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    statuses = {reader.get(FEED, environ_base=elsewhere).status_code for _ in range(1200)}
    assert statuses == {200, 429}
    refused = reader.get(FEED, environ_base=elsewhere)
    while refused.status_code == 200:
        refused = reader.get(FEED, environ_base=elsewhere)
    assert int(refused.headers["Retry-After"]) >= 1
    assert reader.get(FEED).status_code == 200


def test_a_bucket_fills_again() -> None:
    buckets = Buckets(rate=2, burst=3)
    assert [buckets.wait("203.0.113.9", 0.0) for _ in range(4)] == [0, 0, 0, 1]
    assert buckets.wait("203.0.113.9", 0.5) == 0
    assert buckets.wait("203.0.113.10", 0.5) == 0
    assert [buckets.wait("127.0.0.1", 0.0) for _ in range(9)] == [0] * 9


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("GZIP, deflate", True),
        ("br;q=1.0, gzip;q=0.8", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("identity", False),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("x-gzip", True),
    ],
)
def test_accept_encoding(header: str, takes: bool) -> None:
    assert accepts_gzip(header) is takes
