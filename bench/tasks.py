"""How long our scripts keep the page's thread to themselves while the engine starts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from bench.browser import READINESS, launched, ready, visit
from bench.figures import Figure
from bench.site import ASSETS, MODULE_PAGE
from tests.browser.serving import serving

ROUNDS = 5
# What a trace calls the running and the compiling of scripts.
_SCRIPTS = {"EvaluateScript", "FunctionCall", "v8.compile"}


def figures(site: Path) -> Iterator[Figure]:
    """The worst of some cold starts, from traces: a page over file:// is not told which script ran in a long frame."""
    with serving(site) as url, launched() as browser:
        for scheme, address in (("http", url), ("file", site.as_uri())):
            found = [_longest(browser, f"{address}/{MODULE_PAGE}") for _ in range(ROUNDS)]
            what = f"longest task of our scripts while the engine starts, {scheme}://"
            yield Figure(what, max(each for each, _ in found), "ms", 50, note=f"worst of {ROUNDS}")
            yield Figure(
                "    in the processor's time, which a busy machine leaves alone", max(each for _, each in found), "ms"
            )


def _longest(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds of the longest, by the clock and of the processor."""
    with visit(browser, READINESS) as page:
        browser.start_tracing(page=page, categories=["devtools.timeline", "v8"])
        ready(page, address)
        events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    page_threads = {
        (each["pid"], each["tid"])
        for each in events
        if each["name"] == "thread_name" and each["args"]["name"] == "CrRendererMain"
    }
    times = [
        (each["dur"] / 1000, each.get("tdur", 0) / 1000)
        for each in events
        if each["name"] in _SCRIPTS and "dur" in each and (each["pid"], each["tid"]) in page_threads
        if _is_ours(each["args"].get("data", {}).get("url", ""), address)
    ]
    return max(clock for clock, _ in times), max(processor for _, processor in times)


def _is_ours(script: str, page: str) -> bool:
    """Whether a script is a file of ours, or stands in the page itself."""
    return f"/{ASSETS}/" in script or script == page
