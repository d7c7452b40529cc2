"""Read the clauses of the guidance from source/clauses.csv."""

import csv
from dataclasses import dataclass
from pathlib import Path

_PAGES = {
    "IN": "introduction",
    "BG": "background",
    "SG": "specific-guidance",
    "SI": "safeguarding-issues",
    "R": "recommendations",
}
# The values of testable_by in clauses.csv, each as (for staff, for the school).
_TESTABLE_BY = {"scenario": (True, False), "checklist": (False, True), "both": (True, True), "none": (False, False)}


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered rule or statement of the guidance.

    ``text`` has the source's own words. ``stem`` has the words to quote before them if they begin in mid-sentence, and
    is otherwise empty. ``gist`` is our one-line summary. ``for_staff`` means that a scenario must practise it,
    ``for_school`` that the school's checklist must have it. ``line`` is its line in the file, from 1.
    """

    id: str
    text: str
    gist: str
    stem: str
    section: str
    for_staff: bool
    for_school: bool
    line: int

    @property
    def page(self) -> str:
        """The page in docs/guidance/ that contains the clause, without .md."""
        return clause_page(self.id)


def clause_page(clause_id: str) -> str:
    """The page in docs/guidance/ that contains a clause, without .md."""
    return _PAGES[clause_id.partition("-")[0]]


def read_clauses(path: Path) -> dict[str, Clause]:
    """Read all clauses, by id, in the guidance's order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["id"]: _read_clause(row, rows.line_num) for row in rows}


def _read_clause(row: dict[str, str], line: int) -> Clause:
    for_staff, for_school = _TESTABLE_BY[row["testable_by"]]
    return Clause(
        id=row["id"],
        text=row["text_verbatim"],
        gist=row["gist"],
        stem=row["stem"],
        section=row["section"],
        for_staff=for_staff,
        for_school=for_school,
        line=line,
    )
