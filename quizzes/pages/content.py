"""The content that pages are made of, read when a block needs it."""

from dataclasses import dataclass
from pathlib import Path

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.for_schools import read_checklist


@dataclass(frozen=True, slots=True)
class Content:
    """The content below a project's root, read again when one of its files has changed.

    Each property raises ContentError if its files have mistakes.
    """

    root: Path

    @property
    def catalogue(self) -> Catalogue:
        """The modules, scenarios, routes and clauses."""
        return load_catalogue(self.root.resolve())

    @property
    def checklist(self) -> dict[str, str]:
        """What would show each clause for the school, by the clause's id."""
        return read_checklist(self.root.resolve(), self.catalogue.clauses)
