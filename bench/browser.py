"""What a reader waits for, measured in headless Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.launching import chromium_launched

# What runs in the pages of a visit, as `probe`: one answers what it is asked, the other only looks on.
ANSWERING = Path(__file__).with_name("answering.js")
READINESS = Path(__file__).with_name("readiness.js")

TIMEOUT_MS = 60_000


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser that goes back as people's do: only so is a shared worker kept from one page to the next."""
    with chromium_launched(without=["--disable-back-forward-cache"]) as browser:
        yield browser


@contextmanager
def visit(browser: Browser, probe: Path) -> Iterator[Page]:
    """A page in a context of its own, so that nothing is kept from an earlier visit."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.add_init_script(path=probe)
        yield page
    finally:
        context.close()


def first_mark(page: Page, address: str) -> float:
    """Milliseconds from asking for the page to its first marked answer, in a visit with ANSWERING."""
    page.goto(address, wait_until="commit")
    return float(page.evaluate("probe.first"))


def ready(page: Page, address: str) -> float:
    """Milliseconds from asking for the page to `data-engine="ready"`, in a visit with READINESS."""
    page.goto(address, wait_until="commit")
    return float(page.evaluate("probe.ready"))
