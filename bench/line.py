"""Measure how soon the engine is ready on a school's slow line, with and without a visit to the home page first."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench.browser import READINESS, launched, ready, visit
from bench.figures import Figure
from bench.server import Request, SlowLine, serving_and_recording
from bench.site import HOME, MODULE_PAGE, engine_files
from tests.processes import wait_until

BITS_PER_SECOND = 5e6
DELAY_S = 0.04
WHERE = f"{BITS_PER_SECOND / 1e6:g} Mbit/s, {DELAY_S * 1000:g} ms"
ROUNDS = 3


def figures(site: Path) -> Iterator[Figure]:
    """Slow the line down at the server, because the browser's own throttling does not affect its workers."""
    engine = [path.relative_to(site).as_posix() for path in engine_files(site)]
    with serving_and_recording(site, SlowLine(BITS_PER_SECOND, DELAY_S)) as (url, requests), launched() as browser:
        cold = [_cold(browser, url) for _ in range(ROUNDS)]
        by_home = [_by_home(browser, url, engine, requests) for _ in range(ROUNDS)]
    yield Figure(f"engine ready, cold, {WHERE}", median(cold), "s", 8, note=f"median of {ROUNDS}")
    yield Figure("    for a reader who came from the home page", median(seconds for seconds, _ in by_home), "s", 2)
    repeated = max(len(requested) for _, requested in by_home)
    sent_bytes = max(sum(request.sent_bytes for request in requested) for _, requested in by_home)
    yield Figure("    files of the engine that are requested again", repeated, "files", note=f"{sent_bytes} bytes")


def _cold(browser: Browser, url: str) -> float:
    with visit(browser, READINESS) as page:
        return ready(page, f"{url}/{MODULE_PAGE}") / 1000


def _by_home(browser: Browser, url: str, engine: list[str], requests: list[Request]) -> tuple[float, list[Request]]:
    """Return the seconds, and the requests for files of the engine that the home page had had already.

    The home page starts the engine once a link into a module has the focus.
    """
    with visit(browser, READINESS) as page:
        start = len(requests)
        page.goto(f"{url}/{HOME}")
        page.locator(f"main a[href$='{MODULE_PAGE}']").first.focus()
        wait_until(lambda: {*engine} <= {request.path for request in requests[start:]} or None, "the engine's files")
        before = len(requests)
        seconds = ready(page, f"{url}/{MODULE_PAGE}") / 1000
        return seconds, [request for request in requests[before:] if request.path in engine]
