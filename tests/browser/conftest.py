"""Fixtures for browser tests: Chromium, the served site, and pages that may not ask another host."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from tests.browser.launching import chromium_launched
from tests.browser.platforms import ALL_OPTIONAL, FIRST_DAY, Platform, platform_with
from tests.browser.schools import ANSWER_FETCH, FillIn
from tests.browser.serving import serving
from tests.browser.standin import stand_in
from tests.browser.taking import answer
from tests.browser.visitors import begin_clock, new_visitor
from tests.building import ROOT, built_site
from tests.components import built_examples
from tests.fonts import use_only_these_fonts
from tests.packing import unzipped_packages

# In milliseconds. Generous, for a busy machine; on an idle one nothing takes nearly as long.
expect.set_options(timeout=20_000)

VIEWPORT: ViewportSize = {"width": 1280, "height": 900}

SILENT_WORKER = "window.Worker = class extends EventTarget { postMessage() {} terminate() {} }"
"""An init script that replaces workers by ones that never answer, so the engine never gets ready."""


@pytest.fixture(scope="session", autouse=True)
def fonts() -> None:
    """Show every browser the same fonts on every machine."""
    use_only_these_fonts()


@pytest.fixture(scope="session")
def site() -> Path:
    return built_site()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT)


@pytest.fixture(scope="session")
def url(site: Path) -> Iterator[str]:
    with serving(site, kept=True) as address:
        yield address


@pytest.fixture(scope="session")
def examples_url() -> Iterator[str]:
    """The URL of the site made from the components' examples."""
    with serving(built_examples(), kept=True) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # The tests start the engine and open pages often, and use them briefly. So to optimise their code would cost more
    # than it saves.
    # Names under .example (RFC 2606) lead to this machine, because browsers treat localhost differently.
    with chromium_launched(
        "--js-flags=--liftoff-only --no-turbofan", "--host-resolver-rules=MAP *.example 127.0.0.1"
    ) as browser:
        yield browser


# Starting Python in a page takes a second; marking takes milliseconds. So `context`, `page` and `examples` replace the
# worker by a stand-in that asks CPython. The page still runs the same TypeScript, and the transcript proves that both
# Pythons give the same replies. The fixtures named `..._with_python` start the real engine, for tests of the engine
# itself: conformance, connections, failures, the answer path, other browsers, hosting, large registers and privacy.


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A new visitor. The test fails if a page asks another host or has an uncaught error."""
    with _new_visit(chromium) as visit:
        stand_in(visit.context)
        yield visit.context


@pytest.fixture
def context_with_python(chromium: Browser) -> Iterator[BrowserContext]:
    """A new visitor, like ``context``, whose pages start Python."""
    with _new_visit(chromium) as visit:
        yield visit.context


@pytest.fixture(scope="session")
def tab(chromium: Browser) -> Iterator["Visit"]:
    """One tab for many tests, because starting a new browser process takes longer than most tests."""
    with _new_visit(chromium) as visit:
        stand_in(visit.context)
        yield visit


@pytest.fixture(scope="session")
def tab_with_python(chromium: Browser) -> Iterator["Visit"]:
    """One tab for many tests, whose pages start Python."""
    with _new_visit(chromium) as visit:
        yield visit


@pytest.fixture(scope="session")
def unmarked_tab(chromium: Browser) -> Iterator["Visit"]:
    """One tab for many tests, whose pages wait for a worker that never answers."""
    with _new_visit(chromium) as visit:
        visit.context.add_init_script(SILENT_WORKER)
        yield visit


@pytest.fixture
def page(tab: "Visit") -> Iterator[Page]:
    """A page that earlier tests have left clean, with the same checks as ``context``.

    Listeners and init scripts of the whole context stay, so a test that adds some must use ``context``.
    """
    yield from _cleared_page(tab)


@pytest.fixture(scope="session")
def answered(tab: "Visit", url: str) -> dict[str, str]:
    """A tab's storage after one answer. With ``restore_tab``, tests of later visits need not give that answer."""
    for page in _cleared_page(tab):
        answer(page, url)
        stored: dict[str, str] = page.evaluate("({...sessionStorage})")
    del stored["staff-handbook/touched"]  # tells when
    return stored


@pytest.fixture
def fill_in_school(page: Page) -> Iterator[FillIn]:
    """A function that puts entries into school.js, as the page gets it. It needs no route, which would stop caching."""
    with ExitStack() as stack:

        def fill_in(entries: dict[str, str]) -> None:
            text = f"var school = {json.dumps(entries)};"
            stack.enter_context(page.add_init_script(ANSWER_FETCH.replace("TEXT", json.dumps(text))))

        yield fill_in


@pytest.fixture
def page_with_python(tab_with_python: "Visit") -> Iterator[Page]:
    """A page, like ``page``, that starts Python."""
    yield from _cleared_page(tab_with_python)


@pytest.fixture(scope="module")
def examples(chromium: Browser) -> Iterator[Page]:
    """A page for the examples, shared by all tests of a file because it loads slowly."""
    with _new_visit(chromium) as visit:
        stand_in(visit.context)
        yield visit.context.new_page()


@pytest.fixture
def unmarked(unmarked_tab: "Visit") -> Iterator[Page]:
    """A page whose worker never answers, for tests that need no marking."""
    yield from _cleared_page(unmarked_tab)


@pytest.fixture(scope="module")
def unscripted(chromium: Browser) -> Iterator[Page]:
    """A page with JavaScript off."""
    context = new_visitor(chromium, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def platform_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a made-up learning platform with two modules' packages."""
    packages = {name: unzipped_packages() / name for name in (FIRST_DAY, ALL_OPTIONAL)}
    with platform_with(tmp_path_factory.mktemp("platform"), packages) as url:
        yield url


@pytest.fixture
def platform(page: Page, platform_url: str) -> Iterator[Platform]:
    """A visit to the made-up learning platform. What the packages' pages write has to suit Moodle too."""
    visit = Platform(page, platform_url)
    yield visit
    visit.assert_strict()
    visit.leave()  # what a package sends as it is left would otherwise come after the storage has been cleared


@dataclass
class Visit:
    """A visitor, with the requests to other hosts and the uncaught errors of their pages."""

    context: BrowserContext
    foreign_requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def assert_no_faults(self) -> None:
        """Fail if there was a request to another host or an uncaught error since the last call."""
        found = [*self.foreign_requests], [*self.errors]
        self.foreign_requests.clear()
        self.errors.clear()
        assert found == ([], [])


def cleared_page(context: BrowserContext) -> Iterator[Page]:
    """The first page of a context that several tests share, as a new visitor's, and clear it up after a test."""
    begin_clock(context)
    page = context.pages[0] if context.pages else context.new_page()
    if page.viewport_size != VIEWPORT:
        page.set_viewport_size(VIEWPORT)
    page.emulate_media(media="null", color_scheme="light", reduced_motion="null", forced_colors="null", contrast="null")
    yield page
    page.unroute_all(behavior="ignoreErrors")
    for other in context.pages[1:]:
        other.close()
    if not page.url.startswith("about:"):
        page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
    page.goto("about:blank")
    context.clear_cookies()


def _cleared_page(tab: Visit) -> Iterator[Page]:
    yield from cleared_page(tab.context)
    tab.assert_no_faults()


@contextmanager
def _new_visit(chromium: Browser) -> Iterator[Visit]:
    visit = Visit(new_visitor(chromium, viewport=VIEWPORT))
    visit.context.set_default_timeout(20_000)
    # Playwright does not see the requests of shared workers; test_connection.py tests those.
    visit.context.add_init_script("delete window.SharedWorker")
    visit.context.on("request", lambda request: _note_if_foreign(request.url, visit.foreign_requests))
    visit.context.on("weberror", lambda error: visit.errors.append(str(error.error)))
    yield visit
    visit.context.close()
    visit.assert_no_faults()


def _note_if_foreign(address: str, foreign_requests: list[str]) -> None:
    if not address.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
        foreign_requests.append(address)
