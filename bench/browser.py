"""What a reader waits for, measured in headless Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.install import find_chromium

PROBE = Path(__file__).with_name("probe.js")

# Nothing that Chromium does for itself may run beside what is measured.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

TIMEOUT_MS = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser: the machine's own, or else Playwright's."""
    path = find_chromium()  # which may start Playwright for itself, and that cannot be done inside another
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


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
