"""A Word document becomes a draft; a paste loses its rubbish."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from flask.testing import FlaskClient
from PIL import Image

from publicity.db import Database
from publicity.stories.attaching import MOST
from publicity.stories.queries import get_story, newest_revision
from tests.media.samples import jpeg
from tests.stories.factories import Desk, make_desk

Browser = Callable[[int], FlaskClient]


@pytest.fixture
def desk(desk_database: Database) -> Desk:
    with desk_database.writing() as session:
        return make_desk(session)


def document(tmp_path: Path) -> io.BytesIO:
    made = docx.Document()
    made.add_heading("用尽措施之后", 0)
    made.add_heading("基本案情", 1)
    made.add_paragraph("双方合作多年，货款一拖再拖。")
    made.add_picture(str(jpeg(tmp_path / "a.jpg")))
    made.add_paragraph("图1 法官在现场")
    made.sections[0].header.paragraphs[0].text = "内部资料"
    made.save(str(tmp_path / "稿件.docx"))
    return io.BytesIO((tmp_path / "稿件.docx").read_bytes())


def test_a_document_becomes_a_draft_with_its_pictures_and_says_what_was_left(
    browser_of: Browser, desk: Desk, desk_database: Database, tmp_path: Path
) -> None:
    data = {"file": (document(tmp_path), "稿件.docx"), "template": "cannot-enforce"}
    answer = browser_of(desk.drafter.id).post("/stories/documents", data=data, follow_redirects=True)
    assert "已导入为第1稿" in answer.text
    assert "没有带进来：页眉、页脚和页码" in answer.text
    assert "没有带进来：换" not in answer.text
    story_id = int(answer.request.path.split("/")[2])
    with desk_database.reading() as session:
        story, revision = get_story(session, story_id), newest_revision(session, story_id)
    assert story.required_parts[0] == "基本案情"
    assert revision.title == "用尽措施之后"
    assert "货款一拖再拖" in revision.text
    assert f"(media:{revision.media[0]['id']}" in revision.text
    assert revision.media[0]["caption"] == "法官在现场"
    assert "## 基本案情" in revision.text
    assert "内部资料" not in revision.text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no document", b"plain words"])
def test_what_is_no_document_is_refused_with_a_sentence(
    browser_of: Browser, desk: Desk, desk_database: Database, content: bytes
) -> None:
    data = {"file": (io.BytesIO(content), "稿件.docx"), "template": "cannot-enforce"}
    page = browser_of(desk.drafter.id).post("/stories/documents", data=data)
    assert page.status_code == 422
    assert "没有导入：" in page.text
    assert '<input id="f-file" type="file"' in page.text
    assert '<option value="cannot-enforce" selected>' in page.text
    assert "还没有稿件" in browser_of(desk.drafter.id).get("/stories").text


def test_a_reviewer_imports_nothing(browser_of: Browser, desk: Desk, tmp_path: Path) -> None:
    data = {"file": (document(tmp_path), "稿件.docx"), "template": "cannot-enforce"}
    assert browser_of(desk.first.id).post("/stories/documents", data=data).status_code == 403


def test_a_paste_from_word_becomes_markdown(browser_of: Browser, desk: Desk) -> None:
    html = '<h2 style="mso-style-name:x">基本案情</h2><p class=MsoNormal>货款<o:p></o:p>一拖再拖</p>'
    html += "<script>alert(1)</script>"
    answer = browser_of(desk.drafter.id).post("/stories/paste", data={"html": html}).get_json()
    assert answer["markdown"].strip().startswith("#")
    assert "货款一拖再拖" in answer["markdown"]
    assert "alert" not in answer["markdown"]


def test_a_paste_says_that_pictures_stay_behind(browser_of: Browser, desk: Desk) -> None:
    browser = browser_of(desk.drafter.id)
    html = '<p class=MsoNormal>文字<img src="file:///C:/a.png"><img src="file:///C:/b.png"></p>'
    answer = browser.post("/stories/paste", data={"html": html}).get_json()
    assert answer["markdown"] == "文字\n"
    assert answer["said"].startswith("粘贴带不进图片（2 张）")
    assert browser.post("/stories/paste", data={"html": "<p>文字</p>"}).get_json()["said"] == ""


def test_a_paste_that_is_too_long_says_how_it_comes_in_whole(browser_of: Browser, desk: Desk) -> None:
    html = "<p class=MsoNormal>" + "x" * 2_000_000
    answer = browser_of(desk.drafter.id).post("/stories/paste", data={"html": html}).get_json()
    assert answer["markdown"] == ""
    assert "太长，只带进了文字" in answer["said"]


def test_a_document_brings_no_more_pictures_than_a_story_may_carry(
    browser_of: Browser, desk: Desk, desk_database: Database, tmp_path: Path
) -> None:
    made = docx.Document()
    made.add_paragraph("走访记录")
    for number in range(MOST + 2):
        picture = io.BytesIO()
        Image.new("RGB", (40 + number, 30), "red").save(picture, "PNG")
        picture.seek(0)
        made.add_picture(picture)
    made.save(str(tmp_path / "多图.docx"))
    data = {"file": (io.BytesIO((tmp_path / "多图.docx").read_bytes()), "多图.docx"), "template": "cannot-enforce"}
    answer = browser_of(desk.drafter.id).post("/stories/documents", data=data, follow_redirects=True)
    assert f"没有带进来：第{MOST}张以后的图片 2 张" in answer.text
    with desk_database.reading() as session:
        assert len(newest_revision(session, int(answer.request.path.split("/")[2])).media) == MOST
