"""From opening a page to the first marked answer, ours as a share of stock's."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from bench.browser import ANSWERING, first_mark, launched, visit
from bench.figures import Figure
from bench.site import MODULE_PAGE, NEXT_MODULE_PAGE, ROOT, with_stock_worker
from tests.browser.serving import serving

ROUNDS = 7


def figures(site: Path) -> Iterator[Figure]:
    """Measured in turn, so that a busy spell of the machine falls on all alike."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        stock_site = with_stock_worker(ROOT, site, Path(folder) / "stock")
        with serving(site) as ours, serving(stock_site) as stock, launched() as browser:
            for _ in range(ROUNDS + 1):
                times["first"].append(_first(browser, ours))
                times["stock"].append(_first(browser, stock))
                times["next"].append(_next(browser, ours))
                times["file"].append(_next(browser, site.as_uri()))
    middle = {name: median(each[1:]) for name, each in times.items()}  # the first of each warms up
    yield Figure("first marked answer, cold, stock Pyodide", middle["stock"], "ms", note=f"median of {ROUNDS}")
    yield Figure("first marked answer, cold, ours", middle["first"], "ms")
    yield Figure("    as a share of stock's", middle["first"] / middle["stock"], "", 0.36)
    yield Figure("    on a second page in the same visit, engine kept", middle["next"], "ms")
    yield Figure("    as a share of stock's", middle["next"] / middle["stock"], "", 0.10)
    yield Figure("    on a second page over file://, started again", middle["file"], "ms")
    yield Figure("    as a share of stock's", middle["file"] / middle["stock"], "", 0.30)


def _first(browser: Browser, site: str) -> float:
    with visit(browser, ANSWERING) as page:
        return first_mark(page, f"{site}/{MODULE_PAGE}")


def _next(browser: Browser, site: str) -> float:
    with visit(browser, ANSWERING) as page:
        first_mark(page, f"{site}/{MODULE_PAGE}")
        return first_mark(page, f"{site}/{NEXT_MODULE_PAGE}")
