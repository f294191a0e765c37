"""The editor's counter, in the browser that runs it, against the vectors that the server's counter is held to."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.area import Area, draft, found_area, type_text
from tests.browser.conftest import Desk
from tests.checks.vectors import COUNTS, VECTORS

COUNT_ALL = """async (vectors) => {
  const { countText, countMarkdown } = await import("/static/desk/wordcount.js");
  return vectors.map((vector) => (vector.markdown ? countMarkdown : countText)(vector.text));
}"""


def test_the_browsers_counter_agrees_on_every_vector(desk: Desk, page: Page) -> None:
    page.goto(desk.url + "/sign-in")
    counted = page.evaluate(COUNT_ALL, VECTORS)
    assert counted == [{name: vector[name] for name in COUNTS} for vector in VECTORS]


def test_the_editor_counts_while_the_server_cannot_be_reached(desk: Desk, browser: Browser) -> None:
    found_area(desk)
    area = Area(desk, browser)
    page = area.page_of("drafter")
    page.goto(draft(area, page) + "/text")
    page.context.set_offline(True)
    live = page.locator("[data-live]")
    for words, standing in ((1000, "ok"), (1150, "near"), (1201, "beyond"), (850, "near"), (12, "beyond")):
        type_text(page, "**" + "案" * words + "**")
        expect(live).to_have_text(f"{words} 字")
        expect(live).to_have_class(f"count {standing}")
    expect(page.locator("[data-status]")).to_contain_text("连不上")
