"""A worker that the browser kills, as it does when memory is short: it is started again once, and asked again."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Worker, expect

from tests.browser.taking import PAGE, wait_for_engine
from tests.browser.visitors import new_visitor
from tests.browser.workers import shared_workers, wrapping_handle
from tests.processes import wait_until

SCENARIO = '[data-scenario="tired-post"]'

LATER = datetime(2100, 1, 1, tzinfo=UTC)
"""Where a page's clock stops: after the time that the page has come to, whatever the machine's clock says."""

DIES_AT_WORK = wrapping_handle("""(handle) => (request) => {
  if (!request.includes('"scenario":"tired-post"')) return handle(request);
  self.postMessage = () => {};
  self.close();
  throw new Error("killed");
}""")
"""For the start of a worker of one page: an answer to the scenario *tired-post* ends it, and it says nothing."""


@pytest.fixture
def shared(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor whose browser has shared workers."""
    context = new_visitor(chromium)
    yield context
    context.close()


def _opened(context: BrowserContext, base: str) -> Page:
    """Open a scenario, wait until it can be marked, and stop the page's clock: from then on time passes as told."""
    page = context.new_page()
    page.clock.install()
    page.goto(f"{base}{PAGE}#tired-post")
    _expect_state(page, "ready")
    page.clock.pause_at(LATER)
    return page


def _expect_state(page: Page, state: str) -> None:
    wait_for_engine(page, state, timeout_ms=60_000)


def _press(page: Page) -> None:
    page.locator(f"{SCENARIO} input").first.check()
    page.locator(f"{SCENARIO} button[type=submit]").click()


def _kill_own(page: Page) -> None:
    """Kill the page's own worker, and let the one of the search be."""
    (engine,) = (worker for worker in page.workers if worker.evaluate("!('lunr' in self)"))
    engine.evaluate("self.close()")


def _is_asked_again(page: Page) -> None:
    """An answer given to a dead worker is marked two seconds later, by another."""
    _press(page)
    status = page.locator(f"{SCENARIO} form").get_by_role("status")
    expect(status).to_have_text("Checking your answer…", use_inner_text=True)
    page.clock.run_for(1_999)
    _expect_state(page, "ready")
    page.clock.run_for(1)
    page.locator(f"{SCENARIO} form[data-grade]").wait_for(state="attached", timeout=20_000)
    _expect_state(page, "ready")
    expect(page.locator("[data-unavailable]")).to_be_hidden()


@pytest.mark.parametrize("base", [lambda url, site: url, lambda url, site: site.as_uri()], ids=["served", "file"])
def test_a_killed_worker_is_started_again(
    context_with_python: BrowserContext, url: str, site: Path, base: Callable[[str, Path], str]
) -> None:
    """On a server and from a folder, a page whose own worker was killed starts another, and asks it; and again."""
    page = _opened(context_with_python, base(url, site))
    _kill_own(page)
    _is_asked_again(page)
    page.locator(f"{SCENARIO} [data-retry]").click()
    _kill_own(page)
    _is_asked_again(page)


def test_a_killed_shared_worker_is_started_again(shared: BrowserContext, url: str) -> None:
    """Chromium tells no page that a shared worker was killed; each page finds out when it asks."""
    pages = [_opened(shared, url), _opened(shared, url)]
    assert shared.browser
    (worker,) = shared_workers(shared)
    shared.browser.new_browser_cdp_session().send("Target.closeTarget", {"targetId": worker["targetId"]})
    for page in pages:
        _is_asked_again(page)


def test_a_worker_that_is_killed_twice(context_with_python: BrowserContext, url: str, site: Path) -> None:
    """Only then the page says so, without blaming the school; after *Reload* the answer is marked."""
    (worker,) = (site / "assets/handbook").glob("worker-*.js")
    mortal = DIES_AT_WORK + worker.read_text("utf-8")
    address = re.compile("/worker-")
    context_with_python.route(address, lambda route: route.fulfill(body=mortal, content_type="text/javascript"))
    ended: list[Worker] = []

    def watch(worker: Worker) -> None:
        worker.on("close", lambda worker: ended.append(worker))

    context_with_python.on("page", lambda page: page.on("worker", watch))
    page = _opened(context_with_python, url)

    def wait_for_end(count: int) -> None:
        # A worker says that the request has arrived before it ends. From then on, it has ten seconds.
        wait_until(lambda: page.evaluate("null") or len(ended) == count or None, "a worker's end")

    _press(page)
    expect(page.locator(f"{SCENARIO} button[type=submit]")).to_have_text("Checking…", use_inner_text=True)
    wait_for_end(1)
    with page.expect_event("worker"):
        page.clock.run_for(10_000)
    _expect_state(page, "ready")
    # The page resends what it asks when it connects, so the second worker gets the answer without being asked again.
    wait_for_end(2)
    page.clock.run_for(10_000)
    _expect_state(page, "unavailable")
    notice = page.locator("[data-unavailable]")
    expect(notice).to_contain_text("Marking has stopped", use_inner_text=True)
    expect(notice).not_to_contain_text("settings", use_inner_text=True)
    expect(notice).not_to_contain_text("not available", use_inner_text=True)
    page.locator(f"{SCENARIO}").get_by_role("button", name="Show the graded answers").click()
    expect(page.locator(f"{SCENARIO} [data-answers] [data-feedback]:visible")).to_have_count(4)
    context_with_python.unroute(address)
    notice.get_by_role("button", name="Reload").click()
    page.locator(f"{SCENARIO} form[data-grade]").wait_for(state="attached", timeout=20_000)
    expect(notice).to_be_hidden()
