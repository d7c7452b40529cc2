"""Do what a reader does on a module's page: open, answer, save, clear."""

from collections.abc import Collection, Sequence
from typing import Any

from playwright.sync_api import Locator, Page

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Grade, Interaction, Item, Module, Scenario
from quizzes.engine.scoring import Outcome, Response, score
from tests.browser.pressing import TAKE
from tests.building import ROOT
from tests.components import MODULE, Example
from tests.recording import Answering, harmfully
from tests.responses import best, of_grade

MODULES = list(load_catalogue(ROOT).modules)

type Path = list[tuple[Item, Response]]
"""The items from a scenario's first to its last, each with the response to it."""


def page_of(module: str) -> str:
    """Return the address of a module's page within the site."""
    return f"/practise/{module}.html"


PAGE = page_of("first-day")
LIST = "/practise/index.html"

OURS = "name => name.startsWith('staff-handbook/')"
STORED_NAMES = f"[sessionStorage, localStorage].flatMap(each => Object.keys(each).filter({OURS}))"
"""A script for the names of everything that the handbook stores, except the colours."""


SETTLED = """
new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))).then(() => fetch('#')).then(() => null)
"""
"""Waits until a page has started its idle work. Requests are reported in order, so the fetch here comes last.

Chromium may put idle work off until the page's next frame, so this asks for one.
"""


def wait_until(page: Page, condition: str) -> None:
    """Wait until a script is true, and look at every frame, of 3,600 at most.

    Playwright's ``wait_for_function`` evaluates a text at every look, which the pages' policy forbids after the first.
    """
    page.evaluate(
        f"""async (condition) => {{
          for (let frame = 0; frame < 3600; frame++) {{
            if ({condition}) return;
            await new Promise(requestAnimationFrame);
          }}
          throw new Error("still not true after 3,600 frames: " + condition);
        }}""",
        condition,
    )


def open_scenario(page: Page, url: str, scenario: str, module: str = "first-day") -> Locator:
    """Open a module's page at a scenario, wait until the engine is ready, and return the scenario."""
    page.goto(f"{url}{page_of(module)}#{scenario}")
    wait_until_ready(page)
    return page.locator(f'[data-scenario="{scenario}"]')


def wait_until_marked(scenario: Locator) -> None:
    """Wait until a scenario of one step is marked. Fails if more than one form in it is marked."""
    scenario.locator("form[data-grade]").wait_for(state="attached")


def wait_until_ready(page: Page) -> None:
    """Wait until the engine is ready. Unlike ``expect``, this does not wait 0.1 seconds before it looks again."""
    wait_for_engine(page, "ready")


def wait_for_engine(page: Page, state: str, timeout_ms: float | None = None) -> None:
    """Wait until the page says that the engine is in this state.

    A failed ``expect`` describes the whole page each time that it looks, which takes long on a module's page.
    """
    page.locator(f"html[data-engine={state}]").wait_for(state="attached", timeout=timeout_ms)


def open_example(page: Page, url: str, example: Example) -> Locator:
    """Open the examples' page at an example, and return the example's item.

    If the item is answered already, press *Try again*.
    """
    item = item_in(open_scenario(page, url, example.id, MODULE), example.item.id)
    again = item.locator("[data-retry]")
    if again.is_visible():
        again.click()
    return item


def item_in(scenario: Locator, item: str) -> Locator:
    """Return one item of a scenario, with its form and its feedback."""
    return scenario.locator(f'[data-step="{item}"]')


def fill_in(item: Locator, response: Sequence[str]) -> None:
    """Fill in a response of any interaction, in its order, and untick what does not belong to it."""
    kept = ticked(item)
    while list(response[: len(kept)]) != kept:
        item.locator(f'input[value="{kept.pop()}"]').uncheck()
    for value in response[len(kept) :]:
        item.locator(f'input[value="{value}"]').check()


def ticked(item: Locator) -> list[str]:
    """Return the values of the ticked boxes, in the order of the page."""
    return _values(item, "input[type=checkbox]:checked")


def selected(item: Locator) -> list[str]:
    """Return the values of everything that is selected, in the order of the page."""
    return _values(item, "input:checked")


def press_check(item: Locator) -> None:
    """Press the button that checks the response."""
    item.locator("button[type=submit]").click()


def respond(item: Locator, response: Sequence[str]) -> None:
    """Fill in a response and press the button that checks it."""
    fill_in(item, response)
    press_check(item)


def assert_marked(item: Locator, grade: str) -> None:
    """Wait until an item is marked, and fail unless it has this grade."""
    form = item.locator("form")
    form.locator("xpath=self::*[@data-grade]").wait_for(state="attached")
    assert form.get_attribute("data-grade") == grade


def outcome_of(item: Item, response: Response) -> Outcome:
    """Mark a response, and fail if it is unanswered."""
    outcome = score(item, response)
    assert isinstance(outcome, Outcome)
    return outcome


def responses_to_try(item: Item) -> list[Response]:
    """Return every option of a *choice*, or else the best response and a harmful one (poor if none is harmful)."""
    if item.interaction is Interaction.CHOICE:
        return [(option.id,) for option in item.options]
    worst = (of_grade(item, grade) for grade in (Grade.HARMFUL, Grade.POOR))
    return [best(item), next(each for each in worst if outcome_of(item, each).grade in (Grade.HARMFUL, Grade.POOR))]


def paths(scenario: Scenario) -> list[Path]:
    """Return paths from the first item to an ending that together use every response to every item.

    All possible paths would be too many, so each path prefers responses that no earlier path has used.
    """
    found: list[Path] = []
    for item in scenario.items:
        for response in responses_to_try(item):
            if (item, response) not in [step for path in found for step in path]:
                found.append([*_path_to(scenario, item), *_path_from(scenario, item, response, found)])
    return found


def best_path(scenario: Scenario, answering: Answering = best) -> Path:
    """Return the path of best responses, or of those that ``answering`` gives."""
    path: Path = []
    item: Item | None = scenario.items[0]
    while item:
        path.append((item, answering(item)))
        item = _next_item(scenario, *path[-1])
    return path


def take_path(path: Path, scenario: Locator) -> None:
    """Answer a scenario along a path, from its first item to the path's end. Fail unless each response is graded so."""
    take_paths([path], scenario, "() => null")


def take_paths(paths: Sequence[Path], scenario: Locator, read: str) -> list[Any]:
    """Answer a scenario along paths, one after the other, with one script; begin it anew between them.

    Return what the script ``read`` returns for each item once it is marked. Fail unless each response gets its grade.
    """
    outcomes = [[outcome_of(item, response) for item, response in path] for path in paths]
    steps = [
        [[item.id, response, bool(outcome.to)] for (item, response), outcome in zip(path, found, strict=True)]
        for path, found in zip(paths, outcomes, strict=True)
    ]
    seen: list[tuple[str, Any]] = scenario.evaluate(
        f"(scenario, paths) => ({TAKE.strip()})(scenario, paths, {read.strip()})", steps
    )
    assert [grade for grade, _ in seen] == [outcome.grade for found in outcomes for outcome in found]
    return [found for _, found in seen]


def take_module(page: Page, url: str, module: Module, worst: Collection[str] = ()) -> None:
    """Answer every scenario of a module best, except those in ``worst``, which get harmful responses."""
    open_scenario(page, url, module.scenarios[0].id, module.id)
    for scenario in module.scenarios:
        here = page.locator(f'[data-scenario="{scenario.id}"]')
        take_path(best_path(scenario, harmfully if scenario.id in worst else best), here)
        here.evaluate("scenario => scenario.querySelector('[data-next]').click()")


def answer(page: Page, url: str, scenario: str = "tired-post") -> Locator:
    """Answer a scenario of one step with its first option, and return the scenario."""
    here = open_scenario(page, url, scenario)
    here.locator("input").first.check()
    here.get_by_role("button", name="Check my answer").click()
    wait_until_marked(here)
    return here


def assert_answered(page: Page, url: str, scenario: str = "tired-post") -> None:
    """Open a scenario, and fail unless it is answered."""
    wait_until_marked(open_scenario(page, url, scenario))


def make_record(page: Page, name: str, role: str = "") -> None:
    """Fill in the open form for a module's record, and make the record."""
    page.locator("[data-field=name]").fill(name)
    page.locator("[data-field=role]").fill(role)
    page.locator("[data-record] [type=checkbox]").check()
    page.locator("[data-record] button[type=submit]").click()
    page.locator("[data-save-record]").wait_for()


def save_file(page: Page, button: str) -> tuple[str, str]:
    """Press a button that saves a file, and return the file's name and text."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, download.value.path().read_text(encoding="utf-8")


def finish_and_clear(page: Page) -> None:
    """Press *Finish and clear*, and confirm."""
    part = page.locator(".keeping")  # a search of a module's whole page takes longer
    part.get_by_role("button", name="Finish and clear").click()
    part.get_by_role("button", name="Clear them").click()


def _values(item: Locator, inputs: str) -> list[str]:
    values: list[str] = item.locator(inputs).evaluate_all("inputs => inputs.map((each) => each.value)")
    return values


def _next_item(scenario: Scenario, item: Item, response: Response) -> Item | None:
    following = outcome_of(item, response).to
    return scenario.item(following) if following else None


def _path_to(scenario: Scenario, item: Item) -> Path:
    if item is scenario.items[0]:
        return []
    before, response = next(
        (each, given)
        for each in scenario.items
        for given in responses_to_try(each)
        if _next_item(scenario, each, given) is item
    )
    return [*_path_to(scenario, before), (before, response)]


def _path_from(scenario: Scenario, item: Item, response: Response, found: list[Path]) -> Path:
    following = _next_item(scenario, item, response)
    if following is None:
        return [(item, response)]
    given = [step for path in found for step in path]
    new = [each for each in responses_to_try(following) if (following, each) not in given]
    return [(item, response), *_path_from(scenario, following, (new or responses_to_try(following))[0], found)]
