"""Check what a host would check after installing the handbook."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page, expect

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Grade
from tests.browser.conftest import cleared_page
from tests.browser.taking import PAGE, assert_marked, item_in, respond
from tests.browser.visitors import new_visitor
from tests.building import ROOT
from tests.covering import covering, richest_first
from tests.responses import of_grade

SCENARIO = "number-for-coursework"
ADDRESS = f"{PAGE}#{SCENARIO}"
"""The address of the scenario that the tests answer, within the handbook."""


@contextmanager
def new_visit(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Yield a new visitor's page, and the list of errors in its console, including violations of the policy."""
    context = new_visitor(chromium)
    context.set_default_timeout(20_000)
    shown: list[str] = []
    context.on("console", lambda message: shown.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: shown.append(str(error.error)))
    # The page reports violations itself too, so that those in frames and single ones are not lost.
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => "
        "console.error('violation', event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber))"
    )
    yield context.new_page(), shown
    context.close()


def uncached_page(context: BrowserContext) -> Iterator[Page]:
    """A cleared page of a shared context, with an empty cache, because a server may get the port of an earlier one."""
    for page in cleared_page(context):
        context.new_cdp_session(page).send("Network.clearBrowserCache")
        yield page


def assert_answer_is_marked(shown: Page | FrameLocator) -> None:
    """Fail unless the engine gets ready, marks an answer and shows its feedback."""
    expect(shown.locator("html")).to_have_attribute("data-engine", "ready")
    item = load_catalogue(ROOT).scenarios[SCENARIO].items[0]
    here = item_in(shown.locator(f'[data-scenario="{SCENARIO}"]'), item.id)
    response = of_grade(item, Grade.HARMFUL)
    respond(here, response)
    assert_marked(here, Grade.HARMFUL)
    expect(here.locator(f'[data-feedback="{item.id}-{response[0]}"]')).to_be_visible()


def pages(home: Path) -> list[str]:
    """Return the address of every page within the handbook."""
    return sorted(f"/{path.relative_to(home).as_posix()}" for path in home.rglob("*.html"))


_TAG = re.compile(r"<([a-z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_VALUE = re.compile(r"=(\"[^\"]*\"|'[^']*')")
_UP = re.compile(r'"(\.\./)+')
_RUN = re.compile(r"""<link rel="stylesheet"[^>]*>|<(script|style)(?![^>]* type=)[^>]*>.*?</\1>""", re.DOTALL)


def different_pages(home: Path) -> list[str]:
    """Return addresses of few pages that together have whatever any page has of tags, attributes, scripts and styles.

    Scripts and styles differ by their address or, within the page, by their text. Data for scripts doesn't count.
    """
    parts = {name: _parts_of((home / name[1:]).read_text(encoding="utf-8")) for name in pages(home)}
    return covering(richest_first(parts))


def _parts_of(html: str) -> set[str]:
    """Return the parts of a page, each as text; relative addresses count from the handbook's folder."""
    markup = _UP.sub('"', html)
    tags = {(tag, _VALUE.sub("", attributes)) for tag, attributes in _TAG.findall(markup)}
    attributes = {f"{tag} {name}" for tag, names in tags for name in ("", *names.split())}
    return attributes | {match[0] for match in _RUN.finditer(markup)}


def search(page: Page) -> Locator:
    """Type into the search box, and return the first result once it is visible."""
    box = page.get_by_role("banner").get_by_role("textbox", name="Search")
    box.fill("friend request")
    box.press("End")  # the theme listens for keys, which filling in does not press
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible()
    return result
