"""Answering in Chromium on the built site: every scenario to every ending, early answers, and the back button.

Python in the page marks what is answered early. CPython marks the rest in its place, since the transcript of
test_conformance.py proves that both mark every response alike.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Interaction
from tests.browser.outcomes import READ_OUTCOME, expected_outcome
from tests.browser.taking import (
    MODULES,
    PAGE,
    open_scenario,
    paths,
    respond,
    responses_to_try,
    take_paths,
)

PYTHON = re.compile(r"/python-.*\.bin")
"""The last file that the engine loads."""


@pytest.mark.parametrize("module", MODULES)
def test_every_scenario_can_be_taken_to_every_ending(page: Page, url: str, catalogue: Catalogue, module: str) -> None:
    """Every response shows its grade, feedback and clauses, and every path ends."""
    given = set()
    scenarios = catalogue.modules[module].scenarios
    for scenario in scenarios:
        here = open_scenario(page, url, scenario.id, module)
        steps = [step for path in paths(scenario) for step in path]
        for (item, response), found in zip(steps, take_paths(paths(scenario), here, READ_OUTCOME), strict=True):
            assert found.pop("tally") or item.interaction is Interaction.CHOICE
            assert found == expected_outcome(item, response, catalogue.clauses)
            given.add((scenario.id, item.id, response))
    every = {
        (each.id, item.id, response) for each in scenarios for item in each.items for response in responses_to_try(item)
    }
    assert given == every


def test_answers_before_the_engine_is_ready_wait_and_are_marked(page_with_python: Page, url: str) -> None:
    """Answers to two scenarios get a status message until the engine is ready. Then both are marked and kept."""
    page = page_with_python
    held = []
    page.route(PYTHON, lambda route: held.append(route))
    with page.expect_request(PYTHON):
        page.goto(f"{url}{PAGE}#tired-post")
    scenarios = [page.locator(f'[data-scenario="{name}"]') for name in ("tired-post", "number-for-coursework")]
    for here in scenarios:
        page.goto(f"{url}{PAGE}#{here.get_attribute('data-scenario')}")
        here.locator("input").first.check()
        button = here.locator("button[type=submit]")
        button.click()
        expect(button).to_have_text("Checking…", use_inner_text=True)
        expect(button).to_be_enabled()
        expect(here.locator("[data-step]").get_by_role("status")).to_have_text(
            "Marking is still loading. Your answer will be marked in a few seconds.", use_inner_text=True
        )
    expect(page.locator("html")).to_have_attribute("data-engine", "loading")
    held[0].continue_()
    for here in scenarios:
        expect(here.locator("form[data-grade]")).to_have_count(1)
    expect(page.locator("[data-step] [data-status]:visible")).to_have_count(0)
    page.unroute_all()
    page.reload()
    for here in scenarios:
        expect(here.locator("form[data-grade]")).to_have_count(1)


def test_the_back_button_keeps_the_answers(page: Page, url: str, catalogue: Catalogue) -> None:
    """After a visit to the chapter and the back button the answers are still there, but not in another tab."""
    here = open_scenario(page, url, "tired-post")
    respond(here, [catalogue.scenarios["tired-post"].items[0].options[0].id])
    expect(here.locator("form[data-grade]")).to_have_count(1)
    here.locator("[data-next]").click()
    expect(here).to_be_hidden()
    page.go_back()
    expect(here).to_be_visible()
    here.get_by_text("Clauses behind this").click()
    here.locator("[data-citations-shown] a").first.click()
    page.wait_for_url(re.compile("/guidance/"))
    page.go_back()
    expect(here.locator("form[data-grade]")).to_have_count(1)
    other = page.context.new_page()
    open_scenario(other, url, "tired-post")
    assert other.locator("form[data-grade]").count() == 0
