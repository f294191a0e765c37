"""The editor in a real browser: findings and their places, files dropped into it, a session that ends meanwhile."""

import base64
import io
import wave

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from publicity.people.models import SignIn
from tests.browser.area import PASSWORD, Area, draft, found_area, sample_text, type_text
from tests.browser.conftest import Desk
from tests.conftest import NOON

DROP = """([name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  const place = document.querySelector(".cm-content") || document.querySelector("textarea[name=text]");
  place.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def area(desk: Desk, browser: Browser) -> Area:
    found_area(desk)
    return Area(desk, browser)


def drop(page: Page, name: str, mime: str, data: bytes) -> None:
    page.evaluate(DROP, [name, mime, base64.b64encode(data).decode()])


def sound() -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as out:
        out.setparams((1, 2, 8000, 8000, "NONE", ""))
        out.writeframes(b"\0\0" * 8000)
    return made.getvalue()


def picture() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((1800, 1200), 40).convert("RGB").save(made, "JPEG", quality=80)
    return made.getvalue()


def test_a_session_that_ends_while_typing_is_told_and_taken_up_again(area: Area, desk: Desk) -> None:
    page = area.page_of("drafter")
    address = draft(area, page)
    page.goto(address + "/text")
    status = page.locator("[data-status]")
    with desk.database.writing() as session:
        session.execute(update(SignIn).values(revoked_at=NOON))
    type_text(page, sample_text("1-wages.md") + "\n\n登录失效以后写的话。")
    expect(status).to_have_text("登录已过期，请在新窗口登录后再试；文字已留在本机。")
    other = page.context.new_page()
    other.goto(desk.url + "/sign-in")
    other.get_by_label("邮箱").fill("drafter@court.example")
    other.get_by_label("密码").fill(PASSWORD)
    other.get_by_role("button", name="登录").click()
    other.wait_for_url("**/desk")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(status).to_have_text("没有错误")
    page.get_by_role("button", name="保存", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("已保存为第3稿")
    expect(page.locator("textarea[name=text]")).to_have_value(sample_text("1-wages.md") + "\n\n登录失效以后写的话。\n")


def test_files_dropped_into_the_text_say_where_they_stand(area: Area) -> None:
    page = area.page_of("drafter")
    page.goto(draft(area, page) + "/text")
    said, count = page.locator("[data-attach-status]"), page.locator("[data-attached]")
    drop(page, "采访.wav", "audio/wav", sound())
    expect(said).to_have_text("已附上，列在附件页；视频、音频和文档不放进正文。")
    expect(count).to_have_text("1")
    data = picture()
    drop(page, "现场.jpg", "image/jpeg", data)
    expect(said).to_have_text("已附上并放进正文，图说到附件页点“填写图说”。")
    expect(count).to_have_text("2")
    drop(page, "现场.jpg", "image/jpeg", data)
    expect(said).to_contain_text("素材库里已有这个文件")
    expect(count).to_have_text("2")


def test_a_caption_is_mended_where_its_finding_leads_and_saved_with_the_story(area: Area) -> None:
    page = area.page_of("drafter")
    address = draft(area, page)
    page.goto(address + "/text")
    drop(page, "现场.jpg", "image/jpeg", picture())
    expect(page.locator("[data-attached]")).to_have_text("1")
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.goto(address + "/attachments")
    page.get_by_role("link", name="填写图说").click()
    page.get_by_label("图说").fill("发放现场,联系电话13812345678")
    page.get_by_role("button", name="保存说明").click()
    page.goto(address + "/text")
    finding = page.locator(".findings li", has_text="图说《现场.jpg》").filter(has_text="手机号码")
    expect(finding).to_have_count(1)
    expect(page.locator(".findings li", has_text="图说《现场.jpg》").locator("button")).to_have_count(0)
    finding.get_by_role("link", name="打开这个附件").click()
    page.get_by_label("图说").fill("发放执行款现场")
    page.get_by_role("button", name="保存说明").click()
    page.goto(address + "/text")
    expect(page.locator(".findings li", has_text="图说《现场.jpg》").filter(has_text="手机号码")).to_have_count(0)
    expect(page.locator("[data-panel]")).to_contain_text("素材库里改过这些附件的说明")
    page.get_by_role("button", name="保存", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("附件用上了新的说明")


def test_the_story_page_leads_to_the_words_that_were_found(area: Area) -> None:
    page = area.page_of("drafter")
    address = draft(area, page)
    page.goto(address + "/text")
    type_text(page, sample_text("1-wages.md") + "\n\n请打13812345678。")
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.wait_for_load_state()
    page.goto(address)
    finding = page.locator(".findings li", has_text="手机号码")
    expect(finding.locator("button")).to_have_count(0)
    finding.get_by_role("link", name="去改").click()
    page.wait_for_url("**/text#text:*")
    expect(page.locator("[data-status]")).to_contain_text("错误")
    assert page.evaluate("getSelection().toString()") == "13812345678"


def test_on_a_phone_the_findings_come_right_after_the_text(area: Area) -> None:
    page = area.page_of("drafter", width=390)
    address = draft(area, page)
    page.goto(address + "/text")
    boxes = [page.locator(place).bounding_box() for place in ("[name=title]", "[data-panel]", "[name=summary]")]
    heights = [box["y"] for box in boxes if box]
    assert heights == sorted(heights)
    for path in ("/text", ""):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("link", name="去办理").click()
    expect(page.get_by_role("button", name="提交初审")).to_be_in_viewport()


def test_all_slips_of_one_kind_are_mended_at_once(area: Area) -> None:
    page = area.page_of("drafter")
    page.goto(draft(area, page) + "/text")
    type_text(page, sample_text("1-wages.md").replace("，", ","))
    together = page.get_by_role("button", name="全部改正")
    expect(together).to_have_count(1)
    together.click()
    expect(page.locator("textarea[name=text]")).to_have_value(sample_text("1-wages.md"))
    expect(page.locator("button.fix")).to_have_count(0)
