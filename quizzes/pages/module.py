"""A module as it is taken: its scenarios, its summary, the form of its record, and its definition for the engine."""

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.definition import encode_module
from quizzes.engine.digest import module_digest
from quizzes.engine.model import ACKNOWLEDGED, Grade, Module
from quizzes.engine.standing import OF_SESSIONS, Standing
from quizzes.pages.citations import citation, cited
from quizzes.pages.components import component, in_script
from quizzes.pages.grades import grade
from quizzes.pages.scenario import render_scenario
from quizzes.pages.standings import standings
from quizzes.pages.tell import render_tell_summary


def render_module(catalogue: Catalogue, module: Module) -> Markup:
    """Draw a module. Every situation, option and feedback is in the HTML, so it can be read without JavaScript."""
    scenarios = [render_scenario(catalogue, module, index) for index in range(len(module.scenarios))]
    clauses = {clause for scenario in module.scenarios for item in scenario.items for clause in item.clauses}
    acknowledged = citation(catalogue.clauses[ACKNOWLEDGED], opened=True)
    return component(
        "module",
        module=module,
        definition=in_script(encode_module(module)),
        grades=[grade(value) for value in Grade],
        scenarios=scenarios,
        summary=component(
            "summary",
            module=module,
            citations=cited(catalogue, clauses),
            tell_summary=render_tell_summary(module.scenarios),
            standings=standings(*OF_SESSIONS),
        ),
        record=component(
            "record",
            module=module,
            acknowledged=acknowledged,
            clause=ACKNOWLEDGED,
            standings=standings(Standing.PASSED, Standing.NOT_PASSED, Standing.COMPLETED),
        ),
        edition=module_digest(module),
        keeping=component("keeping"),
        cover=component("cover"),
    )
