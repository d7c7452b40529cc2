"""A module on paper, for people who do not use a computer: a sheet to sign, the situations, then the answers.

Nothing before the answers gives one away: no grade, no feedback, and none of the clauses that a scenario cites.
"""

from dataclasses import dataclass

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.school import ENTRIES
from quizzes.engine.model import Item, Module, Option, Scenario
from quizzes.pages.citations import citation, cited
from quizzes.pages.components import component, lettered, macro
from quizzes.pages.item import leading_to, render_feedback
from quizzes.pages.module_pages import PAPER, page_of
from quizzes.pages.school import our_school_adds, school_entries
from quizzes.pages.slips import scenario_note
from quizzes.pages.stimulus import render_stimulus
from quizzes.pages.tell import alternatives, named_in, render_tell

NOTICE = "R-iv"
"""The clause that says staff must be told that disciplinary action may be taken."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Where a reader goes after a step.

    ``letters``: the answers that this applies to, as "A, B or C"; empty for all answers. ``step``: the number of the
    next step, from 1; None if the situation ends.
    """

    letters: str
    step: int | None


def render_papers(catalogue: Catalogue) -> Markup:
    """List all modules, each with a link to its page on paper."""
    modules = catalogue.modules.values()
    return component("papers", modules=[(module, f"/{page_of(PAPER, module.id)}") for module in modules])


def render_paper(catalogue: Catalogue, module: Module) -> Markup:
    """Draw a module for printing: the sheet to sign, the situations, then the answers and the clauses."""
    clauses = {clause for scenario in module.scenarios for item in scenario.items for clause in item.clauses}
    entries = [entry for entry in ENTRIES if any(entry in scenario.school for scenario in module.scenarios)]
    people = named_in(module.scenarios)
    notice = catalogue.clauses[NOTICE]
    return component(
        "paper",
        sign_off=component(
            "sign-off",
            module=module,
            school=school_entries(["name"], notice=False),
            notice=citation(notice, opened=True),
        ),
        stepped=any(len(scenario.items) > 1 for scenario in module.scenarios),
        noted=any(scenario.content_note for scenario in module.scenarios),
        situations=[_situation(module, number) for number in range(1, len(module.scenarios) + 1)],
        answers=[_answers(scenario, number) for number, scenario in enumerate(module.scenarios, 1)],
        people=school_entries(people) if people else None,
        rules=our_school_adds(entries, notice=not people, on_paper=True),
        clauses=cited(catalogue, clauses, opened=True),
    )


def directions(scenario: Scenario, item: Item) -> list[Direction]:
    """Where each answer to a step leads, in the order of the options; empty if the scenario has only one step."""
    if len(scenario.items) == 1:
        return []
    steps = {step.id: number for number, step in enumerate(scenario.items, 1)}
    if len(item.following) == 1:
        (only,) = item.following
        return [Direction("", steps[only] if only else None)]
    to: dict[str | None, list[str]] = {}
    for letter, option in lettered(item).items():
        assert isinstance(option, Option)  # only options lead to different steps
        to.setdefault(option.to, []).append(letter)
    return [Direction(alternatives(letters), steps[name] if name else None) for name, letters in to.items()]


def _situation(module: Module, number: int) -> Markup:
    scenario = module.scenarios[number - 1]
    return component(
        "paper-situation",
        scenario=scenario,
        number=number,
        total=len(module.scenarios),
        stimulus=render_stimulus(scenario.stimulus),
        steps=[
            {
                "item": item,
                "stimulus": render_stimulus(item.stimulus),
                "sent": bool(leading_to(scenario, item)),
                "question": macro(item, "on_paper"),
                "directions": directions(scenario, item),
            }
            for item in scenario.items
        ],
    )


def _answers(scenario: Scenario, number: int) -> Markup:
    note = scenario.editorial_note
    return component(
        "paper-answers",
        scenario=scenario,
        number=number,
        steps=[_step(scenario, item) for item in scenario.items],
        tell=render_tell(scenario, on_paper=True),
        note=scenario_note(note) if note else None,
    )


def _step(scenario: Scenario, item: Item) -> dict[str, object]:
    key = f"answers-{scenario.id}-{item.id}"
    letters = {part.id: letter for letter, part in lettered(item).items()}
    return {
        "item": item,
        "basis": item.basis or scenario.basis,
        "parts": [(letter, part, render_feedback(item, part, key)) for letter, part in lettered(item).items()],
        "together": macro(item, "together", letters),
        "letters": letters,
    }
