"""The states that a reader brings a page into, one after another, for what is to hold in each."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Grade, Interaction, Module, Scenario
from tests.browser.dropping import fill_register, open_register
from tests.browser.taking import (
    best_path,
    fill_in,
    item_in,
    make_record,
    open_scenario,
    page_of,
    press_check,
    take,
    take_module,
)
from tests.responses import best, of_grade


def one_of_each(catalogue: Catalogue) -> Iterator[tuple[Module, Scenario]]:
    """For each interaction the first scenario of it alone, and the first with several steps."""
    everything = [(module, each) for module in catalogue.modules.values() for each in module.scenarios]
    for interaction in Interaction:
        yield next((m, s) for m, s in everything if [item.interaction for item in s.items] == [interaction])
    yield next((m, s) for m, s in everything if len(s.items) > 1)


def answering(page: Page, url: str, catalogue: Catalogue) -> Iterator[str]:
    """Each interaction before, on an error, filled in and marked, the end of a path, and the summary; names each."""
    for module, scenario in one_of_each(catalogue):
        here = open_scenario(page, url, scenario.id, module.id)
        item = scenario.items[0]
        step = item_in(here, item.id)
        yield f"{scenario.id} before"
        press_check(step)
        expect(step.get_by_role("alert")).to_be_visible()
        yield f"{scenario.id} error"
        for response in (of_grade(item, Grade.HARMFUL), best(item)):
            fill_in(step, response)
            press_check(step)
            step.locator("form[data-grade]").wait_for(state="attached")
            page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
            yield f"{scenario.id} {step.locator('form').get_attribute('data-grade')}"
            step.locator("[data-retry]").click()
    take(best_path(scenario), here)
    yield f"{scenario.id} end of a path"
    page.goto(f"{url}{page_of(module.id)}#summary")
    expect(page.locator("[data-summary-grade] svg").first).to_be_visible()
    yield "summary"


def recording(page: Page, url: str, module: Module) -> Iterator[str]:
    """A module's record before, on an error and made, the question before all is cleared, and the cover."""
    take_module(page, url, module)
    page.locator("[data-summary] a[href='#record']").click()
    yield "record before"
    page.locator("[data-record] button[type=submit]").click()
    yield "record error"
    make_record(page, "Zoë O’Connor-Łukasiewicz", "Teaching assistant")
    yield "record made"
    page.locator("[data-finish]").click()
    yield "finish and clear"
    page.locator("[data-finish-no]").click()
    page.evaluate("sessionStorage.setItem('staff-handbook/touched', Date.now() - 31 * 60_000)")
    page.goto(f"{url}/practise/index.html")
    expect(page.locator("dialog[open]")).to_be_visible()
    yield "covered"


def registering(page: Page, url: str, catalogue: Catalogue, folder: Path) -> Iterator[str]:
    """The register when it has something of everything in it, with a staff list."""
    open_register(page, url)
    fill_register(page, folder, catalogue)
    yield "register"


def beside_answering(page: Page, url: str) -> Iterator[str]:
    """The search, a school.js with mistakes, the set-up form when it has saved, and a browser without marking."""
    page.goto(f"{url}/index.html")
    box = page.locator(".finder-input")
    for typed in ("", "zzzz", "parent"):
        box.fill(typed)
        box.press("End")
        meta = page.locator(".md-search-result__meta")
        expect(meta).not_to_have_text("")
        yield f"search for “{typed}”"
    page.route("**/school.js*", lambda route: route.fulfill(body='var school = {x: "A", chair: 3}'))
    for name in ("our-school", "for-schools/set-up"):
        page.goto(f"{url}/{name}.html")
        expect(page.locator("[data-mistake=entries]").first).to_be_visible()
        yield f"{name} with a mistake"
    page.locator(".school-form button").click()
    expect(page.locator("[data-status=saved]")).to_be_visible()
    yield "saved"
    page.route("**/worker-*", lambda route: route.fulfill(status=404))
    page.route("**/runtime-*", lambda route: route.fulfill(status=404))
    page.goto(f"{url}{page_of('first-day')}")
    expect(page.locator("[data-unavailable]")).to_be_visible()
    page.locator("button[type=submit]:visible").first.click()
    yield "without marking"
