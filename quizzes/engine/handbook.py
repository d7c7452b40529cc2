"""The modules of today as records are held against them: what every record asks of them again, worked out once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from quizzes.engine.errors import WireError
from quizzes.engine.model import Module, Scenario
from quizzes.engine.scoring import Response
from quizzes.engine.session import Attempt, ScenarioOutcome, Step, extend, scenario_outcome

type Answers = tuple[tuple[str, Response], ...]
"""The items that were answered, in the path's order, each with its response."""

_KEPT = 5_000
"""Marked paths that are kept, at most: some ten megabytes. Many people answer alike."""


@dataclass(frozen=True, slots=True)
class Held:
    """A module, with its scenarios, and the clauses that each of them rests on, by the scenarios' ids."""

    module: Module
    scenarios: dict[str, Scenario]
    clauses: dict[str, tuple[str, ...]]


class Handbook:
    """All modules."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._held = {
            module.id: Held(
                module,
                {scenario.id: scenario for scenario in module.scenarios},
                {scenario.id: scenario.clauses for scenario in module.scenarios},
            )
            for module in modules
        }
        # What cannot be marked is raised and so never kept: only there can a path be of any size.
        self._marked = lru_cache(_KEPT)(self._mark)

    def find(self, module_id: str) -> Held | None:
        """The module of that id, or None."""
        return self._held.get(module_id)

    def mark(self, module_id: str, scenario_id: str, answers: Answers) -> ScenarioOutcome:
        """What a path comes to. Raises WireError where it cannot have been taken, KeyError for an unknown scenario."""
        return self._marked(module_id, scenario_id, answers)

    def _mark(self, module_id: str, scenario_id: str, answers: Answers) -> ScenarioOutcome:
        scenario = self._held[module_id].scenarios[scenario_id]
        path: tuple[Step, ...] = ()
        for item, response in answers:
            longer = extend(scenario, path, Attempt(scenario.id, item, response))
            if longer is None or len(longer) <= len(path):
                raise WireError("out-of-turn", "an item stands twice on the path, or was not answered")
            path = longer
        return scenario_outcome(scenario, path)
