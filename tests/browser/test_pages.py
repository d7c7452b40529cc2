"""Other pages than the chapter work by keyboard and print well."""

from playwright.sync_api import Page, expect


def test_a_changed_clause_opens_by_keyboard(page: Page, url: str) -> None:
    """On the page of changes a clause is closed. Pressing Enter opens it and shows the county's words."""
    page.goto(f"{url}/guidance/what-has-changed.html")
    citation = page.locator('.change [data-clause="SG-4"]')
    expect(citation.locator("blockquote")).to_be_hidden()
    citation.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(citation.locator("blockquote")).to_contain_text("On-line friendships and communication with former pupils")


def test_slips_print_with_a_dashed_frame(page: Page, url: str) -> None:
    """Printed slips have a dashed frame, which sets them apart from the county's text without colour."""
    page.goto(f"{url}/guidance/complete.html")
    page.emulate_media(media="print")
    styles = page.eval_on_selector_all(".slip", "slips => slips.map((slip) => getComputedStyle(slip).borderTopStyle)")
    assert len(styles) == 6
    assert set(styles) == {"dashed"}
