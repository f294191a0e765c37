"""Uploading in pieces through a cut, cutting a cover by keyboard, ticking: in a real browser."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from publicity.media.models import MediaFile
from publicity.people import actions
from publicity.people.models import HeldRole, Role
from tests.browser.conftest import Desk
from tests.conftest import NOON
from tests.factories import make_organisation


@pytest.fixture
def officer(desk: Desk, page: Page) -> Page:
    with desk.database.writing() as session:
        court = make_organisation(session)
        account = actions.open_account(
            session,
            now=NOON,
            actor=None,
            email="officer@court.example",
            name="撰稿岗",
            password="correct horse",
            organisation_id=court.id,
            cost=actions.HashCost(1, 8),
        )
        session.add(HeldRole(account_id=account.id, organisation_id=court.id, role=Role.DRAFTER))
    page.goto(desk.url + "/media")
    page.get_by_label("邮箱").fill("officer@court.example")
    page.get_by_label("密码").fill("correct horse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("素材")
    page.wait_for_load_state()  # until the script is there a click sends the plain form
    return page


def large_picture() -> bytes:
    """About 9 MB, so that it goes in three pieces."""
    out = BytesIO()
    Image.effect_noise((3600, 2400), 120).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def test_a_picture_goes_up_in_pieces_through_a_cut_and_its_cover_is_moved(
    desk: Desk, officer: Page, tmp_path: Path
) -> None:
    (tmp_path / "现场.jpg").write_bytes(large_picture())
    pieces: list[str] = []

    def cut_the_second(route: Route) -> None:
        if route.request.method == "PATCH":
            pieces.append(route.request.headers["upload-offset"])
            if len(pieces) == 2:
                route.abort()
                return
        route.continue_()

    officer.route("**/media/uploads/*", cut_the_second)
    officer.locator("input[type=file]").set_input_files(tmp_path / "现场.jpg")
    officer.get_by_role("button", name="上传").click()
    officer.get_by_role("link", name="写图说").click(timeout=30_000)
    expect(officer.get_by_role("heading", level=1)).to_contain_text("现场.jpg")
    assert pieces[1] == pieces[2] == str(4 * 1024 * 1024)
    assert len(pieces) == 4

    officer.get_by_text("移动裁切框").last.click()
    box = officer.locator(".frame .box").last
    expect(box).to_be_visible()
    expect(officer.get_by_text("再用方向键移动").last).to_be_visible()
    box.focus()
    for key in ("-", "-", "ArrowRight", "ArrowDown"):
        officer.keyboard.press(key)
    officer.get_by_label("图说").fill("执行现场")
    officer.get_by_role("button", name="保存说明").click()
    expect(officer.get_by_text("说明已保存")).to_be_visible()
    for label in officer.get_by_label("没有", exact=True).all():
        label.check()
    officer.get_by_role("button", name="记录查看结果").click()
    expect(officer.get_by_text("送审前还差")).to_have_count(0)
    with desk.database.reading() as session:
        media = session.scalars(select(MediaFile)).one()
    assert media.size == (tmp_path / "现场.jpg").stat().st_size
    assert set(media.crops) == {"square"}
    left, top, width = media.crops["square"]
    assert (left, top, width) == pytest.approx((1 / 6 + 0.01, 0.01, 2 / 3 - 0.04), abs=0.001)


def test_what_poses_as_a_picture_is_told_beside_its_name(officer: Page, tmp_path: Path) -> None:
    (tmp_path / "假.jpg").write_bytes(b"<html><script>document.title='bad'</script></html>")
    officer.locator("input[type=file]").set_input_files(tmp_path / "假.jpg")
    officer.get_by_role("button", name="上传").click()
    expect(officer.locator(".progress li")).to_contain_text("这是网页或矢量图")
    expect(officer.locator(".progress li.wrong")).to_have_count(1)
    expect(officer.locator(".progress progress")).to_have_count(0)
    colour = officer.locator(".progress li.wrong").evaluate("(one) => getComputedStyle(one).color")
    assert colour == "rgb(179, 38, 30)"


def test_new_files_stand_in_the_list_at_once_and_a_known_one_is_said_to_be_known(officer: Page, tmp_path: Path) -> None:
    Image.effect_noise((300, 200), 40).convert("RGB").save(tmp_path / "甲.jpg")
    expect(officer.locator("main > .empty")).to_have_count(1)
    for name, said in (("甲.jpg", "写图说"), ("再传.jpg", "素材库里已有这个文件 看原来那份")):
        (tmp_path / name).write_bytes((tmp_path / "甲.jpg").read_bytes())
        officer.locator("input[type=file]").set_input_files(tmp_path / name)
        officer.get_by_role("button", name="上传").click()
        expect(officer.locator(".progress li").last).to_contain_text(said)
    expect(officer.locator(".thumbs li")).to_have_count(1)
    expect(officer.locator(".thumbs li")).to_contain_text("甲.jpg")
    expect(officer.locator(".thumbs li")).to_contain_text("缺图说")
    expect(officer.locator("main > .empty")).to_have_count(0)


def test_a_file_that_fell_short_at_its_end_is_sent_on_and_not_called_done(officer: Page, tmp_path: Path) -> None:
    Image.effect_noise((300, 200), 40).convert("RGB").save(tmp_path / "甲.jpg")
    asked: list[str] = []

    def fall_short_once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=409, json={"message": "还没有传完。", "received": 0})
            return
        route.continue_()

    officer.route("**/completion", fall_short_once)
    officer.locator("input[type=file]").set_input_files(tmp_path / "甲.jpg")
    officer.get_by_role("button", name="上传").click()
    expect(officer.locator(".progress li").last).to_contain_text("写图说")
    assert len(asked) == 2
