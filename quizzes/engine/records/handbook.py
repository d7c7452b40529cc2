"""The modules of today as records are held against them: what every record asks of them again, worked out once."""

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
"""The items that were answered, in the path's order, each with its response."""

_KEPT = 5_000
"""Marked paths that are kept, at most: some ten megabytes. Many people answer alike."""


@dataclass(frozen=True, slots=True)
class ModuleIndex:
    """A module, with its scenarios, and the clauses that each of them rests on, by the scenarios' ids.

    ``asked``: those of all of them, each once; ``recorded``: those that a record of them all has digests of.
    """

    module: Module
    scenarios: dict[str, Scenario]
    clauses: dict[str, tuple[str, ...]]
    asked: tuple[str, ...]
    recorded: frozenset[str]
    state: ModuleState

    def clauses_of(self, scenarios: Iterable[str]) -> tuple[str, ...]:
        """The clauses that some of its scenarios rest on, each once, in the module's order."""
        some = set(scenarios)
        if len(some) == len(self.scenarios):
            return self.asked
        return _unique(clauses for scenario, clauses in self.clauses.items() if scenario in some)

    def recorded_clauses_of(self, scenarios: Iterable[str]) -> frozenset[str]:
        """The clauses that a record of some of its scenarios has digests of."""
        asked = self.clauses_of(scenarios)
        return self.recorded if asked is self.asked else _recorded(self.module, asked)


def _index_of(module: Module) -> ModuleIndex:
    clauses = {scenario.id: scenario.clauses for scenario in module.scenarios}
    asked = _unique(clauses.values())
    scenarios = {scenario.id: scenario for scenario in module.scenarios}
    digests = {scenario.id: scenario.digest for scenario in module.scenarios}
    state = ModuleState(module.mastery_score, digests, module.clauses, clauses)
    return ModuleIndex(module, scenarios, clauses, asked, _recorded(module, asked), state)


def _unique(clauses: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(clauses)))


def _recorded(module: Module, asked: Iterable[str]) -> frozenset[str]:
    return frozenset({ACKNOWLEDGED, *asked} & module.clauses.keys())


class Handbook:
    """All modules."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._modules = {module.id: _index_of(module) for module in modules}
        # What cannot be marked is raised and so never kept: only there can a path be of any size.
        self._marked = lru_cache(_KEPT)(self._mark)

    def find(self, module_id: str) -> ModuleIndex | None:
        """The module of that id, or None."""
        return self._modules.get(module_id)

    def mark(self, module_id: str, scenario_id: str, answers: Answers) -> ScenarioOutcome:
        """What a path comes to. Raises WireError where it cannot have been taken, KeyError for an unknown scenario."""
        return self._marked(module_id, scenario_id, answers)

    def _mark(self, module_id: str, scenario_id: str, answers: Answers) -> ScenarioOutcome:
        scenario = self._modules[module_id].scenarios[scenario_id]
        path: tuple[Step, ...] = ()
        for item, response in answers:
            longer = extend(scenario, path, Attempt(scenario.id, item, response))
            if longer is None or len(longer) <= len(path):
                raise WireError("out-of-turn", "an item stands twice on the path, or was not answered")
            path = longer
        return scenario_outcome(scenario, path)
