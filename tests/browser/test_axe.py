"""axe-core finds nothing wrong on any page, in light and dark, before and after answering."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Grade, Interaction
from tests.browser.conftest import VIEWPORT, Visit
from tests.browser.rules import axe, broken_rules
from tests.browser.states import recording
from tests.browser.taking import (
    PAGE,
    fill_in,
    marked,
    open_example,
    open_scenario,
    page_of,
    paths,
    press_check,
    take,
)
from tests.components import MODULE, examples_of


@dataclass(frozen=True, slots=True)
class Seen:
    """One page with everything on it opened: the rules that it breaks, and how wide it is on a small screen."""

    broken: list[Any]
    width: int


ON_PAPER = re.compile("for-schools/paper/(?!index)")
"""Modules on paper; `test_on_paper` looks at these."""


@pytest.fixture(scope="module")
def seen(unmarked_tab: Visit, url: str, site: Path) -> dict[str, Seen]:
    """Every page of the handbook, opened once for all that is to be said of each."""
    found = {}
    page = unmarked_tab.context.new_page()
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        page.set_viewport_size(VIEWPORT)
        page.goto(f"{url}/{name}")
        page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        broken = [] if ON_PAPER.match(name) else broken_rules(page)
        page.set_viewport_size({"width": 320, "height": 640})
        found[name] = Seen(broken, page.evaluate("document.documentElement.scrollWidth"))
    page.close()
    return found


def test_every_page(seen: dict[str, Seen]) -> None:
    """No rule is broken on any page of the handbook, with everything on it opened."""
    assert len(seen) > 20
    for name, each in seen.items():
        assert each.broken == [], f"{name}: {json.dumps(each.broken, indent=1)[:4000]}"


def test_nothing_scrolls_sideways_on_a_small_screen(seen: dict[str, Seen]) -> None:
    """At 320 px (1280 px at 400%) no page is wider than the screen, with everything on it opened."""
    assert len(seen) > 20
    for name, each in seen.items():
        assert each.width <= 320, name


@pytest.mark.parametrize("interaction", [each.value for each in Interaction])
def test_every_interaction(examples: Page, examples_url: str, interaction: str) -> None:
    """No rule is broken before a response, on an error, with one filled in, after each grade, and at 320 px."""
    examples.set_viewport_size(VIEWPORT)
    example = examples_of(interaction)[0]
    step = open_example(examples, examples_url, example)
    axe(examples, "before")
    # What is around the scenarios is as it was.
    module = "[data-module]"
    press_check(step)
    axe(examples, "error", module)
    answers = {answer.grade: answer for answer in example.answers}
    assert answers.keys() == set(Grade)
    for grade, answer in answers.items():
        fill_in(step, answer.response)
        if grade == "harmful":
            axe(examples, "filled in", module)
            examples.set_viewport_size({"width": 320, "height": 640})
            axe(examples, "filled in at 320 px")
        press_check(step)
        marked(step, grade)
        axe(examples, grade, module)
        step.locator("[data-retry]").click()


def test_every_stimulus(unmarked: Page, examples_url: str) -> None:
    """No rule is broken by any kind of stimulus."""
    for example in examples_of("stimulus"):
        unmarked.goto(f"{examples_url}{page_of(MODULE)}#{example.id}")
        axe(unmarked, example.name, f"#{example.id} figure")


def test_the_end_of_a_path_and_the_summary(page: Page, url: str, catalogue: Catalogue) -> None:
    """No rule is broken where a path of several steps has ended, nor in the summary."""
    scenario = next(each for each in catalogue.modules["first-day"].scenarios if len(each.items) > 1)
    here = open_scenario(page, url, scenario.id)
    take(max(paths(scenario), key=len), here)
    axe(page, "end of a path")
    page.goto(f"{url}{PAGE}#summary")
    axe(page, "summary")


def test_a_record(page: Page, url: str, catalogue: Catalogue) -> None:
    """No rule is broken in a record's form, on its error, made, nor in the question and the cover."""
    for state in recording(page, url, catalogue.modules["first-day"]):
        axe(page, state)


def test_without_marking(page: Page, examples_url: str) -> None:
    """No rule is broken where the engine is unavailable and the graded answers are open."""
    page.route(re.compile("/(worker|runtime)-"), lambda route: route.fulfill(status=404))
    for interaction in Interaction:
        page.goto(f"{examples_url}{page_of(MODULE)}#{examples_of(interaction)[0].id}")
        expect(page.get_by_text("Marking is not available in this browser", exact=True)).to_be_visible()
        page.locator("button[type=submit]:visible").click()
        axe(page, interaction, "html" if interaction is Interaction.CHOICE else "[data-module]")
