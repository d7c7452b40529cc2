"""A page covers answers that may be somebody else's, and clears them after four hours."""

from itertools import product

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.resuming import restore_tab
from tests.browser.taking import LIST, PAGE, STORED_NAMES, answer, assert_answered, open_scenario, wait_until
from tests.instant import NOW

SET_MINUTES_AGO = "minutes => sessionStorage.setItem('staff-handbook/touched', Date.now() - minutes * 60_000)"


def test_a_page_opened_after_half_an_hour_is_covered(page: Page, url: str, answered: dict[str, str]) -> None:
    """Opened after 31 minutes, a page shows no answers or progress until the reader presses *Carry on*."""
    restore_tab(page, url, answered)
    for name in (LIST, PAGE):
        page.evaluate(SET_MINUTES_AGO, 31)
        page.goto(f"{url}{name}")
        cover = page.get_by_role("dialog", name="Are these your answers?")
        expect(cover).to_be_visible()
        for _ in range(3):
            page.keyboard.press("Escape")
        expect(cover).to_be_visible()
        assert page.locator("form[data-grade]").count() == 0
        expect(page.locator("main h1, .module-card").first).to_be_hidden()
        cover.get_by_role("button", name="Carry on").click()
        expect(cover).to_be_hidden()
        if name == PAGE:
            assert_answered(page, url)
        else:
            expect(page.locator(".module-card").first).to_contain_text("1 of 6 done")


def test_an_idle_page_covers_itself(context: BrowserContext, url: str) -> None:
    """An open page covers itself after half an hour without a key press, and clears the answers after four hours."""
    page = context.new_page()
    page.clock.install(time=NOW)
    here = answer(page, url)
    page.clock.fast_forward("29:00")
    expect(page.locator("dialog[data-cover]")).to_be_hidden()
    page.keyboard.press("Shift")
    page.clock.fast_forward("29:00")
    expect(page.locator("dialog[data-cover]")).to_be_hidden()
    page.clock.fast_forward("02:00")
    expect(page.locator("dialog[data-cover]")).to_be_visible()
    expect(here).to_be_hidden()
    page.clock.fast_forward("04:00:00")
    expect(page.locator("dialog[data-cover]")).to_be_hidden()
    expect(page.locator("form[data-grade]")).to_have_count(0)
    assert page.evaluate(STORED_NAMES) == []


def test_answers_are_cleared_on_the_first_load_after_four_hours(page: Page, url: str, answered: dict[str, str]) -> None:
    """After four hours, opening any page of the handbook clears the answers."""
    restore_tab(page, url, answered)
    page.evaluate(SET_MINUTES_AGO, 4 * 60 + 1)
    page.goto(f"{url}/guidance/introduction.html")
    wait_until(page, f"({STORED_NAMES}).length === 0")
    open_scenario(page, url, "tired-post")
    assert page.locator("form[data-grade]").count() == 0


def test_the_cover_can_finish_and_clear(page: Page, url: str, answered: dict[str, str]) -> None:
    """Somebody who finds another reader's answers can clear them without seeing them."""
    restore_tab(page, url, answered)
    page.evaluate(SET_MINUTES_AGO, 31)
    page.goto(f"{url}{PAGE}")
    page.locator("dialog[data-cover]").get_by_role("button", name="Finish and clear").click()
    expect(page.locator("html")).to_have_attribute("data-engine", "ready")
    assert page.locator("form[data-grade]").count() == 0
    assert page.evaluate(STORED_NAMES) == []


def test_a_restored_tab_asks_first(page: Page, url: str, answered: dict[str, str]) -> None:
    """A tab that the browser restores after it was closed or crashed asks before it shows any answers."""
    for first, moment in product([PAGE, "/guidance/introduction.html"], ["''", "Date.now() - 60_000"]):
        restore_tab(page, url, answered)
        page.evaluate(SET_MINUTES_AGO, 0)
        # Runs after the listener that `restore_tab` added.
        page.evaluate(f"addEventListener('pagehide', () => sessionStorage.setItem('staff-handbook/left', {moment}))")
        page.goto(f"{url}{first}")
        page.goto(f"{url}{PAGE}#tired-post")
        cover = page.get_by_role("dialog", name="Are these your answers?")
        expect(cover, f"{first}, left at {moment}").to_be_visible()
        assert page.locator("form[data-grade]").count() == 0
        cover.get_by_role("button", name="Carry on").click()
        expect(page.locator("form[data-grade]")).to_have_count(1)


def test_a_continuing_visit_is_not_covered(page: Page, url: str) -> None:
    """Following links, reloading and going back do not cover the answers."""
    here = answer(page, url)
    page.goto(f"{url}{LIST}")
    page.reload()
    page.go_back()
    expect(page.locator("dialog[data-cover]")).to_be_hidden()
    expect(here.locator("form[data-grade]")).to_have_count(1)


def test_kept_progress_is_never_covered(page: Page, url: str) -> None:
    """Progress that is kept on the computer is never covered or cleared automatically."""
    answer(page, url)
    page.get_by_label("Keep my progress on this computer").check()
    page.evaluate(SET_MINUTES_AGO, 5 * 60)
    page.reload()
    assert_answered(page, url)
    expect(page.locator("dialog[data-cover]")).to_be_hidden()
