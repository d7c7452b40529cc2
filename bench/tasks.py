"""Measure how long our scripts block the page's thread while the engine starts."""

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
# Trace events for running and compiling scripts.
_SCRIPTS = {"EvaluateScript", "FunctionCall", "v8.compile"}


def figures(site: Path) -> Iterator[Figure]:
    """Report the worst of several cold starts. Uses traces, because long frames don't name scripts of file:// pages."""
    with serving(site) as url, launched() as browser:
        for scheme, address in (("http", url), ("file", site.as_uri())):
            tasks = [_longest(browser, f"{address}/{MODULE_PAGE}") for _ in range(ROUNDS)]
            what = f"longest task of our scripts while the engine starts, {scheme}://"
            yield Figure(what, max(wall_ms for wall_ms, _ in tasks), "ms", 50, note=f"worst of {ROUNDS}")
            yield Figure(
                "    in CPU time, which a busy machine hardly changes", max(cpu_ms for _, cpu_ms in tasks), "ms"
            )


def _longest(browser: Browser, address: str) -> tuple[float, float]:
    """Return the milliseconds of the longest task, in wall-clock and in CPU time."""
    with visit(browser, READINESS) as page:
        browser.start_tracing(page=page, categories=["devtools.timeline", "v8"])
        ready(page, address)
        events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    page_threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    times = [
        (event["dur"] / 1000, event.get("tdur", 0) / 1000)
        for event in events
        if event["name"] in _SCRIPTS and "dur" in event and (event["pid"], event["tid"]) in page_threads
        if _is_ours(event["args"].get("data", {}).get("url", ""), address)
    ]
    return max(wall_ms for wall_ms, _ in times), max(cpu_ms for _, cpu_ms in times)


def _is_ours(script: str, page: str) -> bool:
    """Whether a script is one of our files, or inline in the page."""
    return f"/{ASSETS}/" in script or script == page
