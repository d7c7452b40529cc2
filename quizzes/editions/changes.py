"""What changed from one edition of the handbook to another, and which modules must be retaken because of it.

The engine decides what is to be retaken, as it does for a record, so nobody is asked for more than the register asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain

from quizzes.editions.edition import Edition, EditionClause, EditionModule, EditionScenario
from quizzes.engine.model import ACKNOWLEDGED
from quizzes.engine.retake import ModuleState, Retake, retake


@dataclass(frozen=True, slots=True)
class Differences[T]:
    """What is in the later edition alone, what is in both and not the same (as it was, as it is), what is gone."""

    added: tuple[T, ...]
    changed: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class ModuleRetake:
    """A module whose earlier records no longer hold, and what is to be taken again of it.

    ``titles`` are those of the scenarios to take again, by their ids.
    """

    module: EditionModule
    again: Retake
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs; ``retake`` is in the order of the later edition's modules."""

    clauses: Differences[EditionClause]
    scenarios: Differences[EditionScenario]
    modules: Differences[EditionModule]
    retake: tuple[ModuleRetake, ...]

    def __bool__(self) -> bool:
        return bool(self.clauses or self.scenarios or self.modules)


def compare(old: Edition, new: Edition) -> Changes:
    """What changed from ``old`` to ``new``.

    Of clauses and scenarios what has another digest is changed; of modules what has another title, another mastery
    score or other scenarios, whatever their order. A module that is new cannot be retaken.
    """
    retakes = (_retake(old, new, name) for name in new.modules if name in old.modules)
    return Changes(
        _differences(old.clauses, new.clauses, lambda each: each.digest),
        _differences(old.scenarios, new.scenarios, lambda each: each.digest),
        _differences(old.modules, new.modules, lambda each: (each.title, each.mastery_score, {*each.scenarios})),
        tuple(each for each in retakes if each.again),
    )


def _differences[T](old: Mapping[str, T], new: Mapping[str, T], content: Callable[[T], object]) -> Differences[T]:
    both = ((old[name], new[name]) for name in new if name in old)
    return Differences(
        tuple(each for name, each in new.items() if name not in old),
        tuple((was, now) for was, now in both if content(was) != content(now)),
        tuple(each for name, each in old.items() if name not in new),
    )


def _retake(old: Edition, new: Edition, module_id: str) -> ModuleRetake:
    again = retake(_state(old, module_id), _state(new, module_id))
    titles = {scenario.id: new.scenarios[scenario.id].title for scenario in again.scenarios}
    return ModuleRetake(new.modules[module_id], again, titles)


def _state(edition: Edition, module_id: str) -> ModuleState:
    module = edition.modules[module_id]
    scenarios = [edition.scenarios[each] for each in module.scenarios]
    cited = {scenario.id: scenario.clauses for scenario in scenarios}
    needed = {ACKNOWLEDGED, *chain.from_iterable(cited.values())}
    return ModuleState(
        module.mastery_score,
        {scenario.id: scenario.digest for scenario in scenarios},
        {clause.id: clause.digest for clause in edition.clauses.values() if clause.id in needed},
        cited,
    )
