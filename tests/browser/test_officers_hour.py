"""The officer's hour: draft, mend what is found, attach, carry out; and a lost session that loses no text."""

import io
import re
import zipfile

import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from publicity.people.models import SignIn
from tests.browser.area import PASSWORD, TITLE, Area, draft, found_area, sample_text, type_text
from tests.browser.conftest import Desk
from tests.conftest import NOON


@pytest.fixture
def area(desk: Desk, browser: Browser) -> Area:
    found_area(desk)
    return Area(desk, browser)


def picture() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((1800, 1200), 40).convert("RGB").save(made, "JPEG", quality=80)
    return made.getvalue()


def download(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.path().read_bytes()


def test_found_mended_attached_and_carried_out_three_ways(area: Area) -> None:
    page = area.page_of("drafter")
    address = draft(area, page)
    page.goto(address + "/text")
    type_text(page, sample_text("1-wages.md").replace("房屋还在保修期，", "房屋还在保修期,", 1))
    fixes = page.locator("button.fix")
    expect(fixes).to_have_count(1)
    fixes.first.click()
    expect(fixes).to_have_count(0)
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.wait_for_load_state()

    page.goto(address + "/attachments")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator("main")).to_contain_text("现场")

    page.goto(address + "/exports")
    with zipfile.ZipFile(io.BytesIO(download(page, "下载图文包"))) as pack:
        assert any(name.endswith(".html") for name in pack.namelist())
    document = Document(io.BytesIO(download(page, "下载文档")))
    assert any(TITLE in paragraph.text for paragraph in document.paragraphs)
    with zipfile.ZipFile(io.BytesIO(download(page, "下载素材包"))) as pack:
        assert any(name.endswith(".docx") for name in pack.namelist())
        assert any(name.lower().endswith(".jpg") for name in pack.namelist())
    page.goto(address + "/exports/wechat")
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("质量保证金")


def test_a_lost_session_loses_no_text(area: Area, desk: Desk) -> None:
    page = area.page_of("drafter")
    address = draft(area, page)
    page.goto(address + "/text")
    words = "这一段话是在登录失效之后才点保存的。"
    type_text(page, sample_text("1-wages.md") + "\n\n" + words)
    with desk.database.writing() as session:
        session.execute(update(SignIn).values(revoked_at=NOON))
    page.get_by_role("button", name="保存", exact=True).first.click()
    expect(page.locator("body")).to_contain_text(words)
    page.goto(address + "/text")
    page.get_by_label("邮箱").fill("drafter@court.example")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/text")
    page.get_by_role("button", name="恢复").click()
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile(re.escape(words)))
