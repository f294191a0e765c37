"""The people of one area, each in a browser of their own."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from publicity.config import ROOT
from publicity.people import actions
from publicity.people.models import OrganisationKind, Role
from tests.browser.conftest import Desk
from tests.conftest import NOON
from tests.factories import make_organisation

PASSWORD = "correct horse battery"


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
