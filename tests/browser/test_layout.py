"""Where things stand after an answer and in the header, on a phone and on a desktop."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Grade, Interaction
from tests.browser.conftest import VIEWPORT
from tests.browser.resuming import open_answered, paths_of
from tests.browser.states import KINDS, responses_by_grade, scenario_of
from tests.browser.taking import (
    assert_marked,
    best_path,
    fill_in,
    item_in,
    open_scenario,
    press_check,
    take_path,
)

PHONE: ViewportSize = {"width": 390, "height": 844}

SIZES = {"phone": PHONE, "desktop": VIEWPORT}

# The position of each part that can be seen, in pixels from the top of the page.
PLACES = """
scenario => {
  const places = {};
  const parts = {
    answered: "[data-answered] > h3", grade: "[data-answered] .grade", who: ".tell", best: "[data-best]",
    path: "[data-end=path]", next: "[data-next]", retry: "[data-retry]", clauses: "[data-clauses]",
    notes: "[data-afterwards]", previous: ".scenario-nav > a",
  };
  for (const [name, selector] of Object.entries(parts)) {
    const shown = [...scenario.querySelectorAll(selector)].filter((each) => each.checkVisibility()).at(-1);
    if (!shown) continue;
    const { top, bottom } = shown.getBoundingClientRect();
    places[name] = [top + scrollY, bottom + scrollY];
  }
  return places;
}
"""

# The empty height above an element: from the lowest thing drawn above it, in any column of the scenario, to its top.
EMPTY_ABOVE = """
element => {
  const { top, left, right } = element.getBoundingClientRect();
  const scenario = element.closest("[data-scenario]");
  const above = [...scenario.querySelectorAll("p, li, legend, h3, summary, .best, .feedback, .outcome, .tell")]
    .filter((each) => each.checkVisibility() && !each.contains(element))
    .map((each) => each.getBoundingClientRect())
    .filter((box) => box.height > 1 && box.bottom <= top && box.left < right && box.right > left);
  return top - Math.max(...above.map((box) => box.bottom));
}
"""


def opened(page: Page, url: str, catalogue: Catalogue, kind: str) -> Locator:
    """Open the first scenario of a kind."""
    module, scenario = scenario_of(catalogue, kind)
    return open_scenario(page, url, scenario.id, module.id)


def answer(here: Locator, catalogue: Catalogue, kind: str, grade: Grade) -> None:
    """Answer an open scenario with a grade; one of several steps to its end, with best answers."""
    _, scenario = scenario_of(catalogue, kind)
    item = scenario.items[0]
    take_path(best_path(scenario) if kind == "steps" else [(item, responses_by_grade(item)[grade])], here)


def answered(page: Page, url: str, catalogue: Catalogue, kind: str, grade: Grade) -> Locator:
    """Open the first scenario of a kind, and answer it with a grade."""
    here = opened(page, url, catalogue, kind)
    answer(here, catalogue, kind, grade)
    return here


def places(scenario: Locator) -> dict[str, list[float]]:
    found: dict[str, list[float]] = scenario.evaluate(PLACES)
    return found


def test_after_choice_the_next_scenario_is_within_two_screens_of_a_phone(
    page: Page, url: str, catalogue: Catalogue
) -> None:
    """The grade, who to tell and the best answer, then *Next scenario* and *Try again*, then all that is folded."""
    page.set_viewport_size(PHONE)
    here = opened(page, url, catalogue, "choice")
    for grade in Grade:
        answer(here, catalogue, "choice", grade)
        found = places(here)
        if grade is Grade.BEST:
            assert "best" not in found
        parts = ["grade", "who", "best", "next", "retry", "clauses", "notes", "previous"]
        tops = [found[part][0] for part in parts if part in found]
        assert tops == sorted(tops), grade
        assert found["retry"][1] - found["answered"][0] <= 2 * PHONE["height"], grade
        assert page.evaluate("document.documentElement.scrollHeight") <= 3.5 * PHONE["height"], grade
        here.locator("[data-retry]:visible").first.click()


@pytest.mark.parametrize("interaction", [each for each in Interaction if each is not Interaction.CHOICE])
def test_of_several_parts_only_what_was_missed_is_open(
    page: Page, url: str, catalogue: Catalogue, interaction: Interaction
) -> None:
    """After a best response, *Try again* is within two screens of a phone, and what was right can be opened."""
    page.set_viewport_size(PHONE)
    here = answered(page, url, catalogue, interaction, Grade.BEST)
    found = places(here)
    assert found["retry"][1] - found["answered"][0] <= 2 * PHONE["height"]
    feedback = here.locator("[data-answered] [data-feedback]")
    expect(feedback.locator("visible=true")).to_have_count(0)
    here.locator("summary:visible", has_text="What you got right").click()
    assert feedback.locator("visible=true").count() == feedback.count() > 1
    here.locator("[data-retry]").click()
    _, scenario = scenario_of(catalogue, interaction)
    step = item_in(here, scenario.items[0].id)
    responses = responses_by_grade(scenario.items[0])
    worst = [grade for grade in Grade if grade in responses][-1]
    fill_in(step, responses[worst])
    press_check(step)
    assert_marked(step, worst)
    verdicts = here.locator("[data-answered] [data-feedback]:visible [data-verdict-word]")
    shown: list[str] = verdicts.evaluate_all("all => all.map((each) => each.dataset.verdictWord)")
    assert shown
    assert set(shown).isdisjoint({"right", "left", "holds"})


@pytest.mark.parametrize("kind", KINDS)
def test_the_outcome_is_in_view_and_nothing_is_empty_above_what_is_next(
    page: Page, url: str, catalogue: Catalogue, kind: str
) -> None:
    """After *Check my answer* the grade is in view. No column of notes holds *Next scenario* away from the answer.

    "All your steps together" belongs to the answer: it stands just above *Next scenario*, not below *Try again*.
    """
    here = opened(page, url, catalogue, kind)
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        page.evaluate("scrollTo(0, 0)")
        answer(here, catalogue, kind, Grade.POOR)
        expect(here.locator("[data-answered] > h3").locator("visible=true"), name).to_be_in_viewport(ratio=1)
        grade = here.locator("[data-answered] .grade").locator("visible=true").last
        expect(grade, name).to_be_in_viewport(ratio=1)
        for link in (here.locator("[data-next]"), here.locator(".scenario-nav > a").first):
            if link.count():
                assert link.evaluate(EMPTY_ABOVE) <= 60, name
        if kind == "steps":
            found = places(here)
            assert found["answered"][0] < found["path"][0], name
            assert 0 <= found["next"][0] - found["path"][1] <= 40, name
        here.locator("[data-retry]:visible").first.click()


def test_answering_again_puts_everything_back(page: Page, url: str, catalogue: Catalogue) -> None:
    """*Try again* takes who to tell and *Next scenario* away from the answer, and they are there after the next one."""
    here = answered(page, url, catalogue, "choice", Grade.POOR)
    expect(here.locator("[data-answered] .tell")).to_be_visible()
    here.locator("[data-retry]").click()
    expect(here.locator(":scope > .tell")).to_be_hidden()
    expect(here.locator(".scenario-nav > [data-next]")).to_be_visible()
    here.locator("button[type=submit]").click()
    expect(here.locator("[data-after] > [data-next]")).to_be_visible()
    assert here.locator(".tell").count() == here.locator("[data-next]").count() == 1


# Of each line about what was said: whether it is one line, where it begins in its row, and its colour.
SAID = """
all => all.map((each) => {
  const row = each.parentElement.getBoundingClientRect();
  const box = each.getBoundingClientRect();
  const [own, ink] = [each, each.closest("body")].map((one) => getComputedStyle(one).color);
  const isFirst = Math.abs(box.left - row.left) <= 1 && Math.abs(box.top - row.top) <= 2;
  return [each.getClientRects().length, isFirst, own === ink];
})
"""


def test_what_was_said_begins_its_own_line(page: Page, url: str, catalogue: Catalogue) -> None:
    """ "You chose: No" begins a line, in the colour of text, and never breaks."""
    here = answered(page, url, catalogue, "match", Grade.HARMFUL)
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        lines: list[Any] = here.locator("[data-said-of]:visible").evaluate_all(SAID)
        assert lines, name
        assert [line for line in lines if line != [1, True, True]] == [], name


# The lines that each word of the header takes.
WORDS = """
header => {
  const found = [];
  const walker = document.createTreeWalker(header, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.checkVisibility()) continue;
    for (const { 0: word, index } of node.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      found.push([word, lines.size]);
    }
  }
  return found;
}
"""


def test_no_word_of_the_header_is_broken(unmarked: Page, url: str) -> None:
    """A narrow header breaks the handbook's name between words, and not at a hyphen."""
    unmarked.goto(f"{url}/index.html")
    for width in (320, 360, 390, 1280):
        unmarked.set_viewport_size({"width": width, "height": 844})
        found: list[Any] = unmarked.locator(".masthead").evaluate(WORDS)
        assert "e-safety" in [word for word, _ in found], width
        assert [word for word, lines in found if lines > 1] == [], width


def test_the_buttons_of_the_summary_are_in_line(page: Page, url: str, catalogue: Catalogue) -> None:
    """With all three there, they are on one line of a desktop, and each as wide as a phone."""
    module = catalogue.modules["first-day"]
    open_answered(page, url, module, paths_of(module, worst=[module.scenarios[1].id]))
    buttons = page.locator("[data-summary] .actions > a:visible")
    expect(buttons).to_have_count(3)
    tops = "all => [...new Set(all.map((each) => Math.round(each.getBoundingClientRect().top)))].length"
    assert buttons.evaluate_all(tops) == 1
    page.set_viewport_size(PHONE)
    widths = "all => [...new Set(all.map((each) => Math.round(each.getBoundingClientRect().width)))]"
    assert buttons.evaluate_all(tops) == 3
    assert len(buttons.evaluate_all(widths)) == 1


def test_nothing_lies_on_the_stimulus(page: Page, url: str, catalogue: Catalogue) -> None:
    """On a desktop the stimulus stays beside the answer while the reader scrolls, and covers none of it."""
    module, scenario = next(
        (module, each)
        for module in catalogue.modules.values()
        for each in module.scenarios
        if each.stimulus and [item.interaction for item in each.items] == [Interaction.CHOICE]
    )
    here = open_scenario(page, url, scenario.id, module.id)
    take_path(best_path(scenario), here)
    overlapping = """
    scenario => {
      const stimulus = scenario.querySelector(":scope > .stimulus").getBoundingClientRect();
      return [...scenario.children].filter((each) => {
        const box = each.getBoundingClientRect();
        return !each.matches(".stimulus") && box.height > 0 && box.left < stimulus.right - 1 &&
          box.right > stimulus.left + 1 && box.top < stimulus.bottom - 1 && box.bottom > stimulus.top + 1;
      }).map((each) => each.className);
    }
    """
    for position in (0, 300, 10_000):
        page.evaluate("top => scrollTo(0, top)", position)
        assert here.evaluate(overlapping) == []
