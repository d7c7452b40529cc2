"""The site's edition file: what a handbook says today, so that a later one can be compared with it.

It has the digests that a record is checked against, and the words of the clauses, to show what changed in them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.digest import clause_digest
from quizzes.engine.errors import WireError
from quizzes.engine.files import FileFormat
from quizzes.engine.rules import UNIQUE_IDS, Share

FILE = "edition.json"
"""The edition file, at the top of the site."""

MAX_LENGTH = 10_000_000
"""Characters of an edition file, at most. Ours has some 30,000."""


@dataclass(frozen=True, slots=True)
class EditionClause:
    """A clause as an edition has it; ``digest`` is that of ``stem`` and ``text``."""

    id: str
    digest: str
    section: str
    stem: str
    text: str

    @property
    def quoted(self) -> str:
        """The county's words, after their stem where they begin in mid-sentence."""
        return f"{self.stem} … {self.text}" if self.stem else self.text


@dataclass(frozen=True, slots=True)
class EditionScenario:
    """A scenario as an edition has it; ``clauses`` are the ids of those that it cites."""

    id: str
    title: str
    digest: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionModule:
    """A module as an edition has it; ``scenarios`` are ids in the module's order."""

    id: str
    title: str
    mastery_score: Share
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _EditionFile:
    clauses: Annotated[tuple[EditionClause, ...], UNIQUE_IDS]
    scenarios: Annotated[tuple[EditionScenario, ...], UNIQUE_IDS]
    modules: Annotated[tuple[EditionModule, ...], UNIQUE_IDS]


EDITION = FileFormat(_EditionFile, "staff-handbook-edition", version=1, max_length=MAX_LENGTH)


@dataclass(frozen=True, slots=True)
class Edition:
    """Clauses, scenarios and modules by their ids. Every scenario is in a module, and every id that is named exists."""

    clauses: dict[str, EditionClause]
    scenarios: dict[str, EditionScenario]
    modules: dict[str, EditionModule]


def edition_of(catalogue: Catalogue) -> Edition:
    """The edition of what is published now: the scenarios are those that are in a module."""
    clauses = (
        EditionClause(each.id, clause_digest(each.text, each.stem), each.section, each.stem, each.text)
        for each in catalogue.clauses.values()
    )
    scenarios = (
        EditionScenario(each.id, each.title, each.digest, each.clauses)
        for each in catalogue.scenarios.values()
        if catalogue.place(each)
    )
    modules = (
        EditionModule(each.id, each.title, each.mastery_score, tuple(scenario.id for scenario in each.scenarios))
        for each in catalogue.modules.values()
    )
    return Edition(
        {each.id: each for each in clauses},
        {each.id: each for each in scenarios},
        {each.id: each for each in modules},
    )


def encode_edition(edition: Edition) -> bytes:
    """The edition file: UTF-8, indented, and the same bytes for the same edition."""
    clauses, scenarios, modules = edition.clauses.values(), edition.scenarios.values(), edition.modules.values()
    return EDITION.write(_EditionFile(tuple(clauses), tuple(scenarios), tuple(modules))).encode()


def decode_edition(text: str) -> Edition:
    """Read an edition file's text. Raises WireError as ``FileFormat.read`` does, also where its parts do not agree."""
    file = EDITION.read(text)
    edition = Edition(_by_id(file.clauses), _by_id(file.scenarios), _by_id(file.modules))
    _check(edition)
    return edition


def _by_id[T: (EditionClause, EditionScenario, EditionModule)](found: Iterable[T]) -> dict[str, T]:
    return {each.id: each for each in found}


def _check(edition: Edition) -> None:
    """Raise WireError where the parts do not agree, as after an edit by hand."""
    for clause in edition.clauses.values():
        if clause.digest != clause_digest(clause.text, clause.stem):
            raise WireError("malformed", f'the words of clause "{clause.id}" do not agree with its digest')
    for scenario in edition.scenarios.values():
        if missing := set(scenario.clauses) - edition.clauses.keys():
            raise WireError(
                "malformed", f'scenario "{scenario.id}" cites clause "{min(missing)}", which the edition does not have'
            )
    for module in edition.modules.values():
        if missing := set(module.scenarios) - edition.scenarios.keys():
            raise WireError(
                "malformed", f'module "{module.id}" has scenario "{min(missing)}", which the edition does not have'
            )
