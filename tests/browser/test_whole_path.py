"""From a template to all three feeds and back: an officer, three reviewers, the propaganda department, a subscriber."""

import json
from datetime import timedelta

import feedparser
import pytest
from playwright.sync_api import Browser, Page, expect

from publicity import runner
from tests.browser.area import TITLE, Area, draft, found_area, sample_text, type_text
from tests.browser.conftest import Desk


@pytest.fixture
def area(desk: Desk, browser: Browser) -> Area:
    found_area(desk)
    return Area(desk, browser)


def decide(area: Area, post: str, address: str, button: str) -> None:
    """One reviewer opens the queue, reads, and decides."""
    page = area.page_of(post)
    page.goto(area.desk.url + "/review")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("button", name=button).click()
    page.wait_for_load_state()
    page.context.close()


def assess_and_sign(page: Page, review: str) -> None:
    page.goto(review)
    page.get_by_label("低", exact=True).check()
    page.get_by_role("button", name="保存评估").click()
    page.wait_for_load_state()
    page.goto(review)
    page.locator("[name=read]").check()
    page.get_by_role("button", name="签署").click()
    page.wait_for_load_state()


def feeds_of(desk: Desk, page: Page) -> tuple[str, str, str]:
    """(RSS, Atom, JSON) as a subscriber fetches them."""
    rss, atom, plain = (page.request.get(f"{desk.url}/feeds/stories.{kind}").text() for kind in ("rss", "atom", "json"))
    return rss, atom, plain


def test_a_story_goes_from_a_template_to_all_three_feeds_and_is_withdrawn(area: Area, desk: Desk) -> None:
    officer = area.page_of("drafter")
    address = draft(area, officer)
    receiver = officer.locator("[name=receiver]")
    if not receiver.is_visible():
        officer.locator("summary", has_text="归属").click()
    receiver.select_option(label="中共澄江市委宣传部")
    officer.locator("form[action$=filing] button").click()
    officer.get_by_role("button", name="提交初审").click()
    expect(officer.locator("main")).to_contain_text("待初审")

    for post, button in (("first", "初审通过"), ("second", "复审通过"), ("final", "终审通过")):
        decide(area, post, address, button)
    officer.goto(address)
    officer.get_by_role("button", name="报送").first.click()
    expect(officer.locator("main")).to_contain_text("已报送")

    publisher = area.page_of("propaganda")
    review = address.replace("/stories/", "/review/")
    assess_and_sign(publisher, review)
    publisher.goto(review)
    publisher.get_by_role("button", name="采用", exact=True).click()
    publisher.goto(address + "/release")
    publisher.get_by_label("定时发布").check()
    publisher.get_by_label("定时（北京时间）").fill("2018-07-12T15:00")
    publisher.get_by_role("button", name="安排发布").click()
    expect(publisher.locator("main")).to_contain_text("15:00")

    reader = area.browser.new_context().new_page()
    runner.tick(desk.app, desk.clock())
    assert all(TITLE not in feed for feed in feeds_of(desk, reader))
    desk.clock.at += timedelta(hours=2, minutes=59)
    runner.tick(desk.app, desk.clock())
    assert all(TITLE not in feed for feed in feeds_of(desk, reader))
    desk.clock.at += timedelta(minutes=1)
    runner.tick(desk.app, desk.clock())

    rss, atom, plain = feeds_of(desk, reader)
    entries = [feedparser.parse(rss).entries[0], feedparser.parse(atom).entries[0]]
    item = json.loads(plain)["items"][0]
    assert [entry.title for entry in entries] == [TITLE, TITLE]
    assert {entry.id for entry in entries} == {item["id"]}
    reader.goto(desk.url)
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(reader.locator("article")).to_contain_text("质量保证金")
    story_page = reader.url

    publisher.goto(address + "/release")
    publisher.locator("form[action$=withdrawal] [name=reason]").fill("当事人申请撤回")
    publisher.get_by_role("button", name="撤稿").click()
    desk.clock.at += timedelta(minutes=5)
    runner.tick(desk.app, desk.clock())
    for feed in feeds_of(desk, reader):
        assert item["id"] in feed
        assert "当事人申请撤回" in feed
        assert "质量保证金" not in feed
    reader.goto(story_page)
    expect(reader.locator("main")).to_contain_text("当事人申请撤回")
    expect(reader.locator("main")).not_to_contain_text("质量保证金")


def test_a_text_with_an_error_does_not_leave_the_draft(area: Area, desk: Desk) -> None:
    officer = area.page_of("drafter")
    address = draft(area, officer)
    officer.goto(address + "/text")
    type_text(officer, sample_text("1-wages.md") + "\n\n联系电话13912345678。【待补：日期】")
    officer.get_by_role("button", name="保存", exact=True).first.click()
    officer.goto(address)
    officer.get_by_role("button", name="提交初审").click()
    expect(officer.locator("main")).to_contain_text("错误")
    officer.goto(address)
    expect(officer.locator("main")).to_contain_text("草稿")
