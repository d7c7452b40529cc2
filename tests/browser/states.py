"""Bring pages into every state that a reader can reach, for tests that check each state."""

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Grade, Interaction, Item, Module, Scenario
from quizzes.engine.scoring import Response
from tests.browser.dropping import fill_register, grow_register, open_register
from tests.browser.pressing import ANSWER
from tests.browser.taking import (
    best_path,
    fill_in,
    item_in,
    make_record,
    open_scenario,
    outcome_of,
    page_of,
    press_check,
    take_module,
    take_path,
)
from tests.responses import of_grade, single_changes

OPEN_DETAILS = "document.querySelectorAll('details').forEach((each) => (each.open = true))"
"""A script that opens everything that is folded on a page."""

KINDS = [*(each.value for each in Interaction), "steps"]
"""The kinds of scenario: a single item of each interaction, and several steps."""


def scenario_of(catalogue: Catalogue, kind: str) -> tuple[Module, Scenario]:
    """Return a scenario of a kind with its module: a single item that can be marked with the most grades."""
    everything = [(module, scenario) for module in catalogue.modules.values() for scenario in module.scenarios]
    if kind == "steps":
        return next((module, scenario) for module, scenario in everything if len(scenario.items) > 1)
    single = [each for each in everything if [item.interaction for item in each[1].items] == [kind]]
    return max(single, key=lambda each: len(responses_by_grade(each[1].items[0])))


def responses_by_grade(item: Item) -> dict[Grade, Response]:
    """Return a response for each grade that a single change to the best response can reach."""
    responses = [*(of_grade(item, grade) for grade in Grade), *single_changes(item)]
    return {outcome_of(item, response).grade: response for response in reversed(responses)}


def answer_states(page: Page, url: str, catalogue: Catalogue, kind: str) -> Iterator[str]:
    """Yield a scenario unanswered, with an error, filled in and with each grade; with steps, also end and summary."""
    module, scenario = scenario_of(catalogue, kind)
    here = open_scenario(page, url, scenario.id, module.id)
    item = scenario.items[0]
    step = item_in(here, item.id)
    yield f"{scenario.id} before"
    press_check(step)
    expect(step.get_by_role("alert")).to_be_visible()
    yield f"{scenario.id} error"
    responses = responses_by_grade(item)
    grades = [grade for grade in Grade if grade in responses]
    for grade in (grades[-1], Grade.BEST) if kind == "steps" else grades:
        if grade is grades[-1]:
            fill_in(step, responses[grade])
            yield f"{scenario.id} filled in"
        assert step.evaluate(ANSWER, responses[grade]) == grade
        page.evaluate(OPEN_DETAILS)
        yield f"{scenario.id} {grade}"
        step.locator("[data-retry]").evaluate("button => button.click()")
    if kind == "steps":
        take_path(best_path(scenario), here)
        yield f"{scenario.id} end of a path"
        page.goto(f"{url}{page_of(module.id)}#summary")
        expect(page.locator("[data-result=grade] svg").first).to_be_visible()
        yield "summary"


def record_states(page: Page, url: str, module: Module) -> Iterator[str]:
    """Yield a module's record empty, with an error and made; then the question before clearing, and the cover."""
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


def register_states(page: Page, url: str, catalogue: Catalogue, folder: Path) -> Iterator[str]:
    """Yield the register empty, then with records of every status and a staff list, and then as it grows."""
    open_register(page, url)
    yield "empty register"
    fill_register(page, folder, catalogue)
    yield "register"
    grow_register(page, folder)
    yield "growing register"


def other_states(page: Page, url: str) -> Iterator[str]:
    """Yield the search, pages with mistakes in school.js, and the set-up form after saving."""
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
        expect(page.locator("[data-mistakes] li").first).to_be_visible()
        yield f"{name} with a mistake"
    page.locator(".school-form button").click()
    expect(page.locator("[data-status=saved]")).to_be_visible()
    yield "saved"


def unavailable_states(page: Page, url: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield each interaction with the engine unavailable and the graded answers open."""
    page.route(re.compile("/(worker|runtime)-"), lambda route: route.fulfill(status=404))
    for interaction in Interaction:
        module, scenario = scenario_of(catalogue, interaction)
        page.goto(f"{url}{page_of(module.id)}#{scenario.id}")
        expect(page.locator("[data-unavailable]")).to_be_visible()
        page.locator("button[type=submit]:visible").click()
        yield f"{scenario.id} without marking"
