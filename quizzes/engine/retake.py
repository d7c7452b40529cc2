"""Decide what must be taken again: compare a module as it was when somebody passed it with the module now.

Only this module decides it, both for records that are checked and for editions that are compared.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from quizzes.engine.model import ACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class ModuleState:
    """What a module's result depended on at one time: its mastery score, and digests of scenarios and clauses by id.

    ``cited`` maps each scenario to the clauses that it cites. ``optional`` has the scenarios that readers may leave
    out. Only the state ``now`` needs these two; a record doesn't store them.
    """

    mastery_score: float
    scenarios: Mapping[str, str]
    clauses: Mapping[str, str]
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class ScenarioRetake:
    """A scenario to take again: it is new to the module, or has changed, or cites ``clauses`` that have changed."""

    id: str
    new: bool
    changed: bool
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retake:
    """What must be taken again. Falsy if nothing must.

    ``clauses`` are those that have changed. ``acknowledgement`` means that the clause that a record acknowledges has
    changed, ``mastery`` that the mastery score has. Either calls for a new record, even without a scenario to retake.
    """

    scenarios: tuple[ScenarioRetake, ...] = ()
    clauses: tuple[str, ...] = ()
    acknowledgement: bool = False
    mastery: bool = False

    def __bool__(self) -> bool:
        return bool(self.scenarios or self.clauses or self.acknowledgement or self.mastery)


NO_RETAKE = Retake()


def retake(then: ModuleState, now: ModuleState) -> Retake:
    """Return what must be taken again of a module that was completed in its state ``then``, in today's order.

    An optional scenario that ``then`` lacks may have been left out, or may be new. Nobody can tell, and nobody has to
    take it.
    """
    mastery = then.mastery_score != now.mastery_score
    if then.scenarios == now.scenarios and then.clauses == now.clauses and not mastery:
        return NO_RETAKE  # the usual case, kept fast
    changed_clauses = {clause for clause, digest in now.clauses.items() if then.clauses.get(clause) != digest}
    scenarios = (
        ScenarioRetake(
            scenario,
            new=scenario not in then.scenarios,
            changed=then.scenarios.get(scenario, digest) != digest,
            clauses=tuple(clause for clause in now.cited[scenario] if clause in changed_clauses),
        )
        for scenario, digest in now.scenarios.items()
        if scenario in then.scenarios or scenario not in now.optional
    )
    return Retake(
        tuple(scenario for scenario in scenarios if scenario.new or scenario.changed or scenario.clauses),
        tuple(clause for clause in now.clauses if clause in changed_clauses and clause in then.clauses),
        ACKNOWLEDGED in changed_clauses,
        mastery,
    )
