"""The handbook can be read, printed and copied without JavaScript or other hosts."""

import io
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.engine.model import Grade, Interaction, Item
from tests.browser.printing import letters, letters_of, printed
from tests.browser.taking import MODULES, PAGE, page_of
from tests.building import ROOT, built_site
from tests.components import MODULE as EXAMPLES_MODULE
from tests.components import examples_catalogue
from tests.words import words

# Reads what is visible of every item, each text on one line: as the page was opened, and with its answers unfolded.
READ = """
() => {
  const text = (each) => each.innerText.replace(/\\s+/g, " ").trim();
  const look = (step) => {
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
  };
  return [...document.querySelectorAll("[data-scenario]")].map((scenario) => {
    const steps = [...scenario.querySelectorAll("[data-step]")].map((step) => {
      const closed = look(step);
      const fold = step.querySelector("[data-answers] > summary");
      if (!fold.checkVisibility()) throw new Error(`the answers of ${step.dataset.step} cannot be unfolded`);
      fold.click();
      return [step.dataset.step, closed, look(step)];
    });
    return [scenario.dataset.scenario, text(scenario.querySelector(".situation")), steps];
  });
}
"""


@pytest.mark.parametrize(("place", "module"), [*(("url", each) for each in MODULES), ("examples_url", EXAMPLES_MODULE)])
def test_without_javascript_everything_can_be_read(
    unscripted: Page, request: pytest.FixtureRequest, place: str, module: str
) -> None:
    """Without JavaScript, questions and options are visible, graded answers are in a fold, and there are no buttons."""
    catalogue = load_catalogue(ROOT) if place == "url" else examples_catalogue()
    unscripted.goto(request.getfixturevalue(place) + page_of(module))
    scenarios = catalogue.modules[module].scenarios
    found: list[Any] = unscripted.evaluate(READ)
    assert [name for name, *_ in found] == [scenario.id for scenario in scenarios]
    for scenario, (_, situation, steps) in zip(scenarios, found, strict=True):
        assert situation == words(scenario.situation)
        assert [name for name, *_ in steps] == [item.id for item in scenario.items]
        for item, (_, closed, opened) in zip(scenario.items, steps, strict=True):
            assert closed["prompt"] == [words(item.prompt)]
            assert Counter(closed["labels"]) == Counter(
                [words(each.text) for each in item.options]
                + [words(each.text) for each in item.categories] * len(item.statements)
            )
            assert closed["statements"] == [words(each.text) for each in item.statements]
            assert [closed["feedback"], closed["clauses"], closed["order"], closed["buttons"]] == [{}, [], [], []]
            _assert_complete(item, opened)


def _assert_complete(item: Item, opened: dict[str, Any]) -> None:
    """Fail unless the open fold has every part's feedback and key, the item's feedback and every clause."""
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
    """Pressing Enter in a form submits nothing, not even to the school's own server."""
    sent: list[str] = []
    unscripted.goto(url + PAGE)
    unscripted.on("request", lambda request: sent.append(request.url))
    radio = unscripted.locator("form[data-item] input").first
    radio.check()
    radio.press("Enter")
    # Browsers navigate in order, so a submission would be reported before the request of this link.
    unscripted.get_by_role("link", name="Home", exact=True).click()
    unscripted.wait_for_url(f"{url}/index.html")
    assert [address for address in sent if address.startswith(url + PAGE)] == []


def test_the_answers_print_without_javascript(unscripted: Page, examples_url: str) -> None:
    """With JavaScript off, a PDF still has the feedback and the clauses that are folded on the screen."""
    catalogue = examples_catalogue()
    unscripted.goto(examples_url + page_of(EXAMPLES_MODULE))
    text = "".join(printed(unscripted))
    for scenario in catalogue.modules[EXAMPLES_MODULE].scenarios:
        for item in scenario.items:
            for part in (*item.pairs, *item.parts):
                assert letters(part.feedback) in text
            assert letters(item.feedback) in text
            for clause in item.clauses:
                assert letters(catalogue.clauses[clause].text) in text


def test_the_chapter_prints_its_words(page: Page, url: str, catalogue: Catalogue) -> None:
    """The button opens the browser's print dialog. A PDF of the whole chapter has every clause and no practice links.

    Reading the PDF quickly and reading it with pypdf find the same letters on its first sheet, in several typefaces.
    """
    page.goto(f"{url}/guidance/complete.html")
    page.evaluate("() => { window.print = () => { document.title = 'printed' } }")
    page.get_by_role("button", name="Print this chapter").click()
    expect(page).to_have_title("printed")
    pdf = page.pdf(prefer_css_page_size=True)
    sheets = letters_of(pdf)
    assert sheets[0] == letters(PdfReader(io.BytesIO(pdf)).pages[0].extract_text())
    text = "".join(sheets)
    assert "Practise:scenario" not in text
    for clause in catalogue.clauses.values():
        # In print, a neighbour's number may interrupt a clause's text, so the test compares only the first words.
        assert letters(" ".join(clause.text.split()[:5])) in text


def test_text_is_copied_without_the_links_that_lead_on(page: Page, url: str) -> None:
    """Copying the chapter gives the county's words without clause numbers or practice links.

    Pressing a clause's number puts the clause's id in the address. A practice link after a clause opens its scenario.
    """
    page.goto(f"{url}/guidance/specific-guidance.html")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.sheet'))")
    copied = page.evaluate("getSelection().toString()")
    assert "That they do not form on-line 'friendships' or enter into" in copied
    assert not re.search(r"SG-\d|Practise", copied)
    page.get_by_role("link", name="Clause SG-3", exact=True).click()
    assert page.url.endswith("/guidance/specific-guidance.html#SG-3")
    practice = page.locator("li:has(> #SG-3) > details.practice")
    practice.locator("summary").click()
    practice.get_by_role("link", name="A parent sends you a friend request").click()
    expect(page.locator('[data-scenario="parent-friend-request"]')).to_be_visible()
    expect(page.locator('[data-scenario="tired-post"]')).to_be_hidden()


# Finds numbers that overlap, or that are not on the line of their clause's first word.
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
    """At every width each clause's number is beside its clause's first line, and no two numbers overlap."""
    unmarked.goto(f"{url}/guidance/complete.html")
    for width in (320, 760, 992, 1100, 1280, 1600, 1920):
        unmarked.set_viewport_size({"width": width, "height": 900})
        assert unmarked.evaluate(MISPLACED) == [], width


def _pages() -> list[str]:
    site = built_site()
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def test_no_page_loads_from_another_host(site: Path) -> None:
    """No page or stylesheet loads a script, style, image, font or frame from another host."""
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
    """Collect the addresses that a browser loads by itself, unlike links."""

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
    """The theme's one-key shortcuts are off (WCAG 2.1.4), and typing into the search still works."""
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
    """The first visit uses the colour scheme of the reader's system."""
    page.emulate_media(color_scheme="dark")
    page.goto(f"{url}/index.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()


def test_the_colours_are_chosen_by_keyboard(page: Page, url: str) -> None:
    """The checked radio button is the current scheme, and an arrow key chooses the other one."""
    page.goto(f"{url}/index.html")
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    expect(page.get_by_role("radio", name="Light")).to_be_checked()
    page.get_by_role("radio", name="Light").focus()
    page.keyboard.press("ArrowRight")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
