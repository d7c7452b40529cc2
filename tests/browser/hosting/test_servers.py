"""The unzipped handbook works on servers that behave as schools' servers do."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hosting.servers import TYPES, ServerBehaviour, sends_everything_else_as, serving_like
from tests.browser.hosting.visiting import ADDRESS, SCENARIO, assert_answer_is_marked, search

PLAIN = ServerBehaviour(TYPES, other="application/octet-stream")
FEW = ServerBehaviour(TYPES)
FEWEST = ServerBehaviour({name: TYPES[name] for name in ("html", "css", "js")})
STRICT = ServerBehaviour(TYPES | {"csv": "text/csv"}, nosniff=True)


@pytest.mark.parametrize(
    "manners",
    [PLAIN, FEW, sends_everything_else_as("application/octet-stream"), sends_everything_else_as("text/plain"), STRICT],
    ids=["plain", "few-types", "octet-stream", "text", "nosniff"],
)
def test_an_answer_is_marked(visit: tuple[Page, list[str]], root: Path, home: Path, manners: ServerBehaviour) -> None:
    """Python marks an answer and the search finds a page, whatever MIME types the server sends."""
    page, _ = visit
    with serving_like(manners, root, home) as url:
        page.goto(url + ADDRESS)
        assert_answer_is_marked(page)
        search(page)


def test_an_answer_is_marked_at_the_root_of_a_plain_host(visit: tuple[Page, list[str]], home: Path) -> None:
    """Python marks an answer over plain http on a host other than localhost, which is no secure context."""
    page, errors = visit
    with serving_like(PLAIN, home, home, host="intranet.example") as url:
        page.goto(url + ADDRESS)
        assert page.evaluate("isSecureContext") is False
        assert_answer_is_marked(page)
    assert errors == []


def test_without_any_script_the_answers_can_be_read(visit: tuple[Page, list[str]], home: Path) -> None:
    """If the server sends no scripts, a reader can still open the graded answers."""
    page, _ = visit
    with serving_like(ServerBehaviour({name: type for name, type in TYPES.items() if name != "js"}), home, home) as url:
        page.goto(url + ADDRESS)
        here = page.locator(f'[data-scenario="{SCENARIO}"]')
        expect(here).to_be_visible()
        here.locator("[data-answers] > summary").first.click()
        expect(here.locator("[data-feedback]").first).to_be_visible()
        expect(here.get_by_text("Best answer").first).to_be_visible()


@pytest.mark.parametrize("deep", [False, True], ids=["at-the-root", "under-a-path"])
def test_a_missing_page_works_at_any_path(visit: tuple[Page, list[str]], root: Path, home: Path, deep: bool) -> None:
    """The error page is styled and leads home, wherever the handbook is and whatever path was requested.

    `test_the_missing_page_leads_home` presses its link.
    """
    page, _ = visit
    with serving_like(PLAIN, root if deep else home, home) as url:
        for missing in ("/nothing-here.html", "/practise/no/such/page.html"):
            assert_missing_page_works(page, url, missing)


def assert_missing_page_works(page: Page, url: str, missing: str) -> Locator:
    """Fail unless the server answers 404 with the handbook's styled error page. Return its link, which leads home."""
    answer = page.goto(url + missing)
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    expect(page.get_by_role("banner")).to_have_css("background-color", "rgb(75, 33, 66)")
    home = page.locator("article a", has_text="Home")
    assert home.evaluate("link => link.href") == f"{url}/index.html"
    return home
