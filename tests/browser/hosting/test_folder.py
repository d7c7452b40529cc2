"""The unzipped handbook works from a folder, as on a shared drive, without a server."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import SILENT_WORKER
from tests.browser.hosting.visiting import SCENARIO, assert_answer_is_marked, different_pages, search


def test_the_home_page_leads_to_a_marked_answer(visit: tuple[Page, list[str]], home: Path) -> None:
    """Links lead from the home page to a scenario, and Python marks the answer."""
    page, errors = visit
    page.goto((home / "index.html").as_uri())
    page.locator("header").get_by_role("link", name="Practise").click()
    page.locator("article").get_by_role("link", name="First day").first.click()
    page.goto(f"{page.url.partition('#')[0]}#{SCENARIO}")
    assert_answer_is_marked(page)
    assert errors == []


def test_no_page_shows_an_error(visit: tuple[Page, list[str]], home: Path) -> None:
    """Pages of every kind open from the folder without breaking their policy and without any other error."""
    page, errors = visit
    # Only a server shows 404.html, which then asks the server for its address.
    names = [each for each in different_pages(home) if each != "/404.html"]
    with page.add_init_script(SILENT_WORKER):  # other tests start Python; starting it here would only take time
        for name in names:
            page.goto(home.as_uri() + name)
            expect(page.get_by_role("heading", level=1).first).to_be_visible()
    assert errors == []


def test_search_finds(visit: tuple[Page, list[str]], home: Path) -> None:
    """The search finds a page, and its result opens the page from the folder."""
    page, errors = visit
    page.goto((home / "index.html").as_uri())
    search(page).click()
    page.wait_for_url(f"{home.as_uri()}/**")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    assert errors == []


def test_read_me_first_works(visit: tuple[Page, list[str]], home: Path) -> None:
    """READ ME FIRST.html fits a small screen in both schemes, keeps its policy, and leads to the handbook."""
    page, errors = visit
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((home / "READ ME FIRST.html").as_uri())
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, scheme
    page.get_by_role("link", name="index.html").click()
    page.wait_for_url("**/index.html")
    assert errors == []
