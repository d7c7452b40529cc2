"""Measure the time from opening a page to the first marked answer, and compare it with stock Pyodide."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from bench.browser import ANSWERING, first_mark, launched, visit
from bench.figures import Figure
from bench.server import serving_and_recording
from bench.site import MODULE_PAGE, NEXT_MODULE_PAGE, ROOT, with_stock_worker
from tests.browser.serving import serving

ROUNDS = 9


class BusyError(Exception):
    """The machine is too busy to measure. The message says what to do."""


def figures(site: Path) -> Iterator[Figure]:
    """Alternate between the variants, so that a busy spell affects them all."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        stock_site = with_stock_worker(ROOT, site, Path(folder) / "stock")
        with serving(site) as ours, launched() as browser:
            for _ in range(ROUNDS + 1):
                times["first"].append(_first(browser, ours))
                times["stock"].append(_first_of_stock(browser, stock_site))
                times["next"].append(_next(browser, ours))
                times["file"].append(_next(browser, site.as_uri()))
    medians = {name: median(rounds[1:]) for name, rounds in times.items()}  # the first round is a warm-up
    yield Figure("first marked answer, cold, stock Pyodide", medians["stock"], "ms", note=f"median of {ROUNDS}")
    yield Figure("first marked answer, cold, ours", medians["first"], "ms")
    yield Figure("    as a share of stock's", medians["first"] / medians["stock"], "", 0.18)
    yield Figure("    on a second page in the same visit, engine kept", medians["next"], "ms")
    yield Figure("    as a share of stock's", medians["next"] / medians["stock"], "", 0.10)
    yield Figure("    on a second page over file://, started again", medians["file"], "ms")
    yield Figure("    as a share of stock's", medians["file"] / medians["stock"], "", 0.18)


def _first(browser: Browser, site: str) -> float:
    with visit(browser, ANSWERING) as page:
        return first_mark(page, f"{site}/{MODULE_PAGE}")


def _first_of_stock(browser: Browser, site: Path) -> float:
    """Measure as ``_first`` does. Raises BusyError if the page gave stock Pyodide up, and loaded ours in its place."""
    with serving_and_recording(site) as (url, requests):
        time_ms = _first(browser, url)
    if any("/runtime-" in request.path for request in requests):
        raise BusyError("stock Pyodide did not answer in time: end what else runs, and measure again")
    return time_ms


def _next(browser: Browser, site: str) -> float:
    with visit(browser, ANSWERING) as page:
        first_mark(page, f"{site}/{MODULE_PAGE}")
        # Readers stay on a page until it is at rest: here, until the theme's script has run.
        page.wait_for_timeout(1_000)
        return first_mark(page, f"{site}/{NEXT_MODULE_PAGE}")
