"""Who has to take what again: a module as it was when somebody passed it, held against the module of today.

This is the only place that decides it: for a record that is checked, and for two editions that are compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.engine.model import ACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class ModuleState:
    """What a module depends on at one time: its mastery score, and the digests of scenarios and clauses by their ids.

    ``cited`` has the clauses that each scenario cites. It is empty for a record, which does not know them; only today's
    are asked for.
    """

    mastery_score: float
    scenarios: Mapping[str, str]
    clauses: Mapping[str, str]
    cited: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ScenarioRetake:
    """A scenario to take again: it is new to the module, or has changed, or cites ``clauses`` that have changed."""

    id: str
    new: bool
    changed: bool
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retake:
    """What is to be taken again; false where nothing is.

    ``clauses`` have changed since. ``acknowledgement``: the clause that a record acknowledges has changed.
    ``mastery``: the share of marks that passes was another. For either a new record is to be made, even where no
    scenario is to be taken again.
    """

    scenarios: tuple[ScenarioRetake, ...] = ()
    clauses: tuple[str, ...] = ()
    acknowledgement: bool = False
    mastery: bool = False

    def __bool__(self) -> bool:
        return bool(self.scenarios or self.clauses or self.acknowledgement or self.mastery)


NOTHING = Retake()


def retake(then: ModuleState, now: ModuleState) -> Retake:
    """What is to be taken again of a module that was completed as it was ``then``; in today's order."""
    mastery = then.mastery_score != now.mastery_score
    if then.scenarios == now.scenarios and then.clauses == now.clauses and not mastery:
        return NOTHING  # as of most records, and soon seen
    differing = {clause for clause, digest in now.clauses.items() if then.clauses.get(clause) != digest}
    scenarios = (
        ScenarioRetake(
            scenario,
            new=scenario not in then.scenarios,
            changed=then.scenarios.get(scenario, digest) != digest,
            clauses=tuple(clause for clause in now.cited[scenario] if clause in differing),
        )
        for scenario, digest in now.scenarios.items()
    )
    return Retake(
        tuple(each for each in scenarios if each.new or each.changed or each.clauses),
        tuple(clause for clause in now.clauses if clause in differing and clause in then.clauses),
        ACKNOWLEDGED in differing,
        mastery,
    )
