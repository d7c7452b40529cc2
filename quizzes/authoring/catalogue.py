"""Read all scenarios, modules and clauses. The result is cached until a file changes."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from os import scandir
from pathlib import Path

from quizzes.authoring.clauses import Clause, read_clauses
from quizzes.authoring.modules import named_scenarios, read_modules
from quizzes.authoring.problems import ContentError, Problem
from quizzes.authoring.reader import read_scenario
from quizzes.authoring.source import Source
from quizzes.engine.digest import clause_digest, scenario_digest
from quizzes.engine.model import ACKNOWLEDGED, Module, Route, Scenario

SCENARIOS = "scenarios"
MODULES = "modules.yaml"
CLAUSES = "source/clauses.csv"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All content that authors wrote, checked, and the clauses of the guidance.

    ``drafts`` has the mistakes of each scenario that no module and no route names, by its file. Only those without any
    are among ``scenarios``.
    """

    clauses: dict[str, Clause]
    scenarios: dict[str, Scenario]
    modules: dict[str, Module]
    routes: tuple[Route, ...] = ()
    drafts: dict[str, tuple[Problem, ...]] = field(default_factory=dict)

    @property
    def published(self) -> "Catalogue":
        """The same without the scenarios that no module has."""
        kept = {name: scenario for name, scenario in self.scenarios.items() if self.place(scenario)}
        return replace(self, scenarios=kept)

    def place(self, scenario: Scenario) -> Module | None:
        """Return the first module that contains the scenario, or None."""
        return next((module for module in self.modules.values() if scenario in module.scenarios), None)

    def practice(self, clause_id: str) -> list[tuple[Module, Scenario]]:
        """Return the scenarios that cite a clause, each with the first module that has it, in module order."""
        by_id = {
            scenario.id: (module, scenario)
            for module in reversed(self.modules.values())
            for scenario in reversed(module.scenarios)
            if clause_id in scenario.clauses
        }
        return list(reversed(by_id.values()))


def load_catalogue(root: Path) -> Catalogue:
    """Read the content of the project in ``root``.

    Raises ContentError with every problem of every file, if there are any. A draft's problems stop nothing.
    """
    return _load(root, _fingerprint(root))


def _fingerprint(root: Path) -> frozenset[tuple[str, int, int]]:
    """Return each file's name, time and size. Every block of a page asks for them, so this must be quick."""
    files = [(CLAUSES, (root / CLAUSES).stat())]
    if (root / SCENARIOS).is_dir():
        with scandir(root / SCENARIOS) as entries:
            files += [(entry.name, entry.stat()) for entry in entries if entry.name.endswith((".yaml", ".yml"))]
    return frozenset((name, stat.st_mtime_ns, stat.st_size) for name, stat in files)


def _scenario_files(root: Path) -> list[Path]:
    return sorted(file for file in (root / SCENARIOS).glob("*.yaml") if file.name != MODULES)


def _misnamed(root: Path) -> list[Path]:
    return sorted((root / SCENARIOS).glob("*.yml"))


@lru_cache(maxsize=2)
def _load(root: Path, fingerprint: frozenset[tuple[str, int, int]]) -> Catalogue:
    problems: list[Problem] = []
    clauses = read_clauses(root / CLAUSES)
    scenarios: dict[str, Scenario | None] = {}
    drafts: dict[str, tuple[Problem, ...]] = {}
    named = named_scenarios(root / SCENARIOS / MODULES)

    def keep(file: Path, source: Source) -> None:
        """Keep a scenario's problems: of one that is named, they stop the build."""
        if named is None or file.stem in named:
            problems.extend(source.problems)
        else:
            drafts[source.path] = tuple(sorted(source.problems))

    for file in _scenario_files(root):
        source = Source(file.relative_to(root).as_posix())
        scenario = read_scenario(file, source, clauses)
        scenarios[file.stem] = replace(scenario, digest=scenario_digest(scenario)) if scenario else None
        keep(file, source)
    for file in _misnamed(root):
        source = Source(file.relative_to(root).as_posix())
        source.report(None, "files ending in .yml are not read", f'rename this one to "{file.stem}.yaml"')
        scenarios.setdefault(file.stem, None)
        keep(file, source)
    file = root / SCENARIOS / MODULES
    source = Source(file.relative_to(root).as_posix())
    modules, routes = read_modules(file, source, scenarios) if file.exists() else ([], [])
    if not file.exists():
        source.report(None, "the file is missing", "write it: it lists the scenarios of each module")
    problems += source.problems
    if problems:
        raise ContentError(problems)
    digests = {clause.id: clause_digest(clause.text, clause.stem) for clause in clauses.values()}
    return Catalogue(
        clauses,
        {name: scenario for name, scenario in scenarios.items() if scenario},
        {module.id: replace(module, clauses=_cited_by(module, digests)) for module in modules},
        tuple(routes),
        drafts,
    )


def _cited_by(module: Module, digests: dict[str, str]) -> dict[str, str]:
    """Return the digests of the clauses that a module's scenarios cite and its record acknowledges, in order."""
    needed = {ACKNOWLEDGED, *(clause for scenario in module.scenarios for clause in scenario.clauses)}
    return {clause: digest for clause, digest in digests.items() if clause in needed}
