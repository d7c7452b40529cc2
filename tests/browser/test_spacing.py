"""With a reader's own text spacing (WCAG 1.4.12), on a small screen, nothing is cut off or scrolls sideways."""

from itertools import chain
from pathlib import Path

from playwright.sync_api import Page

from quizzes.authoring.catalogue import Catalogue
from tests.browser.conftest import Visit
from tests.browser.fitting import fits
from tests.browser.states import answering, beside_answering, recording, registering
from tests.publishing.tree import page_names

# As a reader's own style sheet would be; one made by a script is what the pages' policy lets in.
SPACED = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}
"""


def test_every_page_with_text_spacing(unmarked_tab: Visit, url: str) -> None:
    """Every page, opened wide, fits at 320 px."""
    page = unmarked_tab.context.new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    names = page_names()
    assert len(names) > 20
    for name in names:
        page.goto(f"{url}/{name}")
        page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        _fits_spaced(page, name)
    page.close()


def test_every_answer_with_text_spacing(page: Page, url: str, catalogue: Catalogue) -> None:
    """Every interaction, from before to its outcome, and the summary fit at 320 px."""
    for state in answering(page, url, catalogue):
        _fits_spaced(page, state)


def test_a_record_with_text_spacing(page: Page, url: str, catalogue: Catalogue) -> None:
    """A record, the question before all is cleared, and what covers the answers fit at 320 px."""
    for state in recording(page, url, catalogue.modules["first-day"]):
        _fits_spaced(page, state)


def test_every_other_state_with_text_spacing(page: Page, url: str, catalogue: Catalogue, tmp_path: Path) -> None:
    """The register, and what stands beside answering fit at 320 px."""
    for state in chain(registering(page, url, catalogue, tmp_path), beside_answering(page, url)):
        _fits_spaced(page, state)


def _fits_spaced(page: Page, where: str) -> None:
    page.evaluate(SPACED)
    fits(page, where, widths=(320,))
