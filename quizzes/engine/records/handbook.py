"""Today's modules, indexed once for checking any number of records."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from quizzes.engine.errors import WireError
from quizzes.engine.model import ACKNOWLEDGED, Module, Scenario
from quizzes.engine.retake import ModuleState
from quizzes.engine.scoring import Response
from quizzes.engine.session import Attempt, ScenarioOutcome, Step, extend, scenario_outcome

type Answers = tuple[tuple[str, Response], ...]
"""The ids of the answered items, in path order, each with its response."""

_CACHE_SIZE = 5_000
"""Marked paths, in about 10 MB of memory. Caching pays, because many people give the same answers.

The register's page keeps them until it is closed."""


@dataclass(frozen=True, slots=True)
class ModuleIndex:
    """A module with its scenarios, and the clauses that each of them cites, by scenario id.

    ``asked`` has the clauses that any of its scenarios cites, without duplicates. ``recorded`` has the clauses whose
    digests a record of all scenarios contains. ``state`` is for ``retake``.
    """

    module: Module
    scenarios: dict[str, Scenario]
    clauses: dict[str, tuple[str, ...]]
    asked: tuple[str, ...]
    recorded: frozenset[str]
    state: ModuleState

    def clauses_of(self, scenarios: Iterable[str]) -> tuple[str, ...]:
        """Return the clauses that these scenarios cite, without duplicates, in the module's order."""
        chosen = set(scenarios)
        if len(chosen) == len(self.scenarios):
            return self.asked
        return _unique(clauses for scenario, clauses in self.clauses.items() if scenario in chosen)

    def recorded_clauses_of(self, scenarios: Iterable[str]) -> frozenset[str]:
        """Return the clauses whose digests a record of these scenarios contains."""
        asked = self.clauses_of(scenarios)
        return self.recorded if asked is self.asked else _recorded(self.module, asked)


def _index_of(module: Module) -> ModuleIndex:
    clauses = {scenario.id: scenario.clauses for scenario in module.scenarios}
    asked = _unique(clauses.values())
    scenarios = {scenario.id: scenario for scenario in module.scenarios}
    digests = {scenario.id: scenario.digest for scenario in module.scenarios}
    optional = frozenset(scenario.id for scenario in module.scenarios if scenario.optional)
    state = ModuleState(module.mastery_score, digests, module.clauses, clauses, optional)
    return ModuleIndex(module, scenarios, clauses, asked, _recorded(module, asked), state)


def _unique(clauses: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(clauses)))


def _recorded(module: Module, asked: Iterable[str]) -> frozenset[str]:
    return frozenset({ACKNOWLEDGED, *asked} & module.clauses.keys())


class Handbook:
    """All modules of today's handbook, by id."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._modules = {module.id: _index_of(module) for module in modules}
        # A path that cannot be marked raises, so it is never cached. Only such a path can be arbitrarily long.
        self._cached_mark = lru_cache(_CACHE_SIZE)(self._mark)

    def find(self, module_id: str) -> ModuleIndex | None:
        """Return the module with this id, or None."""
        return self._modules.get(module_id)

    def mark(self, module_id: str, scenario_id: str, answers: Answers) -> ScenarioOutcome:
        """Mark a path. Raises WireError if nobody can have taken it, KeyError for an unknown scenario or module."""
        return self._cached_mark(module_id, scenario_id, answers)

    def _mark(self, module_id: str, scenario_id: str, answers: Answers) -> ScenarioOutcome:
        scenario = self._modules[module_id].scenarios[scenario_id]
        path: tuple[Step, ...] = ()
        for item, response in answers:
            longer = extend(scenario, path, Attempt(scenario.id, item, response))
            if longer is None or len(longer) <= len(path):
                raise WireError("out-of-turn", "the path has an item twice, or one without a complete response")
            path = longer
        return scenario_outcome(scenario, path)
