"""Modules on paper print well in Chromium, and their page works on the screen."""

import pytest
from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.words.lookup import translate
from tests.browser.printing import letters, printed

# The first has content notes, steps and *order*; the second has *match*.
MODULES = ("more-than-a-rule", "first-day")


def beginning(pages: list[str], key: str) -> list[int]:
    """Return the numbers of the pages that begin with a UI string."""
    return [number for number, each in enumerate(pages) if each.startswith(letters(translate(key)))]


@pytest.mark.parametrize("module", MODULES)
def test_the_sheet_and_the_answers_start_on_their_own_pages(
    unscripted: Page, url: str, catalogue: Catalogue, module: str
) -> None:
    """Page 1 is the sheet, the situations start on page 2, and the answers start at the top of a page."""
    unscripted.goto(f"{url}/for-schools/paper/{module}.html")
    pages = printed(unscripted)
    assert pages[0].startswith(letters(translate("site_handbook")))
    assert letters(translate("sign_off_proof")) in pages[0]
    assert beginning(pages, "paper_situations") == [1]
    (answers,) = beginning(pages, "paper_answers")
    assert letters(translate("paper_situations_end")) in pages[answers - 1]
    graded = letters(translate("how_graded"))
    assert [graded in each for each in pages].index(True) == answers
    whole = "".join(pages)
    for scenario in catalogue.modules[module].scenarios:
        assert whole.count(letters(scenario.title)) >= 2
    for chrome in ("Print this module", "For a colleague", "Search", "Accessibility", "Read R-iv"):
        assert letters(chrome) not in whole


def test_the_print_button_prints_boxes_and_lines(page: Page, url: str) -> None:
    """The button opens the browser's print dialog, and what is filled in by hand is drawn on paper.

    Each box to tick is a black frame without a background, since printers leave backgrounds out. A name that is not
    filled in is a line on paper and a text on the screen.
    """
    page.goto(f"{url}/for-schools/paper/first-day.html")
    page.evaluate("() => { window.print = () => { document.title = 'printed' } }")
    page.get_by_role("button", name="Print this module").click()
    expect(page).to_have_title("printed")
    unset = page.locator(".sign-off .unset")
    expect(unset).to_have_text(translate("school_unset"))
    page.emulate_media(media="print", color_scheme="dark")
    expect(unset).to_have_css("color", "rgba(0, 0, 0, 0)")
    styles = page.eval_on_selector_all(
        ".paper-box",
        "all => all.map((each) => getComputedStyle(each)).map((style) => [style.borderTopColor, style.borderTopStyle,"
        "style.backgroundColor, style.display === 'none'].join())",
    )
    assert len(styles) > 40
    assert set(styles) == {"rgb(0, 0, 0),solid,rgba(0, 0, 0, 0),false"}
