"""Compare the time to the first marked answer with that of an earlier build, wherever readers open the handbook."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench.browser import ANSWERING, first_mark, launched, visit
from bench.figures import Figure
from bench.line import BITS_PER_SECOND, DELAY_S, WHERE
from bench.server import SlowLine, serving_and_recording
from bench.site import MODULE_PAGE
from tests.browser.engines import Driver, firefox_launched, webkit_launched
from tests.browser.serving import serving

ROUNDS = 9

# Read and run in a page that has loaded, because these browsers' drivers cannot run a script before the page's own.
_FIRST_MARK = f"() => {{ {ANSWERING.read_text(encoding='utf-8')} return probe.first; }}"


def figures(site: Path, before: Path) -> Iterator[Figure]:
    """Alternate between the two builds. Each visit is a browser's first, because it has an address of its own."""
    with ExitStack() as stack:
        firefox, webkit = stack.enter_context(firefox_launched()), stack.enter_context(webkit_launched())
        browser = stack.enter_context(launched())
        ways: dict[tuple[str, float], Callable[[Path], float]] = {
            ("cold, Chromium", 0.40): partial(_served, browser),
            ("cold, Firefox", 0.70): partial(_driven, firefox),
            ("cold, WebKit", 0.50): partial(_driven, webkit),
            ("from a folder", 0.40): partial(_from_folder, browser),
            (f"cold, {WHERE}", 0.75): partial(_on_slow_line, browser),
        }
        for (what, target), measure in ways.items():
            yield from _compared(what, target, measure, site, before)


def _compared(what: str, target: float, measure: Callable[[Path], float], site: Path, before: Path) -> Iterator[Figure]:
    times: defaultdict[Path, list[float]] = defaultdict(list)
    for _ in range(ROUNDS + 1):
        for build in (site, before):
            times[build].append(measure(build))
    now_ms, before_ms = (median(times[build][1:]) for build in (site, before))  # the first round is a warm-up
    note = f"{before_ms:.0f} ms; medians of {ROUNDS}"
    yield Figure(f"first marked answer, {what}", now_ms, "ms")
    yield Figure("    as a share of the earlier build's", now_ms / before_ms, "", target, note=note)


def _served(browser: Browser, site: Path) -> float:
    with serving(site) as url, visit(browser, ANSWERING) as page:
        return first_mark(page, f"{url}/{MODULE_PAGE}")


def _from_folder(browser: Browser, site: Path) -> float:
    with visit(browser, ANSWERING) as page:
        return first_mark(page, (site / MODULE_PAGE).as_uri())


def _on_slow_line(browser: Browser, site: Path) -> float:
    line = SlowLine(BITS_PER_SECOND, DELAY_S)
    with serving_and_recording(site, line) as (url, _), visit(browser, ANSWERING) as page:
        return first_mark(page, f"{url}/{MODULE_PAGE}")


def _driven(driver: Driver, site: Path) -> float:
    with serving(site) as url:
        driver.open(f"{url}/{MODULE_PAGE}")
        return float(driver.evaluate(_FIRST_MARK))
