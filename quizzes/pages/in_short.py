"""The rules in short: each in our words, with its clauses and a scenario to try."""

from collections.abc import Sequence

from markupsafe import Markup

from quizzes.authoring.clauses import Clause
from quizzes.engine.model import Module, Scenario
from quizzes.pages.components import component
from quizzes.pages.links import clause_href, scenario_href
from quizzes.pages.registry import untouched


def render_rule(clauses: Sequence[Clause], module: Module, scenario: Scenario) -> Markup:
    """Draw a rule. Its words follow, from the page's Markdown."""
    links = component(
        "rule-links",
        clauses={clause.id: clause_href(clause) for clause in clauses},
        scenario=scenario,
        href=scenario_href(module, scenario),
    )
    return component("rule", links=untouched(links))
