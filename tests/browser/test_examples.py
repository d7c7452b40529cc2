"""The components' examples work on a small screen, on paper, and read out."""

from typing import Any

import yaml
from playwright.sync_api import Page, expect

from quizzes.authoring.stimulus import KINDS
from quizzes.engine.model import Interaction
from tests.browser.pressing import PRESS
from tests.browser.taking import assert_marked, fill_in, open_example, page_of, press_check
from tests.components import EXAMPLES, MODULE, Example, examples_of
from tests.words import words

# Finds what is wider than the screen or its own box, or too small for a finger. A field's size is that of its label.
# The button that changes an earlier step and the links to other scenarios are lines of text, so they may be smaller.
MISFITS = """
root => [document.documentElement, ...root.querySelectorAll("*")].filter((each) => {
  if (!each.checkVisibility() || getComputedStyle(each).clipPath !== "none" || each.clientWidth === 0) return false;
  const { right, width, height } = each.getBoundingClientRect();
  const hit = each.matches("label, button") && !each.closest("[data-state=past]") ? 44
    : each.matches("button, summary, .button") ? 24 : 0;
  return right > innerWidth + 1 || each.scrollWidth > each.clientWidth + 1 || Math.min(width, height) < hit;
}).map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`)
"""


# Goes through the states of all examples by pressing in the page, and looks for misfits in each.
LOOK = f"""
async (examples) => {{
  {PRESS}
  const misfits = {MISFITS.strip()};
  const look = async (id, item, response) => {{
    const scenario = document.getElementById(id);
    const step = scenario.querySelector(`[data-step="${{item}}"]`);
    const form = step.querySelector("form");
    const check = () => press(form.querySelector("button[type=submit]"), "button");
    const found = {{ before: misfits(scenario) }};
    if (response === null) return [null, found];
    check();
    if (!form.querySelector("[role=alert]").checkVisibility()) throw new Error("no error");
    found.error = misfits(scenario);
    for (const value of response) press(form.querySelector(`input[value="${{value}}"]`), `input ${{value}}`);
    found["filled in"] = misfits(scenario);
    check();
    await until(form, "data-grade");
    found.after = misfits(scenario);
    const more = step.querySelector("[data-continue]");
    if (more?.checkVisibility()) {{
      more.click();
      found["next step"] = misfits(scenario);
    }}
    return [form.dataset.grade, found];
  }};
  const seen = [];
  for (const [id, item, response] of examples) {{
    if (location.hash !== `#${{id}}`) {{
      const shown = new Promise((done) => addEventListener("hashchange", done, {{ once: true }}));
      location.hash = id;
      await shown;
    }}
    seen.push(await look(id, item, response));
  }}
  return seen;
}}
"""


def test_examples_fit_a_small_screen(page: Page, examples_url: str) -> None:
    """At 320 px nothing is cut off or scrolls sideways. Fields and buttons are at least 44 px, other controls 24 px."""
    page.set_viewport_size({"width": 320, "height": 640})
    open_example(page, examples_url, EXAMPLES[0])
    # A stimulus is followed by the first example of *choice*, so it has no answers of its own.
    answers = [example.answers[-1] if example.answers else None for example in EXAMPLES]
    given = [
        [example.id, example.item.id, answer and answer.response]
        for example, answer in zip(EXAMPLES, answers, strict=True)
    ]
    seen: list[tuple[str | None, dict[str, list[str]]]] = page.evaluate(LOOK, given)
    for example, answer, (grade, found) in zip(EXAMPLES, answers, seen, strict=True):
        assert {state: misfits for state, misfits in found.items() if misfits} == {}, example.id
        assert grade == (answer and answer.grade), example.id


def _assert_fits(page: Page, example: Example, where: str) -> None:
    assert page.locator(f"#{example.id}").evaluate(MISFITS) == [], f"{example.id}, {where}"


def test_match_fits_at_the_narrowest_table_width(unmarked: Page, examples_url: str) -> None:
    """At 768 px a match of up to four categories fits, and every cell is large enough to press."""
    unmarked.set_viewport_size({"width": 768, "height": 640})
    for example in examples_of("match"):
        unmarked.goto(f"{examples_url}{page_of(MODULE)}#{example.id}")
        expect(unmarked.locator(f"#{example.id} .match-heads").first).to_be_visible()
        _assert_fits(unmarked, example, "table")


# Reads what is displayed of steps, and the words of all buttons that are displayed on the page.
PRINTED = """
steps => {
  const text = (each) => each.innerText.replace(/\\s+/g, " ").trim();
  const shown = (root, selector) => [...root.querySelectorAll(selector)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .map(text);
  return {
    steps: steps.map((id) => document.querySelector(`[data-step="${id}"]`)).map((step) => ({
      question: shown(step, "legend"),
      text: text(step),
      feedback: shown(step, "[data-answered] [data-feedback]"),
    })),
    buttons: shown(document, "button, [role=button], [type=button], [type=submit], [type=reset], [type=image]"),
  };
}
"""


def test_examples_print_without_buttons(page: Page, examples_url: str) -> None:
    """Before and after an answer, an example prints its question and outcome, but no buttons.

    Whichever example is on the screen, all are printed, so the paper is looked at once before all answers and once
    after them.
    """
    examples = [examples_of(interaction)[0] for interaction in Interaction]
    for example in examples:
        fill_in(open_example(page, examples_url, example), example.answers[0].response)
    before = _printed(page, examples)
    for example in examples:
        step = open_example(page, examples_url, example)
        press_check(step)
        assert_marked(step, example.answers[0].grade)
    after = _printed(page, examples)
    for example, unanswered, answered in zip(examples, before["steps"], after["steps"], strict=True):
        assert unanswered["question"] == answered["question"] == [words(example.item.prompt)]
        assert words(example.item.parts[0].text) in unanswered["text"]
        assert unanswered["feedback"] == []
        assert answered["feedback"]
    assert before["buttons"] == after["buttons"] == []


def _printed(page: Page, examples: list[Example]) -> dict[str, Any]:
    """Return what is displayed of examples on paper."""
    page.emulate_media(media="print")
    found: dict[str, Any] = page.evaluate(PRINTED, [example.item.id for example in examples])
    page.emulate_media(media="screen")
    return found


def test_a_stimulus_is_read_out_in_order(unmarked: Page, examples_url: str) -> None:
    """A screen reader finds each kind of stimulus as a figure, named by its caption, with the example's lines."""
    caption = "Illustration only"
    kinds = []
    for example in examples_of("stimulus"):
        unmarked.goto(f"{examples_url}{page_of(MODULE)}#{example.id}")
        figure = unmarked.get_by_role("figure", name=caption)
        expect(figure).to_be_visible()
        kinds.append(figure.get_attribute("data-kind"))
        (read,) = yaml.safe_load(figure.aria_snapshot())
        (lines,) = read.values()
        assert [_run_together(each) for each in lines] == ["".join(each.split()) for each in (*example.reads, caption)]
        expect(figure.locator("a, button, input, [tabindex]")).to_have_count(0)
    assert kinds == list(KINDS)


def _run_together(node: Any) -> str:
    """Join the words of one line of the accessibility tree without white space, which the browser adds itself."""
    if isinstance(node, dict):
        return "".join(_run_together(each) for each in node.values())
    if isinstance(node, list):
        return "".join(_run_together(each) for each in node)
    return "".join(str(node).split())
