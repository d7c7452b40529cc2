"""The promises of the privacy page hold: nothing is sent, and only what it lists is stored."""

import re

from playwright.sync_api import BrowserContext, Page, Request, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.taking import PAGE, assert_marked, open_scenario, respond

OURS = "staff-handbook/"


def test_answering_sends_nothing(context_with_python: BrowserContext, url: str, catalogue: Catalogue) -> None:
    """Once the page has loaded, marking every option makes no request at all."""
    page = context_with_python.new_page()
    asked: list[Request] = []
    item = catalogue.scenarios["tired-post"].items[0]
    here = open_scenario(page, url, "tired-post")
    # The typeface for quoted clauses loads when the first clause is shown, whatever the answer was.
    page.evaluate("document.fonts.load('1em \"Handbook Serif\"').then(() => null)")
    page.wait_for_load_state("networkidle")
    context_with_python.on("request", lambda request: asked.append(request))
    for option in item.options:
        respond(here, (option.id,))
        assert_marked(here, option.grade)
        here.get_by_role("button", name="Try again").click()
    assert [(request.method, request.url, request.post_data) for request in asked] == []


def test_the_pages_only_ask_for_files(context_with_python: BrowserContext, url: str) -> None:
    """Every request of a visit is a plain GET for a file. Only school.js gets a parameter, which is the time."""
    page = context_with_python.new_page()
    asked: list[Request] = []
    context_with_python.on("request", lambda request: asked.append(request))
    for name in ("index", "guidance/specific-guidance", "practise/first-day", "our-school", "privacy"):
        page.goto(f"{url}/{name}.html")
        page.wait_for_load_state("networkidle")
    assert len(asked) > 10
    for request in asked:
        assert request.method == "GET"
        assert request.post_data is None
        assert "?" not in request.url or re.search(r"/school\.js\?\d+$", request.url), request.url


def test_only_answers_and_colours_are_kept(context: BrowserContext, url: str) -> None:
    """After an answer and a choice of colours, only these, a count and a time are stored; no cookies or databases."""
    page = context.new_page()
    here = open_scenario(page, url, "tired-post")
    here.locator("input").first.check()
    here.get_by_role("button", name="Check my answer").click()
    expect(here.locator("form[data-grade]")).to_have_count(1)
    page.get_by_role("radio", name="Light").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert context.cookies() == []
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("caches.keys()") == []
    kept = page.evaluate("Object.entries(localStorage)")
    assert [name.rpartition(".")[2] for name, _ in kept] == ["__palette"]
    assert "tired-post" not in str(kept)
    kept_here = {name for name in page.evaluate("Object.keys(sessionStorage)") if not name.endswith("__scroll")}
    names = {name.removeprefix(OURS) for name in kept_here}
    (answer,) = (name for name in names if name.startswith("answer/"))
    assert names == {answer, "count/first-day", "touched"}


def test_answers_are_gone_with_their_tab(context: BrowserContext, url: str) -> None:
    """A new tab shows no answers, whether or not the first tab has been closed."""
    page = context.new_page()
    here = open_scenario(page, url, "tired-post")
    here.locator("input").first.check()
    here.get_by_role("button", name="Check my answer").click()
    expect(here.locator("form[data-grade]")).to_have_count(1)
    for _ in range(2):
        other = context.new_page()
        open_scenario(other, url, "tired-post")
        assert other.locator("form[data-grade]").count() == 0
        assert other.evaluate(f"Object.keys(sessionStorage).filter(name => name.startsWith('{OURS}'))") == []
        page.close()


def test_the_schools_names_come_from_the_handbooks_folder(context: BrowserContext, url: str) -> None:
    """The home page reads names from school.js in the handbook's folder, and shows them as text."""
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.route(
        re.compile(r"/school\.js"),
        lambda route: route.fulfill(
            content_type="text/javascript", body='var school = {dsl: "Ms A. Patel <b>204</b>", chair: ""};'
        ),
    )
    page.goto(f"{url}/index.html")
    expect(page.locator("[data-school=dsl]")).to_have_text("Ms A. Patel <b>204</b>")
    expect(page.locator("[data-school=chair]")).to_have_text("Not yet filled in")
    assert [address.partition("?")[0] for address in asked if "school.js" in address] == [f"{url}/school.js"]


def test_no_answer_gets_into_the_address(page: Page, url: str) -> None:
    """An answer does not change the address, because the browser's history keeps addresses."""
    here = open_scenario(page, url, "tired-post")
    before = page.url
    here.locator("input").nth(1).check()
    here.get_by_role("button", name="Check my answer").click()
    expect(here.locator("form[data-grade]")).to_have_count(1)
    assert page.url == before == f"{url}{PAGE}#tired-post"
