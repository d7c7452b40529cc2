"""What the pages for schools say of the content, and whether it is so.

The coverage page says that every clause for staff has a scenario; the checklist says what would show that the school
does what falls on it; on paper there is every module. Each is checked where there is its page, so that a handbook
without these pages can be built.
"""

import re
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
PAPER_PAGES = "docs/for-schools/paper"


def check_for_schools(root: Path, catalogue: Catalogue) -> list[Problem]:
    """Every reason why the pages for schools below a project's root would say what is not so."""
    problems = check_coverage(catalogue) if (root / COVERAGE_PAGE).exists() else []
    if (root / CHECKLIST_PAGE).exists():
        try:
            read_checklist(root, catalogue.clauses)
        except ContentError as error:
            problems += error.problems
    if (root / PAPER_PAGES / "index.md").exists():
        problems += check_paper(root, catalogue)
    return problems


def check_paper(root: Path, catalogue: Catalogue) -> list[Problem]:
    """A problem for every module that has no page on paper, and for every such page that does not show it."""
    problems = []
    for module in catalogue.modules:
        name = f"{PAPER_PAGES}/{module}.md"
        file = root / name
        fix = f'copy another page of {PAPER_PAGES}/, and write "/// paper | {module}" in it'
        if not file.exists():
            problems.append(Problem(name, 1, 1, f'the module "{module}" has no page on paper', fix))
        elif not re.search(rf"^/// paper \| {re.escape(module)}$", file.read_text(encoding="utf-8"), re.MULTILINE):
            problems.append(Problem(name, 1, 1, f'the page on paper does not show the module "{module}"', fix))
    return problems


def check_coverage(catalogue: Catalogue) -> list[Problem]:
    """A problem for every clause for staff that no scenario of a module cites."""
    return [
        Problem(
            CLAUSES,
            clause.line,
            1,
            f'the clause "{clause.id}" is for staff, and no scenario of a module cites it',
            _fix(catalogue, clause),
        )
        for clause in catalogue.clauses.values()
        if clause.for_staff and not catalogue.practice(clause.id)
    ]


def _fix(catalogue: Catalogue, clause: Clause) -> str:
    for scenario in catalogue.scenarios.values():
        if any(clause.id in item.clauses for item in scenario.items):
            return f'put "{scenario.id}", which cites it, into a module in {SCENARIOS}/{MODULES}'
    return f"write a scenario that turns on {quoted(clause.gist)}, and put it into a module in {SCENARIOS}/{MODULES}"


def read_checklist(root: Path, clauses: Mapping[str, Clause]) -> dict[str, str]:
    """What would show each clause for the school, by the clause's id, in the guidance's order.

    Raises ContentError where one is missing, and where there is one of a clause that is not for the school.
    """
    source = Source(CHECKLIST)
    file = root / CHECKLIST
    if not file.exists():
        source.report(None, "the file is missing", "write it: what would show each clause that falls on the school")
        raise ContentError(source.problems)
    shape = {
        clause.id: Field(Kind.TEXT, f"what would show {quoted(clause.gist)}")
        for clause in clauses.values()
        if clause.for_school
    }
    node = source.load(file)
    fields = source.fields(node, shape, "clause for the school") if node else None
    if source.problems or not fields:
        raise ContentError(source.problems)
    return {name: fields.text(name) for name in shape}
