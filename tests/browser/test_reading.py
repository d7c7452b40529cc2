"""Reading without answering: JavaScript off, print, copy, small screens, other hosts, colours."""

import io
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.engine.model import Grade, Interaction, Item
from tests.browser.taking import MODULES, PAGE, item_in, page_of
from tests.building import ROOT, built_site
from tests.components import MODULE as EXAMPLES_MODULE
from tests.components import examples_catalogue
from tests.words import words

# What can be seen of an item: words folded to one line. Folds are closed until they are pressed.
READ = """
step => {
  const text = (each) => each.innerText.replace(/\\s+/g, " ").trim();
  const seen = (selector) => [...step.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  return {
    prompt: seen("legend").map(text),
    labels: seen("label").map(text),
    statements: seen("[role=radiogroup] > p").map(text),
    feedback: Object.fromEntries(seen("[data-feedback]").map((each) => [each.dataset.feedback, text(each)])),
    keys: seen("[data-answers] :is(.grade, .part-key, .part-grades)").length,
    order: seen(".together li").map(text),
    together: seen("[data-together]").map(text).join(" "),
    clauses: seen("[data-answers] [data-clause]").map((each) => each.dataset.clause),
    buttons: seen("button, [data-own]").map(text),
  };
}
"""


@pytest.mark.parametrize(("place", "module"), [*(("url", each) for each in MODULES), ("examples_url", EXAMPLES_MODULE)])
def test_without_javascript_everything_can_be_read(
    unscripted: Page, request: pytest.FixtureRequest, place: str, module: str
) -> None:
    """Questions and options stand open, each key, feedback, good order and clause is in a fold, no button is there."""
    catalogue = load_catalogue(ROOT) if place == "url" else examples_catalogue()
    unscripted.goto(request.getfixturevalue(place) + page_of(module))
    for scenario in catalogue.modules[module].scenarios:
        here = unscripted.locator(f'[data-scenario="{scenario.id}"]')
        expect(here.locator(".situation").first).to_have_text(words(scenario.situation))
        for item in scenario.items:
            step = item_in(here, item.id)
            closed = step.evaluate(READ)
            assert closed["prompt"] == [words(item.prompt)]
            assert Counter(closed["labels"]) == Counter(
                [words(each.text) for each in item.options]
                + [words(each.text) for each in item.categories] * len(item.statements)
            )
            assert closed["statements"] == [words(each.text) for each in item.statements]
            assert [closed["feedback"], closed["clauses"], closed["order"], closed["buttons"]] == [{}, [], [], []]
            step.locator("[data-answers] > summary").click()
            _assert_complete(item, step.evaluate(READ))


def _assert_complete(item: Item, opened: dict[str, Any]) -> None:
    """The open fold has each part's own words and key, what ties them together, and every clause."""
    parts = (*item.pairs, *item.parts)
    assert list(opened["feedback"]) == [f"{item.id}-{part.id}" for part in parts]
    for part, shown in zip(parts, opened["feedback"].values(), strict=True):
        assert words(part.feedback) in shown
    assert opened["keys"] == len(item.parts)
    assert words(item.feedback) in opened["together"]
    if item.interaction is Interaction.CHOICE:
        assert opened["clauses"] == [clause for part in item.parts for clause in part.clauses]
    else:
        assert opened["clauses"] == list(item.clauses)
    if item.interaction is Interaction.ORDER:
        assert opened["order"] == [words(option.text) for option in item.options if option.grade is Grade.BEST]


def test_without_javascript_no_response_is_submitted(unscripted: Page, url: str) -> None:
    """Enter in a form submits nothing: what was chosen is never sent, even to the school's own server."""
    sent: list[str] = []
    unscripted.goto(url + PAGE)
    unscripted.on("request", lambda request: sent.append(request.url))
    radio = unscripted.locator("form[data-item] input").first
    radio.check()
    radio.press("Enter")
    # The browser takes up navigations in their order, so a submission would be told before this link's request.
    unscripted.get_by_role("link", name="Home", exact=True).click()
    unscripted.wait_for_url(f"{url}/index.html")
    assert [address for address in sent if address.startswith(url + PAGE)] == []


def test_the_answers_print_without_javascript(unscripted: Page, examples_url: str) -> None:
    """A PDF made with JavaScript off has the feedback that is closed on the screen, and the clauses."""
    catalogue = examples_catalogue()
    unscripted.goto(examples_url + page_of(EXAMPLES_MODULE))
    printed = _printed(unscripted)
    for scenario in catalogue.modules[EXAMPLES_MODULE].scenarios:
        for item in scenario.items:
            for part in (*item.pairs, *item.parts):
                assert _letters(part.feedback) in printed
            assert _letters(item.feedback) in printed
            for clause in item.clauses:
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


# Numbers that lie on one another, or not on the line of their clause's first word.
MISPLACED = """
() => {
  const numbers = [...document.querySelectorAll(".clause-number")].map((each) => [each, each.getBoundingClientRect()]);
  const on = (a, b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
  const middle = (box) => (box.top + box.bottom) / 2;
  const away = ([each, box]) => {
    const words = document.createRange();
    words.selectNodeContents(each.nextSibling);
    return ![...words.getClientRects()].slice(0, 2).some((line) => Math.abs(middle(line) - middle(box)) < 12);
  };
  return numbers.filter((a) => away(a) || numbers.some((b) => a !== b && on(a[1], b[1]))).map(([each]) => each.text);
}
"""


def test_clause_numbers_are_beside_their_clauses(unmarked: Page, url: str) -> None:
    """At no width does a clause's number lie on another's, or beside a line that its clause does not begin on."""
    unmarked.goto(f"{url}/guidance/complete.html")
    for width in (320, 760, 992, 1100, 1280, 1600, 1920):
        unmarked.set_viewport_size({"width": width, "height": 900})
        assert unmarked.evaluate(MISPLACED) == [], width


def test_the_chapters_print_button_prints(unmarked: Page, url: str) -> None:
    """The button asks the browser to print; without JavaScript there is no button."""
    unmarked.goto(f"{url}/guidance/complete.html")
    unmarked.evaluate("window.print = () => { document.title = 'printed' }")
    unmarked.get_by_role("button", name="Print this chapter").click()
    expect(unmarked).to_have_title("printed")


def test_a_clause_number_links_to_its_clause(page: Page, url: str) -> None:
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


def test_no_page_loads_from_another_host(site: Path) -> None:
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


def test_the_colours_follow_the_readers_system(page: Page, url: str) -> None:
    """At first the scheme is the one that the reader's system asks for."""
    page.emulate_media(color_scheme="dark")
    page.goto(f"{url}/index.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()


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
