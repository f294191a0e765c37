"""The folder follows the log: incrementally or whole, it comes out the same, byte for byte."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from publicity.db import Database
from publicity.feeds.files import feeds
from publicity.publishing.folder import STATE, PublicFile, PublicFolder
from publicity.publishing.models import EntryKind, PublicationEntry
from publicity.publishing.pages import articles, lists
from publicity.publishing.projection import project, rebuild
from publicity.publishing.site import Site
from publicity.publishing.snapshot import Media, Named, Snapshot, from_json, withdrawn
from tests.publishing.factories import Log, make_site_at, make_snapshot

SECTIONS = (articles, feeds, lists)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site_at(tmp_path)


@pytest.fixture
def log(database: Database, now: datetime) -> Iterator[Log]:
    """A log that is committed line by line, as releases commit it."""
    with database.open_write() as session:
        yield Log(session, now)


def up(database: Database, log: Log, site: Site) -> bool:
    log.session.commit()
    return project(database.reading, site, SECTIONS)


def content(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".lock")}


def assert_same_from_nothing(database: Database, site: Site) -> None:
    kept = content(site.folder)
    shutil.rmtree(site.folder)
    assert rebuild(database.reading, site, SECTIONS)
    made = content(site.folder)
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def picture(site: Site, body: bytes) -> Media:
    """A kept file with its public name."""
    sha256 = hashlib.sha256(body).hexdigest()
    site.media_folder.mkdir(exist_ok=True)
    (site.media_folder / sha256).write_bytes(body)
    return Media(
        id=sha256[:4],
        file=f"{sha256}.jpg",
        kind="image",
        mime="image/jpeg",
        size=len(body),
        caption="现场",
        alt="干警在现场",
        source=sha256,
    )


def snapshot_of(line: PublicationEntry) -> Snapshot:
    return from_json(line.snapshot)


def test_a_story_appears_on_its_page_in_its_lists_and_feeds(database: Database, log: Log, site: Site) -> None:
    line = log.release(title="深夜出击", has_lead=True)
    assert up(database, log, site)
    page = (site.folder / "articles" / line.public_id / "index.html").read_text(encoding="utf8")
    for words in (
        "<h1>深夜出击</h1>",
        "供稿：澄江市人民法院",
        "审核：岗位二、岗位三",
        '<meta name="PubDate" content="2018-07-12 12:01">',
        '"@type": "NewsArticle"',
        '<meta property="og:title" content="深夜出击">',
    ):
        assert words in page
    for place in ("", "themes/results/", "courts/chengjiang/", "forms/case-story/"):
        assert f"/articles/{line.public_id}/" in (site.folder / place / "index.html").read_text(encoding="utf8")
    for feed in ("stories", "themes/results", "courts/chengjiang", "forms/case-story"):
        for kind in ("rss", "atom", "json"):
            assert "深夜出击" in (site.folder / "feeds" / f"{feed}.{kind}").read_text(encoding="utf8")
    assert "深夜出击" not in (site.folder / "feeds" / "themes" / "ideas.rss").read_text(encoding="utf8")
    assert "澄江市人民法院" in (site.folder / "subscribe" / "index.html").read_text(encoding="utf8")


def test_nothing_is_done_twice(database: Database, log: Log, site: Site) -> None:
    log.release()
    assert up(database, log, site)
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*") if path.is_file()}
    assert not up(database, log, site)
    (site.folder / STATE).unlink()
    assert up(database, log, site)
    after = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*") if path.is_file()}
    changed = {path.name for path in after if after[path] != before.get(path)}
    assert changed <= {STATE, ".lock"}


def test_line_by_line_or_from_nothing_the_folder_is_the_same(database: Database, log: Log, site: Site) -> None:
    """Releases over several pages, a correction that changes theme, a withdrawal, a court that changes its name."""
    other = {"court": Named("linshui", "临水县人民法院"), "themes": (Named("ideas", "执行理念"),)}
    lines = []
    for number in range(45):
        lines.append(log.release(title=f"第{number}篇", **(other if number % 3 else {})))
        if number % 7 == 0:
            up(database, log, site)
    up(database, log, site)
    assert_same_from_nothing(database, site)

    moved = replace(snapshot_of(lines[0]), themes=(Named("models", "先进典型"),))
    log.add(lines[0].story_id, EntryKind.CORRECTION, moved, "栏目归错。")
    up(database, log, site)
    log.add(lines[3].story_id, EntryKind.WITHDRAWAL, withdrawn(snapshot_of(lines[3]), "稿件已撤回"), "隐私")
    up(database, log, site)
    log.release(title="改名以后", court=Named("linshui", "临水市人民法院"))
    up(database, log, site)
    assert_same_from_nothing(database, site)


def test_many_lines_at_once_come_out_like_one_by_one(database: Database, log: Log, site: Site, tmp_path: Path) -> None:
    second = make_site_at(tmp_path / "second")
    lines = []
    for number in range(23):
        lines.append(log.release(title=f"第{number}篇"))
        up(database, log, site)
    for line in lines[:2]:
        log.add(line.story_id, EntryKind.CORRECTION, snapshot_of(line), "字误。")
        up(database, log, site)
    assert project(database.reading, second, SECTIONS)
    assert content(site.folder) == content(second.folder)


def test_one_release_rewrites_only_what_it_touches(database: Database, log: Log, site: Site) -> None:
    quiet = log.release(title="另一篇", court=Named("linshui", "临水县人民法院"), themes=(Named("ideas", "执行理念"),))
    for _ in range(60):
        log.release()
    up(database, log, site)
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*") if path.is_file()}
    log.release(title="新的一篇")
    up(database, log, site)
    changed = {
        str(path.relative_to(site.folder))
        for path in site.folder.rglob("*")
        if path.is_file() and before.get(path) != path.stat().st_mtime_ns and not path.name.endswith(".gz")
    }
    assert not {name for name in changed if quiet.public_id in name or "linshui" in name or "ideas" in name}
    assert len(changed) < 25


def test_a_withdrawal_leaves_no_word_and_no_picture_anywhere(database: Database, log: Log, site: Site) -> None:
    shared, own = picture(site, b"\xff\xd8shared"), picture(site, b"\xff\xd8own")
    text = "<p>绝密的原文，谁也不该再看到。</p>"
    line = log.release(title="要撤的一篇", html=text, text="绝密的原文", summary="绝密的摘要", media=(shared, own))
    log.release(title="留下的一篇", media=(shared,))
    up(database, log, site)
    assert (site.folder / "files" / own.file).read_bytes() == b"\xff\xd8own"

    log.add(line.story_id, EntryKind.WITHDRAWAL, withdrawn(snapshot_of(line), "稿件已撤回"), "涉及当事人隐私")
    up(database, log, site)
    for name, body in content(site.folder).items():
        if not name.endswith((".gz", ".jpg")):
            assert "绝密" not in body.decode(), name
            assert "要撤的一篇" not in body.decode(), name
            assert own.file not in body.decode(), name
    assert not (site.folder / "files" / own.file).exists()
    assert (site.folder / "files" / shared.file).exists()
    page = (site.folder / "articles" / line.public_id / "index.html").read_text(encoding="utf8")
    assert "涉及当事人隐私。" in page
    assert '<meta name="robots" content="noindex">' in page
    for kind in ("rss", "atom", "json"):
        feed = (site.folder / "feeds" / f"stories.{kind}").read_text(encoding="utf8")
        assert "涉及当事人隐私。" in feed
        assert f"story:{line.public_id}" in feed


def test_what_does_not_belong_is_removed_by_a_rebuild(database: Database, log: Log, site: Site) -> None:
    log.release()
    up(database, log, site)
    stray = site.folder / "articles" / "stray" / "index.html"
    stray.parent.mkdir()
    stray.write_text("旧页", encoding="utf8")
    assert rebuild(database.reading, site, SECTIONS)
    assert not stray.parent.exists()


def test_another_version_of_the_site_makes_the_folder_whole(
    database: Database, log: Log, site: Site, tmp_path: Path
) -> None:
    line = log.release()
    up(database, log, site)
    moved = make_site_at(tmp_path, base_url="https://other.test")
    assert project(database.reading, moved, SECTIONS)
    page = (moved.folder / "articles" / line.public_id / "index.html").read_text(encoding="utf8")
    assert "https://other.test/articles/" in page
    assert "http://desk.test" not in page


def test_while_another_process_holds_the_folder_nothing_is_written(database: Database, log: Log, site: Site) -> None:
    log.release()
    log.session.commit()
    with PublicFolder(site.folder).locked() as mine:
        assert mine
        assert not project(database.reading, site, SECTIONS)
        assert not rebuild(database.reading, site, SECTIONS)
        assert not (site.folder / "index.html").exists()
    assert project(database.reading, site, SECTIONS)


def test_a_word_that_left_the_vocabulary_ends_its_feed(database: Database, log: Log, site: Site) -> None:
    log.release(themes=(Named("bygone", "旧栏目"),))
    up(database, log, site)
    feed = (site.folder / "feeds" / "themes" / "bygone.rss").read_text(encoding="utf8")
    assert "本订阅已停止更新" in feed
    assert "深夜出击 执行到位" in feed
    assert "bygone" not in (site.folder / "feeds" / "subscriptions.opml").read_text(encoding="utf8")


def test_an_empty_log_gives_pages_that_say_what_to_do(database: Database, site: Site) -> None:
    assert project(database.reading, site, SECTIONS)
    assert "还没有发布的稿件" in (site.folder / "index.html").read_text(encoding="utf8")
    assert b"<channel>" in (site.folder / "feeds" / "stories.rss").read_bytes()


def test_two_versions_of_a_file_never_share_a_second(tmp_path: Path) -> None:
    folder = PublicFolder(tmp_path)
    seconds = []
    for body in (b"a", b"b", b"c"):
        folder.put(PublicFile("index.html", body))
        seconds.append(int((tmp_path / "index.html").stat().st_mtime))
    assert len(set(seconds)) == 3


def test_html_that_readers_get_cannot_be_broken_by_words(database: Database, log: Log, site: Site) -> None:
    line = log.release(title='</title><script>alert("x")</script>', summary="</script><b>", has_lead=True)
    up(database, log, site)
    page = (site.folder / "articles" / line.public_id / "index.html").read_text(encoding="utf8")
    assert page.count("<script") == 1
    assert page.count("</script>") == 1
    assert make_snapshot().title not in page


def test_stamps_rise_though_the_clock_steps_back(session: Session, now: datetime) -> None:
    log = Log(session, now)
    first = log.release()
    log.now -= timedelta(hours=2)
    second = log.release()
    assert second.stamp == first.stamp + timedelta(seconds=1)
    assert second.at < first.at
