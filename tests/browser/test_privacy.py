"""The promises of the privacy page hold: nothing is sent, and only what it lists is stored.

Each test begins with nothing stored, and does nothing but what it is about.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.hosting.visiting import different_pages
from tests.browser.taking import PAGE, SETTLED, assert_marked, open_scenario, respond
from tests.browser.visitors import new_visitor
from tests.browser.workers import shared_workers

OURS = "staff-handbook/"


@contextmanager
def requests_of(context: BrowserContext) -> Iterator[list[Request]]:
    """Collect the requests of all pages and workers meanwhile."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    context.on("request", note)
    yield asked
    context.remove_listener("request", note)


def test_answering_sends_nothing(page_with_python: Page, url: str, catalogue: Catalogue) -> None:
    """Once the page has loaded, marking every option makes no request at all."""
    page = page_with_python
    item = catalogue.scenarios["tired-post"].items[0]
    here = open_scenario(page, url, "tired-post")
    # The typeface for quoted clauses loads when the first clause is shown, whatever the answer was.
    page.evaluate("document.fonts.load('1em \"Handbook Serif\"').then(() => null)")
    page.wait_for_load_state("networkidle")
    with requests_of(page.context) as asked:
        for option in item.options:
            respond(here, (option.id,))
            assert_marked(here, option.grade)
            here.get_by_role("button", name="Try again").click()
    assert [(request.method, request.url, request.post_data) for request in asked] == []


def test_the_pages_only_ask_for_files(page_with_python: Page, url: str) -> None:
    """Every request of a visit is a plain GET for a file. Only school.js gets a parameter, which is the time."""
    page = page_with_python
    with requests_of(page.context) as asked:
        for name in ("index", "guidance/specific-guidance", "practise/first-day", "our-school", "privacy"):
            page.goto(f"{url}/{name}.html")
            page.wait_for_load_state("networkidle")
    assert len(asked) > 10
    for request in asked:
        assert request.method == "GET"
        assert request.post_data is None
        assert "?" not in request.url or re.search(r"/school\.js\?\d+$", request.url), request.url


STORES = "Promise.all([{...localStorage}, {...sessionStorage}, indexedDB.databases(), caches.keys()])"
NOTHING: list[object] = [{}, {}, [], []]


def test_a_first_visit_keeps_nothing(page: Page, url: str, site: Path) -> None:
    """Whatever page somebody opens first, and touches, the browser keeps nothing of it, not even the colours.

    One visitor opens a page of every kind, one after another. As long as nothing is kept, each page is like the first.
    None of them has an error in its console, such as a breach of its own policy.
    """
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # The check of a host asks for a list that only the zip has. The next page may be open when the answer is told.
        if message.type == "error" and message.location["url"] != f"{url}/checksums.txt":
            errors.append(f"{message.location['url']}: {message.text}")

    page.on("console", note)
    for name in different_pages(site):
        page.goto(url + name)
        page.keyboard.press("Tab")
        stored = page.evaluate(f"({SETTLED.strip()}).then(() => {STORES})")
        assert [*stored, page.context.cookies()] == [*NOTHING, []], name
        assert errors == [], name


def test_starting_python_keeps_nothing(chromium: Browser, url: str) -> None:
    """Once a shared worker has started Python for a page, the browser has kept nothing."""
    visitor = new_visitor(chromium)
    page = visitor.new_page()
    open_scenario(page, url, "tired-post")
    assert len(shared_workers(visitor)) == 1
    assert [*page.evaluate(STORES), visitor.cookies()] == [*NOTHING, []]
    visitor.close()


def test_an_answer_stays_in_its_tab(page: Page, url: str) -> None:
    """After an answer, and nothing else, the tab has the answer, a count and a time, and the computer has nothing.

    The address, which the history keeps, is the same. Other tabs have none of it, even after this one is closed.
    """
    other, page = page, page.context.new_page()
    here = open_scenario(page, url, "tired-post")
    before = page.url
    here.locator("input").nth(1).check()
    here.get_by_role("button", name="Check my answer").click()
    expect(here.locator("form[data-grade]")).to_have_count(1)
    on_the_computer, in_the_tab, *others = page.evaluate(STORES)
    names = {name.removeprefix(OURS) for name in in_the_tab}
    (answer,) = (name for name in names if name.startswith("answer/"))
    assert names == {answer, "count/first-day", "touched"}
    assert [on_the_computer, *others] == [{}, [], []]
    assert page.context.cookies() == []
    assert page.url == before == f"{url}{PAGE}#tired-post"
    assert_has_no_answer(other, url)
    page.close()
    assert_has_no_answer(other.context.new_page(), url)


def assert_has_no_answer(page: Page, url: str) -> None:
    """Open the scenario in a tab, and fail if it is answered or anything of ours is stored."""
    open_scenario(page, url, "tired-post")
    assert page.locator("form[data-grade]").count() == 0
    assert page.evaluate(f"Object.keys(sessionStorage).filter(name => name.startsWith('{OURS}'))") == []


def test_nothing_is_kept_but_the_colours_that_were_chosen(page: Page, url: str) -> None:
    """After a choice of colours, and nothing else, the computer has the colours, and every page has them."""
    page.goto(f"{url}/index.html")
    choose_dark(page)
    on_the_computer, *others = page.evaluate(STORES)
    assert [name.rpartition(".")[2] for name in on_the_computer] == ["__palette"]
    assert others == NOTHING[1:]
    assert page.context.cookies() == []
    other = page.context.new_page()
    other.goto(f"{url}/guidance/complete.html")
    expect(other.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    other.emulate_media(color_scheme="dark")
    other.emulate_media(color_scheme="light")
    expect(other.get_by_role("radio", name="Dark")).to_be_checked()


def test_the_systems_colours_are_followed_until_some_are_chosen(page: Page, url: str) -> None:
    """Light today and dark tonight, while a page is open and on the next, with nothing kept; then what was chosen."""
    page.goto(f"{url}/index.html")
    body = page.locator("body")
    for system, scheme in (("dark", "slate"), ("light", "default"), ("dark", "slate")):
        page.emulate_media(color_scheme="dark" if system == "dark" else "light")
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
        assert page.evaluate(STORES) == NOTHING
    page.goto(f"{url}/privacy.html")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("radio", name="Dark").focus()
    page.keyboard.press("ArrowLeft")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_colours_that_the_first_edition_kept_unasked_are_deleted(page: Page, url: str) -> None:
    """The first edition kept the colours of the first visit, whether or not they were chosen: the system's count."""
    page.goto(f"{url}/index.html")
    choose_dark(page)
    page.evaluate(
        """() => {
          const [name] = Object.keys(localStorage);
          const { chosen, ...first } = JSON.parse(localStorage.getItem(name));
          localStorage.setItem(name, JSON.stringify(first));
        }"""
    )
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert page.evaluate(STORES) == NOTHING


def choose_dark(page: Page) -> None:
    """Choose dark colours where the system has light ones."""
    page.get_by_role("radio", name="Light").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_schools_names_come_from_the_handbooks_folder(page: Page, url: str) -> None:
    """The home page reads names from school.js in the handbook's folder, and shows them as text."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(
        re.compile(r"/school\.js"),
        lambda route: route.fulfill(
            content_type="text/javascript", body='var school = {dsl: "Ms A. Patel <b>204</b>", chair: ""};'
        ),
    )
    page.goto(f"{url}/index.html")
    expect(page.locator("[data-school=dsl]")).to_have_text("Ms A. Patel <b>204</b>")
    expect(page.locator("[data-school=chair]")).to_have_text("Not yet filled in")
    assert [address.partition("?")[0] for address in asked if "school.js" in address] == [f"{url}/school.js"]
