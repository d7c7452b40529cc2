"""The order of a reader's answers comes from no clock: the latest answer counts, whatever the computer's clock says."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Grade
from quizzes.engine.progress import encode_entry
from quizzes.engine.progress_file import encode_file
from quizzes.engine.session import Attempt, edition
from tests.browser.taking import assert_marked, best_path, item_in, open_scenario, respond, wait_until_ready
from tests.browser.visitors import TURN_CLOCK
from tests.responses import best, of_grade

BACK = {"half a minute": -30_000, "two minutes": -120_000}


def answered(page: Page, scenario: str, grade: str) -> None:
    """Load the page again, with its clock set right, and find the scenario's first step marked with this grade."""
    page.reload()
    wait_until_ready(page)
    assert_marked(page.locator(f'[data-scenario="{scenario}"]'), grade)


@pytest.mark.parametrize("shift", BACK.values(), ids=BACK)
def test_a_clock_set_back_brings_no_answer_back(page: Page, url: str, catalogue: Catalogue, shift: int) -> None:
    """Answered harmfully, then best after the clock was set back: after a reload it is best."""
    item = catalogue.scenarios["number-for-coursework"].items[0]
    here = open_scenario(page, url, "number-for-coursework")
    respond(here, of_grade(item, Grade.HARMFUL))
    assert_marked(here, "harmful")
    page.evaluate(TURN_CLOCK, shift)
    here.locator("[data-retry]").click()
    respond(here, best(item))
    assert_marked(here, "best")
    page.evaluate(TURN_CLOCK, -shift)  # or the page would take the tab for one that was closed and brought back
    answered(page, "number-for-coursework", "best")


def test_a_clock_set_back_inside_a_path_leaves_the_reader_there(page: Page, url: str, catalogue: Catalogue) -> None:
    """With the clock set back before each step the path goes on to its end, without an error, and is kept."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    module, scenario = next(
        (module, each)
        for module in catalogue.modules.values()
        for each in module.scenarios
        if len(best_path(each)) > 2 and not each.optional
    )
    here = open_scenario(page, url, scenario.id, module.id)
    for item, response in best_path(scenario):
        page.evaluate(TURN_CLOCK, -120_000)
        step = item_in(here, item.id)
        respond(step, response)
        assert_marked(step, "best")
        if item is not best_path(scenario)[-1][0]:
            step.locator("[data-continue]").click()
    page.evaluate(TURN_CLOCK, 120_000 * len(best_path(scenario)))
    page.reload()
    wait_until_ready(page)
    expect(here.locator("form[data-grade=best]")).to_have_count(len(best_path(scenario)))
    assert told == []


def test_a_file_from_a_clock_in_2030_can_be_answered_again(
    page: Page, url: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    """A progress file whose entry is years ahead is opened, and an answer to the same scenario takes its place."""
    module, scenario = catalogue.modules["first-day"], catalogue.scenarios["number-for-coursework"]
    item = scenario.items[0]
    attempt = Attempt(scenario.id, item.id, of_grade(item, Grade.HARMFUL), edition(module, scenario))
    file = tmp_path / "progress.json"
    entries = {"001893456000000-aaaaaaaa": encode_entry(module.id, attempt)}
    file.write_text(encode_file({module.id: entries}), encoding="utf-8")
    here = open_scenario(page, url, "number-for-coursework")
    page.locator("[data-file]").set_input_files(file)
    assert_marked(here, "harmful")
    here.locator("[data-retry]").click()
    respond(here, best(item))
    assert_marked(here, "best")
    answered(page, "number-for-coursework", "best")
