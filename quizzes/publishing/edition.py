"""The site's edition file: what a handbook says today, so that a later one can be held against it.

It has the digests that a record is held against, and of the clauses the words too, to show what changed in them.
"""

from dataclasses import dataclass
from typing import Any

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.digest import clause_digest
from quizzes.engine.errors import WireError
from quizzes.engine.parsing import as_list, as_object, as_share, as_text, as_texts, parse, write_file

FILE = "edition.json"
"""The edition file, at the top of the site."""

FORMAT = "staff-handbook-edition"
VERSION = 1


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
    """A scenario as an edition has it; ``clauses`` are the ids of those that it rests on."""

    id: str
    title: str
    digest: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionModule:
    """A module as an edition has it; ``mastery_score`` is 0 to 1, ``scenarios`` are ids in the module's order."""

    id: str
    title: str
    mastery_score: float
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything by its id; every scenario stands in a module, and every id that is named is there."""

    clauses: dict[str, EditionClause]
    scenarios: dict[str, EditionScenario]
    modules: dict[str, EditionModule]


def edition_of(catalogue: Catalogue) -> Edition:
    """The edition of what is published now: of scenarios, those that stand in a module."""
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
    content = {
        "format": FORMAT,
        "version": VERSION,
        "clauses": [
            {"id": each.id, "digest": each.digest, "section": each.section, "stem": each.stem, "text": each.text}
            for each in edition.clauses.values()
        ],
        "scenarios": [
            {"id": each.id, "title": each.title, "digest": each.digest, "clauses": each.clauses}
            for each in edition.scenarios.values()
        ],
        "modules": [
            {"id": each.id, "title": each.title, "mastery_score": each.mastery_score, "scenarios": each.scenarios}
            for each in edition.modules.values()
        ],
    }
    return write_file(content).encode()


def decode_edition(text: str) -> Edition:
    """Read an edition file's text.

    Raises WireError: "foreign" for another file; "future" for a later version; "malformed" for one that is damaged.
    """
    content = as_object(parse(text.removeprefix("\ufeff")), "the file")
    if content.get("format") != FORMAT:
        raise WireError("foreign", "not an edition file")
    version = content.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < VERSION:
        raise WireError("malformed", f"version is not {VERSION}")
    if version > VERSION:
        raise WireError("future", f"an edition file of version {version}")
    as_object(content, "the edition", {"format", "version", "clauses", "scenarios", "modules"})
    edition = Edition(
        _by_id([_clause(each) for each in as_list(content["clauses"], "clauses")]),
        _by_id([_scenario(each) for each in as_list(content["scenarios"], "scenarios")]),
        _by_id([_module(each) for each in as_list(content["modules"], "modules")]),
    )
    _check(edition)
    return edition


def _clause(value: Any) -> EditionClause:
    names = ("id", "digest", "section", "stem", "text")
    fields = as_object(value, "a clause", set(names))
    return EditionClause(*(as_text(fields[name], f"a clause's {name}") for name in names))


def _scenario(value: Any) -> EditionScenario:
    fields = as_object(value, "a scenario", {"id", "title", "digest", "clauses"})
    return EditionScenario(
        as_text(fields["id"], "a scenario's id"),
        as_text(fields["title"], "a scenario's title"),
        as_text(fields["digest"], "a scenario's digest"),
        as_texts(fields["clauses"], "a scenario's clauses"),
    )


def _module(value: Any) -> EditionModule:
    fields = as_object(value, "a module", {"id", "title", "mastery_score", "scenarios"})
    return EditionModule(
        as_text(fields["id"], "a module's id"),
        as_text(fields["title"], "a module's title"),
        as_share(fields["mastery_score"], "a module's mastery_score"),
        as_texts(fields["scenarios"], "a module's scenarios"),
    )


def _by_id[T: (EditionClause, EditionScenario, EditionModule)](found: list[T]) -> dict[str, T]:
    by_id = {each.id: each for each in found}
    if len(by_id) < len(found):
        raise WireError("malformed", "an id stands twice")
    return by_id


def _check(edition: Edition) -> None:
    """Raise WireError where the parts do not agree, as after an edit by hand."""
    for clause in edition.clauses.values():
        if clause.digest != clause_digest(clause.text, clause.stem):
            raise WireError("malformed", f'the words of clause "{clause.id}" do not agree with its digest')
    for scenario in edition.scenarios.values():
        if missing := set(scenario.clauses) - edition.clauses.keys():
            raise WireError("malformed", f'scenario "{scenario.id}" rests on "{min(missing)}", which is not there')
    for module in edition.modules.values():
        if missing := set(module.scenarios) - edition.scenarios.keys():
            raise WireError("malformed", f'module "{module.id}" has scenario "{min(missing)}", which is not there')
