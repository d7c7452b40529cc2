"""How soon the engine is ready down a school's slow line, for a reader who comes at once and for one by way of Home."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench.browser import READINESS, launched, ready, visit
from bench.figures import Figure
from bench.server import Line, Request, remembering
from bench.site import HOME, MODULE_PAGE, engine_files

BITS_PER_SECOND = 5e6
DELAY = 0.04
ROUNDS = 3


def figures(site: Path) -> Iterator[Figure]:
    """Shaped at the server, since a browser's own throttle does not reach its workers."""
    engine = [path.relative_to(site).as_posix() for path in engine_files(site)]
    with remembering(site, Line(BITS_PER_SECOND, DELAY)) as (url, requests), launched() as browser:
        cold = [_cold(browser, url) for _ in range(ROUNDS)]
        by_home = [_by_home(browser, url, engine, requests) for _ in range(ROUNDS)]
    where = f"{BITS_PER_SECOND / 1e6:g} Mbit/s, {DELAY * 1000:g} ms"
    yield Figure(f"engine ready, cold, {where}", median(cold), "s", 8, note=f"median of {ROUNDS}")
    yield Figure("    for a reader who came through Home", median(each for each, _ in by_home), "s", 2)
    again = max(len(each) for _, each in by_home)
    sent = max(sum(request.sent for request in each) for _, each in by_home)
    yield Figure("    files of the engine that this reader asks for again", again, "files", note=f"{sent} bytes")


def _cold(browser: Browser, url: str) -> float:
    with visit(browser, READINESS) as page:
        return ready(page, f"{url}/{MODULE_PAGE}") / 1000


def _by_home(browser: Browser, url: str, engine: list[str], requests: list[Request]) -> tuple[float, list[Request]]:
    """Seconds, and the files of the engine that were asked for although they had been fetched ahead."""
    with visit(browser, READINESS) as page:
        page.goto(f"{url}/{HOME}")
        page.wait_for_function("names => probe.fetched(names)", arg=engine)
        before = len(requests)
        time = ready(page, f"{url}/{MODULE_PAGE}") / 1000
        return time, [request for request in requests[before:] if request.path in engine]
