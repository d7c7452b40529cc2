"""Reading without answering: JavaScript off, print, copy, small screens, other hosts, accessibility rules."""

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from quizzes.authoring.catalogue import Catalogue
from tests.browser.taking import PAGE, choose, item_in, open_scenario, paths
from tests.browser.test_answer import words
from tests.building import ROOT, built_site

AXE = ROOT / "node_modules/axe-core/axe.min.js"


@pytest.fixture
def unscripted(chromium: Browser, url: str) -> Iterator[Page]:
    """A page with JavaScript off."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_javascript_everything_can_be_read(unscripted: Page, url: str, catalogue: Catalogue) -> None:
    """Every situation and option stands open; every grade, feedback and clause is in a closed details."""
    unscripted.goto(url + PAGE)
    for scenario in catalogue.modules["first-day"].scenarios:
        here = unscripted.locator(f'[data-scenario="{scenario.id}"]')
        expect(here).to_be_visible()
        expect(here).to_contain_text(words(scenario.situation))
        for item in scenario.items:
            step = item_in(here, item.id)
            assert step.locator("[data-feedback]:visible").count() == 0
            step.locator("[data-answers] > summary").click()
            for option in item.options:
                expect(step.locator("label", has_text=words(option.text))).to_be_visible()
                feedback = step.locator(f'[data-feedback="{item.id}-{option.id}"]')
                expect(feedback).to_be_visible()
                expect(feedback).to_contain_text(words(option.feedback))


def test_without_javascript_no_response_gets_into_an_address(unscripted: Page, url: str) -> None:
    """Enter in a form submits nothing: what was chosen is never sent, even to the school's own server."""
    sent: list[str] = []
    unscripted.goto(url + PAGE)
    unscripted.on("request", lambda request: sent.append(request.url))
    radio = unscripted.locator("form[data-item] input").first
    radio.check()
    radio.press("Enter")
    unscripted.wait_for_timeout(300)
    assert [address for address in sent if address.startswith(url + PAGE)] == []
    assert unscripted.url == url + PAGE


def test_the_answers_print_without_javascript(unscripted: Page, url: str, catalogue: Catalogue) -> None:
    """A PDF made with JavaScript off has the feedback that is closed on the screen, and the clauses."""
    unscripted.goto(url + PAGE)
    printed = _printed(unscripted)
    for scenario in catalogue.modules["first-day"].scenarios:
        for item in scenario.items:
            for option in item.options:
                assert _letters(option.feedback) in printed
                for clause in option.clauses:
                    assert _letters(catalogue.clauses[clause].text) in printed


def test_the_chapter_prints_its_words(page: Page, url: str, catalogue: Catalogue) -> None:
    """A PDF of the whole chapter has every clause, and no practice link."""
    page.goto(f"{url}/guidance/complete.html")
    printed = _printed(page)
    assert "Practise:scenario" not in printed
    for clause in catalogue.clauses.values():
        # Numbers stand inline in print, so a clause may be cut by its neighbour's: its first words will do.
        assert _letters(" ".join(clause.text.split()[:5])) in printed


def _printed(page: Page) -> str:
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return _letters("".join(each.extract_text() for each in pages))


def _letters(text: str) -> str:
    """Letters alone: a PDF keeps neither spaces nor accents and ligatures as they were typed."""
    return re.sub(r"[^A-Za-z]", "", unicodedata.normalize("NFKD", words(text)))


def test_copied_text_has_no_numbers_and_no_links(page: Page, url: str) -> None:
    """Selecting the chapter copies the county's words without clause numbers or practice links."""
    page.goto(f"{url}/guidance/specific-guidance.html")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.sheet'))")
    copied = page.evaluate("getSelection().toString()")
    assert "That they do not form on-line 'friendships' or enter into" in copied
    assert not re.search(r"SG-\d|Practise", copied)


def test_a_clause_number_is_its_address(page: Page, url: str) -> None:
    """Pressing a clause's number puts its id in the address."""
    page.goto(f"{url}/guidance/specific-guidance.html")
    page.get_by_role("link", name="Clause SG-3", exact=True).click()
    assert page.url.endswith("/guidance/specific-guidance.html#SG-3")


def test_a_clause_leads_to_its_scenarios(page: Page, url: str) -> None:
    """The practice links after a clause open the scenario itself."""
    page.goto(f"{url}/guidance/specific-guidance.html")
    practice = page.locator("li:has(> #SG-3) > details.practice")
    practice.locator("summary").click()
    practice.get_by_role("link", name="A parent sends you a friend request").click()
    expect(page.locator('[data-scenario="parent-friend-request"]')).to_be_visible()
    expect(page.locator('[data-scenario="tired-post"]')).to_be_hidden()


def _pages() -> list[str]:
    site = built_site()
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def test_no_page_looks_to_another_host(site: Path) -> None:
    """No script, style, image, font or frame of any page or stylesheet comes from elsewhere."""
    found = []
    for name in _pages():
        fetched = _Fetched()
        fetched.feed((site / name).read_text(encoding="utf-8"))
        found += [(name, address) for address in fetched.addresses if re.match(r"(https?:)?//", address)]
    for style in site.rglob("*.css"):
        found += [
            (style.name, address)
            for address in re.findall(r"(?:url\(|@import )[\"']?((?:https?:)?//[^\"')]+)", style.read_text("utf-8"))
        ]
    assert found == []


class _Fetched(HTMLParser):
    """The addresses that a browser fetches by itself, as links are not."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and values.get("rel") not in ("canonical", "prev", "next"):
            self.addresses.append(values.get("href") or "")
        if tag != "a":
            self.addresses.append(values.get("src") or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(context: BrowserContext, url: str, scheme: str) -> None:
    """No rule of axe-core is broken on any page, in either scheme."""
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    for name in _pages():
        page.goto(f"{url}/{name}")
        _axe(page, name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_answering(
    context: BrowserContext, url: str, scheme: str, catalogue: Catalogue
) -> None:
    """No rule of axe-core is broken before a choice, on an error, after each grade, at a path's end, in the summary."""
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    here = open_scenario(page, url, "number-for-coursework")
    here.get_by_role("button", name="Check my answer").click()
    _axe(page, "error")
    for option in catalogue.scenarios["number-for-coursework"].items[0].options:
        choose(here, option.id)
        expect(here.locator("form")).to_have_attribute("data-grade", option.grade)
        _axe(page, option.grade)
        here.get_by_role("button", name="Try again").click()
    scenario = catalogue.scenarios["pupil-follow-request"]
    here = open_scenario(page, url, scenario.id)
    for item, option in next(path for path in paths(scenario) if len(path) == 4):
        step = item_in(here, item.id)
        choose(step, option.id)
        expect(step.locator("form")).to_have_attribute("data-grade", option.grade)
        if option.to:
            step.get_by_role("button", name="Continue").click()
    _axe(page, "end of a path")
    page.goto(f"{url}{PAGE}#summary")
    _axe(page, "summary")


def _axe(page: Page, where: str) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    broken = page.evaluate("axe.run().then(({violations}) => violations)")
    assert broken == [], f"{where}: {json.dumps(broken, indent=1)[:4000]}"


def test_nothing_scrolls_sideways_on_a_small_screen(context: BrowserContext, url: str) -> None:
    """At 320 px (1280 px at 400%) no page is wider than the screen."""
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    for name in _pages():
        page.goto(f"{url}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_no_single_key_is_a_shortcut(page: Page, url: str) -> None:
    """The theme's one-key shortcuts are off (WCAG 2.1.4), and what is typed into the search still arrives."""
    page.goto(f"{url}/guidance/background.html")
    for key in ("/", "s", "f", "n", "p"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")
    assert page.url.endswith("/guidance/background.html")
    search = page.get_by_role("textbox", name="Search")
    search.focus()
    page.keyboard.type("friendships")
    expect(search).to_have_value("friendships")
    expect(page.locator(".md-search-result__list a").first).to_have_attribute(
        "href", re.compile("guidance/specific-guidance.html")
    )


def test_the_colours_are_chosen_by_keyboard(page: Page, url: str) -> None:
    """The scheme in use is the radio button that is checked, and an arrow key takes the other."""
    page.goto(f"{url}/index.html")
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    expect(page.get_by_role("radio", name="Light")).to_be_checked()
    page.get_by_role("radio", name="Light").focus()
    page.keyboard.press("ArrowRight")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
