"""The answer path, in Chromium, against the built site."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Grade, Interaction
from tests.browser.outcomes import READ, expected
from tests.browser.taking import (
    MODULES,
    PAGE,
    finish_and_clear,
    item_in,
    open_scenario,
    outcome_of,
    paths,
    respond,
    responses,
    take,
    take_at_once,
    take_module,
)
from tests.responses import of_grade
from tests.words import words


@pytest.mark.parametrize("module", MODULES)
def test_every_scenario_can_be_taken_to_every_ending(page: Page, url: str, catalogue: Catalogue, module: str) -> None:
    """Each response shows its grade, its own feedback and its clauses with stems and links, and each path ends."""
    given = set()
    scenarios = catalogue.modules[module].scenarios
    for scenario in scenarios:
        here = open_scenario(page, url, scenario.id, module)
        for path in paths(scenario):
            for (item, response), (grade, found) in zip(path, take_at_once(path, here, READ), strict=True):
                assert grade == outcome_of(item, response).grade
                assert found.pop("tally") or item.interaction is Interaction.CHOICE
                assert found == expected(item, response, catalogue.clauses)
                given.add((scenario.id, item.id, response))
    every = {(each.id, item.id, response) for each in scenarios for item in each.items for response in responses(item)}
    assert given == every


def test_an_answer_before_the_engine_is_ready_waits_and_is_marked(page: Page, url: str) -> None:
    """Pressed early, the button keeps working, a status says that the answer waits, and then it is marked."""
    held = []
    page.route(re.compile(r"/library-.*\.bin"), lambda route: held.append(route))
    page.goto(f"{url}{PAGE}#never-inducted")
    here = page.locator('[data-scenario="never-inducted"]')
    item = here.locator("[data-step]")
    item.locator("input").first.check()
    button = item.locator("button[type=submit]")
    button.click()
    expect(button).to_have_text("Checking…", use_inner_text=True)
    expect(button).to_be_enabled()
    expect(item.get_by_role("status")).to_have_text(
        "Your answer will be marked as soon as the marking is ready, in a few seconds.", use_inner_text=True
    )
    expect(page.locator("html")).to_have_attribute("data-engine", "loading")
    page.wait_for_timeout(300)
    held[0].continue_()
    expect(item.locator("form[data-grade]")).to_have_count(1)
    expect(item.locator("[data-status]:visible")).to_have_count(0)


def test_two_early_answers_are_both_kept(page: Page, url: str) -> None:
    """Two scenarios answered before the engine is ready are both marked; neither overwrites the other."""
    held = []
    page.route(re.compile(r"/library-.*\.bin"), lambda route: held.append(route))
    page.goto(f"{url}{PAGE}#tired-post")
    for scenario in ("tired-post", "never-inducted"):
        page.goto(f"{url}{PAGE}#{scenario}")
        here = page.locator(f'[data-scenario="{scenario}"]')
        here.locator("input").first.check()
        here.locator("button[type=submit]").click()
    held[0].continue_()
    for scenario in ("tired-post", "never-inducted"):
        expect(page.locator(f'[data-scenario="{scenario}"] form[data-grade]')).to_have_count(1)
    page.unroute_all()
    page.reload()
    for scenario in ("tired-post", "never-inducted"):
        expect(page.locator(f'[data-scenario="{scenario}"] form[data-grade]')).to_have_count(1)


def test_going_back_and_forth_loses_nothing(page: Page, url: str, catalogue: Catalogue) -> None:
    """After a visit to the chapter and the back button the answers stand; another tab has none."""
    here = open_scenario(page, url, "tired-post")
    respond(here, [catalogue.scenarios["tired-post"].items[0].options[0].id])
    expect(here.locator("form[data-grade]")).to_have_count(1)
    here.locator("[data-next]").click()
    expect(here).to_be_hidden()
    page.go_back()
    expect(here).to_be_visible()
    here.locator("[data-citations-shown] a").first.click()
    page.wait_for_url(re.compile("/guidance/"))
    page.go_back()
    expect(here.locator("form[data-grade]")).to_have_count(1)
    other = page.context.new_page()
    open_scenario(other, url, "tired-post")
    assert other.locator("form[data-grade]").count() == 0


def test_changing_an_earlier_step_drops_the_later_ones(page: Page, url: str, catalogue: Catalogue) -> None:
    """A branching scenario can be taken again from any step, and its result tells the path that stands."""
    scenario = catalogue.scenarios["pupil-follow-request"]
    here = open_scenario(page, url, scenario.id)
    long = next(path for path in paths(scenario) if len(path) == 4)
    take(long, here)
    together = here.get_by_text("All your steps together")
    expect(together).to_be_visible()
    trail = here.locator('[data-state="past"]')
    expect(trail).to_have_count(3)
    for step, (item, (chosen,)) in zip(trail.all(), long[:3], strict=True):
        text = next(option.text for option in item.options if option.id == chosen)
        expect(step.locator("[data-feedback-shown]")).to_contain_text(words(text))
    item_in(here, long[0][0].id).get_by_role("button", name="Change this answer").click()
    expect(trail).to_have_count(0)
    expect(together).to_be_hidden()
    short = next(path for path in paths(scenario) if len(path) == 3)
    take(short, here)
    expect(trail).to_have_count(2)
    expect(here.locator(".step-heading:visible")).to_have_text(["Step 1", "Step 2", "Step 3"])


def test_the_summary_of_a_pass(page: Page, url: str, catalogue: Catalogue) -> None:
    """All best: completed and passed, every one sound, nothing to read again; cleared, nothing is left."""
    module = catalogue.modules["first-day"]
    take_module(page, url, module)
    summary = page.locator("[data-summary]")
    expect(summary).to_be_visible()
    expect(summary).to_contain_text("completed this module and passed it")
    expect(summary.locator("[data-sound]")).to_have_text(str(len(module.scenarios)))
    expect(summary.locator('[data-grade-word="best"]:visible')).to_have_count(len(module.scenarios))
    expect(summary.get_by_text("Clauses worth reading again")).to_be_hidden()
    finish_and_clear(page)
    expect(page.locator("html")).to_have_attribute("data-engine", "ready")
    assert page.locator("form[data-grade]").count() == 0
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('staff-handbook/'))") == []


def test_the_summary_with_a_harmful_answer(page: Page, url: str, catalogue: Catalogue) -> None:
    """One harmful answer among bests reaches the mastery score and still does not pass; its clauses are named."""
    take_module(page, url, catalogue.modules["first-day"], worst="tired-post")
    summary = page.locator("[data-summary]")
    expect(summary).to_contain_text("a harmful answer still stands")
    expect(summary.locator('[data-summary-scenario="tired-post"]')).to_contain_text("Harmful")
    item = catalogue.scenarios["tired-post"].items[0]
    clauses = outcome_of(item, of_grade(item, Grade.HARMFUL)).clauses
    named = summary.locator("[data-summary-clause]:visible")
    assert {each.get_attribute("data-summary-clause") for each in named.all()} == set(clauses)


def test_a_browser_that_refuses_storage_still_marks(context: BrowserContext, url: str) -> None:
    """With sessionStorage refused, answers are marked and kept until the page is left."""
    page = context.new_page()
    context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('refused') }})"
    )
    for scenario in ("tired-post", "never-inducted"):
        here = open_scenario(page, url, scenario)
        here.locator("input").first.check()
        here.get_by_role("button", name="Check my answer").click()
        expect(here.locator("form[data-grade]")).to_have_count(1)
    assert page.locator("form[data-grade]").count() == 2


def test_chapter_pages_start_no_engine(context: BrowserContext, url: str, site: Path) -> None:
    """Reading the chapter fetches neither the worker nor the runtime."""
    page = context.new_page()
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{url}/guidance/specific-guidance.html")
    page.wait_for_timeout(500)
    expect(page.locator("html")).to_have_attribute("data-engine", "idle")
    assert [address for address in fetched if re.search(r"worker-|\.bin", address)] == []


def test_the_skip_link_stays_at_the_scenario(unmarked: Page, url: str) -> None:
    """An address inside the page that names no scenario, or none that can be read, does not turn the page."""
    unmarked.goto(f"{url}{PAGE}#tired-post")
    here = unmarked.locator('[data-scenario="tired-post"]')
    unmarked.get_by_role("link", name="Skip to the text").press("Enter")
    expect(unmarked).to_have_url(f"{url}{PAGE}#first-day")
    expect(here).to_be_visible()
    unmarked.goto(f"{url}{PAGE}#%")
    unmarked.reload()
    expect(unmarked.locator("[data-scenario]:visible")).to_have_count(1)
    expect(unmarked.locator("html")).to_have_attribute("data-engine", "loading")
