"""Every format as readers take it: feedparser, lxml and the letter of each specification."""

import json
import locale
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import pytest
from lxml import etree

from publicity.feeds.items import Category, Channel, FeedItem, FeedMedia
from publicity.feeds.jsonfeed import json_feed
from publicity.feeds.opml import Outline, opml
from publicity.feeds.xml import atom, rss

NOON = datetime(2018, 7, 12, 4, 0, tzinfo=UTC)
BASE = "http://desk.test"
PICTURE = FeedMedia(f"{BASE}/files/a.jpg", "image", "image/jpeg", 4321, "现场", "干警在现场", "岗位一", 1600, 900)
FILM = FeedMedia(f"{BASE}/files/b.mp4", "video", "video/mp4", 98765, "短片", width=1280, height=720, duration=61.4)
PAPER = FeedMedia(f"{BASE}/files/c.pdf", "document", "application/pdf", 11)
NS = {
    "a": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "at": "http://purl.org/atompub/tombstones/1.0",
}
BUILD: Mapping[str, Callable[[Channel], bytes]] = {"rss": rss, "atom": atom, "json": json_feed}


def make_item(number: int = 1, **overrides: Any) -> FeedItem:
    values: dict[str, Any] = {
        "id": f"tag:desk.example,2026:story:{number}",
        "url": f"{BASE}/articles/{number}/",
        "title": f"第{number}篇",
        "summary": "摘要",
        "html": "<p>全文</p>",
        "author": "澄江市人民法院 岗位一",
        "published": NOON - timedelta(minutes=number),
        "updated": NOON - timedelta(minutes=number),
        "categories": (Category("results", "工作成效", f"{BASE}/themes/"),),
    }
    return FeedItem(**(values | overrides))


def make_channel(*items: FeedItem, **overrides: Any) -> Channel:
    values: dict[str, Any] = {
        "id": "tag:desk.example,2026:feed:stories",
        "title": "法院宣传发布",
        "description": "可供媒体转载。",
        "publisher": "法院宣传发布",
        "home_url": f"{BASE}/",
        "feeds": {kind: f"{BASE}/feeds/stories.{kind}" for kind in BUILD},
        "updated": items[0].updated if items else NOON,
        "items": items,
    }
    return Channel(**(values | overrides))


def tree(body: bytes) -> etree._Element:
    return etree.fromstring(body)


def found(body: bytes, path: str) -> list[Any]:
    result = tree(body).xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return result


@pytest.mark.parametrize("kind", BUILD)
def test_the_same_data_gives_the_same_bytes(kind: str) -> None:
    channel = make_channel(make_item(1, media=(PICTURE, FILM)), make_item(2, withdrawn_because="隐私"))
    assert BUILD[kind](channel) == BUILD[kind](channel)


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_feedparser_reads_everything(kind: str) -> None:
    channel = make_channel(make_item(1, media=(PICTURE, FILM)), make_item(2))
    parsed = feedparser.parse(BUILD[kind](channel))
    assert not parsed.bozo
    assert parsed.feed.title == "法院宣传发布"
    assert parsed.feed.link == f"{BASE}/"
    assert parsed.feed.language == "zh-CN"
    first = parsed.entries[0]
    assert [entry.id for entry in parsed.entries] == [item.id for item in channel.items]
    assert (first.title, first.link, first.summary) == ("第1篇", f"{BASE}/articles/1/", "摘要")
    assert first.content[0].value == "<p>全文</p>"
    assert first.author == "澄江市人民法院 岗位一"
    assert [tag.term for tag in first.tags] == (["工作成效"] if kind == "rss" else ["results"])
    assert first.published_parsed[:5] == (2018, 7, 12, 3, 59)
    assert parsed.entries[0].published_parsed > parsed.entries[1].published_parsed


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_each_feed_names_itself_once_and_the_others_as_alternates(kind: str) -> None:
    body = BUILD[kind](make_channel(make_item()))
    own = found(body, "/*/a:link[@rel='self']/@href | /rss/channel/a:link[@rel='self']/@href")
    assert own == [f"{BASE}/feeds/stories.{kind}"]


def test_the_channel_of_rss_leads_home_and_is_dated_in_english() -> None:
    body = rss(make_channel(make_item()))
    assert found(body, "/rss/channel/link/text()") == [f"{BASE}/"]
    dates = found(body, "//pubDate/text() | //lastBuildDate/text()")
    assert dates == ["Thu, 12 Jul 2018 11:59:00 +0800"] * 2
    assert all(re.fullmatch(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0800", date) for date in dates)
    assert parsedate_to_datetime(dates[0]) == NOON - timedelta(minutes=1)


def test_dates_touch_no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> str:
        raise AssertionError("the process's locale was touched")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert b"Thu, 12 Jul 2018" in rss(make_channel(make_item()))


def test_rss_has_one_enclosure_and_all_media_beside_it() -> None:
    body = rss(make_channel(make_item(media=(PICTURE, FILM, PAPER))))
    (enclosure,) = found(body, "//item/enclosure")
    assert dict(enclosure.attrib) == {"url": FILM.url, "length": "98765", "type": "video/mp4"}
    media = found(body, "//item/media:content")
    assert [one.get("url") for one in media] == [PICTURE.url, FILM.url, PAPER.url]
    assert (media[0].get("width"), media[0].get("fileSize"), media[0].get("medium")) == ("1600", "4321", "image")
    assert (media[1].get("duration"), media[2].get("medium")) == ("61", "document")
    assert found(body, "//media:content[1]/media:description/text()") == ["现场"]
    assert found(body, "//media:content[1]/media:credit/text()") == ["岗位一"]
    assert found(body, "//media:group") == []


def test_atom_links_keep_their_attributes() -> None:
    body = atom(make_channel(make_item(media=(PICTURE, FILM))))
    links = [dict(link.attrib) for link in found(body, "//a:entry/a:link")]
    assert links == [
        {"href": f"{BASE}/articles/1/", "rel": "alternate", "type": "text/html"},
        {"href": PICTURE.url, "rel": "enclosure", "type": "image/jpeg", "title": "现场", "length": "4321"},
        {"href": FILM.url, "rel": "enclosure", "type": "video/mp4", "title": "短片", "length": "98765"},
    ]
    assert found(body, "//a:entry/a:content/@type") == ["html"]
    assert found(body, "/a:feed/@xml:lang") == ["zh-CN"]


def test_json_feed_says_version_authors_and_attachments() -> None:
    feed = json.loads(json_feed(make_channel(make_item(media=(PICTURE, FILM)))))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["feed_url"], feed["home_page_url"]) == (f"{BASE}/feeds/stories.json", f"{BASE}/")
    (item,) = feed["items"]
    assert item["id"] == "tag:desk.example,2026:story:1"
    assert item["authors"] == [{"name": "澄江市人民法院 岗位一"}]
    assert item["date_published"] == "2018-07-12T11:59:00+08:00"
    assert [one["size_in_bytes"] for one in item["attachments"]] == [4321, 98765]
    assert [one["mime_type"] for one in item["attachments"]] == ["image/jpeg", "video/mp4"]
    assert item["attachments"][1]["duration_in_seconds"] == 61.4
    assert "author" not in item


@pytest.mark.parametrize("kind", BUILD)
@pytest.mark.parametrize("field", ["title", "summary", "html", "author"])
@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_no_character_takes_a_feed_down(kind: str, field: str, bad: str) -> None:
    body = BUILD[kind](make_channel(make_item(1, **{field: f"甲{bad}乙"}), make_item(2)))
    text = body.decode()
    assert "甲乙" in text
    assert "第2篇" in text
    if kind != "json":
        tree(body)


@pytest.mark.parametrize("kind", BUILD)
def test_marks_of_html_and_xml_survive_as_words(kind: str) -> None:
    body = BUILD[kind](
        make_channel(make_item(title="甲<乙>&“丙”]]>", summary="一<二&三", html="<p>甲&amp;乙]]&gt;</p>"))
    )
    if kind == "json":
        (item,) = json.loads(body)["items"]
        assert (item["title"], item["summary"]) == ("甲<乙>&“丙”]]>", "一<二&三")
        return
    entry = feedparser.parse(body).entries[0]
    assert entry.content[0].value == "<p>甲&amp;乙]]&gt;</p>"
    raw = found(body, "//item/title/text() | //a:entry/a:title/text()")
    assert raw == ["甲<乙>&“丙”]]>"]


@pytest.mark.parametrize("kind", BUILD)
def test_a_withdrawal_is_an_update_of_the_same_id(kind: str) -> None:
    original = make_item(1, html="<p>原文</p>")
    notice = replace(
        original,
        title="稿件已撤回",
        summary="原因：隐私。",
        html="<p>原因：隐私。</p>",
        updated=NOON,
        withdrawn_because="隐私",
    )
    body = BUILD[kind](make_channel(notice)).decode()
    assert "原文" not in body
    assert body.count("tag:desk.example,2026:story:1") == (2 if kind == "atom" else 1)
    assert "2018-07-12T12:00:00+08:00" in body
    assert "2018-07-12T11:59:00+08:00" in body or "Thu, 12 Jul 2018 11:59:00 +0800" in body


def test_atom_says_by_tombstone_that_the_original_is_gone() -> None:
    body = atom(make_channel(make_item(1, withdrawn_because="隐私"), make_item(2)))
    assert found(body, "//at:deleted-entry/@ref") == ["tag:desk.example,2026:story:1"]
    assert found(body, "//at:deleted-entry/at:comment/text()") == ["隐私"]


@pytest.mark.parametrize("kind", BUILD)
def test_a_feed_without_stories_is_a_feed(kind: str) -> None:
    body = BUILD[kind](make_channel())
    if kind == "json":
        assert json.loads(body)["items"] == []
        return
    parsed = feedparser.parse(body)
    assert not parsed.bozo
    assert parsed.entries == []


@pytest.mark.parametrize("kind", BUILD)
def test_utf8_without_a_mark_and_no_group_of_digits_for_chinese(kind: str) -> None:
    body = BUILD[kind](make_channel(make_item(title="𠮷野", html="<p>《执行》</p>")))
    assert not body.startswith(b"\xef\xbb\xbf")
    assert "𠮷野" in body.decode()
    assert b"&#" not in body


def test_opml_has_text_and_title_on_every_outline() -> None:
    inside = (Outline("甲\x0b院", f"{BASE}/feeds/courts/a.rss", f"{BASE}/courts/a/"),)
    body = opml(
        "法院宣传发布", [Outline("全部", f"{BASE}/feeds/stories.rss", f"{BASE}/"), Outline("按法院", inside=inside)]
    )
    outlines = found(body, "//outline")
    assert tree(body).get("version") == "2.0"
    assert [one.get("text") for one in outlines] == ["全部", "按法院", "甲院"]
    assert all(one.get("text") == one.get("title") for one in outlines)
    assert [one.get("xmlUrl") for one in outlines] == [
        f"{BASE}/feeds/stories.rss",
        None,
        f"{BASE}/feeds/courts/a.rss",
    ]
    assert outlines[0].get("type") == "rss"
