"""The engine is started ahead for readers who show that they will practise, and for nobody else.

Where a browser has no shared workers, as in the fixtures ``context`` and ``page``, its files are fetched ahead.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.lacking import copy_without_runtime_script, remove_python
from tests.browser.serving import serving
from tests.browser.taking import LIST, PAGE, answer, take_module
from tests.browser.visitors import new_visitor
from tests.browser.workers import shared_workers
from tests.processes import wait_until

HOME = "/index.html"
RUNTIME = re.compile("/(worker|python|runtime)-")
EVERY = {"worker", "python"}

INTO_A_MODULE = {HOME: "main a[href$='first-day.html']", LIST: ".module-card a.button"}
"""A link into a module, on each page from which people go on to practise."""

SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


class Watch:
    """What a page asks for of the engine, by name and in bytes."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.responses: list[Response] = []
        page.on("response", lambda response: self.responses.append(response))

    def names(self) -> set[str]:
        return {found[1] for each in self.responses if (found := RUNTIME.search(each.url))}

    def wait_for_all(self) -> None:
        """Wait until every file of the engine has come, in whatever order."""
        while not self.names() >= EVERY:
            self._page.wait_for_event("response")

    def bytes(self) -> int:
        return sum(len(each.body()) for each in self.responses if RUNTIME.search(each.url))


def _settle(page: Page) -> None:
    """Wait until the page has done what it puts off until idle, and has asked for one file more."""
    with page.expect_response("**/settled"):
        page.evaluate("void requestIdleCallback(() => fetch('/settled'), { timeout: 1000 })")


def _point(page: Page, link: str) -> None:
    page.locator(link).first.hover()


def _focus(page: Page, link: str) -> None:
    page.locator(link).first.focus()


@pytest.mark.parametrize("address", [HOME, LIST])
@pytest.mark.parametrize("sign", [_point, _focus])
def test_fetched_on_a_sign(context: BrowserContext, url: str, address: str, sign: Callable[[Page, str], None]) -> None:
    """Pointer, focus or touch on a link into a module fetches what the worker will; before it, not one byte comes."""
    page = context.new_page()
    watch = Watch(page)
    page.goto(url + address)
    _settle(page)
    page.locator("h1").hover()
    page.locator("header a").first.focus()
    _settle(page)
    assert (watch.names(), watch.bytes()) == (set(), 0)
    sign(page, INTO_A_MODULE[address])
    watch.wait_for_all()
    _settle(page)
    assert watch.names() == EVERY
    asked = [each.url for each in watch.responses if RUNTIME.search(each.url)]
    assert len(asked) == len(set(asked))


def test_a_shared_worker_starts_on_a_touch(chromium: Browser, url: str) -> None:
    """A finger on the link is enough, before it has gone anywhere."""
    with closing(new_visitor(chromium, has_touch=True)) as context:
        page = context.new_page()
        page.goto(url + LIST)
        page.evaluate("addEventListener('click', (event) => event.preventDefault())")
        page.locator(INTO_A_MODULE[LIST]).first.tap()
        wait_until(lambda: shared_workers(context) or None, "a shared worker")


@pytest.mark.parametrize("address", [HOME, LIST])
def test_fetched_for_who_has_begun(context: BrowserContext, url: str, catalogue: Catalogue, address: str) -> None:
    """Unfinished progress fetches it as soon as the page is idle; a module that is finished does not."""
    page = context.new_page()
    answer(page, url)
    watch = Watch(page)
    page.goto(url + address)
    watch.wait_for_all()
    _settle(page)
    assert watch.names() == EVERY
    other = context.new_page()
    take_module(other, url, catalogue.modules["first-day"])
    watch = Watch(other)
    other.goto(url + address)
    _settle(other)
    assert watch.names() == set()


def test_an_answer_that_waits_is_unfinished(page: Page, url: str) -> None:
    """Somebody who left before their only answer was marked has begun."""
    page.goto(url + HOME)
    page.evaluate("sessionStorage.setItem('staff-handbook/waiting/first-day/tired-post/step', 'option')")
    with page.expect_response(re.compile("/python-")):
        page.reload()


@pytest.mark.parametrize("address", [HOME, LIST])
def test_never_fetched_where_data_is_saved(context: BrowserContext, url: str, address: str) -> None:
    """Neither a sign nor progress fetches anything for a reader whose browser saves data."""
    context.add_init_script(SAVE_DATA)
    page = context.new_page()
    answer(page, url)
    watch = Watch(page)
    page.goto(url + address)
    for sign in (_point, _focus):
        sign(page, INTO_A_MODULE[address])
    _settle(page)
    assert (watch.names(), watch.bytes()) == (set(), 0)


def test_the_chapter_fetches_nothing(context: BrowserContext, url: str) -> None:
    """A page of the chapter fetches none of it, whatever the reader has begun and points at."""
    page = context.new_page()
    answer(page, url)
    watch = Watch(page)
    page.goto(f"{url}/guidance/safeguarding-issues.html")
    page.locator("a[href*='practise/']").first.focus()
    _settle(page)
    assert (watch.names(), watch.bytes()) == (set(), 0)


WAITING = "sessionStorage.setItem('staff-handbook/waiting/first-day/tired-post/step', 'option')"
"""An answer that waits to be marked, so its module is unfinished."""

IS_READY = """
new Promise((resolve) => {
  handbookWorker.port.onmessage = ({ data }) => data.kind === "ready" && resolve();
})
"""


@pytest.fixture
def sharing(chromium: Browser) -> Iterator[BrowserContext]:
    """A new visitor whose browser has shared workers."""
    context = new_visitor(chromium)
    yield context
    context.close()


@pytest.mark.parametrize("address", [HOME, LIST])
@pytest.mark.parametrize("sign", [_point, _focus])
def test_a_shared_worker_starts_on_a_sign(
    sharing: BrowserContext, url: str, address: str, sign: Callable[[Page, str], None]
) -> None:
    """The sign starts the engine, once, and the page itself fetches nothing."""
    page = sharing.new_page()
    watch = Watch(page)
    page.goto(url + address)
    _settle(page)
    assert shared_workers(sharing) == []
    for _ in range(2):
        sign(page, INTO_A_MODULE[address])
        page.locator("h1").hover()
    wait_until(lambda: shared_workers(sharing) or None, "a shared worker")
    _settle(page)
    assert len(shared_workers(sharing)) == 1
    assert watch.names() == set()


@pytest.mark.parametrize("address", [HOME, LIST])
def test_a_shared_worker_starts_for_who_has_begun(sharing: BrowserContext, url: str, address: str) -> None:
    """Unfinished progress starts it as soon as the page is idle, unless the browser saves data."""
    page = sharing.new_page()
    page.goto(url + address)
    page.evaluate(WAITING)
    page.reload()
    wait_until(lambda: shared_workers(sharing) or None, "a shared worker")


def test_no_shared_worker_starts_where_data_is_saved(sharing: BrowserContext, url: str) -> None:
    """Neither a sign nor progress starts it."""
    sharing.add_init_script(SAVE_DATA)
    page = sharing.new_page()
    page.goto(url + LIST)
    page.evaluate(WAITING)
    page.reload()
    _point(page, INTO_A_MODULE[LIST])
    _settle(page)
    assert shared_workers(sharing) == []


def test_no_shared_worker_starts_on_the_chapter(sharing: BrowserContext, url: str) -> None:
    """A page of the chapter starts none, whatever the reader has begun and points at."""
    page = sharing.new_page()
    page.goto(f"{url}/guidance/safeguarding-issues.html")
    page.evaluate(WAITING)
    page.reload()
    page.locator("a[href*='practise/']").first.focus()
    _settle(page)
    assert shared_workers(sharing) == []


def test_a_module_finds_the_engine_running(sharing: BrowserContext, site: Path, tmp_path: Path) -> None:
    """The module's page is marked by the engine that the list started: there is no other any more."""
    copy = copy_without_runtime_script(site, tmp_path)
    with serving(copy) as base:
        list_page = sharing.new_page()
        list_page.goto(base + LIST)
        _focus(list_page, INTO_A_MODULE[LIST])
        list_page.evaluate(IS_READY)
        remove_python(copy)
        page = sharing.new_page()
        page.goto(f"{base}{PAGE}#tired-post")
        expect(page.locator("html")).to_have_attribute("data-engine", "ready")
