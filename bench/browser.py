"""Open pages in headless Chromium, and measure how long readers wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.launching import chromium_launched

# Scripts that run in the pages of a visit, as `probe`. The first answers questions, the second only watches.
ANSWERING = Path(__file__).with_name("answering.js")
READINESS = Path(__file__).with_name("readiness.js")

TIMEOUT_MS = 60_000


@contextmanager
def launched() -> Iterator[Browser]:
    """Launch the Chromium that people use, without a window.

    Unlike the one that is made for tests, it keeps a shared worker between pages, as long as its back/forward cache
    has a page that uses the worker. Playwright would switch that cache off.
    """
    playwrights = ["--disable-back-forward-cache", "--headless=old"]
    with chromium_launched("--headless=new", without=playwrights, program="full_chromium") as browser:
        yield browser


@contextmanager
def visit(browser: Browser, probe: Path) -> Iterator[Page]:
    """Open a page in a new context, so that nothing is cached from an earlier visit."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.add_init_script(path=probe)
        yield page
    finally:
        context.close()


def first_mark(page: Page, address: str) -> float:
    """Return the milliseconds from requesting the page to its first marked answer, in a visit with ANSWERING."""
    page.goto(address, wait_until="commit")
    return float(page.evaluate("probe.first"))


def ready(page: Page, address: str) -> float:
    """Return the milliseconds from requesting the page to `data-engine="ready"`, in a visit with READINESS."""
    page.goto(address, wait_until="commit")
    return float(page.evaluate("probe.ready"))
