"""The people of one area, each in a browser of their own."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from publicity.config import ROOT
from publicity.people import actions
from publicity.people.models import OrganisationKind, Role
from tests.browser.conftest import Desk
from tests.conftest import NOON
from tests.factories import make_organisation

PASSWORD = "correct horse battery"
TITLE = "二十三名工人的工资，赶在雨季前到了账"
FACTS = {
    "case_number": "（2018）云9901执12号",
    "court": "澄江市临湖区人民法院",
    "cause": "追索劳动报酬纠纷",
    "amount": "46.8万元",
    "measures": "冻结银行存款\n送达协助执行通知书",
    "course": "2018-03-12 完成网络查控\n2018-04-02 向总包单位送达协助执行通知书",
}


@dataclass(frozen=True, slots=True)
class Area:
    """Opens a signed-in page for a post: drafter, first, second, final, propaganda, planner."""

    desk: Desk
    browser: Browser

    def page_of(self, post: str, *, width: int = 1280) -> Page:
        """A page signed in through the form; script errors and refusals by the content policy fail the test."""
        page = self.browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN").new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", _fail)
        page.goto(self.desk.url + "/sign-in")
        page.get_by_label("邮箱").fill(f"{post}@court.example")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/desk")
        page.wait_for_load_state()
        return page


def _fail(error: object) -> None:
    raise AssertionError(f"a script failed: {error}")


def found_area(desk: Desk) -> None:
    """A court with a drafter and three reviewers, and a propaganda department that plans and publishes."""
    with desk.database.writing() as session:
        area = make_organisation(session, key="area", name="澄江市", kind=OrganisationKind.AREA)
        propaganda = make_organisation(
            session, key="xcb", name="中共澄江市委宣传部", kind=OrganisationKind.PROPAGANDA, parent_id=area.id
        )
        court = make_organisation(
            session, key="linhu", name="澄江市临湖区人民法院", parent_id=area.id, court_code="云9901"
        )
        posts = {
            "drafter": (court.id, Role.DRAFTER),
            "first": (court.id, Role.FIRST_REVIEWER),
            "second": (court.id, Role.SECOND_REVIEWER),
            "final": (court.id, Role.FINAL_REVIEWER),
            "propaganda": (area.id, Role.PROPAGANDA_REVIEWER),
            "planner": (area.id, Role.PLANNER),
        }
        for post, (place, role) in posts.items():
            account = actions.open_account(
                session,
                now=NOON,
                actor=None,
                email=f"{post}@court.example",
                name=f"{post}岗",
                password=PASSWORD,
                organisation_id=propaganda.id if place == area.id else court.id,
                cost=actions.HashCost(1, 8),
            )
            actions.grant_role(session, now=NOON, actor=None, account_id=account.id, organisation_id=place, role=role)


def sample_text(name: str) -> str:
    """The text of one of the demo's stories, without its front matter."""
    return (ROOT / "content" / "demo" / "stories" / name).read_text(encoding="utf8").split("---\n", 2)[2].strip()


def type_text(page: Page, text: str) -> None:
    """Replaces the story's text, in the rich editor where it is installed and in the plain one where it is not."""
    page.wait_for_load_state()
    rich = page.locator(".cm-content")
    (rich if rich.count() else page.locator("textarea[name=text]")).fill(text)


def draft(area: Area, page: Page) -> str:
    """Drafts from a template, fills in the text, and returns the story's address."""
    page.get_by_role("link", name="写新稿").first.click()
    page.get_by_role("link", name="涉民生案件执行").first.click()
    for name, value in FACTS.items():
        page.locator(f"[name=fact-{name}]").fill(value)
    page.get_by_role("button", name="生成草稿").click()
    expect(page.locator("main")).to_contain_text("46.8万元")
    expect(page.locator("main")).to_contain_text("待补")
    page.locator("[name=title]").fill(TITLE)
    type_text(page, sample_text("1-wages.md"))
    page.locator("[name=summary]").fill("一笔质保金让二十三名工人在雨季前领到工资。")
    page.locator("[name=ground]").select_option("major-case")
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.wait_for_load_state()
    number = page.url.split("/stories/")[1].split("/")[0]
    address = f"{area.desk.url}/stories/{number}"
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    return address
