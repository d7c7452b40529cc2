"""The pages beside the chapter, with everything on them opened, as they are looked at and pressed."""

from playwright.sync_api import Page, expect

from tests.browser.rules import axe

NEW = ("index", "glossary", "privacy", "accessibility", "guidance/what-has-changed", "guidance/not-followed")


def opened(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/{name}.html")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")


def test_axe_finds_nothing_where_all_is_open(page: Page, url: str) -> None:
    """No rule of axe-core is broken on the pages beside the chapter with every clause opened, in either scheme."""
    for name in NEW:
        opened(page, url, name)
        axe(page, name)


def test_nothing_scrolls_sideways_where_all_is_open(page: Page, url: str) -> None:
    """At 320 px the pages beside the chapter are no wider than the screen with every clause opened."""
    page.set_viewport_size({"width": 320, "height": 640})
    for name in NEW:
        opened(page, url, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_a_clause_opens_beside_its_change_by_keyboard(page: Page, url: str) -> None:
    """On the page of changes a clause is closed until Enter opens it, and then shows the county's words."""
    page.goto(f"{url}/guidance/what-has-changed.html")
    citation = page.locator('.change [data-clause="SG-4"]')
    expect(citation.locator("blockquote")).to_be_hidden()
    citation.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(citation.locator("blockquote")).to_contain_text("On-line friendships and communication with former pupils")


def test_the_slips_are_printed_as_additions(page: Page, url: str) -> None:
    """On paper each slip has a dashed frame, so that it is told from the county's text without colour."""
    page.goto(f"{url}/guidance/complete.html")
    page.emulate_media(media="print")
    styles = page.eval_on_selector_all(".slip", "slips => slips.map((slip) => getComputedStyle(slip).borderTopStyle)")
    assert len(styles) == 6
    assert set(styles) == {"dashed"}
