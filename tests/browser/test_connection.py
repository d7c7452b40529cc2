"""The ways to the engine: a shared worker, the page's own worker, or one script that contains the whole runtime."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.lacking import copy_without_runtime_script, remove_python
from tests.browser.serving import serving
from tests.browser.taking import PAGE, wait_for_engine, wait_until_ready
from tests.browser.visitors import new_visitor
from tests.browser.workers import shared_workers, wrapping_handle

HOLD_TIMERS = """{
  const timers = [];
  self.setTimeout = (work, delay) => void timers.push({ work, delay });
  new BroadcastChannel("clock").onmessage = ({ data: elapsed }) => {
    for (const { work, delay } of timers) if (delay <= elapsed) work();
  };
}"""
"""Prepended to a worker's file: its timers run only when a page sends the elapsed milliseconds."""

CRASH_PYTHON = wrapping_handle("""(handle) => {
  let down = false;
  return (request) => {
    down ||= request.includes('"scenario":"number-for-coursework"');
    if (down) throw new WebAssembly.RuntimeError("unreachable");
    return handle(request);
  };
}""")
"""Prepended to a worker's file: an answer to the scenario *number-for-coursework* crashes Python for good."""

CLOSED_WORKERS = """{
  const Real = window.SharedWorker;
  const addresses = Array(2).fill(URL.createObjectURL(new Blob(["self.close()"], { type: "text/javascript" })));
  window.SharedWorker = function (address, name) { return new Real(addresses.pop() ?? address, name); };
}"""
"""An init script: the page's first two connections, from its head and its script, reach a worker that has closed."""

MAX_START_MS = 60_000
"""How long an engine may take to start, or to fail, on a busy machine."""

ANSWERED = '[data-scenario="tired-post"] form[data-grade]'


def answer(page: Page, base: str) -> None:
    """Answer a scenario of the first module, and wait until it is marked."""
    page.goto(f"{base}{PAGE}#tired-post")
    here = page.locator('[data-scenario="tired-post"]')
    here.locator("input").first.check()
    here.locator("button[type=submit]").click()
    page.locator(ANSWERED).wait_for(state="attached")


def notice_of(page: Page) -> list[str]:
    """The lines of the notice that marking is unavailable, as they are seen."""
    return page.locator("[data-unavailable]").inner_text().splitlines()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """A new visitor whose browser supports shared workers."""
    context = new_visitor(chromium)
    context.set_default_timeout(20_000)
    yield context
    context.close()


def test_two_pages_share_one_engine(visitor: BrowserContext, site: Path) -> None:
    """A second tab uses the first tab's engine without loading it again, and has its own answers."""
    with serving(site) as base:
        first = visitor.new_page()
        answer(first, base)
        seen: list[str] = []
        second = visitor.new_page()
        second.on("request", lambda request: seen.append(request.url))
        second.goto(f"{base}{PAGE}#tired-post")
        wait_until_ready(second)
        (worker,) = shared_workers(visitor)
        assert "/worker-" in worker["url"]
        assert not [each for each in seen if re.search("/(python|runtime)-", each)]
        assert second.locator(ANSWERED).count() == 0
        answer(second, base)


def test_an_engine_that_could_not_start_is_not_shared(visitor: BrowserContext, site: Path, tmp_path: Path) -> None:
    """While a runtime file is missing, every page says so. Once it is back, the next page starts a new worker.

    It does so whether or not the failed worker has closed yet.
    """
    broken = copy_without_runtime_script(site, tmp_path, before_worker=HOLD_TIMERS)
    image, kept = remove_python(broken)
    for elapsed_ms, failing in ((0, 2), (500, 1), (3000, 1)):
        with serving(broken) as base:  # each time at a new address, where no engine has started yet
            pages = [visitor.new_page() for _ in range(failing)]
            for page in pages:
                page.goto(f"{base}{PAGE}")
                wait_for_engine(page, "unavailable", MAX_START_MS)
                assert "Marking is not available in this browser" in notice_of(page)
            kept.rename(image)
            page.evaluate("(elapsed) => new BroadcastChannel('clock').postMessage(elapsed)", elapsed_ms)
            pages.append(visitor.new_page())
            answer(pages[-1], base)
            image.rename(kept)
            for page in pages:
                page.close()


def test_a_crashed_engine_is_not_shared(visitor: BrowserContext, site: Path, tmp_path: Path) -> None:
    """If an answer crashes Python twice, that page says so. The pages that shared the engine with it are marked."""
    # The worker's timers are held, so it has not closed when the third page connects.
    with serving(copy_without_runtime_script(site, tmp_path, before_worker=HOLD_TIMERS + CRASH_PYTHON)) as base:
        first, second = visitor.new_page(), visitor.new_page()
        for page in (first, second):
            page.goto(f"{base}{PAGE}#number-for-coursework")
            wait_for_engine(page, "ready", MAX_START_MS)
        here = first.locator('[data-scenario="number-for-coursework"]')
        here.locator("input").first.check()
        here.locator("button[type=submit]").click()
        wait_for_engine(first, "unavailable", MAX_START_MS)
        assert "Marking has stopped" in notice_of(first)
        for page in (second, visitor.new_page()):
            answer(page, base)


def test_a_page_reconnects_if_its_worker_closes(visitor: BrowserContext, url: str) -> None:
    """A page that gets no reply for a second connects again, and its waiting answer is marked."""
    page = visitor.new_page()
    page.add_init_script(CLOSED_WORKERS)
    page.clock.install(time=0)
    page.clock.pause_at(1)  # seconds; from here on only the test moves the clock
    page.goto(f"{url}{PAGE}#tired-post")
    here = page.locator('[data-scenario="tired-post"]')
    here.locator("input").first.check()
    here.locator("button[type=submit]").click()
    expect(here.locator("button[type=submit]")).to_have_text("Checking…", use_inner_text=True)
    page.clock.run_for(999)
    wait_for_engine(page, "loading", MAX_START_MS)
    page.clock.run_for(1)
    page.locator(ANSWERED).wait_for(state="attached")


def test_an_answer_is_marked_from_a_folder(page_with_python: Page, site: Path) -> None:
    """From a folder, the script that contains the runtime marks an answer, and links between pages work."""
    page = page_with_python
    answer(page, site.as_uri())
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page).to_have_url(f"{site.as_uri()}/index.html")


def test_marking_works_offline_once_ready(context_with_python: BrowserContext, url: str) -> None:
    """Once the engine is ready, an answer is marked without a network."""
    context = context_with_python
    page = context.new_page()
    # The theme asks for this after a delay, and reports an error if it cannot have it.
    with page.expect_request_finished(lambda request: request.url.endswith("/search/search_index.json")):
        page.goto(f"{url}{PAGE}#tired-post")
    wait_until_ready(page)
    context.set_offline(True)
    here = page.locator('[data-scenario="tired-post"]')
    here.locator("input").first.check()
    here.locator("button[type=submit]").click()
    page.locator(ANSWERED).wait_for(state="attached")
