"""What a reader waits for, measured in headless Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

PROBE = Path(__file__).with_name("probe.js")

TIMEOUT_MS = 60_000


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Page]:
    """The page in a context of its own, so that nothing is kept from an earlier visit."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.add_init_script(path=PROBE)
        page.goto(url, wait_until="commit")
        yield page
    finally:
        context.close()


def first_mark(browser: Browser, url: str) -> float:
    """Milliseconds from opening the page to the first marked answer, cold."""
    with opened(browser, url) as page:
        return float(page.evaluate("probe.first"))


def feedback_times(browser: Browser, url: str, count: int) -> list[float]:
    """Milliseconds from submitting to visible feedback, ``count`` times on one page that is ready."""
    with opened(browser, url) as page:
        page.evaluate("probe.first")
        times: list[float] = page.evaluate("count => probe.repeat(count)", count)
        return times
