"""A visitor has the clock, zone and language of the tests, not of the machine."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import visitors
from tests.instant import LOCALE, NOW, TODAY, ZONE

MAX_DURATION_MS = 600_000
"""The longest time that this test may take."""

READ = """
() => ({
  nows: [Date.now(), new Date().getTime(), Reflect.construct(Date, []).getTime(), Date.parse(Date()) + 999],
  opened: performance.timeOrigin,
  leap: [new Date(2028, 1, 29, 12).getDate(), new Date("2028-02-29T12:00").getMonth(), Date.UTC(2028, 1, 29)],
  day: new Date().toLocaleDateString("sv"),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  language: navigator.language,
})
"""


def test_a_visitors_clock_starts_at_the_tests_moment(context: BrowserContext, url: str) -> None:
    """However a page reads the clock, the time is just after the tests' moment. Other dates are unchanged."""
    page = context.new_page()
    page.goto(f"{url}/404.html")
    read = page.evaluate(READ)
    moment_ms = NOW.timestamp() * 1000
    assert all(0 <= each - moment_ms < MAX_DURATION_MS for each in (*read["nows"], read["opened"]))
    assert read["opened"] <= read["nows"][0]
    assert read["leap"] == [29, 1, 1_835_395_200_000]
    assert read["day"] >= str(TODAY)
    assert (read["zone"], read["language"]) == (ZONE, LOCALE)


def test_time_passes_from_page_to_page(context: BrowserContext, url: str) -> None:
    """The second page opens later than the first."""
    page = context.new_page()
    page.goto(f"{url}/404.html")
    before = page.evaluate("Date.now()")
    page.goto(f"{url}/index.html")
    assert before <= page.evaluate("performance.timeOrigin")


def test_a_clock_can_begin_again(context: BrowserContext, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tab that has come to the next day is at the tests' moment again for the next test."""
    page = context.new_page()
    with monkeypatch.context() as patch:
        patch.setattr(visitors, "NOW", NOW + timedelta(days=1))
        visitors.begin_clock(context)
    page.goto(f"{url}/404.html")
    tomorrow_ms = (NOW + timedelta(days=1)).timestamp() * 1000
    assert 0 <= page.evaluate("Date.now()") - tomorrow_ms < MAX_DURATION_MS
    visitors.begin_clock(context)
    page.goto(f"{url}/index.html")
    assert 0 <= page.evaluate("Date.now()") - NOW.timestamp() * 1000 < MAX_DURATION_MS


def test_python_uses_the_same_time_zone() -> None:
    """Python's local time is in the tests' zone."""
    assert datetime.fromtimestamp(NOW.timestamp()) == NOW.replace(tzinfo=None)
