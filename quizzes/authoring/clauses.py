"""The clauses of the guidance, from source/clauses.csv."""

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
# What clauses.csv calls testable_by, as: whether it is for staff, and whether it is for the school.
_FOR = {"scenario": (True, False), "checklist": (False, True), "both": (True, True), "none": (False, False)}


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered rule or statement.

    ``text`` is the source's own words; ``stem`` the words to quote before them where they begin in
    mid-sentence, else ""; ``gist`` is our summary in a line. ``for_staff``: staff are to practise it in a
    scenario; ``for_school``: it belongs on the school's checklist. ``line``, from 1, is its place in the file.
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
        """The page under docs/guidance/ that prints it, without its ending."""
        return _PAGES[self.id.partition("-")[0]]


def read_clauses(path: Path) -> dict[str, Clause]:
    """All clauses by id, in the guidance's order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["id"]: _read_clause(row, rows.line_num) for row in rows}


def _read_clause(row: dict[str, str], line: int) -> Clause:
    for_staff, for_school = _FOR[row["testable_by"]]
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
