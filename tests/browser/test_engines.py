"""Answering in Firefox and WebKit, and what their engine replies. The other files here test Chromium."""

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
from tests.browser.taking import STORED_NAMES, Path, outcome_of, page_of, paths
from tests.browser.workers import transcript_in, worker_of
from tests.conformance.transcript import GOLDEN
from tests.packing import unzipped

LAUNCHED: dict[str, Callable[[], AbstractContextManager[Driver]]] = {
    "firefox": firefox_launched,
    "webkit": webkit_launched,
}

MODULE = "your-own-accounts"  # has *choice*, *multiple*, *order* and a scenario that branches

MATCHES = "(selector) => Boolean(document.querySelector(selector))"
GRADE = "(selector) => document.querySelector(selector).dataset.grade ?? ''"
SHOWN = f"(selector) => ({READ_OUTCOME})(document.querySelector(selector))"
KIND_AND_GROUP = "(selector) => ['type', 'name'].map((each) => document.querySelector(selector)[each])"
HAS_FOCUS = "(selector) => document.activeElement.matches(selector)"
# The ring may be around the element itself or around its label.
FOCUS_IS_SHOWN = """
() => [document.activeElement, ...(document.activeElement.labels ?? [])].some(
  (each) => document.activeElement.matches(":focus-visible") && getComputedStyle(each).outlineStyle !== "none",
)
"""
# Asked and answered: the frame with the question is gone.
CANNOT_KEEP = "!document.querySelector('[data-keeps=yes]:not([hidden]), iframe')"
FOCUSED_TEXT = "() => document.activeElement.textContent"


@pytest.fixture(scope="module", params=LAUNCHED)
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """One browser for all tests here. Skipped only if an environment variable says so."""
    if why := skip_reason(request.param):
        pytest.skip(why)
    with LAUNCHED[request.param]() as driver:
        yield driver


@pytest.fixture
def origin(site: pathlib.Path) -> Iterator[str]:
    """The site at a new URL, for which the browser has stored no answers yet."""
    with serving(site) as address:
        yield address


class Mouse:
    """A reader who uses a mouse."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def select(self, option: str) -> None:
        """Select a radio button or tick a box."""
        self._driver.click(option)

    def push(self, button: str) -> None:
        """Press a button."""
        self._driver.click(button)


class Keyboard:
    """A reader who uses only the keyboard. Fails if the focus is not visible."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def select(self, option: str) -> None:
        """Tab to a box and tick it with Space, or tab to a radio group and choose with the arrow keys."""
        kind, group = self._driver.evaluate(KIND_AND_GROUP, option)
        self._tab_to(option if kind == "checkbox" else f'[name="{group}"]')
        self._driver.press("Space")
        for _ in range(20):
            if self._driver.evaluate(HAS_FOCUS, f"{option}:checked"):
                return
            self._driver.press("ArrowDown")
        raise AssertionError(f"no arrow comes to {option}")

    def push(self, button: str) -> None:
        """Tab to a button and press it with Enter."""
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
    """Each step shows its grade, feedback and clauses. The mouse test also finds them after a reload."""
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
        return  # a reload does not depend on the input device, and takes long
    driver.reload()
    for scenario, path in ways.items():
        _open(driver, f"{origin}{page_of(MODULE)}#{scenario}")
        driver.wait_for(MATCHES, f'[data-scenario="{scenario}"][data-completed]')
        for item, response in path:
            assert _grade(driver, scenario, item) == outcome_of(item, response).grade
        assert _shown(driver, scenario, path[-1][0]) == expected_outcome(*path[-1], catalogue.clauses)


def test_the_image_gives_the_transcript(driver: Driver, site: pathlib.Path, origin: str) -> None:
    """In each browser, every response is marked as in the golden transcript."""
    driver.open(f"{origin}/index.html")
    assert transcript_in(driver.evaluate, worker_of(site)) == GOLDEN.read_text(encoding="utf-8")


# The profile keeps Firefox's strict policy for files.
@pytest.mark.parametrize("driver", ["firefox"], indirect=True)
def test_the_handbook_works_from_a_folder(driver: Driver, catalogue: Catalogue) -> None:
    """Opened from the unzipped folder, links work, Python marks an answer, and the search finds a page.

    Firefox keeps each file's storage apart. So keeping is not offered, and one module's page clears another's answers.
    """
    home = unzipped()
    driver.open((home / "index.html").as_uri())
    driver.click('header a[href="practise/index.html"]')
    driver.wait_for(MATCHES, 'article a[href^="first-day.html"]')
    scenario = next(each for each in catalogue.modules["first-day"].scenarios if len(each.items) == 1)
    address = f"{(home / 'practise/first-day.html').as_uri()}#{scenario.id}"
    item, response = min(paths(scenario), key=len)[0]
    _open(driver, address)
    _respond(driver, Mouse(driver), scenario.id, item, response)
    driver.wait_for(f"() => {CANNOT_KEEP}")
    assert driver.evaluate("() => localStorage.length") == 0
    driver.click("input[name=query]")
    driver.type("discord")
    driver.wait_for(MATCHES, '.md-search-result__item a[href*="boundaries-with-pupils"]')
    _open(driver, (home / "practise/for-leaders.html").as_uri())
    driver.wait_for(f"() => {CANNOT_KEEP}")
    driver.click("[data-finish]")
    driver.click("[data-finish-yes]")
    driver.wait_for(MATCHES, "[data-finish][hidden]")
    _open(driver, address)
    assert driver.evaluate(f"() => {STORED_NAMES}") == []
    assert not driver.evaluate(MATCHES, "form[data-grade]")


@pytest.mark.parametrize("driver", ["webkit"], indirect=True)
def test_webkit_shows_the_answers_from_a_folder(driver: Driver) -> None:
    """WebKit starts no worker from a folder, so the page says so, and the button opens the graded answers."""
    driver.open(f"{(unzipped() / 'practise/first-day.html').as_uri()}#tired-post")
    driver.wait_for(MATCHES, 'html[data-engine="unavailable"]')
    driver.click('[data-scenario="tired-post"] button[type=submit]')
    driver.wait_for(MATCHES, '[data-scenario="tired-post"] [data-answers][open]')


def _paths_to_take(module: Module) -> dict[str, Path]:
    """Return a shortest path for the first scenario of each kind, by scenario id."""
    kinds = {tuple(item.interaction for item in each.items): each for each in reversed(module.scenarios)}
    return {each.id: min(paths(each), key=len) for each in kinds.values()}


def _open(driver: Driver, address: str) -> None:
    driver.open(address)
    driver.wait_for(MATCHES, 'html[data-engine="ready"]')


def _step(scenario: str, item: Item) -> str:
    return f'[data-scenario="{scenario}"] [data-step="{item.id}"]'


def _respond(driver: Driver, reader: Reader, scenario: str, item: Item, response: Response) -> None:
    """Give a response and check that it gets its grade."""
    for value in response:
        reader.select(f'{_step(scenario, item)} input[value="{value}"]')
    reader.push(f"{_step(scenario, item)} button[type=submit]")
    driver.wait_for(MATCHES, f"{_step(scenario, item)} form[data-grade]")
    assert _grade(driver, scenario, item) == outcome_of(item, response).grade


def _grade(driver: Driver, scenario: str, item: Item) -> str:
    grade: str = driver.evaluate(GRADE, f"{_step(scenario, item)} form")
    return grade


def _shown(driver: Driver, scenario: str, item: Item) -> dict[str, Any]:
    """Return what ``outcomes.read_outcome`` returns in Chromium, without the tally."""
    found: dict[str, Any] = driver.evaluate(SHOWN, _step(scenario, item))
    del found["tally"]
    return found
