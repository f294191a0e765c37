"""Whoever may read a story carries it out as WeChat article, document, pack or text, and history says so."""

import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select, update

from publicity.db import Database
from publicity.history.models import HistoryEntry
from publicity.lib.files import fingerprint
from publicity.media import storage
from publicity.media.models import MediaFile
from publicity.media.probe import MediaKind
from publicity.media.queries import entry
from publicity.people.models import Role
from publicity.publishing.exports.assembly import Standing, assemble
from publicity.publishing.exports.layouts import load
from publicity.publishing.models import EntryKind
from publicity.stories.models import Story, StoryState
from publicity.stories.queries import newest_revision
from tests.factories import make_person
from tests.media import samples
from tests.media.factories import make_media
from tests.publishing.factories import Log, make_snapshot
from tests.stories.factories import Desk, make_desk, make_story, save_text

Browser = Callable[[int], FlaskClient]
LAYOUTS = Path(__file__).resolve().parents[2] / "content" / "layouts"
DOWNLOADS = ("wechat.zip", "document.docx", "pack.zip", "text.md", "text.txt")
TEXT = '## 基本案情\n\n老人拿回养老钱。\n\n![宣读](media:{two} "法官宣读裁定")\n\n完。\n'


@pytest.fixture
def desk(desk_database: Database) -> Desk:
    with desk_database.writing() as session:
        return make_desk(session)


@pytest.fixture
def folder(app: Flask) -> Path:
    made: Path = app.extensions["config"].media_folder
    return made


@pytest.fixture
def story_id(desk_database: Database, desk: Desk, now: datetime, folder: Path, tmp_path: Path) -> int:
    """A draft with two pictures, of which the text places the second, and a film."""
    paths = [
        samples.jpeg(tmp_path / "one.jpg", 2400, 1600, with_place=True),
        samples.jpeg(tmp_path / "two.jpg", 1000, 1500),
        samples.film(tmp_path / "three.mp4"),
    ]
    with desk_database.writing() as session:
        one, two, film = (kept(session, desk, folder, path) for path in paths)
        one.caption, one.credit, two.caption = "现场", "岗位一", "宣读裁定"
        one.crops = {"square": [0.0, 0.0, 0.5]}
        story = make_story(session, desk, now, title="老人拿回养老钱", text="初稿。\n")
        text, media = TEXT.format(two=two.id), [dict(entry(file)) for file in (one, two, film)]
        save_text(session, desk.drafter, story, now, text=text, media=media)
        return story.id


def kept(session: Any, desk: Desk, folder: Path, path: Path) -> MediaFile:
    """The file in the media folder, and its row."""
    digest = fingerprint(path)
    place = storage.address(folder, digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, place)
    is_film = path.suffix == ".mp4"
    values: dict[str, Any] = {"kind": MediaKind.VIDEO, "mime": "video/mp4", "extension": "mp4"} if is_film else {}
    return make_media(session, organisation_id=desk.court.id, sha256=digest, name=path.name, **values)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def lines(desk_database: Database) -> list[str]:
    with desk_database.reading() as session:
        said = select(HistoryEntry.reason).where(HistoryEntry.verb == "story.exported").order_by(HistoryEntry.id)
        return list(session.scalars(said))


def release(desk_database: Database, story_id: int, now: datetime) -> None:
    with desk_database.writing() as session:
        Log(session, now).add(story_id, EntryKind.RELEASE, make_snapshot())
        session.execute(update(Story).where(Story.id == story_id).values(state=StoryState.RELEASED))


def test_the_page_says_that_a_draft_is_for_inside_use_and_what_can_be_taken(
    browser_of: Browser, desk: Desk, story_id: int
) -> None:
    page = browser_of(desk.drafter.id).get(f"/stories/{story_id}/exports").text
    assert "未发布，内部使用" in page
    assert "GB/T 9704-2012：每页 22 行，每行 28 字" in page
    assert "宽版心" in page
    assert "原尺寸图片 2 张、视频音频 1 个" in page
    assert "还没有查看：他人面部（当事人、群众、旁观者）；未成年人；" in page
    assert "还没有人导出过" in page
    assert "超长" not in page
    assert f'href="/stories/{story_id}/exports"' in browser_of(desk.drafter.id).get(f"/stories/{story_id}").text


@pytest.mark.parametrize(
    ("title", "summary", "said", "unsaid"),
    [
        ("标" * 32, "摘" * 120, "", "超长"),
        ("标" * 33, "", "标题超长：在公众号后台编辑器里可以粘贴", "摘要超长"),
        ("标" * 65, "", "标题超长：接口和后台编辑器都放不下", "摘要超长"),
        ("标题", "摘" * 125, "摘要超长：通过接口可以上传", "标题超长"),
        ("标题", "摘" * 129, "摘要超长：接口和后台编辑器都放不下", "标题超长"),
    ],
)
def test_what_is_too_long_for_wechat_is_said_with_both_limits(
    browser_of: Browser,
    desk_database: Database,
    desk: Desk,
    story_id: int,
    now: datetime,
    title: str,
    summary: str,
    said: str,
    unsaid: str,
) -> None:
    with desk_database.writing() as session:
        story = session.get_one(Story, story_id)
        save_text(session, desk.drafter, story, now, title=title, summary=summary)
    for address in ("exports", "exports/wechat"):
        page = browser_of(desk.drafter.id).get(f"/stories/{story_id}/{address}").text
        row = re.search(r'data-count="title">.*?</tr>', page, re.DOTALL)
        assert row is not None
        assert f'<td class="number">{len(title)}</td>' in row[0]
        assert ">32" in row[0]
        assert ">64" in row[0]
        assert said in page
        assert unsaid not in page


def test_the_body_stands_alone_and_nothing_in_it_can_run(browser_of: Browser, desk: Desk, story_id: int) -> None:
    browser = browser_of(desk.first.id)
    page = browser.get(f"/stories/{story_id}/exports/wechat?editor=%3Cb%3E岗位三").text
    assert 'sandbox="allow-same-origin"' in page
    answer = browser.get(f"/stories/{story_id}/exports/wechat/body?editor=%3Cb%3E岗位三")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert "编辑：&lt;b&gt;岗位三" in answer.text
    assert re.findall(r'<img src="/media/(\d+)/renditions/page"', answer.text) == ["2", "1"]
    assert answer.text.index("图1 法官宣读裁定") < answer.text.index("图2 现场 岗位一")


def test_the_wechat_zip_holds_body_pictures_by_number_and_covers(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    answer = browser_of(desk.drafter.id).post(f"/stories/{story_id}/exports/wechat.zip", data={"editor": "岗位三"})
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    found = members(answer.data)
    assert list(found) == [
        "00-封面-900x383.jpg",
        "00-封面-500x500.jpg",
        "01-宣读裁定.jpg",
        "02-现场.jpg",
        "标题和摘要.txt",
        "正文.html",
        "正文.txt",
    ]
    body = found["正文.html"].decode()
    assert [unquote(name) for name in re.findall(r'<img src="([^"]+)"', body)] == ["01-宣读裁定.jpg", "02-现场.jpg"]
    assert "编辑：岗位三" in body
    assert "老人拿回养老钱。" in found["正文.txt"].decode("utf-8-sig")
    with Image.open(BytesIO(found["00-封面-500x500.jpg"])) as cover:
        assert cover.getpixel((200, 100))[1] < 90, "the crop that was set shows the red corner"
    assert lines(desk_database) == ["微信图文包，第3稿"]


def test_the_document_follows_the_chosen_layout_and_carries_the_official_parts(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    browser = browser_of(desk.drafter.id)
    typed = {
        "number": "澄法宣〔2018〕3号",
        "issuer": "澄江市人民法院",
        "signed_on": "2018-07-12",
        "copies": "市委宣传部",
    }
    heights = {}
    for layout in ("gb9704", "wide"):
        answer = browser.post(f"/stories/{story_id}/exports/document.docx", data=typed | {"layout": layout})
        made = docx.Document(BytesIO(answer.data))
        said = [paragraph.text for paragraph in made.paragraphs]
        assert said[0] == "澄法宣〔2018〕3号"
        assert {"老人拿回养老钱", "澄江市人民法院", "2018年7月12日", "宣读裁定", "现场 岗位一"} & set(said) >= {
            "老人拿回养老钱",
            "2018年7月12日",
        }
        assert len(made.inline_shapes) == 2
        heights[layout] = made.sections[0].top_margin.mm
    assert heights == {"gb9704": pytest.approx(37, abs=0.1), "wide": pytest.approx(28, abs=0.1)}
    assert lines(desk_database) == [
        "公文格式文档（GB/T 9704-2012），第3稿",
        "公文格式文档（宽版心（33 磅行距）），第3稿",
    ]


def test_a_day_that_cannot_be_read_keeps_what_was_typed_and_exports_nothing(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    typed = {"number": "澄法宣〔2018〕3号", "signed_on": "七月"}
    answer = browser_of(desk.drafter.id).post(f"/stories/{story_id}/exports/document.docx", data=typed)
    assert answer.status_code == 422
    assert "请按 2018-07-12 的样子填写日期" in answer.text
    assert 'value="澄法宣〔2018〕3号"' in answer.text
    assert lines(desk_database) == []


def test_the_pack_is_streamed_whole_with_stripped_pictures_and_a_notice_before_release(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    answer = browser_of(desk.drafter.id).post(f"/stories/{story_id}/exports/pack.zip")
    assert answer.is_streamed
    found = members(answer.data)
    assert list(found) == [
        "请先看-未发布.txt",
        "稿件.docx",
        "稿件.txt",
        "图片/01-宣读裁定.jpg",
        "图片/02-现场.jpg",
        "视频音频/01.mp4",
        "图片说明.txt",
        "使用说明.txt",
    ]
    assert "未发布，内部使用" in found["请先看-未发布.txt"].decode("utf-8-sig")
    assert desk.court.name in found["使用说明.txt"].decode("utf-8-sig")
    assert "摄影（制作）：岗位一" in found["图片说明.txt"].decode("utf-8-sig")
    with Image.open(BytesIO(found["图片/02-现场.jpg"])) as picture:
        assert picture.size == (2400, 1600)
        assert samples.GPS not in picture.getexif()
    assert b"desk-secret" not in found["视频音频/01.mp4"]
    assert lines(desk_database) == ["媒体素材包，第3稿"]


def test_plain_text_and_markdown_are_taken_as_files(browser_of: Browser, desk: Desk, story_id: int) -> None:
    browser = browser_of(desk.drafter.id)
    plain = browser.post(f"/stories/{story_id}/exports/text.txt").data.decode("utf-8-sig")
    assert plain == "老人拿回养老钱\r\n\r\n基本案情\r\n老人拿回养老钱。\r\n完。\r\n"
    source = browser.post(f"/stories/{story_id}/exports/text.md").text
    assert source.startswith("# 老人拿回养老钱\n\n## 基本案情\n")


def test_a_copy_is_noted_when_the_script_says_so(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int
) -> None:
    answer = browser_of(desk.drafter.id).post(f"/stories/{story_id}/exports/wechat/copies")
    assert (answer.status_code, answer.data) == (204, b"")
    assert lines(desk_database) == ["复制微信正文，第3稿"]


def test_a_released_story_carries_its_day_and_address_and_no_mark(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    release(desk_database, story_id, now)
    browser = browser_of(desk.drafter.id)
    page = browser.get(f"/stories/{story_id}/exports").text
    assert "未发布" not in page
    assert "导出的就是读者看到的文字" in page
    answer = browser.post(f"/stories/{story_id}/exports/pack.zip")
    assert "%E6%9C%AA%E5%8F%91%E5%B8%83" not in answer.headers["Content-Disposition"]
    text = members(answer.data)["稿件.txt"].decode("utf-8-sig")
    assert "日期：2018年7月12日" in text
    assert "网页：http://desk.test/articles/" in text


def test_a_text_changed_since_its_release_is_for_inside_use_again(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    release(desk_database, story_id, now)
    with desk_database.writing() as session:
        session.execute(update(Story).where(Story.id == story_id).values(state=StoryState.DRAFT))
        save_text(session, desk.drafter, session.get_one(Story, story_id), now, text="改过的文字。\n")
    page = browser_of(desk.drafter.id).get(f"/stories/{story_id}/exports").text
    assert "读者看到的是较早的一稿" in page


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_withdrawn_story_leaves_the_desk_no_more(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, name: str
) -> None:
    with desk_database.writing() as session:
        session.execute(update(Story).where(Story.id == story_id).values(state=StoryState.WITHDRAWN))
    browser = browser_of(desk.drafter.id)
    assert "已撤稿" in browser.get(f"/stories/{story_id}/exports").text
    answer = browser.post(f"/stories/{story_id}/exports/{name}")
    assert answer.status_code == 409
    assert "已经撤稿，不能再导出" in answer.text
    assert lines(desk_database) == []


@pytest.mark.parametrize("name", DOWNLOADS)
def test_an_attachment_whose_file_is_gone_is_named_and_not_left_out_in_silence(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, folder: Path, name: str
) -> None:
    with desk_database.reading() as session:
        storage.address(folder, session.get_one(MediaFile, 2).sha256).unlink()
    browser = browser_of(desk.drafter.id)
    assert "不在素材库里：two.jpg" in browser.get(f"/stories/{story_id}/exports").text
    answer = browser.post(f"/stories/{story_id}/exports/{name}")
    assert answer.status_code == 422
    assert "不在素材库里：two.jpg" in answer.text


def test_a_picture_in_the_text_that_is_not_attached_is_told(
    browser_of: Browser, desk: Desk, desk_database: Database, story_id: int, now: datetime
) -> None:
    with desk_database.writing() as session:
        save_text(session, desk.drafter, session.get_one(Story, story_id), now, text="![甲](media:99)\n", media=[])
    page = browser_of(desk.drafter.id).get(f"/stories/{story_id}/exports").text
    assert "没有附在稿件上（media:99）" in page


@pytest.mark.parametrize("address", ["", "/wechat", "/wechat/body"])
def test_what_is_not_ones_own_is_not_found(
    browser_of: Browser, desk_database: Database, desk: Desk, story_id: int, address: str
) -> None:
    with desk_database.writing() as session:
        stranger = make_person(session, None, [Role.DRAFTER])
    answer = browser_of(stranger.id).get(f"/stories/{story_id}/exports{address}")
    assert answer.status_code == 404
    assert "没有这篇稿件" in answer.text
    assert "老人拿回养老钱" not in answer.text


@pytest.mark.parametrize("name", [*DOWNLOADS, "wechat/copies"])
def test_nobody_takes_what_is_not_theirs_through_any_door(
    browser_of: Browser, desk_database: Database, desk: Desk, story_id: int, name: str
) -> None:
    with desk_database.writing() as session:
        stranger = make_person(session, None, [Role.DRAFTER])
    answer = browser_of(stranger.id).post(f"/stories/{story_id}/exports/{name}")
    assert answer.status_code == 404
    assert "没有这篇稿件" in answer.text
    assert lines(desk_database) == []


def test_a_layout_that_does_not_exist_is_refused(browser_of: Browser, desk: Desk, story_id: int) -> None:
    answer = browser_of(desk.drafter.id).post(
        f"/stories/{story_id}/exports/document.docx", data={"layout": "../wechat"}
    )
    assert answer.status_code == 404
    assert "没有这种版式" in answer.text


def test_the_standard_layout_comes_first() -> None:
    assert list(load(LAYOUTS).documents) == ["gb9704", "wide"]


def test_a_story_without_title_and_attachments_is_assembled_as_it_stands(
    desk_database: Database, desk: Desk, now: datetime, folder: Path
) -> None:
    with desk_database.writing() as session:
        story = make_story(session, desk, now, title="", text="文字。\n")
        export = assemble(session, story, media_folder=folder, base_url="http://desk.test")
        assert export.revision.hash == newest_revision(session, story.id).hash
    assert (export.standing, export.article.title, export.cover) == (Standing.UNRELEASED, "无标题", "")
    assert export.article.credits.source == desk.court.name
    assert export.article.url == ""
