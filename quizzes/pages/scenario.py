"""One scenario of a module: its situation, its items, and what to do afterwards."""

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Module
from quizzes.pages.components import component
from quizzes.pages.item import render_item
from quizzes.pages.school import our_school_adds
from quizzes.pages.slips import scenario_note
from quizzes.pages.stimulus import render_stimulus
from quizzes.pages.tell import names_someone, render_tell


def render_scenario(catalogue: Catalogue, module: Module, index: int) -> Markup:
    """Draw one scenario of a module; ``index`` counts from 0."""
    scenario = module.scenarios[index]
    note = scenario.editorial_note
    return component(
        "scenario",
        module=module,
        scenario=scenario,
        number=index + 1,
        previous=module.scenarios[index - 1] if index else None,
        next=module.scenarios[index + 1] if index + 1 < len(module.scenarios) else None,
        stimulus=render_stimulus(scenario.stimulus),
        steps=[render_item(catalogue, scenario, number) for number in range(len(scenario.items))],
        tell=render_tell(scenario),
        rules=our_school_adds(scenario.school, notice=not names_someone(scenario)),
        note=scenario_note(note) if note else None,
    )
