"""The engine is started ahead for readers who show that they will practise, and for nobody else.

Where a browser has no shared workers, as in the fixture ``page``, its files are fetched ahead.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.lacking import copy_without_runtime_script, remove_python
from tests.browser.resuming import open_answered, paths_of, restore_tab
from tests.browser.serving import serving
from tests.browser.taking import LIST, PAGE
from tests.browser.visitors import new_visitor
from tests.browser.workers import shared_workers, worker_of
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
def test_fetched_on_a_sign(page: Page, url: str, address: str, sign: Callable[[Page, str], None]) -> None:
    """Pointer, focus or touch on a link into a module fetches what the worker will; before it, not one byte comes."""
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


def test_a_shared_worker_starts_on_a_touch(chromium: Browser, idle: str) -> None:
    """A finger on the link is enough, before it has gone anywhere."""
    with closing(new_visitor(chromium, has_touch=True)) as context:
        page = context.new_page()
        page.goto(idle + LIST)
        page.evaluate("addEventListener('click', (event) => event.preventDefault())")
        page.locator(INTO_A_MODULE[LIST]).first.tap()
        wait_until(lambda: shared_workers(context) or None, "a shared worker")


def test_fetched_for_who_has_begun(page: Page, url: str, catalogue: Catalogue, answered: dict[str, str]) -> None:
    """Unfinished progress fetches it as soon as the page is idle; a module that is finished does not."""
    restore_tab(page, url, answered)
    for address in (HOME, LIST):
        watch = Watch(page)
        page.goto(url + address)
        watch.wait_for_all()
        _settle(page)
        assert watch.names() == EVERY, address
    module = catalogue.modules["first-day"]
    open_answered(page, url, module, paths_of(module))
    for address in (HOME, LIST):
        watch = Watch(page)
        page.goto(url + address)
        _settle(page)
        assert watch.names() == set(), address


def test_an_answer_that_waits_is_unfinished(page: Page, url: str) -> None:
    """Somebody who left before their only answer was marked has begun."""
    page.goto(url + HOME)
    page.evaluate(WAITING)
    with page.expect_response(re.compile("/python-")):
        page.reload()


def test_never_fetched_where_data_is_saved(page: Page, url: str, answered: dict[str, str]) -> None:
    """Neither a sign nor progress fetches anything for a reader whose browser saves data."""
    with page.add_init_script(SAVE_DATA):
        restore_tab(page, url, answered)
        for address in (HOME, LIST):
            watch = Watch(page)
            page.goto(url + address)
            for sign in (_point, _focus):
                sign(page, INTO_A_MODULE[address])
            _settle(page)
            assert (watch.names(), watch.bytes()) == (set(), 0), address


def test_the_chapter_fetches_nothing(page: Page, url: str) -> None:
    """A page of the chapter fetches none of it, whatever the reader has begun and points at."""
    page.goto(url + HOME)
    page.evaluate(WAITING)
    page.goto("about:blank")
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


@pytest.fixture(scope="module")
def idle(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a copy of the site whose worker does nothing, for tests of whether it starts at all."""
    copy = shutil.copytree(site, tmp_path_factory.mktemp("idle") / "site", copy_function=os.symlink)
    worker = copy / worker_of(site).removeprefix("/")
    worker.unlink()
    worker.write_text("")
    with serving(copy) as address:
        yield address


def test_a_shared_worker_starts_on_a_sign(sharing: BrowserContext, idle: str) -> None:
    """The sign starts the engine, once, and the page itself fetches nothing."""
    page = sharing.new_page()
    for address, sign in product([HOME, LIST], [_point, _focus]):
        watch = Watch(page)
        page.goto(idle + address)
        _settle(page)
        wait_until(lambda: not shared_workers(sharing) or None, "the end of the worker of the page before")
        for _ in range(2):
            sign(page, INTO_A_MODULE[address])
            page.locator("h1").hover()
        wait_until(lambda: shared_workers(sharing) or None, f"a shared worker after {sign.__name__} at {address}")
        _settle(page)
        assert len(shared_workers(sharing)) == 1
        assert watch.names() == set()


def test_a_shared_worker_starts_for_who_has_begun(sharing: BrowserContext, idle: str) -> None:
    """Unfinished progress starts it as soon as the page is idle, unless the browser saves data."""
    sharing.new_page()  # `shared_workers` needs one that stays
    for address in (HOME, LIST):
        page = sharing.new_page()
        page.goto(idle + address)
        page.evaluate(WAITING)
        page.reload()
        wait_until(lambda: shared_workers(sharing) or None, f"a shared worker at {address}")
        page.close()
        wait_until(lambda: not shared_workers(sharing) or None, "the worker's end")


def test_no_shared_worker_starts_where_data_is_saved(sharing: BrowserContext, idle: str) -> None:
    """Neither a sign nor progress starts it."""
    sharing.add_init_script(SAVE_DATA)
    page = sharing.new_page()
    page.goto(idle + LIST)
    page.evaluate(WAITING)
    page.reload()
    _point(page, INTO_A_MODULE[LIST])
    _settle(page)
    assert shared_workers(sharing) == []


def test_no_shared_worker_starts_on_the_chapter(sharing: BrowserContext, idle: str) -> None:
    """A page of the chapter starts none, whatever the reader has begun and points at."""
    page = sharing.new_page()
    page.goto(f"{idle}/guidance/safeguarding-issues.html")
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
