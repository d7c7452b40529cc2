"""The site's edition file, so that a later handbook can be compared with this one.

It has the digests that records are checked against, and the words of the clauses, to show what changed in them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.digest import clause_digest
from quizzes.engine.errors import WireError
from quizzes.engine.files import FileFormat
from quizzes.engine.parts import IfFilled
from quizzes.engine.rules import UNIQUE_IDS, Share

FILE = "edition.json"
"""The edition file's name, in the site's top folder."""

MAX_LENGTH = 10_000_000
"""Characters in an edition file. Ours has about 30,000."""


@dataclass(frozen=True, slots=True)
class EditionClause:
    """A clause in an edition; ``digest`` is the ``clause_digest`` of its text and stem."""

    id: str
    digest: str
    section: str
    stem: str
    text: str

    @property
    def quoted(self) -> str:
        """The county's words, after the stem if they begin in mid-sentence."""
        return f"{self.stem} … {self.text}" if self.stem else self.text


@dataclass(frozen=True, slots=True)
class EditionScenario:
    """A scenario in an edition; ``clauses`` has the ids of the clauses that it cites.

    ``optional`` says whether readers may leave it out.
    """

    id: str
    title: str
    digest: str
    clauses: tuple[str, ...]
    optional: IfFilled[bool] = False


@dataclass(frozen=True, slots=True)
class EditionModule:
    """A module in an edition; ``scenarios`` has ids in the module's order."""

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
    """Clauses, scenarios and modules by id. Every id that one of them refers to exists."""

    clauses: dict[str, EditionClause]
    scenarios: dict[str, EditionScenario]
    modules: dict[str, EditionModule]


def edition_of(catalogue: Catalogue) -> Edition:
    """Make the edition of the handbook as it is now. Scenarios that are in no module are left out."""
    clauses = (
        EditionClause(clause.id, clause_digest(clause.text, clause.stem), clause.section, clause.stem, clause.text)
        for clause in catalogue.clauses.values()
    )
    scenarios = (
        EditionScenario(scenario.id, scenario.title, scenario.digest, scenario.clauses, scenario.optional)
        for scenario in catalogue.scenarios.values()
        if catalogue.place(scenario)
    )
    modules = (
        EditionModule(
            module.id, module.title, module.mastery_score, tuple(scenario.id for scenario in module.scenarios)
        )
        for module in catalogue.modules.values()
    )
    return Edition(_by_id(clauses), _by_id(scenarios), _by_id(modules))


def encode_edition(edition: Edition) -> bytes:
    """Write an edition file: indented JSON in UTF-8, with the same bytes for the same edition."""
    clauses, scenarios, modules = edition.clauses.values(), edition.scenarios.values(), edition.modules.values()
    return EDITION.write(_EditionFile(tuple(clauses), tuple(scenarios), tuple(modules))).encode()


def decode_edition(text: str) -> Edition:
    """Read an edition file. Raises WireError as ``FileFormat.read`` does, and if its parts contradict each other."""
    file = EDITION.read(text)
    edition = Edition(_by_id(file.clauses), _by_id(file.scenarios), _by_id(file.modules))
    _check(edition)
    return edition


def _by_id[T: (EditionClause, EditionScenario, EditionModule)](parts: Iterable[T]) -> dict[str, T]:
    return {part.id: part for part in parts}


def _check(edition: Edition) -> None:
    """Raise WireError if the parts contradict each other, for instance after an edit by hand."""
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
