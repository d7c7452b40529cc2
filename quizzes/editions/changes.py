"""Compare two editions of the handbook, and find the modules that must be retaken because of the changes.

The engine decides what must be retaken, by the same rules as for records, so that both give the same answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain

from quizzes.editions.edition import Edition, EditionClause, EditionModule, EditionScenario
from quizzes.engine.model import ACKNOWLEDGED
from quizzes.engine.retake import ModuleState, Retake, retake


@dataclass(frozen=True, slots=True)
class Differences[T]:
    """What the later edition adds, changes and removes; ``changed`` has pairs of the old and the new."""

    added: tuple[T, ...]
    changed: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class ModuleRetake:
    """A module whose earlier records no longer hold, and what must be taken again.

    ``titles`` has the titles of the scenarios to take again, by id.
    """

    module: EditionModule
    again: Retake
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences; ``retake`` is in the order of the later edition's modules."""

    clauses: Differences[EditionClause]
    scenarios: Differences[EditionScenario]
    modules: Differences[EditionModule]
    retake: tuple[ModuleRetake, ...]

    def __bool__(self) -> bool:
        return bool(self.clauses or self.scenarios or self.modules)


def compare(old: Edition, new: Edition) -> Changes:
    """Return what changed from ``old`` to ``new``.

    A clause or scenario has changed if its digest has. A module has changed if its title, its mastery score or its set
    of scenarios has; their order does not count. A new module is never listed to be retaken.
    """
    retakes = (_retake(old, new, name) for name in new.modules if name in old.modules)
    return Changes(
        _differences(old.clauses, new.clauses, lambda clause: clause.digest),
        _differences(old.scenarios, new.scenarios, lambda scenario: scenario.digest),
        _differences(
            old.modules, new.modules, lambda module: (module.title, module.mastery_score, {*module.scenarios})
        ),
        tuple(retake for retake in retakes if retake.again),
    )


def _differences[T](old: Mapping[str, T], new: Mapping[str, T], content: Callable[[T], object]) -> Differences[T]:
    both = ((old[name], new[name]) for name in new if name in old)
    return Differences(
        tuple(part for name, part in new.items() if name not in old),
        tuple((was, now) for was, now in both if content(was) != content(now)),
        tuple(part for name, part in old.items() if name not in new),
    )


def _retake(old: Edition, new: Edition, module_id: str) -> ModuleRetake:
    again = retake(_state(old, module_id), _state(new, module_id))
    titles = {scenario.id: new.scenarios[scenario.id].title for scenario in again.scenarios}
    return ModuleRetake(new.modules[module_id], again, titles)


def _state(edition: Edition, module_id: str) -> ModuleState:
    module = edition.modules[module_id]
    scenarios = [edition.scenarios[scenario] for scenario in module.scenarios]
    cited = {scenario.id: scenario.clauses for scenario in scenarios}
    needed = {ACKNOWLEDGED, *chain.from_iterable(cited.values())}
    return ModuleState(
        module.mastery_score,
        {scenario.id: scenario.digest for scenario in scenarios},
        {clause.id: clause.digest for clause in edition.clauses.values() if clause.id in needed},
        cited,
        frozenset(scenario.id for scenario in scenarios if scenario.optional),
    )
