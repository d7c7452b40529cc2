"""Read what a marked item shows on the page, and work out what it should show."""

from typing import Any

from playwright.sync_api import Locator

from quizzes.authoring.clauses import Clause
from quizzes.engine.model import Basis, Grade, Interaction, Item, Option, Pair, Statement
from quizzes.engine.scoring import Outcome, Response, Verdict
from tests.browser.taking import outcome_of
from tests.words import words

GRADES = {"best": "Best answer", "acceptable": "Acceptable", "poor": "Poor", "harmful": "Harmful"}

TICKED = {
    Verdict.RIGHT: "Right You ticked it.",
    Verdict.LEFT: "Right You didn’t tick it.",
    Verdict.MISSED: "Missed You didn’t tick it.",
    Verdict.WRONG: "Incorrect You ticked it.",
    Verdict.HARMFUL: "Harmful You ticked it.",
}
ORDERED = {
    Verdict.HOLDS: "Right order",
    Verdict.BROKEN: "Wrong order",
    Verdict.RIGHT: "Right You included it.",
    Verdict.LEFT: "Right You left it out.",
    Verdict.MISSED: "Missed You left it out.",
    Verdict.WRONG: "Incorrect You included it.",
    Verdict.HARMFUL: "Harmful You included it.",
}
MATCHED = {
    Verdict.RIGHT: "Right",
    Verdict.ACCEPTABLE: "Acceptable",
    Verdict.WRONG: "Incorrect",
    Verdict.HARMFUL: "Harmful",
}

RIGHT = {Verdict.RIGHT, Verdict.LEFT, Verdict.HOLDS}

BASIS = {
    Basis.CLAUSE: "The county’s text decides this one.",
    Basis.BY_EXTENSION: "The county’s text is about older technology. We’ve applied it here.",
    Basis.EDITORIAL: "The county’s text doesn’t cover all of this. Where it doesn’t, our editors decided the grade.",
}

KEYS = {Grade.BEST: "Best:", Grade.ACCEPTABLE: "Also acceptable:", Grade.HARMFUL: "Harmful:"}

READ_OUTCOME = """
step => {
  const text = (each) => each.innerText.replace(/\\s+/g, " ").trim();
  const seen = (root, selector) => [...root.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const answered = step.querySelector("[data-answered]");
  for (const each of step.querySelectorAll("[data-right], [data-clauses]")) each.open = true;
  return {
    chosen: seen(step, "form[data-grade] .option").map(text),
    grade: seen(answered, "[data-outcome-grade]").map(text).join(),
    tally: seen(answered, "[data-tally]").map(text),
    parts: seen(answered, "[data-feedback]").map((each) => [each.dataset.feedback, text(each)]),
    best: seen(answered, "[data-best] > p").map(text),
    together: seen(answered, "[data-together-shown] p, [data-together-shown] li").map(text),
    clauses: seen(step, "[data-citations-shown] [data-clause]").map((each) => {
      const quoted = each.querySelector("blockquote").textContent.split(/\\s+/).join(" ").trim();
      return [each.dataset.clause, quoted, each.querySelector("a").getAttribute("href")];
    }),
  };
}
"""


def read_outcome(step: Locator) -> dict[str, Any]:
    """Return the visible outcome of an item: texts on one line each, parts and clauses in order."""
    found: dict[str, Any] = step.evaluate(READ_OUTCOME)
    return found


def expected_outcome(item: Item, response: Response, clauses: dict[str, Clause]) -> dict[str, Any]:
    """Return what ``read_outcome`` should give for a response, without the tally. Verdicts come from the engine."""
    outcome = outcome_of(item, response)
    if item.interaction is Interaction.CHOICE:
        return _expected_choice_outcome(item, outcome, clauses)
    good = [option.text for option in item.options if option.grade is Grade.BEST]
    order = ["A good order", *good] if item.interaction is Interaction.ORDER else []
    together = [*order, *filter(None, item.feedback.split("\n\n"))]
    return {
        "chosen": [],
        "grade": GRADES[outcome.grade],
        "parts": [
            [f"{item.id}-{part}", _expected_part(item, part, verdict, response)]
            # What was right is folded below what was missed.
            for part, verdict in sorted(outcome.feedback, key=lambda each: each[1] in RIGHT)
        ],
        "best": [],
        "together": [words(each) for each in together],
        "clauses": [_quoted(clauses[each]) for each in item.clauses],
    }


def _expected_choice_outcome(item: Item, outcome: Outcome, clauses: dict[str, Clause]) -> dict[str, Any]:
    option = item.option(outcome.feedback[0][0])
    assert option
    best = [each.text for each in item.options if each.grade is Grade.BEST and option.grade is not Grade.BEST]
    return {
        "chosen": [words(option.text)],
        "grade": "",
        "parts": [[f"{item.id}-{option.id}", words(f"{GRADES[option.grade]} {_feedback(option)}")]],
        "best": [words(each) for each in best],
        "together": [],
        "clauses": [_quoted(clauses[each]) for each in option.clauses],
    }


def _expected_part(item: Item, part_id: str, verdict: Verdict, response: Response) -> str:
    """Return the text for one part: verdict, part, for *match* the chosen category and the key, and feedback."""
    part = next(each for each in (*item.pairs, *item.parts) if each.id == part_id)
    if isinstance(part, Pair):
        first, then = (next(each.text for each in item.options if each.id == end) for end in (part.first, part.then))
        return words(f"{ORDERED[verdict]} {first} before {then} {part.feedback}")
    if isinstance(part, Option):
        table = TICKED if item.interaction is Interaction.MULTIPLE else ORDERED
        return words(f"{table[verdict]} {part.text} {_feedback(part)}")
    names = {category.id: category.text for category in item.categories}
    chosen = next(names[each.split()[1]] for each in response if each.split()[0] == part.id)
    key = [f"{label} {names[name]}" for grade, label in KEYS.items() for name in names if part.grades[name] == grade]
    said = f"{MATCHED[verdict]} {part.text} You chose: {chosen} {' '.join(key)}"
    return words(f"{said} {part.feedback} {_basis(part)}")


def _feedback(option: Option) -> str:
    done = f"If you’ve already done this {option.already_done}" if option.already_done else ""
    return f"{option.feedback} {done} {_basis(option)}"


def _basis(part: Option | Statement) -> str:
    return BASIS[part.basis] if part.basis else ""


def _quoted(clause: Clause) -> list[str]:
    """Return a clause's id, its text with the stem, and its address in the chapter."""
    text = f"{clause.stem} … {clause.text}" if clause.stem else clause.text
    return [clause.id, " ".join(text.split()), f"../guidance/{clause.page}.html#{clause.id}"]
