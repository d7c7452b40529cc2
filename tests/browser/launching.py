"""Chromium as the tests and the bench start it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Browser, sync_playwright

from tests.browser.install import programs

# Nothing that Chromium does for itself may ask another host, or run beside what is measured.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=slight",  # as browsers with windows draw letters; one without would set them to whole pixels
]


# Looked for once: it may start Playwright for itself, and that cannot be done inside another.
@cache
def chromium_path() -> str:
    """The browser's program. Fails with how to install it where it is not found."""
    (path,) = programs("chromium")
    return path


@contextmanager
def chromium_launched(*flags: str, without: Sequence[str] = ()) -> Iterator[Browser]:
    """A headless browser, the machine's or else Playwright's, with flags of the caller's own.

    ``without``: flags that Playwright would give it. Fails with how to install it where it is not
    found.
    """
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*FLAGS, *flags], ignore_default_args=list(without)
        )
        try:
            yield browser
        finally:
            browser.close()
