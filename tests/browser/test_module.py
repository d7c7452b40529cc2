"""A module's page handles steps, the summary and storage, and other pages start no engine."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Grade
from tests.browser.resuming import open_answered, paths_of
from tests.browser.taking import (
    PAGE,
    SETTLED,
    finish_and_clear,
    item_in,
    open_scenario,
    outcome_of,
    paths,
    take_path,
)
from tests.responses import of_grade
from tests.words import words


def test_changing_an_earlier_step_drops_the_later_ones(page: Page, url: str, catalogue: Catalogue) -> None:
    """Changing an earlier step of a branching scenario drops the later steps, and the result shows the new path."""
    scenario = catalogue.scenarios["gaming-invite"]
    here = open_scenario(page, url, scenario.id, "boundaries-with-pupils")
    long = next(path for path in paths(scenario) if len(path) == 3)
    take_path(long, here)
    together = here.get_by_text("All your steps together")
    expect(together).to_be_visible()
    trail = here.locator('[data-state="past"]')
    expect(trail).to_have_count(2)
    for step, (item, (chosen,)) in zip(trail.all(), long[:2], strict=True):
        text = next(option.text for option in item.options if option.id == chosen)
        expect(step.locator("[data-feedback-shown]")).to_contain_text(words(text))
    item_in(here, long[0][0].id).get_by_role("button", name="Change this answer").click()
    expect(trail).to_have_count(0)
    expect(together).to_be_hidden()
    short = next(path for path in paths(scenario) if len(path) == 2)
    take_path(short, here)
    expect(trail).to_have_count(1)
    expect(here.locator(".step-heading:visible")).to_have_text(["Step 1", "Step 2"])


def test_the_summary_says_that_the_module_is_passed(page: Page, url: str, catalogue: Catalogue) -> None:
    """With best answers the summary says passed and lists nothing to read again. Clearing then leaves nothing."""
    module = catalogue.modules["first-day"]
    open_answered(page, url, module, paths_of(module))
    summary = page.locator("[data-summary]")
    expect(summary).to_be_visible()
    expect(summary).to_contain_text("completed and passed this module", use_inner_text=True)
    expect(summary.locator("[data-sound]:visible")).to_have_text(str(len(module.scenarios)))
    expect(summary.locator('[data-grade-word="best"]:visible')).to_have_count(len(module.scenarios))
    expect(summary.get_by_text("Clauses worth reading again")).to_be_hidden()
    finish_and_clear(page)
    expect(page.locator("html")).to_have_attribute("data-engine", "ready")
    assert page.locator("form[data-grade]").count() == 0
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('staff-handbook/'))") == []


def test_the_summary_names_a_harmful_answer(page: Page, url: str, catalogue: Catalogue) -> None:
    """With one harmful answer the module is not passed, and the summary names the answer's clauses."""
    module = catalogue.modules["channels-and-equipment"]
    scenario = next(
        each
        for each in module.scenarios
        if len(each.items) == 1 and any(option.grade is Grade.HARMFUL for option in each.items[0].options)
    )
    open_answered(page, url, module, paths_of(module, worst=[scenario.id]))
    summary = page.locator("[data-summary]")
    expect(summary).to_be_visible()
    expect(summary).to_contain_text("one answer is harmful", use_inner_text=True)
    expect(summary.locator(f'[data-summary-scenario="{scenario.id}"]')).to_contain_text("Harmful")
    (item,) = scenario.items
    clauses = outcome_of(item, of_grade(item, Grade.HARMFUL)).clauses
    named = summary.locator("[data-summary-clause]:visible")
    assert {each.get_attribute("data-summary-clause") for each in named.all()} == set(clauses)


def test_a_browser_that_refuses_storage_still_marks(context: BrowserContext, url: str) -> None:
    """If the browser refuses sessionStorage, answers are still marked and kept until the reader leaves the page."""
    page = context.new_page()
    context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('refused') }})"
    )
    for scenario in ("tired-post", "number-for-coursework"):
        here = open_scenario(page, url, scenario)
        here.locator("input").first.check()
        here.get_by_role("button", name="Check my answer").click()
        expect(here.locator("form[data-grade]")).to_have_count(1)
    assert page.locator("form[data-grade]").count() == 2


def test_chapter_pages_start_no_engine(context: BrowserContext, url: str, site: Path) -> None:
    """Chapter pages load neither the worker nor the runtime."""
    page = context.new_page()
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{url}/guidance/specific-guidance.html")
    page.evaluate(SETTLED)
    expect(page.locator("html")).to_have_attribute("data-engine", "idle")
    assert [address for address in fetched if re.search(r"worker-|\.bin", address)] == []


def test_the_skip_link_keeps_the_scenario(unmarked: Page, url: str) -> None:
    """A fragment that names no scenario, or is malformed, does not change which scenario is shown."""
    unmarked.goto(f"{url}{PAGE}#tired-post")
    here = unmarked.locator('[data-scenario="tired-post"]')
    unmarked.get_by_role("link", name="Skip to main content").press("Enter")
    expect(unmarked).to_have_url(f"{url}{PAGE}#first-day")
    expect(here).to_be_visible()
    unmarked.goto(f"{url}{PAGE}#%")
    unmarked.reload()
    expect(unmarked.locator("[data-scenario]:visible")).to_have_count(1)
    expect(unmarked.locator("html")).to_have_attribute("data-engine", "loading")
