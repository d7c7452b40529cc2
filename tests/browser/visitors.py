"""Make browser contexts with the tests' clock, zone and language. No other module makes contexts."""

import time
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext

from tests.instant import LOCALE, NOW, ZONE

# Shifts a page's clock by a fixed number of milliseconds. Playwright's own clock replaces every timer, and its
# performance.timeOrigin is not the moment when the page was opened, so only tests that move time use it.
# Workers keep the machine's clock, but nothing in them reads it.
_MOVE_CLOCK = """
(shift) => {
  const now = Date.now;
  Date.now = () => now() + shift;
  globalThis.Date = new Proxy(Date, {
    construct: (date, given, target) => Reflect.construct(date, given.length ? given : [date.now()], target),
    apply: (date) => new date(date.now()).toString(),
  });
  Object.defineProperty(performance, "timeOrigin", { value: performance.timeOrigin + shift });
}
"""

TURN_CLOCK = "milliseconds => { const now = Date.now; Date.now = () => now() + milliseconds }"
"""Turns the clock of a page that is open, until the page is left."""


_clocks: WeakKeyDictionary[BrowserContext, Callable[[], None]] = WeakKeyDictionary()
"""For each context, a function that removes the script for its clock."""


def new_visitor(browser: Browser, **options: Any) -> BrowserContext:
    """Make a browser context whose clock begins at the tests' moment; ``options`` are those of ``new_context``."""
    context = browser.new_context(locale=LOCALE, timezone_id=ZONE, **options)
    begin_clock(context)
    return context


def begin_clock(context: BrowserContext) -> None:
    """Let the clock begin at the tests' moment on the pages that a context opens from now on.

    Otherwise a context that many tests share could be in the next day before the last of them.
    """
    if remove := _clocks.get(context):
        remove()
    shift_ms = round((NOW.timestamp() - time.time()) * 1000)
    _clocks[context] = context.add_init_script(f"({_MOVE_CLOCK.strip()})({shift_ms})").close
