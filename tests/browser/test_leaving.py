"""A reader who leaves before the engine is ready: the answer is marked when they come back, once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.conftest import SILENT_WORKER
from tests.browser.resuming import open_answered
from tests.browser.taking import (
    LIST,
    PAGE,
    STORED_NAMES,
    best_path,
    finish_and_clear,
    item_in,
    selected,
    wait_until,
    wait_until_ready,
)

ENGINE = re.compile("/(worker|runtime)-")
LIBRARY = re.compile(r"/library-.*\.bin")

RESTORED = "() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
"""What a page is told that comes from the cache of pages. Playwright cannot drive a page that really does."""

KEEP = "Keep my progress on this computer"


def _press_early(page: Page, url: str) -> Locator:
    """Check an answer on a page whose engine never answers; gives the item. The next page has the engine."""
    with page.add_init_script(SILENT_WORKER):
        page.goto(f"{url}{PAGE}#number-for-coursework")
    item = page.locator('[data-scenario="number-for-coursework"] [data-step]')
    item.locator("input").nth(1).check()
    item.locator("button[type=submit]").click()
    expect(item.get_by_role("status")).to_contain_text("will be marked", use_inner_text=True)
    return item


def _is_marked_once(page: Page, item: Locator) -> None:
    """The answer that was given is marked without another press, the focus has not moved, and nothing waits."""
    expect(item.locator("form[data-grade]")).to_have_count(1)
    assert len(selected(item)) == 1
    assert item.locator("input").nth(1).is_checked()
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    kinds = [name.split("/")[1] for name in page.evaluate(STORED_NAMES)]
    assert (kinds.count("answer"), kinds.count("waiting")) == (1, 0)


def _reload(page: Page, url: str) -> None:
    with page.expect_navigation():
        page.evaluate("location.reload()")


def _go_by_link(page: Page, url: str) -> None:
    page.get_by_role("link", name="Home", exact=True).click()
    page.wait_for_url("**/index.html")
    page.goto(f"{url}{PAGE}#number-for-coursework")


def _go_back(page: Page, url: str) -> None:
    page.goto(f"{url}{LIST}")
    page.go_back()


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("leave_and_return", [_reload, _go_by_link, _go_back])
def test_an_early_answer_is_marked_on_return(
    page: Page, url: str, leave_and_return: Callable[[Page, str], None], kept: bool
) -> None:
    """After a reload, by a link and by the back button, with and without kept progress."""
    item = _press_early(page, url)
    page.get_by_label(KEEP).set_checked(kept)
    leave_and_return(page, url)
    _is_marked_once(page, item)


def test_a_kept_early_answer_is_marked_in_another_tab(page: Page, url: str) -> None:
    """With kept progress it is marked after the tab is closed; without, nothing is left of it."""
    for kept in (False, True):
        closed = page.context.new_page()
        _press_early(closed, url)
        closed.get_by_label(KEEP).set_checked(kept)
        closed.close()
        page.goto("about:blank")
        page.goto(f"{url}{PAGE}#number-for-coursework")
        wait_until_ready(page)
        if kept:
            _is_marked_once(page, page.locator('[data-scenario="number-for-coursework"] [data-step]'))
        else:
            assert page.evaluate(STORED_NAMES) == []


def test_two_tabs_mark_a_kept_early_answer_once(page: Page, url: str) -> None:
    """A second tab takes up what the first still waits for; whichever is later shows the same answer."""
    first, second = page.context.new_page(), page
    held = []
    first.route(LIBRARY, lambda route: held.append(route))
    first.route(ENGINE, lambda route: held.append(route))
    first.goto(f"{url}{PAGE}#number-for-coursework")
    first.get_by_label(KEEP).check()
    item = first.locator('[data-scenario="number-for-coursework"] [data-step]')
    item.locator("input").nth(1).check()
    item.locator("button[type=submit]").click()
    second.goto(f"{url}{PAGE}#number-for-coursework")
    there = second.locator('[data-scenario="number-for-coursework"] [data-step]')
    _is_marked_once(second, there)
    for route in held:
        route.continue_()
    wait_until_ready(first)
    expect(item.locator("form[data-grade]")).to_have_count(1)
    answers = [name for name in first.evaluate(STORED_NAMES) if name.split("/")[1] in ("answer", "waiting")]
    assert len(answers) == 1


def test_a_later_step_that_waits_is_shown_and_marked(page: Page, url: str, catalogue: Catalogue) -> None:
    """The second step of a path, answered before the engine is ready again, is there on return and is marked."""
    module = catalogue.modules["people-you-already-know"]
    scenario = next(each for each in module.scenarios if len(best_path(each)) > 1)
    first, (item, response) = best_path(scenario)[:2]
    page.goto(f"{url}/school.js")
    # As the page keeps it until the reply has come.
    key = f"staff-handbook/waiting/{module.id}/{scenario.id}/{item.id}"
    page.evaluate("([key, value]) => sessionStorage.setItem(key, value)", [key, " ".join(response)])
    open_answered(page, url, module, {scenario.id: [first]}, at=scenario.id)
    here = item_in(page.locator(f'[data-scenario="{scenario.id}"]'), item.id)
    expect(here.locator("form[data-grade]")).to_have_count(1)
    assert selected(here) == list(response)
    assert page.evaluate("key => sessionStorage.getItem(key)", key) is None


def test_an_early_answer_is_there_where_nothing_can_mark_it(page: Page, url: str) -> None:
    """On return without an engine the answer is in the form, beside the way to the graded answers."""
    item = _press_early(page, url)
    page.route(ENGINE, lambda route: route.fulfill(status=404))
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-engine", "unavailable")
    assert item.locator("input").nth(1).is_checked()
    expect(item.get_by_role("button", name="Show the graded answers")).to_be_visible()
    expect(item.get_by_role("status")).to_have_text("", use_inner_text=True)


def test_an_early_answer_that_no_longer_fits_is_dropped(page: Page, url: str) -> None:
    """After a new edition without the scenario, the item or the option, nothing is marked and nothing breaks."""
    page.goto(f"{url}/school.js")
    places = ("gone/step", "number-for-coursework/gone", "number-for-coursework/step")
    keys = [f"staff-handbook/waiting/first-day/{place}" for place in places]
    for key in keys:
        page.evaluate("key => sessionStorage.setItem(key, 'gone')", key)
    page.goto(f"{url}{PAGE}#number-for-coursework")
    wait_until_ready(page)
    for key in keys:
        wait_until(page, f"sessionStorage.getItem('{key}') === null")
    assert page.locator("form[data-grade]").count() == 0


def test_finish_and_clear_takes_an_early_answer(page: Page, url: str) -> None:
    """It is offered while an answer waits, and then nothing is marked later."""
    item = _press_early(page, url)
    finish_and_clear(page)
    wait_until(page, f"({STORED_NAMES}).length === 0")
    page.goto("about:blank")
    page.goto(f"{url}{PAGE}#number-for-coursework")
    wait_until_ready(page)
    assert page.evaluate(STORED_NAMES) == []
    assert selected(item) == []


def test_a_page_from_the_cache_of_pages_takes_up_what_waits(page: Page, url: str) -> None:
    """The back button may show a page as it was left; what another page of the tab left waiting is marked there."""
    page.goto(f"{url}{PAGE}#number-for-coursework")
    wait_until_ready(page)
    item = page.locator('[data-scenario="number-for-coursework"] [data-step]')
    key = f"staff-handbook/waiting/first-day/number-for-coursework/{item.get_attribute('data-step')}"
    value = item.locator("input").nth(1).get_attribute("value")
    page.evaluate("([key, value]) => sessionStorage.setItem(key, value)", [key, value])
    page.evaluate(RESTORED)
    _is_marked_once(page, item)


def test_a_page_from_the_cache_of_pages_forgets_what_was_cleared(page: Page, url: str) -> None:
    """It does not show an answer that waited when the page was left and has been cleared on another page."""
    item = _press_early(page, url)
    page.evaluate("sessionStorage.clear()")
    with page.expect_navigation():
        page.evaluate(RESTORED)
    assert selected(item) == []
