"""The page does not shift when its script starts, which on a slow line is after the first paint."""

import re

import pytest
from playwright.sync_api import BrowserContext, Route

MAX_SHIFT = 0.02
"""Chromium's layout shift score; 0.1 and more counts as poor."""

PAGES = ["index", "in-short", "guidance/specific-guidance", "guidance/complete", "practise/first-day"]

OBSERVE = """
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      moved.push([value, ...sources.map(({ node }) => node?.className || node?.nodeName)]);
  }).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = """() => new Promise((done) =>
  new PerformanceObserver(() => done()).observe({ type: "paint", buffered: true }))"""
SETTLED = "() => document.fonts.ready.then(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done))))"


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_do_not_shift(context: BrowserContext, url: str, width: int) -> None:
    """If the script arrives after the first paint, a page's layout shift is still below 0.02."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 823})
    page.add_init_script(OBSERVE)
    held: list[Route] = []
    script = re.compile("/client-")
    page.route(script, lambda route: held.append(route))  # also keeps a page from using what another has fetched
    moved = {}
    for name in PAGES:
        with page.expect_request(script):
            page.goto(f"{url}/{name}.html", wait_until="commit")
        page.evaluate(PAINTED)
        # A font that arrives after the paint shifts a line or two (0.03 at most), but that is not the script's fault.
        page.evaluate("document.fonts.ready.then(() => { moved = []; })")
        while held:
            held.pop().continue_()
        page.wait_for_load_state("load")
        page.locator("html[data-engine]").wait_for(state="attached")
        page.evaluate(SETTLED)
        moved[name] = page.evaluate("moved")
    shifted = {name: found for name, found in moved.items() if sum(value for value, *_ in found) >= MAX_SHIFT}
    assert shifted == {}


def test_a_page_works_without_its_script(context: BrowserContext, url: str) -> None:
    """If the page's script fails to load, a module's page shows all its scenarios below its heading."""
    page = context.new_page()
    page.route(re.compile("/client-"), lambda route: route.abort())
    page.goto(f"{url}/practise/first-day.html")
    assert page.locator("[data-running]").count() == 0
    heading = page.get_by_role("heading", level=1, name="First day").bounding_box()
    assert heading is not None
    assert heading["height"] > 20
