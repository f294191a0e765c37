"""Signing in, in a real browser."""

from playwright.sync_api import Page, expect

from publicity.people import actions
from tests.browser.conftest import Desk
from tests.conftest import NOON
from tests.factories import make_organisation


def test_an_officer_signs_in_by_keyboard(desk: Desk, page: Page) -> None:
    with desk.database.writing() as session:
        actions.open_account(
            session,
            now=NOON,
            actor=None,
            email="officer@court.example",
            name="撰稿岗",
            password="correct horse",
            organisation_id=make_organisation(session).id,
            cost=actions.HashCost(1, 8),
        )
    page.goto(desk.url + "/desk")
    page.get_by_label("邮箱").fill("officer@court.example")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("工作台")
    expect(page.get_by_text("撰稿岗")).to_be_visible()
