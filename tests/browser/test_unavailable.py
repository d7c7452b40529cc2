"""Each way in which the engine can fail to start: the page says so once, and the answers stay readable."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.taking import PAGE

type Fault = Callable[[Route, Path], None]
"""Answers a request for one of the site's files wrongly."""


def _flipped(route: Route, site: Path) -> None:
    body = bytearray((site / "assets/handbook" / route.request.url.rpartition("/")[2]).read_bytes())
    body[len(body) // 2] ^= 1
    route.fulfill(body=bytes(body))


def _cut_short(route: Route, site: Path) -> None:
    body = (site / "assets/handbook" / route.request.url.rpartition("/")[2]).read_bytes()
    route.fulfill(body=body[: len(body) // 2])


def _missing(route: Route, site: Path) -> None:
    route.fulfill(status=404)


def _broken(route: Route, site: Path) -> None:
    # Half a script, or one with a bit changed, may run: what is found for certain is one with broken syntax.
    route.fulfill(body="{")


def _is_unavailable(page: Page) -> None:
    """The page says it once, and a press of the button shows every answer with its grade."""
    expect(page.locator("html")).to_have_attribute("data-engine", "unavailable", timeout=20_000)
    notice = page.get_by_text("Marking is not available in this browser")
    expect(notice).to_be_visible()
    expect(notice).to_have_count(1)
    here = page.locator('[data-scenario="tired-post"]')
    here.get_by_role("button", name="Show the graded answers").click()
    expect(here.locator("[data-answers] [data-feedback]:visible")).to_have_count(4)
    expect(here.locator("[data-answers]")).to_contain_text("Best answer")
    expect(here.get_by_role("status")).to_have_text("", use_inner_text=True)


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        *((file, _missing) for file in ("worker", "pyodide", "python", "library")),
        *((file, _broken) for file in ("worker", "pyodide")),
        *((file, fault) for file in ("python", "library") for fault in (_cut_short, _flipped)),
    ],
)
def test_a_file_missing_or_damaged(page: Page, url: str, site: Path, file: str, fault: Fault) -> None:
    """A runtime file that is missing, cut short or has one bit changed is found, and nothing hangs."""
    page.route(re.compile(rf"/{file}-"), lambda route: fault(route, site))
    page.goto(f"{url}{PAGE}#tired-post")
    _is_unavailable(page)


@pytest.mark.parametrize(
    "absent",
    [
        "delete window.WebAssembly",
        "delete window.DecompressionStream",
        "window.Worker = class { constructor() { throw new DOMException('refused') } }",
    ],
)
def test_a_browser_without(context: BrowserContext, url: str, absent: str) -> None:
    """A browser that lacks WebAssembly or streams, or refuses workers, is told apart at once."""
    page = context.new_page()
    context.add_init_script(absent)
    page.goto(f"{url}{PAGE}#tired-post")
    _is_unavailable(page)


def test_silence_for_thirty_seconds(context: BrowserContext, url: str) -> None:
    """A worker that says nothing is given 30 seconds and no more; a waiting answer is let go."""
    page = context.new_page()
    context.route(re.compile("/worker-"), lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.clock.install()
    page.goto(f"{url}{PAGE}#tired-post")
    here = page.locator('[data-scenario="tired-post"]')
    here.locator("input").first.check()
    here.locator("button[type=submit]").click()
    page.clock.run_for(25_000)
    expect(page.locator("html")).to_have_attribute("data-engine", "loading")
    page.clock.run_for(6_000)
    _is_unavailable(page)


def test_every_step_opens_when_nothing_can_say_which_follows(page: Page, url: str) -> None:
    """Without marking, a branching scenario shows all its steps and when each applies."""
    page.route(re.compile("/worker-"), lambda route: route.fulfill(status=404))
    page.goto(f"{url}{PAGE}#pupil-follow-request")
    expect(page.locator("html")).to_have_attribute("data-engine", "unavailable")
    here = page.locator('[data-scenario="pupil-follow-request"]')
    expect(here.locator("[data-step]:visible")).to_have_count(4)
    expect(here.locator("[data-condition]:visible")).to_have_count(1)
    expect(here.locator(".step-heading:visible")).to_have_text(["Step 1", "Step 2", "Step 3", "Step 4"])
