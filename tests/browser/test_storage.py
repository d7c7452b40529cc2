"""A browser may refuse to store, in five ways, or store for each file apart: answers are marked, and words are true."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.storage import APART, IN_A_PAGE, REFUSALS, refusing
from tests.browser.taking import (
    LIST,
    OURS,
    PAGE,
    STORED_NAMES,
    answer,
    assert_answered,
    finish_and_clear,
    open_scenario,
    press_check,
    wait_until_marked,
)

TAB = "Your answers stay in this tab"
MEMORY = "gone when you leave this page"
CANNOT_KEEP = "This browser can’t keep your progress"
KEEP = "Keep my progress on this computer"


def keeping(page: Page) -> Locator:
    """The part of a page that says where answers are, and offers to keep them. It is quicker to search than a page."""
    return page.locator(".keeping")


@contextmanager
def stores_as(page: Page, script: str) -> Iterator[None]:
    """Run a script of storage.py before those of each page, and then leave the page. Nothing may be left stored."""
    with page.add_init_script(script):
        try:
            yield
        finally:
            page.goto("about:blank")


@pytest.mark.parametrize("refusal", REFUSALS)
def test_where_nothing_is_stored_answers_are_in_memory(page: Page, url: str, refusal: str) -> None:
    """Each answer is marked and stays while the page does, and the page says that it will be gone with it."""
    with stores_as(page, refusing(refusal, "localStorage", "sessionStorage")):
        answer(page, url)
        page.evaluate("location.hash = 'number-for-coursework'")
        here = page.locator('[data-scenario="number-for-coursework"]')
        here.locator("input").first.check()
        press_check(here)
        wait_until_marked(here)
        assert page.locator("form[data-grade]").count() == 2
        part = keeping(page)
        expect(part.get_by_text(MEMORY)).to_be_visible()
        expect(part.get_by_text(TAB)).to_be_hidden()
        if part.get_by_label(KEEP).is_visible():
            part.get_by_label(KEEP).click()
        expect(part.get_by_label(KEEP)).to_be_hidden()
        expect(part.get_by_text(CANNOT_KEEP)).to_be_visible()
        expect(part.get_by_text(MEMORY)).to_be_visible()
        expect(part.get_by_role("button", name="Save my progress to a file")).to_be_visible()


@pytest.mark.parametrize("refusal", REFUSALS)
def test_where_the_computer_keeps_nothing_answers_stay_in_the_tab(page: Page, url: str, refusal: str) -> None:
    """With localStorage alone refused, keeping is not offered, or taken back when it is tried; a reload finds all.

    No script of the theme stops either: colours can be chosen for the page, and the search finds.
    """
    with stores_as(page, refusing(refusal, "localStorage")):
        answer(page, url)
        part = keeping(page)
        if part.get_by_label(KEEP).is_visible():
            part.get_by_label(KEEP).click()
        expect(part.get_by_text(CANNOT_KEEP)).to_be_visible()
        expect(part.get_by_label(KEEP)).to_be_hidden()
        expect(part.get_by_text(TAB)).to_be_visible()
        page.locator("[name=__palette]").first.focus()
        page.keyboard.press("ArrowRight")
        page.locator("body[data-md-color-scheme=slate]").wait_for()
        page.locator("input[name=query]").fill("snapchat")
        page.locator("input[name=query]").press("End")  # the theme listens for keys, which filling in does not press
        page.locator(".md-search-result__item a").first.wait_for(state="attached")
        page.reload()
        assert_answered(page, url)
        finish_and_clear(page)
        page.locator("main:not(:has(form[data-grade]))").wait_for()
        assert page.evaluate(f"Object.keys(sessionStorage).filter({OURS})") == []


def test_where_the_tab_stores_nothing_the_computer_may(page: Page, url: str) -> None:
    """With sessionStorage alone refused, answers in memory are kept on the computer once the reader asks."""
    with stores_as(page, refusing("lying", "sessionStorage")):
        answer(page, url)
        expect(keeping(page).get_by_text(MEMORY)).to_be_visible()
        keeping(page).get_by_label(KEEP).check()
        expect(keeping(page).get_by_text("kept on this computer and aren’t sent anywhere")).to_be_visible()
        page.reload()
        assert_answered(page, url)
        keeping(page).get_by_label(KEEP).uncheck()
        assert page.evaluate(f"Object.keys(localStorage).filter({OURS})") == []
        expect(keeping(page).get_by_text(MEMORY)).to_be_visible()


def open_folder(page: Page, site: Path, name: str = PAGE) -> None:
    """Open a page out of the folder."""
    page.goto(site.as_uri() + name)


def test_a_folder_that_shares_storage_keeps_progress(page: Page, site: Path) -> None:
    """Chromium's pages of a folder share what they keep, so keeping is offered, and every page can delete it."""
    other, page = page, page.context.new_page()
    answer(page, site.as_uri())
    keeping(page).get_by_label(KEEP).check()
    expect(keeping(page).get_by_text("kept on this computer and aren’t sent anywhere")).to_be_visible()
    page.close()
    open_folder(other, site, LIST)
    expect(other.locator(".module-card").first).to_contain_text("1 of 6 done")
    expect(keeping(other).get_by_label(KEEP)).to_be_checked()
    assert_answered(other, site.as_uri())
    expect(keeping(other).get_by_label(KEEP)).to_be_checked()
    open_folder(other, site, "/practise/for-leaders.html")
    finish_and_clear(other)
    open_folder(other, site, LIST)
    expect(keeping(other).get_by_label(KEEP)).to_be_visible()
    assert other.evaluate(STORED_NAMES) == []


def test_a_folder_that_shares_no_storage_keeps_nothing(page: Page, site: Path) -> None:
    """Where each file's storage is apart, keeping is not offered, and *Finish and clear* anywhere leaves nothing."""
    with stores_as(page, APART):
        answer(page, site.as_uri())
        expect(keeping(page).get_by_text(CANNOT_KEEP)).to_be_visible()
        expect(keeping(page).get_by_label(KEEP)).to_be_hidden()
        expect(page.locator("iframe")).to_have_count(0)
        assert page.evaluate(f"Object.keys(localStorage).filter({OURS})") == []
        open_folder(page, site, "/practise/for-leaders.html")
        expect(keeping(page).get_by_text(CANNOT_KEEP)).to_be_visible()
        finish_and_clear(page)
        open_scenario(page, site.as_uri(), "tired-post")
        assert page.evaluate(STORED_NAMES) == []
        assert page.locator("form[data-grade]").count() == 0


def test_a_folder_without_the_file_to_ask_keeps_answers_in_the_tab(page: Page, site: Path, tmp_path: Path) -> None:
    """If the frame shows an error page instead, answers stay while the tab does, and keeping is not offered."""
    folder = shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("sharing-*"))
    answer(page, folder.as_uri())
    expect(keeping(page).get_by_text(CANNOT_KEEP)).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    open_folder(page, folder, LIST)
    expect(page.locator(".module-card").first).to_contain_text("1 of 6 done")
    expect(keeping(page).get_by_text(CANNOT_KEEP)).to_be_visible()


STORE = "stored => { for (const name in stored) localStorage.setItem(name, stored[name]) }"


def test_what_the_first_edition_kept_apart_moves_into_the_tab(page: Page, site: Path) -> None:
    """Answers that were kept for one file alone leave the computer once that file is opened."""
    with stores_as(page, APART):
        answer(page, site.as_uri())
        tab = page.evaluate("() => ({...sessionStorage})")
        finish_and_clear(page)
    kept = {name: value for name, value in tab.items() if "touched" not in name}
    kept["staff-handbook/keep"] = "yes"
    with stores_as(page, f"{APART}\n{IN_A_PAGE} ({STORE})({json.dumps(kept)})"):
        assert_answered(page, site.as_uri())
        expect(keeping(page).get_by_text(CANNOT_KEEP)).to_be_visible()
        expect(keeping(page).get_by_text(TAB)).to_be_visible()
        assert page.evaluate(f"Object.keys(localStorage).filter({OURS})") == []
        assert set(kept) - set(page.evaluate("Object.keys(sessionStorage)")) == {"staff-handbook/keep"}
        page.evaluate("sessionStorage.clear()")


NOTE_EARLY_USE = """
if (location.protocol === "file:") {
  let told = false;
  addEventListener("message", () => told = true);
  const { get } = Object.getOwnPropertyDescriptor(window, "sessionStorage");
  Object.defineProperty(window, "sessionStorage", {
    get() {
      if (!told) document.documentElement.dataset.early = new Error().stack;
      return get.call(window);
    },
  });
}
"""
"""Notes in a folder's page if it uses sessionStorage before a frame has sent a message."""


def test_a_folders_page_uses_the_tabs_storage_once_its_frame_has_loaded(page: Page, site: Path) -> None:
    """If Chromium's page in a folder used it sooner, answers could be lost (see sharing.ts)."""
    with stores_as(page, NOTE_EARLY_USE):
        for name in (PAGE, LIST, "/guidance/index.html", "/glossary.html"):
            with page.expect_event("framenavigated", lambda frame: frame.parent_frame is not None):
                open_folder(page, site, name)
            expect(page.locator("iframe")).to_have_count(0)
            assert page.locator("html").get_attribute("data-early") is None, name
