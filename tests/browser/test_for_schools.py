"""The pages for heads and governors work in the browser, on small screens and on paper."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.conftest import VIEWPORT
from tests.browser.printing import printed
from tests.browser.rules import assert_axe_passes
from tests.browser.visitors import new_visitor

COVERAGE = "/for-schools/coverage.html"
CHECKLIST = "/for-schools/checklist.html"

SMALL: ViewportSize = {"width": 320, "height": 640}

WIDTH = "document.documentElement.scrollWidth"


def shown(page: Page) -> list[str]:
    """Return the clauses whose rows are visible."""
    ids = "all => all.map((each) => each.id)"
    found: list[str] = page.locator("tbody tr[id]:visible").evaluate_all(ids)
    return found


@pytest.mark.parametrize("browser", ["page", "unscripted"])
def test_only_gaps_works_by_keyboard(
    request: pytest.FixtureRequest, url: str, catalogue: Catalogue, browser: str
) -> None:
    """Pressing Space on the switch shows only clauses without a scenario, with JavaScript and without."""
    page: Page = request.getfixturevalue(browser)
    page.goto(url + COVERAGE)
    assert shown(page) == list(catalogue.clauses)
    switch = page.get_by_role("checkbox", name=re.compile("Only gaps"))
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()
    gaps = [clause for clause in catalogue.clauses.values() if not catalogue.practice(clause.id)]
    assert shown(page) == [clause.id for clause in gaps]
    sections = list(dict.fromkeys(clause.section for clause in gaps))
    assert page.locator("main h2:visible").all_inner_texts() == sections
    assert page.locator(".coverage-jumps a:visible").all_inner_texts() == sections
    page.keyboard.press("Space")
    assert shown(page) == list(catalogue.clauses)


# Notes the element with the focus if it is covered, or else null, each time that Tab is let go. By then the page has
# scrolled.
WATCH_FOCUS = """
() => {
  window.focused = [];
  addEventListener("keyup", ({ key }) => {
    if (key !== "Tab") return;
    const { activeElement } = document;
    const { x, y, width, height } = activeElement.getBoundingClientRect();
    const isSeen = activeElement.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    window.focused.push(isSeen ? null : activeElement.outerHTML);
  });
}
"""


def test_focus_is_never_hidden_by_the_table_heads(page: Page, url: str) -> None:
    """Tabbing backwards through the chips, the sticky table heads hide none of them (WCAG 2.4.11)."""
    page.goto(url + COVERAGE)
    page.locator(".coverage-chips a").last.focus()
    page.evaluate(WATCH_FOCUS)
    for _ in range(120):
        page.keyboard.press("Shift+Tab")
    focused: list[str | None] = page.evaluate("focused")
    assert focused == [None] * 120


def test_a_linked_row_is_not_hidden_by_the_table_head(page: Page, url: str) -> None:
    """A link to a clause's row shows the row below the heads."""
    page.goto(f"{url}{COVERAGE}#SG-3")
    heads = page.locator("section:has(#SG-3) thead").bounding_box()
    row = page.locator("#SG-3").bounding_box()
    assert heads
    assert row
    assert row["y"] >= heads["y"] + heads["height"]


def test_the_coverage_has_cards_on_a_phone_and_tables_on_paper(page: Page, url: str, catalogue: Catalogue) -> None:
    """A phone shows a card for each clause, which a screen reader still finds as a row of a table with heads.

    At 320 px nothing is wider than the screen, with the switch on or off, and every chip is at least 24 px and shows
    the name of its module. On paper each clause is a table row below the modules' names, without the switch and the
    jump links.
    """
    page.set_viewport_size(SMALL)
    page.goto(url + COVERAGE)
    assert page.evaluate(WIDTH) <= 320
    boxes = page.locator(".coverage-chips a").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(({width, height}) => Math.min(width, height))"
    )
    assert min(boxes) >= 24
    page.get_by_role("checkbox").check()
    assert page.evaluate(WIDTH) <= 320
    page.get_by_role("checkbox").uncheck()

    page.set_viewport_size({"width": 390, "height": 844})
    tables = page.get_by_role("table")
    expect(tables).to_have_count(5)
    assert tables.nth(1).get_by_role("columnheader").all_inner_texts() == [
        "Clause",
        *(module.title for module in catalogue.modules.values()),
        "Covered by",
    ]
    cell = page.locator("#SG-2 .coverage-cell:visible")
    expect(cell).to_have_count(1)
    assert cell.evaluate("each => getComputedStyle(each, '::before').content") == '"Your own accounts"'

    page.set_viewport_size({"width": 673, "height": 900})  # the width of the text on A4
    expect(page.locator("#SG-3")).to_have_css("display", "block")
    page.emulate_media(media="print")
    expect(page.locator("#SG-3")).to_have_css("display", "table-row")
    expect(page.get_by_role("checkbox")).to_be_hidden()
    expect(page.locator(".coverage-jumps")).to_be_hidden()
    assert page.evaluate(WIDTH) <= 673


def test_axe_passes_with_the_gaps_switch(page: Page, url: str) -> None:
    """No rule of axe-core is broken with the switch on, on a wide screen and a small one, nor by any card.

    `test_every_page_is_accessible` checks the same pages on a wide screen with the switch off.
    """
    page.goto(url + COVERAGE)
    switch = page.get_by_role("checkbox")
    switch.check()
    assert_axe_passes(page, "only gaps")
    page.set_viewport_size(SMALL)
    assert_axe_passes(page, "only gaps, 320 px")
    switch.uncheck()
    assert_axe_passes(page, COVERAGE)
    page.goto(url + CHECKLIST)
    assert_axe_passes(page, CHECKLIST)


def test_the_checklist_has_boxes_only_on_paper(page: Page, url: str, catalogue: Catalogue) -> None:
    """Printed, each clause has a box and lines for an owner and a date. On the screen there is nothing to fill in.

    At 320 px nothing is wider than the screen.
    """
    count = sum(clause.for_school for clause in catalogue.clauses.values())
    page.goto(url + CHECKLIST)
    assert page.locator(".checklist-blanks:visible").count() == 0
    page.set_viewport_size(SMALL)
    assert page.evaluate(WIDTH) <= 320
    page.set_viewport_size(VIEWPORT)
    page.emulate_media(media="print")
    for part in (".checklist-box", ".checklist-blanks dt:text-is('Owner')", ".checklist-blanks dt:text-is('Date')"):
        expect(page.locator(f"{part} >> visible=true")).to_have_count(count)
    expect(page.get_by_role("link", name=re.compile("Download"))).to_be_hidden()
    assert "".join(printed(page)).count("Owner") == count


@pytest.mark.parametrize("opened", ["served", "from a folder"])
def test_the_spreadsheet_downloads_without_javascript(
    chromium: Browser, url: str, site: Path, catalogue: Catalogue, opened: str
) -> None:
    """With JavaScript off, the link saves the list, both from a server and from a folder."""
    context = new_visitor(chromium, java_script_enabled=False)
    page = context.new_page()
    page.goto((url if opened == "served" else site.as_uri()) + CHECKLIST)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a spreadsheet").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["Clause"] for row in rows] == [each.id for each in catalogue.clauses.values() if each.for_school]
    context.close()
