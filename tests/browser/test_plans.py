"""A planner pastes a notice, answers for what was read, and finds it on the calendar once."""

import pytest
from playwright.sync_api import Browser, Page, expect

from publicity import runner
from tests.browser.area import Area, found_area
from tests.browser.conftest import Desk

NOTICE = """中共澄江市委宣传部
澄宣发〔2018〕9号
关于做好执行宣传工作的通知
各区人民法院：
一、主要工作
（一）各区法院每月至少一次组织全媒体直播，如有好的选题请提前5个工作日报送市中级人民法院并抄送市委宣传部。
（二）2018年8月，召开打击拒执新闻发布会。
（三）宣传方案请于7月20日前报送市委宣传部。
中共澄江市委宣传部
2018年7月9日
"""


@pytest.fixture
def area(desk: Desk, browser: Browser) -> Area:
    found_area(desk)
    return Area(desk, browser)


def submit(page: Page, desk: Desk) -> None:
    page.goto(desk.url + "/plans/")
    page.locator("summary", has_text="粘贴正文").click()
    page.locator("textarea[name=text]").fill(NOTICE)
    page.get_by_role("button", name="上传并读取").click()
    page.wait_for_url("**/plans/*")
    runner.tick(desk.app, desk.clock())
    page.reload()


def test_a_pasted_notice_is_read_accepted_and_stands_on_the_calendar_once(area: Area, desk: Desk) -> None:
    page = area.page_of("planner")
    for _ in range(2):
        submit(page, desk)
        expect(page.locator("main")).to_contain_text("澄宣发〔2018〕9号")
        accept = page.get_by_role("button", name="全部采纳")
        if accept.count() and accept.is_enabled():
            accept.click()
            page.wait_for_load_state()
    page.goto(desk.url + "/calendar/agenda?year=2018")
    expect(page.locator("main")).to_contain_text("2018年7月20日前")
    assert page.locator("main").inner_text().count("2018年7月20日前") == 1
    page.goto(desk.url + "/calendar/?month=2018-08")
    expect(page.locator("main")).to_contain_text("新闻发布会")


def test_a_quote_and_its_proposal_show_each_other(area: Area, desk: Desk) -> None:
    page = area.page_of("planner")
    submit(page, desk)
    mark = page.locator("a[href^='#p-']").first
    target = str(mark.get_attribute("href"))
    mark.click()
    expect(page.locator(target)).to_be_in_viewport()
