"""A module as Chromium prints it from the screen, whatever is on the screen, and that nothing printed is split."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Module
from quizzes.words.lookup import translate
from tests.browser.dropping import fill_register, open_register
from tests.browser.printing import letters, printed
from tests.browser.resuming import open_answered, paths_of
from tests.browser.taking import open_scenario
from tests.words import telling

MODULE = "boundaries-with-pupils"

STATES = ["before", "during", "after"]

PAPER = {"width": 673, "height": 986}
"""The inside of a page of A4, in pixels."""

# What has a frame or is a row of a table, and could be split between pages. Something taller than half a page may be
# split if it must, but then no frame is left open.
SPLIT = """
half => {
  const drawn = (style, edge) => parseFloat(style[`border${edge}Width`]) > 0 && style[`border${edge}Style`] !== "none";
  const whole = (each) => {
    for (let above = each; above; above = above.parentElement) {
      if (getComputedStyle(above).breakInside.startsWith("avoid")) return true;
    }
    return false;
  };
  return [...document.querySelectorAll(".md-content *")].filter((each) => {
    const style = getComputedStyle(each);
    if (!each.checkVisibility() || style.display === "inline" || each.matches("svg, input, thead")) return false;
    const box = each.getBoundingClientRect();
    if (box.height < 40 || box.width < 100) return false;
    const framed = drawn(style, "Left") && drawn(style, "Right");
    return each.matches("tbody tr") ? !whole(each) : framed && (box.height > half || !whole(each));
  }).map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 30)}`);
}
"""


def opened(page: Page, url: str, module: Module, state: str) -> None:
    """Open a module's second scenario with none, one or all of its scenarios answered."""
    at = module.scenarios[1].id
    if state == "after":
        return open_answered(page, url, module, paths_of(module), at)
    here = open_scenario(page, url, at, module.id)
    if state == "during":
        here.locator("input").first.check()
        here.locator("button[type=submit]").first.click()
        here.locator("form[data-grade]").first.wait_for(state="attached")


@pytest.mark.parametrize("state", STATES)
def test_a_module_prints_with_all_its_answers(page: Page, url: str, catalogue: Catalogue, state: str) -> None:
    """Whichever scenario is on the screen, all are printed, each option with its feedback, and nothing to press.

    Each frame stays on one page, and one that is too tall for that is not drawn.
    """
    module = catalogue.modules[MODULE]
    opened(page, url, module, state)
    text = "".join(printed(page))
    for scenario in module.scenarios:
        assert text.count(letters(scenario.title)) == 1
        for item in scenario.items:
            for part in (*item.pairs, *item.parts):
                assert letters(part.feedback) in text
            for option in item.options:
                assert letters(option.already_done) in text
        for said in telling(scenario):
            assert letters(said) in text
    assert letters(module.title) in text
    for chrome in ("status_ready", "status_loading", "check_answer", "try_again", "next_scenario", "content_note_skip"):
        assert letters(translate(chrome)) not in text
    assert "Step0" not in text
    assert split(page) == []


def test_the_summary_is_printed_alone(page: Page, url: str, catalogue: Catalogue) -> None:
    """With the summary on the screen, the result and who to tell are printed, without the scenarios."""
    module = catalogue.modules[MODULE]
    open_answered(page, url, module, paths_of(module))
    page.locator("[data-summary]").wait_for()
    first, *rest = printed(page)
    text = "".join([first, *rest])
    assert len(rest) <= 1
    assert letters(translate("summary_passed")) in first
    assert letters(translate("who_to_tell")) in text
    assert letters(module.scenarios[0].situation) not in text
    assert letters(translate("summary_another")) not in text
    assert split(page) == []


@pytest.mark.parametrize("name", ["index", "practise/index", "our-school", "for-schools/coverage", "guidance/complete"])
def test_no_row_or_card_of_a_page_is_split(unmarked: Page, url: str, name: str) -> None:
    """So it is on other pages with cards and tables."""
    unmarked.goto(f"{url}/{name}.html")
    assert split(unmarked) == []


def test_no_row_of_the_register_is_split(page: Page, url: str, catalogue: Catalogue, tmp_path: Path) -> None:
    """So it is in the register, with something of everything in it."""
    open_register(page, url)
    fill_register(page, tmp_path, catalogue)
    assert split(page) == []


def split(page: Page) -> list[str]:
    """What could be split between pages, with everything open, as it is on paper."""
    page.set_viewport_size({"width": PAPER["width"], "height": PAPER["height"]})
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(SPLIT, PAPER["height"] / 2)
    return found
