"""Measure the time from submitting a response to the frame that shows its mark, once the engine is ready."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser

from bench.browser import ANSWERING, first_mark, launched, visit
from bench.figures import Figure
from bench.site import MODULE_PAGE
from tests.browser.serving import serving

CLICKS = 60
SLOWDOWN = 4  # times slower


def figures(site: Path) -> Iterator[Figure]:
    """Measure at full speed, then slowed down. Chromium slows only the page's thread, not its workers."""
    with serving(site) as url, launched() as browser:
        times = _times(browser, f"{url}/{MODULE_PAGE}", 1)
        slow = _times(browser, f"{url}/{MODULE_PAGE}", SLOWDOWN)
    yield Figure("click to visible feedback, median", median(times), "ms", 17, note=f"of {CLICKS}")
    yield Figure("click to visible feedback, 95th percentile", _percentile_95(times), "ms", 34)
    what = f"click to visible feedback, 95th percentile, page slowed {SLOWDOWN} times"
    yield Figure(what, _percentile_95(slow), "ms", 120, note="the worker is not slowed")


def _times(browser: Browser, address: str, slowdown: int) -> list[float]:
    with visit(browser, ANSWERING) as page:
        first_mark(page, address)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        times: list[float] = page.evaluate("count => probe.repeat(count)", CLICKS)
        return times


def _percentile_95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
