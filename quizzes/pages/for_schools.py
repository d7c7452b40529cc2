"""The pages for heads and governors: which scenarios practise which clause, and what the guidance asks of the school.

Both are generated from the clauses and the scenarios, so they cannot disagree with the handbook.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count, groupby

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.clauses import Clause
from quizzes.engine.model import Module, Scenario
from quizzes.engine.records.spreadsheet import lines
from quizzes.pages.components import component
from quizzes.pages.links import clause_href, scenario_href
from quizzes.words.lookup import translate

FILE = "for-schools/checklist.csv"
"""Name of the checklist as a spreadsheet, in the site."""

_CHECKLIST_PAGE = "/for-schools/checklist.md"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A scenario with its number, counted from 1 through all modules, and the address where readers take it."""

    number: int
    scenario: Scenario
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with the scenarios that cite it: for each module a list, which may be empty."""

    clause: Clause
    href: str
    checklist_href: str | None
    cells: list[tuple[Module, list[Numbered]]]

    @property
    def count(self) -> int:
        """Number of scenarios that cite the clause."""
        return sum(len(scenarios) for _, scenarios in self.cells)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the guidance, a row for each clause. ``id`` is the section's id and the name of its page."""

    id: str
    title: str
    rows: list[Row]

    @property
    def gaps(self) -> int:
        """Number of its clauses that no scenario cites."""
        return sum(row.count == 0 for row in self.rows)


def render_coverage(catalogue: Catalogue, checklist: Mapping[str, str]) -> Markup:
    """Show which scenarios cite each clause. ``checklist``: what would show each clause for the school."""
    modules = _numbered(catalogue)
    clauses = catalogue.clauses.values()
    sections = [
        Section(own[0].page, title, [_row(catalogue, modules, clause) for clause in own])
        for title, own in _by_section(clauses)
    ]
    for_staff = [row for section in sections for row in section.rows if row.clause.for_staff]
    for_school = [clause for clause in clauses if clause.for_school]
    return component(
        "coverage",
        modules=modules,
        sections=sections,
        gaps=sum(section.gaps for section in sections),
        practised=sum(row.count > 0 for row in for_staff),
        for_staff=len(for_staff),
        listed=sum(clause.id in checklist for clause in for_school),
        for_school=len(for_school),
        for_both=sum(clause.for_staff for clause in for_school),
        neither=[row for section in sections for row in section.rows if not _asks(row.clause)],
        total=len(clauses),
        checklist_href=_CHECKLIST_PAGE,
    )


def render_checklist(catalogue: Catalogue, checklist: Mapping[str, str]) -> Markup:
    """Quote every clause for the school, with what would show it, and gaps on paper for an owner and a date."""
    clauses = [clause for clause in catalogue.clauses.values() if clause.id in checklist]
    return component(
        "checklist",
        sections=[
            (title, [(clause, clause_href(clause), checklist[clause.id]) for clause in own])
            for title, own in _by_section(clauses)
        ],
        file=f"/{FILE}",
    )


def checklist_csv(catalogue: Catalogue, checklist: Mapping[str, str]) -> bytes:
    """Write the checklist as CSV, with empty columns for an owner and a date.

    It begins with a byte order mark, without which Excel doesn't read it as UTF-8.
    """
    about = [translate("checklist_clause"), translate("checklist_gist"), translate("checklist_words")]
    blanks = [translate("checklist_owner"), translate("checklist_date")]
    rows = [[*about, translate("checklist_shows"), *blanks]]
    for clause in catalogue.clauses.values():
        if clause.id in checklist:
            quoted = f"{clause.stem} … {clause.text}" if clause.stem else clause.text
            rows.append([clause.id, clause.gist, quoted, checklist[clause.id], *("" for _ in blanks)])
    return lines(rows).encode("utf-8-sig")


def _asks(clause: Clause) -> bool:
    """Whether the clause asks something of staff or of the school; otherwise it only informs."""
    return clause.for_staff or clause.for_school


def _by_section(clauses: Iterable[Clause]) -> list[tuple[str, list[Clause]]]:
    return [(title, list(own)) for title, own in groupby(clauses, key=lambda clause: clause.section)]


def _numbered(catalogue: Catalogue) -> list[tuple[Module, list[Numbered]]]:
    """Every module with its scenarios. A scenario in several modules is listed in the first of them only."""
    number = count(1)
    return [
        (
            module,
            [
                Numbered(next(number), scenario, scenario_href(module, scenario))
                for scenario in module.scenarios
                if catalogue.place(scenario) is module
            ],
        )
        for module in catalogue.modules.values()
    ]


def _row(catalogue: Catalogue, modules: list[tuple[Module, list[Numbered]]], clause: Clause) -> Row:
    citing = {scenario.id for _, scenario in catalogue.practice(clause.id)}
    return Row(
        clause,
        clause_href(clause),
        f"{_CHECKLIST_PAGE}#{clause.id}" if clause.for_school else None,
        [(module, [entry for entry in numbered if entry.scenario.id in citing]) for module, numbered in modules],
    )
