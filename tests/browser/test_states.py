"""Every page and every state of a page is accessible.

No rule of axe-core is broken, in light and dark. With a reader's own text spacing (WCAG 1.4.12), nothing is cut off or
scrolls sideways on a small screen. test_pseudo.py checks the same states with longer strings, on its own site.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from quizzes.authoring.catalogue import Catalogue
from tests.browser.conftest import VIEWPORT
from tests.browser.fitting import assert_fits, misfits, resize, width_of
from tests.browser.rules import assert_axe_passes, assert_hidden_parts_pass
from tests.browser.shapes import differing, differing_pages
from tests.browser.states import (
    KINDS,
    OPEN_DETAILS,
    answer_states,
    other_states,
    record_states,
    register_states,
    unavailable_states,
)
from tests.browser.taking import page_of
from tests.components import MODULE, examples_of
from tests.pages.tree import page_names, parse

SMALL: ViewportSize = {"width": 320, "height": 800}
"""A small screen; 1280 px at 400% zoom is as wide."""

PARTS = 8
"""The number of tests that the pages are split into, so that processes can share the work."""


def assert_accessible(page: Page, where: str, root: str = "html", *, small_too: bool = False) -> None:
    """Fail if a page breaks a rule, with ``small_too`` also on a small screen, or does not fit that with spaced text.

    Begins at the page's width, and leaves the page at the other.
    """
    for size in nearer_first(page):
        resize(page, size)
        if size == VIEWPORT or small_too:
            assert_axe_passes(page, f"{where}, {size['width']} px", root)
        if size == SMALL:
            assert_fits_when_spaced(page, where)


def assert_fits_when_spaced(page: Page, where: str) -> None:
    assert misfits(page, spaced=True) == [], f"{where}, spaced"


def nearer_first(page: Page) -> list[ViewportSize]:
    return sorted((VIEWPORT, SMALL), key=lambda size: size["width"] != width_of(page))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible(unmarked: Page, url: str, part: int) -> None:
    """With everything open, a page breaks no rule and fits a small screen, with extra text spacing or without.

    axe-core skips pages whose markup all is on others. What depends on a page's words is in tests/pages/test_html.py.
    """
    names = page_names()
    assert len(names) > 20
    unmarked.set_viewport_size(SMALL)
    # Those for a small screen only come first, so that the page need not change its size for them.
    for name in sorted(names[part::PARTS], key=needs_wide_screen):
        unmarked.goto(f"{url}/{name}")
        unmarked.evaluate(OPEN_DETAILS)
        for size in nearer_first(unmarked) if needs_wide_screen(name) else [SMALL]:
            resize(unmarked, size)
            if "/paper/" in name:
                assert misfits(unmarked) == [], name
            if size == SMALL:
                assert unmarked.evaluate("document.documentElement.scrollWidth") <= 320, name
                assert_fits_when_spaced(unmarked, name)
            elif name in differing_pages():
                assert_axe_passes(unmarked, name)
                assert_hidden_parts_pass(unmarked, name)


def needs_wide_screen(name: str) -> bool:
    return "/paper/" in name or name in differing_pages()


def test_a_page_with_a_shape_of_its_own_is_chosen() -> None:
    """A page is left out only if other pages have each of its elements, with the same classes and the same parents."""
    pages = {
        "rich": '<main><p class="note"><a href="/">Home</a></p><p>Words</p></main>',
        "same": "<main><p>Other words</p></main>",
        "class": '<main><p class="warning">Words</p></main>',
        "parent": "<main><a href='/'>Home</a></main>",
        "attribute": '<main><p role="alert">Words</p></main>',
    }
    assert differing({name: parse(html) for name, html in pages.items()}) == pages.keys() - {"same"}


def test_text_that_fits_only_unspaced_is_found(unmarked: Page) -> None:
    """Text that just fits its box is cut off once it is spaced out, and afterwards it fits again."""
    unmarked.set_content("<p style='width: max-content; overflow: hidden'><b>Words</b></p>")
    unmarked.evaluate("document.querySelector('p').style.width = document.querySelector('p').clientWidth + 'px'")
    assert misfits(unmarked) == []
    assert misfits(unmarked, spaced=True) == ["P  Words"]
    assert misfits(unmarked) == []


@pytest.mark.parametrize("kind", KINDS)
def test_answering_is_accessible(page: Page, url: str, catalogue: Catalogue, kind: str) -> None:
    """Every interaction with every grade is accessible, and so are several steps and the summary."""
    for state in answer_states(page, url, catalogue, kind):
        assert_accessible(page, state, small_too=state.endswith("filled in"))


def test_a_record_is_accessible(page: Page, url: str, catalogue: Catalogue) -> None:
    """A record's form, errors and sheet are accessible, and so are the question before clearing and the cover."""
    for state in record_states(page, url, catalogue.modules["first-day"]):
        assert_accessible(page, state)


def test_the_register_is_accessible(page: Page, url: str, catalogue: Catalogue, tmp_path: Path) -> None:
    """The register is accessible, empty and full, also in its layout for small screens."""
    for state in register_states(page, url, catalogue, tmp_path):
        assert_fits(page, state)
        assert_accessible(page, state, small_too=True)


def test_search_and_set_up_are_accessible(page: Page, url: str) -> None:
    """The search, the notices about school.js and the set-up form are accessible."""
    for state in other_states(page, url):
        # An open search covers some links of the header until it is closed.
        assert_accessible(page, state, ".finder" if state.startswith("search") else "html")


def test_the_graded_answers_are_accessible(page: Page, url: str, catalogue: Catalogue) -> None:
    """Every interaction is accessible with the engine unavailable and its graded answers open."""
    for state in unavailable_states(page, url, catalogue):
        assert_accessible(page, state)


def test_every_stimulus_is_accessible(unmarked: Page, examples_url: str) -> None:
    """Every kind of stimulus breaks no rule of axe-core."""
    for example in examples_of("stimulus"):
        unmarked.goto(f"{examples_url}{page_of(MODULE)}#{example.id}")
        assert_axe_passes(unmarked, example.name, f"#{example.id} figure")
