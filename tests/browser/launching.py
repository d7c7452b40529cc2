"""Chromium as the tests and the bench start it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Browser, sync_playwright

from tests.browser.install import find_chromium

# Nothing that Chromium does for itself may ask another host, or run beside what is measured.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Looked for once: it may start Playwright for itself, and that cannot be done inside another.
chromium_path = cache(find_chromium)


@contextmanager
def chromium_launched(*flags: str) -> Iterator[Browser]:
    """A headless browser, with flags of the caller's own: the machine's, or else Playwright's."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()
