"""However the engine fails to start, the page says so once, and the answers can still be read."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.pages.item import leading_to
from tests.browser.conftest import cleared_page
from tests.browser.launching import FLAGS, chromium_path
from tests.browser.serving import serving
from tests.browser.taking import PAGE, wait_for_engine, wait_until_marked
from tests.browser.visitors import new_visitor
from tests.instant import NOW


@pytest.fixture
def page(page_with_python: Page) -> Page:
    """These tests are about the engine itself."""
    return page_with_python


@pytest.fixture
def context(context_with_python: BrowserContext) -> BrowserContext:
    """These tests are about the engine itself."""
    return context_with_python


@pytest.fixture(scope="module")
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor whose pages may have uncaught errors, as half a script or Pyodide without memory causes them."""
    context = new_visitor(chromium)
    context.add_init_script("delete window.SharedWorker")
    yield context
    context.close()


@pytest.fixture
def erring(visitor: BrowserContext) -> Iterator[Page]:
    """An empty page of that visitor."""
    yield from cleared_page(visitor)


type Fault = Callable[[bytes], bytes | None]
"""A function that returns what is sent in place of a file's content, or None if nothing is."""


def _missing(content: bytes) -> None:
    pass


def _broken(content: bytes) -> bytes:
    # Half a script, or one with a changed bit, might still run. Broken syntax never does.
    return b"{"


def _cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _one_character_changed(content: bytes) -> bytes:
    place = content.index(b'"python"') + 1_000_000
    return content[:place] + (b"B" if content[place : place + 1] == b"A" else b"A") + content[place + 1 :]


type Damage = Callable[[Page, str, Fault], None]
"""A function that lets a page get one of the runtime's files, such as "worker", with a fault."""


@pytest.fixture
def damage(site: Path, tmp_path: Path) -> Iterator[Damage]:
    # What a test answers itself goes through Playwright in small pieces. So a server sends the damaged files, which
    # have megabytes.
    with serving(tmp_path) as elsewhere:

        def let_be_damaged(page: Page, name: str, fault: Fault) -> None:
            (file,) = (each for each in site.glob(f"assets/handbook/{name}-*") if each.suffix in (".js", ".bin"))
            content = fault(file.read_bytes())
            if content is None:
                page.route(f"**/{file.name}", lambda route: route.fulfill(status=404))
                return
            (tmp_path / file.name).write_bytes(content)
            page.route(f"**/{file.name}", lambda route: route.continue_(url=f"{elsewhere}/{file.name}"))

        yield let_be_damaged


def _assert_unavailable(page: Page) -> None:
    """Fail unless the page says once that marking is unavailable, and the button shows the graded answers."""
    wait_for_engine(page, "unavailable", timeout_ms=20_000)
    title = "Marking is not available in this browser"
    expect(page.locator("[data-unavailable]").get_by_text(title, exact=True)).to_be_visible()
    assert page.locator("body").inner_text().count(title) == 1
    here = page.locator('[data-scenario="tired-post"]')
    here.get_by_role("button", name="Show the graded answers").click()
    expect(here.locator("[data-answers] [data-feedback]:visible")).to_have_count(4)
    expect(here.locator("[data-answers]")).to_contain_text("Best answer")
    expect(here.get_by_role("status")).to_have_text("", use_inner_text=True)


FAULTS = [
    ("worker", _missing),
    ("worker", _broken),
    ("python", _missing),
    ("python", _cut_short),
    ("python", _flipped),
]


@pytest.mark.parametrize(("file", "fault"), FAULTS)
def test_a_missing_or_damaged_file_does_not_prevent_marking(
    page: Page, url: str, damage: Damage, file: str, fault: Fault
) -> None:
    """If a runtime file is missing or damaged, the script that contains the whole runtime marks the answer."""
    damage(page, file, fault)
    with page.expect_request("**/runtime-*.js"):
        page.goto(f"{url}{PAGE}#tired-post")
    here = page.locator('[data-scenario="tired-post"]')
    here.locator("input").first.check()
    here.locator("button[type=submit]").click()
    wait_until_marked(here)


@pytest.mark.parametrize("fault", [_missing, _broken, _cut_short, _one_character_changed])
def test_without_any_way_to_the_engine_the_page_says_so(erring: Page, url: str, damage: Damage, fault: Fault) -> None:
    """If the script that contains the runtime is missing or damaged too, the page says so and does not hang."""
    damage(erring, "worker", _missing)
    damage(erring, "runtime", fault)
    erring.goto(f"{url}{PAGE}#tired-post")
    _assert_unavailable(erring)


@pytest.mark.parametrize(
    "absent",
    [
        "delete window.WebAssembly",
        "delete window.DecompressionStream",
        "window.Worker = class { constructor() { throw new DOMException('refused') } }; delete window.SharedWorker",
        "window.Worker = window.SharedWorker = class { constructor() { throw new DOMException('refused') } }",
    ],
)
def test_a_browser_without_a_needed_feature_is_detected(page: Page, url: str, absent: str) -> None:
    """If a browser lacks WebAssembly or streams, or refuses workers, the page says so."""
    with page.add_init_script(absent):
        page.goto(f"{url}{PAGE}#tired-post")
        _assert_unavailable(page)


def test_a_browser_without_webassembly_is_detected(chromium: Browser, url: str) -> None:
    """If a hardened browser has WebAssembly switched off, the page says so."""
    flags = [*FLAGS, "--js-flags=--jitless"]
    hardened = chromium.browser_type.launch(executable_path=chromium_path(), args=flags)
    page = new_visitor(hardened).new_page()
    page.goto(f"{url}{PAGE}#tired-post")
    _assert_unavailable(page)
    hardened.close()


@pytest.mark.parametrize(
    "refused",
    [
        "WebAssembly.compileStreaming = () => Promise.reject(new RangeError('no memory'));",
        "WebAssembly.instantiate = () => Promise.reject(new RangeError('no memory'));",
    ],
)
def test_a_device_without_enough_memory_is_detected(erring: Page, url: str, damage: Damage, refused: str) -> None:
    """If the device has not enough memory for the engine, in a worker or the page, the page says so."""
    poorer = refused.encode()
    damage(erring, "worker", lambda content: poorer + content)
    damage(erring, "runtime", lambda content: content.replace(b'"script": "', b'"script": "' + poorer, 1))
    erring.goto(f"{url}{PAGE}#tired-post")
    _assert_unavailable(erring)


def test_a_policy_against_webassembly_is_detected(page: Page, url: str) -> None:
    """If a server's stricter policy forbids WebAssembly, the page says so and does not wait for ever."""

    def stricter(route: Route) -> None:
        response = route.fetch()
        policy = "script-src 'self' 'unsafe-inline'; worker-src 'self' blob:"
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})

    page.route(re.compile(r"\.html|/worker-"), stricter)
    page.goto(f"{url}{PAGE}#tired-post")
    _assert_unavailable(page)


def test_a_silent_worker_is_given_thirty_seconds(context: BrowserContext, url: str) -> None:
    """After 30 seconds without a message from the worker, the page says that marking is unavailable."""
    page = context.new_page()
    context.route(re.compile("/worker-"), lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.clock.install(time=NOW)
    page.clock.pause_at(NOW + timedelta(seconds=1))  # from here on only the test moves the clock
    page.goto(f"{url}{PAGE}#tired-post")
    here = page.locator('[data-scenario="tired-post"]')
    here.locator("input").first.check()
    here.locator("button[type=submit]").click()
    page.clock.run_for(29_999)
    wait_for_engine(page, "loading")
    page.clock.run_for(1)
    _assert_unavailable(page)


def test_without_marking_every_step_is_shown(page: Page, url: str, catalogue: Catalogue) -> None:
    """If marking is unavailable, a branching scenario shows all its steps and says when each applies."""
    scenario = catalogue.scenarios["pupil-follow-request"]
    with page.add_init_script("delete window.WebAssembly"):
        page.goto(f"{url}{PAGE}#{scenario.id}")
    wait_for_engine(page, "unavailable", timeout_ms=20_000)
    here = page.locator(f'[data-scenario="{scenario.id}"]')
    expect(here.locator("[data-step]:visible")).to_have_count(len(scenario.items))
    conditions = [item for item in scenario.items if leading_to(scenario, item)]
    expect(here.locator("[data-condition]:visible")).to_have_count(len(conditions))
    numbers = range(1, len(scenario.items) + 1)
    expect(here.locator(".step-heading:visible")).to_have_text([f"Step {number}" for number in numbers])
