"""Check what the pages for schools promise.

The coverage page promises a scenario for every clause for staff. The checklist has an entry for every clause for the
school. Each promise is checked only if its page exists, so that a handbook without these pages can be built.
"""

from collections.abc import Mapping
from pathlib import Path

from quizzes.authoring.catalogue import CLAUSES, MODULES, SCENARIOS, Catalogue
from quizzes.authoring.clauses import Clause
from quizzes.authoring.fields import Field, Kind
from quizzes.authoring.problems import ContentError, Problem, quoted
from quizzes.authoring.source import Source

COVERAGE_PAGE = "docs/for-schools/coverage.md"
CHECKLIST_PAGE = "docs/for-schools/checklist.md"
CHECKLIST = "docs/for-schools/checklist.yaml"


def check_for_schools(root: Path, catalogue: Catalogue) -> list[Problem]:
    """Return a problem for everything that would make a page for schools wrong."""
    problems = check_coverage(catalogue) if (root / COVERAGE_PAGE).exists() else []
    if (root / CHECKLIST_PAGE).exists():
        try:
            read_checklist(root, catalogue.clauses)
        except ContentError as error:
            problems += error.problems
    return problems


def check_coverage(catalogue: Catalogue) -> list[Problem]:
    """Return a problem for every clause for staff that no scenario of a module cites."""
    return [
        Problem(
            CLAUSES,
            clause.line,
            1,
            f'clause "{clause.id}" is for staff, but no scenario in a module cites it',
            _fix(catalogue, clause),
        )
        for clause in catalogue.clauses.values()
        if clause.for_staff and not catalogue.practice(clause.id)
    ]


def _fix(catalogue: Catalogue, clause: Clause) -> str:
    for scenario in catalogue.scenarios.values():
        if any(clause.id in item.clauses for item in scenario.items):
            return f'add "{scenario.id}", which cites it, to a module in {SCENARIOS}/{MODULES}'
    return f"write a scenario about {quoted(clause.gist)}, and add it to a module in {SCENARIOS}/{MODULES}"


def read_checklist(root: Path, clauses: Mapping[str, Clause]) -> dict[str, str]:
    """Read the checklist: for each clause for the school, the evidence that would show it is followed, by clause id.

    The order is the guidance's. Raises ContentError if an entry is missing, or belongs to a clause that is not for the
    school.
    """
    source = Source(CHECKLIST)
    file = root / CHECKLIST
    if not file.exists():
        source.report(
            None, "the file is missing", "write it: for each clause for the school, what would show that it is followed"
        )
        raise ContentError(source.problems)
    shape = {
        clause.id: Field(Kind.TEXT, f"what would show that this is followed: {quoted(clause.gist)}")
        for clause in clauses.values()
        if clause.for_school
    }
    node = source.load(file)
    fields = source.fields(node, shape, "clause for the school") if node else None
    if source.problems or not fields:
        raise ContentError(source.problems)
    return {name: fields.text(name) for name in shape}
