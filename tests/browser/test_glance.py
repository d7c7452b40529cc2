"""After an answer to *choice*, a phone's first screen has the grade, the reason, what to do now, and who to tell."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.wording import words
from quizzes.engine.model import Interaction, Item, Module, Option, Scenario
from tests.browser.pressing import TAKE
from tests.browser.schools import SCHOOL, FillIn
from tests.browser.taking import Path, best_path, open_scenario, outcome_of, take_path
from tests.browser.test_layout import PHONE
from tests.building import ROOT

MODULES = list(load_catalogue(ROOT).modules.values())

# Where each part ends, in pixels from the top of the screen; null if it is not shown. The first is where the grade
# begins.
ENDS = """
scenario => {
  const parts = {
    reason: "[data-feedback-shown] .feedback > p:not(.feedback-grade, .feedback-option)",
    done: "[data-feedback-shown] .already-done", who: ".tell-rows", best: "[data-best]",
    next: "[data-after] [data-next]", retry: "[data-retry]", clauses: "[data-clauses]", others: "[data-answers]",
    notes: "[data-afterwards]",
  };
  const step = scenario.querySelector("[data-step][data-state=current]");
  const all = (selector) => [...step.querySelectorAll(selector), ...scenario.querySelectorAll(`:scope > ${selector}`)];
  const shown = (selector) => all(selector).find((each) => each.checkVisibility());
  const found = { grade: shown(".feedback-grade").getBoundingClientRect().top };
  for (const [name, selector] of Object.entries(parts)) {
    found[name] = shown(selector)?.getBoundingClientRect().bottom ?? null;
  }
  return found;
}
"""

# Answers one scenario after the other along its path, as pressing.py does. Returns, for each, the grades, where the
# parts end, and of every panel whether it is open.
WALK = f"""
async (scenarios) => {{
  const take = {TAKE.strip()};
  const ends = {ENDS.strip()};
  const seen = [];
  for (const [id, path] of scenarios) {{
    if (location.hash !== `#${{id}}`) {{
      const shown = new Promise((done) => addEventListener("hashchange", done, {{ once: true }}));
      location.hash = id;
      await shown;
    }}
    const scenario = document.querySelector(`[data-scenario="${{id}}"]`);
    const marked = await take(scenario, [path], () => null);
    const panels = [...scenario.querySelectorAll("details.panel")].filter((each) => each.checkVisibility());
    seen.push([marked.map(([grade]) => grade), ends(scenario), panels.map((each) => each.open)]);
  }}
  return seen;
}}
"""


def last_choice(scenario: Scenario) -> tuple[Path, Item] | None:
    """Return the best steps before a scenario's last, and the last, if that is *choice*."""
    *before, (item, _) = best_path(scenario)
    return (before, item) if item.interaction is Interaction.CHOICE else None


def length(option: Option) -> int:
    return len(words(option.feedback)) + len(words(option.already_done))


def longest_answers(module: Module) -> Iterator[tuple[Scenario, Path, Item, Option]]:
    """Yield every scenario that ends in *choice*, with the last option that says the most."""
    for scenario in module.scenarios:
        if found := last_choice(scenario):
            before, item = found
            yield scenario, before, item, max((each for each in item.options if not each.to), key=length)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_the_first_screen_of_a_phone_says_what_matters(
    page: Page, url: str, module: Module, fill_in_school: FillIn
) -> None:
    """Even the longest answer of each scenario fits, with all names filled in; what follows is on the second screen."""
    page.set_viewport_size(PHONE)
    fill_in_school(SCHOOL)
    answers = list(longest_answers(module))
    open_scenario(page, url, answers[0][0].id, module.id)
    page.locator("html[data-school-read]").wait_for(state="attached")
    paths: list[Path] = [[*before, (item, (option.id,))] for _, before, item, option in answers]
    steps = [[[item.id, response, bool(outcome_of(item, response).to)] for item, response in path] for path in paths]
    walk = [[scenario.id, path] for (scenario, *_), path in zip(answers, steps, strict=True)]
    seen: list[tuple[list[str], dict[str, float | None], list[bool]]] = page.evaluate(WALK, walk)
    for (scenario, _, _, option), path, (grades, ends, panels) in zip(answers, paths, seen, strict=True):
        assert grades == [outcome_of(*step).grade for step in path], scenario.id
        shown = [name for name, end in ends.items() if end is not None]
        assert (ends["grade"] or -1) >= 0, scenario.id
        assert sorted(shown, key=lambda name: ends[name] or 0) == shown, scenario.id
        assert (ends["done"] is None) == (not option.already_done)
        assert (ends["who"] or 0) <= PHONE["height"], scenario.id
        assert (ends["retry"] or 0) <= 2 * PHONE["height"], scenario.id
        assert len(panels) >= 2
        assert not any(panels)


@pytest.mark.parametrize("interaction", [each for each in Interaction if each is not Interaction.CHOICE])
def test_the_order_is_the_same_for_several_parts(page: Page, url: str, interaction: Interaction) -> None:
    """The grade comes first, then what was missed, who to tell, and the way on."""
    module, scenario = next(
        (module, each) for module in MODULES for each in module.scenarios if each.items[-1].interaction is interaction
    )
    page.set_viewport_size(PHONE)
    here = open_scenario(page, url, scenario.id, module.id)
    take_path(best_path(scenario), here)
    ends = here.evaluate(ENDS)
    shown = [name for name, end in ends.items() if end is not None and name not in ("reason", "done")]
    assert sorted(shown, key=lambda name: ends[name] or 0) == shown
    assert {"grade", "who", "next", "retry"} <= set(shown)
