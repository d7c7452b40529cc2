"""With every UI string accented and 40% longer, nothing is cut off, and no text is untranslatable."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from quizzes.authoring.catalogue import Catalogue
from tests.browser.fitting import assert_fits
from tests.browser.serving import serving
from tests.browser.shapes import differing_pages
from tests.browser.states import (
    KINDS,
    OPEN_DETAILS,
    answer_states,
    other_states,
    record_states,
    register_states,
    unavailable_states,
)
from tests.building import ROOT
from tests.pseudo import built_pseudo, pseudo, untranslated

# The text of a Markdown page is an author's, except in components. These four components contain the page's own text;
# of a slip, only the tag is a UI string. So does a row that says who to tell, if it is the page's own.
_AUTHORED = {"change", "print-button", "rule", "slip"}
_NAMES = sorted({file.parent.name for file in ROOT.glob("quizzes/components/*/template.html")} - _AUTHORED)
COMPONENTS = ", ".join([".slip-tag", *(f".{name}" for name in _NAMES)])

# Collects every text, and every attribute that is read out or shown, hidden ones too. Data is left out by its markup:
# translate="no" for names, codes and file names, and <time> for dates, which Intl writes.
WORDS = """
components => {
  const authored = "article.md-content__inner, .md-search-result__article";
  const inRow = ".who .tell-about";
  const ours = (each) => !each.closest(authored) || (each.closest(components) && !each.closest(inRow));
  const others = "script, style, noscript, head *, time, [translate=no]";
  const read = ["aria-label", "title", "placeholder", "alt", "data-error", "data-moved", "data-taken-out"];
  const found = [];
  const look = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each instanceof HTMLTemplateElement) look(each.content);
      if (each.matches(others) || (root === document && !ours(each))) continue;
      for (const name of read) if (each.hasAttribute(name)) found.push(each.getAttribute(name));
      if (each.matches("td")) found.push(each.dataset.label ?? "");
      for (const node of each.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    }
  };
  look(document);
  return [...new Set(found.filter((text) => text.trim()))];
}
"""


@pytest.fixture(scope="module")
def pseudo_url() -> Iterator[str]:
    with serving(built_pseudo()) as address:
        yield address


def assert_all_translatable(page: Page, where: str) -> None:
    found = {text: runs for text in page.evaluate(WORDS, COMPONENTS) if (runs := untranslated(text))}
    assert found == {}, where


def test_every_page_is_translatable_and_fits(unmarked: Page, pseudo_url: str) -> None:
    """On every page with everything open, longer strings fit at each width, and no text is untranslatable.

    Pages whose markup all is on others have the same components, so they are left out.
    """
    for name in sorted(differing_pages()):
        unmarked.goto(f"{pseudo_url}/{name}")
        unmarked.evaluate(OPEN_DETAILS)
        assert_all_translatable(unmarked, name)
        assert_fits(unmarked, name)


@pytest.mark.parametrize("kind", KINDS)
def test_answering_stays_translatable_and_fits(page: Page, pseudo_url: str, catalogue: Catalogue, kind: str) -> None:
    """In every state of answering, longer strings fit at each width, and no script adds untranslatable text."""
    for state in answer_states(page, pseudo_url, catalogue, kind):
        assert_all_translatable(page, state)
        assert_fits(page, state)


def test_records_stay_translatable_and_fit(page: Page, pseudo_url: str, catalogue: Catalogue) -> None:
    """In every state of a record, longer strings fit at each width, and no text is untranslatable."""
    for state in record_states(page, pseudo_url, catalogue.modules["first-day"]):
        assert_all_translatable(page, state)
        assert_fits(page, state)


def test_data_is_not_taken_for_ui_text(unmarked: Page, pseudo_url: str) -> None:
    """Names, dates and codes are marked up as data, so they are not mistaken for English text."""
    unmarked.goto(f"{pseudo_url}/practise/first-day.html")
    data = {"name": "Rose Green", "role": "Cook", "date": "May Day", "code": "ABCD-EFAB-CDEF"}
    for name, text in data.items():
        unmarked.locator(f".receipt [data-of={name}]").evaluate("(each, text) => { each.textContent = text }", text)
    found = unmarked.evaluate(WORDS, COMPONENTS)
    assert found
    assert not set(data.values()) & set(found)
    assert_all_translatable(unmarked, "record")


def test_the_register_stays_translatable_and_fits(
    page: Page, pseudo_url: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    """In the register, empty and full, longer strings fit at each width, and no text is untranslatable."""
    for state in register_states(page, pseudo_url, catalogue, tmp_path):
        assert_all_translatable(page, state)
        assert_fits(page, state)


def test_search_and_set_up_stay_translatable_and_fit(page: Page, pseudo_url: str) -> None:
    """In the search and the set-up form, longer strings fit at each width, and no text is untranslatable."""
    for state in other_states(page, pseudo_url):
        assert_all_translatable(page, state)
        assert_fits(page, state)


def test_graded_answers_stay_translatable_and_fit(page: Page, pseudo_url: str, catalogue: Catalogue) -> None:
    """With the graded answers open, longer strings fit at each width, and no text is untranslatable."""
    for state in unavailable_states(page, pseudo_url, catalogue):
        assert_all_translatable(page, state)
        assert_fits(page, state)


def test_an_untranslatable_word_is_found() -> None:
    """The check accepts accented strings, with their values, and authors' texts, and finds any other word."""
    assert untranslated(pseudo("Scenario {number} of {total}").format(number=2, total=6)) == []
    assert untranslated(pseudo("{module}: how you did").format(module="First day")) == []
    assert untranslated("Check my answer") == ["Check my answer"]
    assert untranslated(f"{pseudo('Continue')} to the next") == ["to the next"]
