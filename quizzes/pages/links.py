"""Addresses within the site, written as paths from docs/ ("/guidance/…md#SG-3").

MkDocs checks these links and makes them relative.
"""

from quizzes.authoring.clauses import Clause
from quizzes.engine.model import Module, Scenario


def clause_href(clause: Clause) -> str:
    """Where the chapter prints a clause."""
    return f"/guidance/{clause.page}.md#{clause.id}"


def scenario_href(module: Module, scenario: Scenario) -> str:
    """Where a reader takes a scenario."""
    return f"/practise/{module.id}.md#{scenario.id}"
