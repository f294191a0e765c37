"""The feed files of a log: whose stories, in which order, under which ids."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import feedparser
import pytest

from publicity.db import Database
from publicity.feeds.files import NEWEST, absolute, feeds
from publicity.publishing.models import EntryKind
from publicity.publishing.pages import articles, lists
from publicity.publishing.projection import project
from publicity.publishing.site import Site
from publicity.publishing.snapshot import Media, Named, from_json, withdrawn
from tests.publishing.factories import Log, make_site_at


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site_at(tmp_path)


@pytest.fixture
def log(database: Database, now: datetime) -> Iterator[Log]:
    with database.open_write() as session:
        yield Log(session, now)


def made(database: Database, log: Log, site: Site) -> Path:
    log.session.commit()
    project(database.reading, site, (articles, feeds, lists))
    return site.folder / "feeds"


def ids(folder: Path, name: str = "stories") -> dict[str, list[str]]:
    items = json.loads((folder / f"{name}.json").read_bytes())["items"]
    parsed = {kind: feedparser.parse((folder / f"{name}.{kind}").read_bytes()).entries for kind in ("rss", "atom")}
    return {"json": [item["id"] for item in items]} | {kind: [e.id for e in rows] for kind, rows in parsed.items()}


def test_every_format_gives_the_same_ids_newest_first(database: Database, log: Log, site: Site) -> None:
    lines = [log.release() for _ in range(3)]
    expected = [f"tag:desk.example,2026:story:{line.public_id}" for line in reversed(lines)]
    assert ids(made(database, log, site)) == {"json": expected, "rss": expected, "atom": expected}


def test_a_feed_holds_the_fifty_that_changed_last(database: Database, log: Log, site: Site) -> None:
    lines = [log.release() for _ in range(NEWEST + 2)]
    oldest = lines[0]
    shown = ids(made(database, log, site))["rss"]
    assert len(shown) == NEWEST
    assert not any(oldest.public_id in one for one in shown)
    log.add(oldest.story_id, EntryKind.WITHDRAWAL, withdrawn(from_json(oldest.snapshot), "稿件已撤回"), "隐私")
    shown = ids(made(database, log, site))["rss"]
    assert len(shown) == NEWEST
    assert oldest.public_id in shown[0], "subscribers must hear of the withdrawal of an old story"


def test_a_correction_comes_first_with_a_newer_date_and_its_first_date_kept(
    database: Database, log: Log, site: Site
) -> None:
    first, _second = log.release(title="旧题"), log.release()
    log.add(first.story_id, EntryKind.CORRECTION, from_json(first.snapshot), "金额有误。")
    folder = made(database, log, site)
    entry = feedparser.parse((folder / "stories.atom").read_bytes()).entries[0]
    assert first.public_id in entry.id
    assert entry.updated_parsed > entry.published_parsed
    assert "更正（2018年7月12日 周四）：金额有误。" in entry.content[0].value
    assert feedparser.parse((folder / "stories.rss").read_bytes()).entries[0].published_parsed == entry.published_parsed


def test_each_feed_says_its_own_address(database: Database, log: Log, site: Site) -> None:
    log.release()
    folder = made(database, log, site)
    for path in folder.rglob("*.*"):
        own = f"http://desk.test/feeds/{path.relative_to(folder)}"
        if path.suffix in (".rss", ".atom"):
            links = feedparser.parse(path.read_bytes()).feed.links
            assert [link.href for link in links if link.rel == "self"] == [own]
        elif path.suffix == ".json":
            assert json.loads(path.read_bytes())["feed_url"] == own


def test_no_two_items_share_a_date(database: Database, log: Log, site: Site) -> None:
    for _ in range(5):
        log.now = datetime.fromisoformat("2018-07-12T04:00:00+00:00")
        log.release()
    entries = feedparser.parse((made(database, log, site) / "stories.rss").read_bytes()).entries
    assert len({entry.published for entry in entries}) == 5


def test_pictures_and_links_in_the_text_are_absolute(database: Database, log: Log, site: Site) -> None:
    picture = Media("7", "abc.jpg", "image", "image/jpeg", 5, caption="现场", source="none")
    log.release(html='<p><img alt="现场" src="/files/abc.jpg"></p>', media=(picture,), shown=("7",))
    folder = made(database, log, site)
    (item,) = json.loads((folder / "stories.json").read_bytes())["items"]
    assert 'src="http://desk.test/files/abc.jpg"' in item["content_html"]
    assert item["content_html"].count("abc.jpg") == 1, "a picture that stands in the text is not shown again"
    assert item["attachments"][0]["url"] == "http://desk.test/files/abc.jpg"


def test_a_picture_outside_the_text_follows_it(database: Database, log: Log, site: Site) -> None:
    picture = Media("7", "abc.jpg", "image", "image/jpeg", 5, caption="现场", alt="干警", source="none")
    log.release(media=(picture,))
    (item,) = json.loads((made(database, log, site) / "stories.json").read_bytes())["items"]
    assert '<img alt="干警" src="http://desk.test/files/abc.jpg">' in item["content_html"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="/files/a.jpg">', '<img src="http://d/files/a.jpg">'),
        ('<img alt="x" src="/files/a.jpg" width="1">', '<img alt="x" src="http://d/files/a.jpg" width="1">'),
        ('<img alt="a &gt; b src=&quot;/x" src="/f">', '<img alt="a &gt; b src=&quot;/x" src="http://d/f">'),
        ('<a href="/x" rel="noopener">甲</a>', '<a href="http://d/x" rel="noopener">甲</a>'),
        ('<a href="https://other.test/x">甲</a>', '<a href="https://other.test/x">甲</a>'),
        ('<a href="//other.test/x">甲</a>', '<a href="//other.test/x">甲</a>'),
        ('<p>写作 src="/files/a.jpg" 的文字</p>', '<p>写作 src="/files/a.jpg" 的文字</p>'),
    ],
)
def test_addresses_from_the_root_become_absolute(html: str, expected: str) -> None:
    assert absolute(html, "http://d") == expected


def test_a_court_has_its_own_feed_and_stands_in_the_list_of_all(database: Database, log: Log, site: Site) -> None:
    log.release(court=Named("linshui", "临水县人民法院"))
    folder = made(database, log, site)
    assert len(ids(folder, "courts/linshui")["rss"]) == 1
    subscriptions = (folder / "subscriptions.opml").read_text(encoding="utf8")
    assert 'xmlUrl="http://desk.test/feeds/courts/linshui.rss"' in subscriptions
