"""Every interaction's examples can be answered, are marked in words, and can be answered again."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from quizzes.engine.model import Interaction
from tests.browser.outcomes import READ_OUTCOME, expected_outcome, read_outcome
from tests.browser.pressing import ANSWER, ANSWER_ALL
from tests.browser.taking import (
    assert_marked,
    fill_in,
    item_in,
    open_example,
    outcome_of,
    page_of,
    press_check,
    respond,
    selected,
)
from tests.components import MODULE, Answer, Example, examples_catalogue, examples_of

every_interaction = pytest.mark.parametrize("interaction", [each.value for each in Interaction])


def outcome_of_answer(example: Example, answer: Answer) -> dict[str, Any]:
    """Return the outcome and the tally that the page should show for an example's answer."""
    outcome = expected_outcome(example.item, answer.response, examples_catalogue().clauses)
    return {**outcome, "tally": list(answer.tally)}


@every_interaction
def test_every_response_is_marked_in_words(examples: Page, examples_url: str, interaction: str) -> None:
    """Every response shows its grade, tally, verdicts and feedback, and is still filled in after *Try again*.

    One response is pressed as a reader does, and all of them are pressed by script.
    """
    for example in examples_of(interaction):
        step = open_example(examples, examples_url, example)
        if example == examples_of(interaction)[0]:
            assert_pressed_as_readers_do(step, example.answers[0])
        responses = [answer.response for answer in example.answers]
        seen = step.evaluate(
            f"(step, responses) => ({ANSWER_ALL.strip()})(step, responses, {READ_OUTCOME.strip()})", responses
        )
        for answer, (marked, retried) in zip(example.answers, seen, strict=True):
            outcome = outcome_of_answer(example, answer)
            assert marked == {"grade": answer.grade, "outcome": outcome, "focus": "Your answer"}
            assert retried == {"selected": list(answer.response), "focus": answer.response[0]}


def assert_pressed_as_readers_do(step: Locator, answer: Answer) -> None:
    """Fail unless a response can be given with the pointer, and is still filled in after *Try again*."""
    respond(step, answer.response)
    assert_marked(step, answer.grade)
    step.locator("[data-retry]").click()
    assert selected(step) == list(answer.response)


@every_interaction
def test_every_interaction_can_lead_to_a_next_step(examples: Page, examples_url: str, interaction: str) -> None:
    """*Continue* leads to the next step, its answer ends the path, and the first step can then be changed."""
    example = next(each for each in examples_of(interaction) if any(each.item.following))
    step = open_example(examples, examples_url, example)
    answer = next(each for each in example.answers if outcome_of(example.item, each.response).to)
    respond(step, answer.response)
    assert_marked(step, answer.grade)
    step.get_by_role("button", name="Continue").click()
    assert examples.evaluate("document.activeElement.textContent") == "Step 2"
    here = examples.locator(f'[data-scenario="{example.id}"]')
    following = examples_catalogue().scenarios[example.id].items[1]
    second = item_in(here, following.id)
    other = next(each for each in examples_of(interaction) if each.item == following)
    respond(second, other.answers[0].response)
    assert_marked(second, other.answers[0].grade)
    assert read_outcome(second) == outcome_of_answer(other, other.answers[0])
    expect(here.get_by_text("All your steps together")).to_be_visible()
    expect(step.locator(".outcome, [data-feedback]").first).to_be_visible()
    step.get_by_role("button", name="Change this answer").click()
    assert selected(step) == list(answer.response)
    expect(second).to_be_hidden()


def test_a_reload_restores_every_answer(examples: Page, examples_url: str) -> None:
    """After a reload every outcome is shown again, and *Try again* has the response filled in, in its order."""
    answered = [examples_of(interaction)[0] for interaction in Interaction]
    for example in answered:
        step = open_example(examples, examples_url, example)
        assert step.evaluate(ANSWER, example.answers[-1].response) == example.answers[-1].grade
    examples.reload()
    for example in answered:
        examples.goto(f"{examples_url}{page_of(MODULE)}#{example.id}")
        step = item_in(examples.locator(f'[data-scenario="{example.id}"]'), example.item.id)
        assert_marked(step, example.answers[-1].grade)
        assert read_outcome(step) == outcome_of_answer(example, example.answers[-1])
        step.locator("[data-retry]").evaluate("button => button.click()")
        assert selected(step) == list(example.answers[-1].response)


def test_an_empty_response_shows_an_error(unmarked: Page, examples_url: str) -> None:
    """Checking an empty response shows an error and focuses the first field. Choosing an answer removes the error."""
    errors = {
        "choice": "Choose one answer, then check it.",
        "multiple": "Tick at least one, then check your answer.",
        "order": "Tick at least one step, then check your answer.",
        "match": "Choose one for each, then check your answer.",
    }
    assert errors.keys() == set(Interaction)
    for interaction, error in errors.items():
        step = _open_without_engine(unmarked, examples_url, examples_of(interaction)[0])
        press_check(step)
        expect(step.get_by_role("alert")).to_have_text(error)
        assert unmarked.title().startswith("Error: ")
        first = step.locator("input").first.get_attribute("value")
        assert unmarked.evaluate("document.activeElement.value") == first
        expect(step.locator("[data-status]:visible")).to_have_count(0)
        unmarked.keyboard.press("Space")
        expect(step.get_by_role("alert")).to_be_hidden()
        assert not unmarked.title().startswith("Error: ")


def test_the_focus_goes_to_the_first_gap_in_match(unmarked: Page, examples_url: str) -> None:
    """If statements are left out, nothing is sent, the first one gets the focus, and all their rows are marked."""
    example = examples_of("match")[0]
    step = _open_without_engine(unmarked, examples_url, example)
    *others, last = example.answers[0].response
    for gap, following in enumerate((last, *others[:-1])):
        fill_in(step, [following])
        press_check(step)
        expect(step.get_by_role("alert")).to_have_text("Choose one for each, then check your answer.")
        expect(step.locator("[data-status]:visible")).to_have_count(0)
        assert unmarked.evaluate("document.activeElement.value").split()[0] == others[gap].split()[0]
        borders = step.locator(".match-row").evaluate_all("rows => rows.map((row) => getComputedStyle(row).boxShadow)")
        assert [place for place, border in enumerate(borders) if border != "none"] == [*range(gap, len(others))]
    fill_in(step, others[-1:])
    press_check(step)
    expect(step.get_by_text("Your answer will be marked in a few seconds")).to_be_visible()


# Counts what is displayed of an item once its graded answers have been opened, and tells where the focus is.
GRADED = """
item => {
  const step = document.querySelector(`[data-step="${item}"]`);
  const shown = (selector) => [...step.querySelectorAll(selector)].filter((each) => each.checkVisibility()).length;
  return {
    alerts: shown("[role=alert]"),
    feedback: shown("[data-answers] [data-feedback]"),
    keys: shown("[data-answers] :is(.grade, .part-key, .part-grades)"),
    answered: shown("[data-answered]"),
    focus: document.activeElement.tagName,
  };
}
"""


def test_the_graded_answers_open_without_the_engine(page: Page, examples_url: str) -> None:
    """With the engine unavailable the button opens all graded answers, even if nothing is selected."""
    page.route(re.compile("/(worker|runtime)-"), lambda route: route.fulfill(status=404))
    page.goto(examples_url + page_of(MODULE))
    expect(page.locator("html")).to_have_attribute("data-engine", "unavailable")
    for interaction in Interaction:
        nothing, something = examples_of(interaction)[:2]
        for example, given in ((nothing, ()), (something, something.answers[0].response)):
            step = _open_without_engine(page, examples_url, example)
            fill_in(step, given)
            step.get_by_role("button", name="Show the graded answers").click()
            assert page.evaluate(GRADED, example.item.id) == {
                "alerts": 0,
                "feedback": len((*example.item.pairs, *example.item.parts)),
                "keys": len(example.item.parts),
                "answered": 0,
                "focus": "SUMMARY",
            }


def _open_without_engine(page: Page, url: str, example: Example) -> Locator:
    """Open an example without waiting for the engine, and return its item."""
    page.goto(f"{url}{page_of(MODULE)}#{example.id}")
    return item_in(page.locator(f'[data-scenario="{example.id}"]'), example.item.id)
