"""Firefox and WebKit, each driven through its own protocol: `firefox_launched`, `webkit_launched`."""

from tests.browser.engines.driver import Driver
from tests.browser.engines.firefox import firefox_launched
from tests.browser.engines.webkit import webkit_launched

__all__ = ["Driver", "firefox_launched", "webkit_launched"]
