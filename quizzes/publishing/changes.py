"""What changed from one edition of the handbook to another, and which modules must be retaken for it.

The rules are those by which a record is held against today's handbook (``_retake`` in engine/checking.py), so that
nobody is asked for more, or for less, than the register will ask of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quizzes.engine.model import ACKNOWLEDGED
from quizzes.publishing.edition import Edition, EditionClause, EditionModule, EditionScenario


@dataclass(frozen=True, slots=True)
class Differences[T]:
    """What is in the later edition alone, what is in both and not the same (as it was, as it is), what is gone."""

    added: tuple[T, ...]
    changed: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Again:
    """A scenario to take again, because it is new to the module, or changed, or rests on ``clauses`` that changed."""

    scenario: EditionScenario
    new: bool
    changed: bool
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retake:
    """A module whose earlier records no longer hold, with those scenarios alone that are to be taken again.

    ``acknowledgement``: the clause that a record acknowledges has changed; ``mastery``: the share that passes was
    another. For either a new record is to be made, even where no scenario is to be taken again.
    """

    module: EditionModule
    scenarios: tuple[Again, ...]
    acknowledgement: bool
    mastery: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs; ``retake`` is in the order of the later edition's modules."""

    clauses: Differences[EditionClause]
    scenarios: Differences[EditionScenario]
    modules: Differences[EditionModule]
    retake: tuple[Retake, ...]

    def __bool__(self) -> bool:
        return bool(self.clauses or self.scenarios or self.modules)


def compare(old: Edition, new: Edition) -> Changes:
    """What changed from ``old`` to ``new``.

    Of clauses and scenarios what has another digest is changed; of modules what has another title, another mastery
    score or other scenarios, whatever their order. A module that is new cannot be retaken.
    """
    found = (_retake(old, new, old.modules[each.id], each) for each in new.modules.values() if each.id in old.modules)
    return Changes(
        _differences(old.clauses, new.clauses, lambda each: each.digest),
        _differences(old.scenarios, new.scenarios, lambda each: each.digest),
        _differences(old.modules, new.modules, lambda each: (each.title, each.mastery_score, {*each.scenarios})),
        tuple(each for each in found if each.scenarios or each.acknowledgement or each.mastery),
    )


def _differences[T](old: Mapping[str, T], new: Mapping[str, T], content: Callable[[T], object]) -> Differences[T]:
    both = ((old[name], new[name]) for name in new if name in old)
    return Differences(
        tuple(each for name, each in new.items() if name not in old),
        tuple((was, now) for was, now in both if content(was) != content(now)),
        tuple(each for name, each in old.items() if name not in new),
    )


def _retake(old: Edition, new: Edition, was: EditionModule, now: EditionModule) -> Retake:
    again = (_again(old, new, scenario, new_here=scenario not in was.scenarios) for scenario in now.scenarios)
    return Retake(
        now,
        tuple(each for each in again if each.new or each.changed or each.clauses),
        acknowledgement=ACKNOWLEDGED in new.clauses and _reads_otherwise(old, new, ACKNOWLEDGED),
        mastery=was.mastery_score != now.mastery_score,
    )


def _again(old: Edition, new: Edition, scenario_id: str, *, new_here: bool) -> Again:
    scenario = new.scenarios[scenario_id]
    before = old.scenarios.get(scenario_id)
    changed = before is not None and before.digest != scenario.digest
    clauses = tuple(clause for clause in scenario.clauses if _reads_otherwise(old, new, clause))
    return Again(scenario, new_here, changed, clauses)


def _reads_otherwise(old: Edition, new: Edition, clause: str) -> bool:
    return clause not in old.clauses or old.clauses[clause].digest != new.clauses[clause].digest
