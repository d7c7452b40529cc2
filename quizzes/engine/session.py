"""A session is its log of attempts; paths, marks, completion and mastery are derived from it.

Deriving everything is what makes a session safe to store, merge and mark again: there is no second copy
of anything that could disagree with the log.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from quizzes.engine import scoring
from quizzes.engine.digest import digest_of
from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Module, Scenario
from quizzes.engine.scoring import Outcome, Response, Unanswered, grade_of

# Means of thirds are exact neither in binary nor on paper. Rounding keeps a mean of 1 from being a hair less; and
# what falls short of a mastery score by less than a hair (0.666667 asked, 2/3 reached) has reached it.
DECIMAL_PLACES = 9
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Attempt:
    """One response to one item of one scenario. An entry keeps it as a list of these values."""

    AS_LIST: ClassVar = True

    scenario: str
    item: str
    response: Response
    edition: str = ""
    """Of the scenario and its clauses as they were then (``edition``)."""


@dataclass(frozen=True, slots=True)
class Step:
    """An attempt that stands, with its outcome."""

    item: str
    response: Response
    outcome: Outcome
    edition: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """A scenario as its latest path leaves it.

    ``score`` (0 to 1, the mean of the path's items) and ``grade`` are None until the path has ended.
    ``next`` names the item to answer now, None once it has ended. ``clauses`` are those of every
    outcome on the path that was not best, in the path's order. ``changed``: it, or a clause that it rests on, reads
    otherwise than when it was answered; the answers that still make sense stand, and it is to be taken again.
    """

    id: str
    path: tuple[Step, ...]
    next: str | None
    score: float | None
    grade: Grade | None
    clauses: tuple[str, ...]
    changed: bool = False

    @property
    def completed(self) -> bool:
        """Whether the latest path has reached an end, and the scenario is still what it was."""
        return self.next is None and not self.changed

    @property
    def harmful(self) -> bool:
        """Whether any response that stands is harmful, on a path that has ended or not."""
        return _harmful(self.path)


@dataclass(frozen=True, slots=True)
class ModuleOutcome:
    """All scenarios, and what they come to. ``score`` is 0 to 1, and None until every one is completed.

    ``passed_before``: it would be passed if nothing had changed since.
    """

    scenarios: tuple[ScenarioOutcome, ...]
    completed: bool
    passed: bool
    score: float | None
    passed_before: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A reader's attempts at one module, oldest first."""

    log: tuple[Attempt, ...] = ()

    def answer(self, module: Module, attempt: Attempt) -> "Session":
        """The session with one more attempt, of today's edition; itself where nothing was selected.

        Raises WireError where the attempt names what the module does not have, or an item that the
        reader's path has not come to ("out-of-turn").
        """
        scenario = _scenario(module, attempt)
        path = self._paths(module)[0].get(scenario.id, ())
        longer = extend(scenario, path, replace(attempt, edition=edition(module, scenario)))
        return self if longer is None else Session((*self.log, replace(attempt, edition=longer[-1].edition)))

    def outcome(self, module: Module) -> ModuleOutcome:
        """Everything that follows from the log."""
        paths, stale = self._paths(module)
        editions = {scenario.id: edition(module, scenario) for scenario in module.scenarios if scenario.id in paths}
        scenarios = tuple(
            scenario_outcome(
                scenario,
                (path := paths.get(scenario.id, ())),
                changed=scenario.id in stale or any(step.edition != editions[scenario.id] for step in path),
            )
            for scenario in module.scenarios
        )
        completed = all(scenario.completed for scenario in scenarios)
        scores = [scenario.score for scenario in scenarios if scenario.score is not None]
        passing = len(scores) == len(scenarios) and passes(scenarios, scores, module.mastery_score)
        return ModuleOutcome(
            scenarios,
            completed,
            passed=completed and passing,
            score=mean(scores) if completed else None,
            passed_before=passing and not completed,
        )

    def _paths(self, module: Module) -> tuple[dict[str, tuple[Step, ...]], set[str]]:
        """The latest path through each scenario that was begun, and the scenarios that lost an answer to an edit.

        What the log holds and the module, since edited, no longer has or no longer comes to, is passed over.
        """
        paths: dict[str, tuple[Step, ...]] = {}
        stale: set[str] = set()
        for attempt in self.log:
            scenario = module.scenario(attempt.scenario)
            if scenario is None:
                continue
            try:
                path = extend(scenario, paths.get(scenario.id, ()), attempt)
            except WireError:
                if attempt.edition != edition(module, scenario):
                    stale.add(scenario.id)
                continue
            if path is not None:
                paths[scenario.id] = path
                if len(path) == 1:  # begun anew
                    stale.discard(scenario.id)
        return paths, stale


def edition(module: Module, scenario: Scenario) -> str:
    """The digest of a scenario together with those of the clauses that it rests on."""
    return digest_of([scenario.digest, *(module.clauses.get(clause, "") for clause in scenario.clauses)])


def passes(scenarios: Iterable[ScenarioOutcome], scores: list[float], mastery_score: float) -> bool:
    """Whether completed scenarios of these scores pass: nothing harmful stands, and the mean is enough."""
    return not any(scenario.harmful for scenario in scenarios) and reaches(mean(scores), mastery_score)


def reaches(score: float, mastery_score: float) -> bool:
    """Whether a score is enough, a hair aside."""
    return score >= mastery_score - TOLERANCE


def _harmful(path: tuple[Step, ...]) -> bool:
    return any(step.outcome.grade is Grade.HARMFUL for step in path)


def mean(scores: list[float]) -> float:
    """The mean of scores, to nine places."""
    return round(sum(scores) / len(scores), DECIMAL_PLACES)


def _scenario(module: Module, attempt: Attempt) -> Scenario:
    scenario = module.scenario(attempt.scenario)
    if scenario is None:
        raise WireError("unknown-item", f'module "{module.id}" has no scenario "{attempt.scenario}"')
    return scenario


def extend(scenario: Scenario, path: tuple[Step, ...], attempt: Attempt) -> tuple[Step, ...] | None:
    """The path with the attempt on it, without the later steps where it answers an earlier one again.

    None where nothing was selected. Raises WireError as ``Session.answer`` does.
    """
    item = scenario.item(attempt.item)
    if item is None:
        raise WireError("unknown-item", f'scenario "{scenario.id}" has no item "{attempt.item}"')
    outcome = scoring.score(item, attempt.response)
    if isinstance(outcome, Unanswered):
        return None
    taken = [step.item for step in path]
    kept = path[: taken.index(item.id)] if item.id in taken else path
    if item.id not in taken and item.id != _next(scenario, path):
        raise WireError("out-of-turn", f'the path through "{scenario.id}" has not come to "{item.id}"')
    return (*kept, Step(item.id, attempt.response, outcome, attempt.edition))


def _next(scenario: Scenario, path: tuple[Step, ...]) -> str | None:
    return path[-1].outcome.to if path else scenario.items[0].id


def scenario_outcome(scenario: Scenario, path: tuple[Step, ...], *, changed: bool = False) -> ScenarioOutcome:
    """What a path through a scenario comes to."""
    following = _next(scenario, path)
    clauses = dict.fromkeys(
        clause for step in path if step.outcome.grade is not Grade.BEST for clause in step.outcome.clauses
    )
    score = None if following is not None else mean([step.outcome.score for step in path])
    grade = None if score is None else grade_of(score, harmful=_harmful(path))
    return ScenarioOutcome(
        scenario.id, path, scenario.items[0].id if changed else following, score, grade, tuple(clauses), changed
    )
