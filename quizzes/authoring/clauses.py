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


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered rule or statement.

    ``text`` is the source's own words; ``stem`` the words to quote before them where they begin in
    mid-sentence, else ""; ``gist`` is our summary in a line.
    """

    id: str
    text: str
    gist: str
    stem: str

    @property
    def page(self) -> str:
        """The page under docs/guidance/ that prints it, without its ending."""
        return _PAGES[self.id.partition("-")[0]]


def read_clauses(path: Path) -> dict[str, Clause]:
    """All clauses by id, in the guidance's order."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: Clause(row["id"], row["text_verbatim"], row["gist"], row["stem"]) for row in csv.DictReader(file)
        }
