"""The answer path in Firefox and in WebKit, by mouse and by keyboard; in Chromium the files beside this one try it."""

import pathlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Item, Module
from quizzes.engine.scoring import Response
from tests.browser.engines import Driver, firefox_launched, webkit_launched
from tests.browser.install import skip_reason
from tests.browser.outcomes import READ_OUTCOME, expected_outcome
from tests.browser.serving import serving
from tests.browser.taking import Path, outcome_of, page_of, paths
from tests.packing import unzipped

LAUNCHED: dict[str, Callable[[], AbstractContextManager[Driver]]] = {
    "firefox": firefox_launched,
    "webkit": webkit_launched,
}

MODULE = "your-own-accounts"  # with *choice*, *multiple*, *order* and a scenario that branches

MATCHES = "(selector) => Boolean(document.querySelector(selector))"
GRADE = "(selector) => document.querySelector(selector).dataset.grade ?? ''"
SHOWN = f"(selector) => ({READ_OUTCOME})(document.querySelector(selector))"
KIND_AND_GROUP = "(selector) => ['type', 'name'].map((each) => document.querySelector(selector)[each])"
HAS_FOCUS = "(selector) => document.activeElement.matches(selector)"
# Around the thing itself or, as of a box, around its label.
FOCUS_IS_SHOWN = """
() => [document.activeElement, ...(document.activeElement.labels ?? [])].some(
  (each) => document.activeElement.matches(":focus-visible") && getComputedStyle(each).outlineStyle !== "none",
)
"""
FOCUSED_TEXT = "() => document.activeElement.textContent"


@pytest.fixture(scope="module", params=LAUNCHED)
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """A browser for all tests here; left out only where an environment variable says so."""
    if why := skip_reason(request.param):
        pytest.skip(why)
    with LAUNCHED[request.param]() as driver:
        yield driver


@pytest.fixture
def origin(site: pathlib.Path) -> Iterator[str]:
    """The site at an address of this test's own, where the browser keeps no answers yet."""
    with serving(site) as address:
        yield address


class Mouse:
    """A reader who points at things."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def select(self, option: str) -> None:
        """Select a radio button or tick a box."""
        self._driver.click(option)

    def push(self, button: str) -> None:
        """Press a button."""
        self._driver.click(button)


class Keyboard:
    """A reader who has no pointer, and has to see where the focus is."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def select(self, option: str) -> None:
        """Come to a box by Tab and tick it by Space; in a group of radio buttons go on from there by arrows."""
        kind, group = self._driver.evaluate(KIND_AND_GROUP, option)
        self._tab_to(option if kind == "checkbox" else f'[name="{group}"]')
        self._driver.press("Space")
        for _ in range(20):
            if self._driver.evaluate(HAS_FOCUS, f"{option}:checked"):
                return
            self._driver.press("ArrowDown")
        raise AssertionError(f"no arrow comes to {option}")

    def push(self, button: str) -> None:
        """Come to a button by Tab and press it by Enter."""
        self._tab_to(button)
        self._driver.press("Enter")

    def _tab_to(self, selector: str) -> None:
        for _ in range(60):
            self._driver.press("Tab")
            if self._driver.evaluate(HAS_FOCUS, selector):
                assert self._driver.evaluate(FOCUS_IS_SHOWN), f"{selector} has the focus, and it is not shown"
                return
        raise AssertionError(f"Tab never comes to {selector}")


type Reader = Mouse | Keyboard


@pytest.fixture(params=[Mouse, Keyboard], ids=["mouse", "keyboard"])
def reader(driver: Driver, request: pytest.FixtureRequest) -> Reader:
    made: Reader = request.param(driver)
    return made


def test_scenarios_can_be_completed_by_mouse_and_keyboard(
    driver: Driver, reader: Reader, origin: str, catalogue: Catalogue
) -> None:
    """Each step shows its response's grade, feedback and clauses; by mouse, they are there after a reload too."""
    ways = _paths_to_take(catalogue.modules[MODULE])
    for scenario, path in ways.items():
        _open(driver, f"{origin}{page_of(MODULE)}#{scenario}")
        for item, response in path:
            _respond(driver, reader, scenario, item, response)
            assert driver.evaluate(FOCUSED_TEXT) == "Your answer"
            assert _shown(driver, scenario, item) == expected_outcome(item, response, catalogue.clauses)
            if outcome_of(item, response).to:
                reader.push(f"{_step(scenario, item)} [data-continue]")
    if isinstance(reader, Keyboard):
        return  # a reload knows nothing of keys, and starts the engine once more
    driver.reload()
    for scenario, path in ways.items():
        _open(driver, f"{origin}{page_of(MODULE)}#{scenario}")
        driver.wait_for(MATCHES, f'[data-scenario="{scenario}"][data-completed]')
        for item, response in path:
            assert _grade(driver, scenario, item) == outcome_of(item, response).grade
        assert _shown(driver, scenario, path[-1][0]) == expected_outcome(*path[-1], catalogue.clauses)


# Firefox is set to be strict about files.
@pytest.mark.parametrize("driver", ["firefox"], indirect=True)
def test_the_handbook_works_from_a_folder(driver: Driver, catalogue: Catalogue) -> None:
    """Out of the zip and opened as a file, links lead on, an answer is marked by Python, and the search finds."""
    home = unzipped()
    driver.open((home / "index.html").as_uri())
    driver.click('header a[href="practise/index.html"]')
    driver.wait_for(MATCHES, 'article a[href^="first-day.html"]')
    scenario = next(each for each in catalogue.modules["first-day"].scenarios if len(each.items) == 1)
    item, response = min(paths(scenario), key=len)[0]
    _open(driver, f"{(home / 'practise/first-day.html').as_uri()}#{scenario.id}")
    _respond(driver, Mouse(driver), scenario.id, item, response)
    driver.click("input[name=query]")
    driver.type("snapchat")
    driver.wait_for(MATCHES, '.md-search-result__item a[href*="boundaries-with-pupils"]')


@pytest.mark.parametrize("driver", ["webkit"], indirect=True)
def test_webkit_shows_the_answers_from_a_folder(driver: Driver) -> None:
    """Where a browser starts no worker from a folder, the page says so, and a press opens the graded answers."""
    driver.open(f"{(unzipped() / 'practise/first-day.html').as_uri()}#tired-post")
    driver.wait_for(MATCHES, 'html[data-engine="unavailable"]')
    driver.click('[data-scenario="tired-post"] button[type=submit]')
    driver.wait_for(MATCHES, '[data-scenario="tired-post"] [data-answers][open]')


def _paths_to_take(module: Module) -> dict[str, Path]:
    """Ways through a module's scenarios, by their ids: the first of each interaction, and the first that branches."""
    kinds = {tuple(item.interaction for item in each.items): each for each in reversed(module.scenarios)}
    return {each.id: min(paths(each), key=len) for each in kinds.values()}


def _open(driver: Driver, address: str) -> None:
    driver.open(address)
    driver.wait_for(MATCHES, 'html[data-engine="ready"]')


def _step(scenario: str, item: Item) -> str:
    return f'[data-scenario="{scenario}"] [data-step="{item.id}"]'


def _respond(driver: Driver, reader: Reader, scenario: str, item: Item, response: Response) -> None:
    """Give a response, have it marked, and see that it gets its grade."""
    for value in response:
        reader.select(f'{_step(scenario, item)} input[value="{value}"]')
    reader.push(f"{_step(scenario, item)} button[type=submit]")
    driver.wait_for(MATCHES, f"{_step(scenario, item)} form[data-grade]")
    assert _grade(driver, scenario, item) == outcome_of(item, response).grade


def _grade(driver: Driver, scenario: str, item: Item) -> str:
    grade: str = driver.evaluate(GRADE, f"{_step(scenario, item)} form")
    return grade


def _shown(driver: Driver, scenario: str, item: Item) -> dict[str, Any]:
    """What can be seen of an item's outcome, but for the tally, as ``outcomes.shown`` tells it of Chromium."""
    found: dict[str, Any] = driver.evaluate(SHOWN, _step(scenario, item))
    del found["tally"]
    return found
