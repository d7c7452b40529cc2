"""Start Chromium for the tests and the bench."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Browser, sync_playwright

from tests.browser.install import programs

# Chromium's own background work may neither ask other hosts nor disturb measurements.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=slight",  # like a browser with windows; a headless one would round letters to whole pixels
]


# Cached, because the search may start Playwright, which fails inside another Playwright.
@cache
def chromium_path(program: str = "chromium") -> str:
    """Return the path of Chromium. Raises ``LookupError``, which says how to install it, if it is missing.

    ``program``: "full_chromium" stands for the one that people use, which is slower than the one made for tests.
    """
    (path,) = programs(program)
    return path


@contextmanager
def chromium_launched(*flags: str, without: Sequence[str] = (), program: str = "chromium") -> Iterator[Browser]:
    """Start a headless Chromium, the machine's or else Playwright's, with extra flags.

    ``without`` names default flags of Playwright to leave out. ``program``: see ``chromium_path``. Raises
    ``LookupError``, which says how to install Chromium, if it is missing.
    """
    path = chromium_path(program)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*FLAGS, *flags], ignore_default_args=list(without)
        )
        try:
            yield browser
        finally:
            browser.close()
