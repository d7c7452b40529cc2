"""A session is a log of attempts. Paths, marks, completion and mastery are derived from it.

Because everything is derived, a session is safe to store, merge and mark again: no second copy can disagree with the
log.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from quizzes.engine import scoring
from quizzes.engine.digest import digest_of
from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Module, Scenario
from quizzes.engine.scoring import Outcome, Response, Unanswered, grade_of
from quizzes.engine.standing import Standing

# Means of thirds are not exact in binary or decimal. Rounding keeps a mean of 1 from being slightly less. The tolerance
# lets a score of 2/3 reach a mastery score that an author wrote as 0.666667.
DECIMAL_PLACES = 9
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Attempt:
    """One response to one item of one scenario. An entry stores it as a list of these values."""

    AS_LIST: ClassVar = True

    scenario: str
    item: str
    response: Response
    edition: str = ""
    """The ``edition`` of the scenario when it was answered."""


@dataclass(frozen=True, slots=True)
class Step:
    """An attempt on the latest path, with its outcome."""

    item: str
    response: Response
    outcome: Outcome
    edition: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """The outcome of a scenario's latest path.

    ``score`` (0 to 1, the mean of the path's items) and ``grade`` are None until the path has ended. ``next`` is the id
    of the item to answer now, or None if the path has ended. ``clauses`` come from every outcome on the path that was
    not best, in path order. ``changed`` means that the scenario, or a clause that it cites, has changed since it was
    answered. Answers that still fit are kept, but it must be taken again.
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
        """Whether the latest path has ended and the scenario has not changed since."""
        return self.next is None and not self.changed

    @property
    def harmful(self) -> bool:
        """Whether any response on the latest path is harmful, even if the path has not ended."""
        return _harmful(self.path)


@dataclass(frozen=True, slots=True)
class ModuleOutcome:
    """The outcome of a module. ``score`` is 0 to 1, or None until every scenario is completed.

    ``passed_before`` means that it would be passed if nothing had changed since.
    """

    scenarios: tuple[ScenarioOutcome, ...]
    completed: bool
    passed: bool
    score: float | None
    passed_before: bool = False

    @property
    def standing(self) -> Standing:
        """What the module has come to."""
        if self.completed:
            return Standing.PASSED if self.passed else Standing.NOT_PASSED
        if any(scenario.changed for scenario in self.scenarios):
            return Standing.RETAKE
        return Standing.UNDER_WAY if any(scenario.path for scenario in self.scenarios) else Standing.NOT_STARTED


@dataclass(frozen=True, slots=True)
class Session:
    """A reader's attempts at one module, oldest first."""

    log: tuple[Attempt, ...] = ()

    def answer(self, module: Module, attempt: Attempt) -> "Session":
        """Return the session with one more attempt, of today's edition; or itself if the response is not complete.

        Raises WireError if the attempt names something that the module doesn't have, or "out-of-turn" if the reader's
        path has not reached the item.
        """
        scenario = _scenario(module, attempt)
        path = self._paths(module)[0].get(scenario.id, ())
        longer = extend(scenario, path, replace(attempt, edition=edition(module, scenario)))
        return self if longer is None else Session((*self.log, replace(attempt, edition=longer[-1].edition)))

    def outcome(self, module: Module) -> ModuleOutcome:
        """Work out the module's outcome from the log."""
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
        """Return the latest path through each started scenario, and the ids of scenarios that lost answers to an edit.

        An attempt that no longer fits the module, which may have been edited since, is ignored.
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
                if len(path) == 1:  # the reader started again
                    stale.discard(scenario.id)
        return paths, stale


def edition(module: Module, scenario: Scenario) -> str:
    """Return the digest of a scenario together with the clauses that it cites."""
    return digest_of([scenario.digest, *(module.clauses.get(clause, "") for clause in scenario.clauses)])


def passes(scenarios: Iterable[ScenarioOutcome], scores: list[float], mastery_score: float) -> bool:
    """Return whether completed scenarios with these scores pass: none is harmful, and the mean is high enough."""
    return not any(scenario.harmful for scenario in scenarios) and reaches(mean(scores), mastery_score)


def reaches(score: float, mastery_score: float) -> bool:
    """Return whether a score reaches the mastery score, within TOLERANCE."""
    return score >= mastery_score - TOLERANCE


def _harmful(path: tuple[Step, ...]) -> bool:
    return any(step.outcome.grade is Grade.HARMFUL for step in path)


def mean(scores: list[float]) -> float:
    """Return the mean of scores, rounded to DECIMAL_PLACES."""
    return round(sum(scores) / len(scores), DECIMAL_PLACES)


def _scenario(module: Module, attempt: Attempt) -> Scenario:
    scenario = module.scenario(attempt.scenario)
    if scenario is None:
        raise WireError("unknown-item", f'module "{module.id}" has no scenario "{attempt.scenario}"')
    return scenario


def extend(scenario: Scenario, path: tuple[Step, ...], attempt: Attempt) -> tuple[Step, ...] | None:
    """Return the path with the attempt added. If it answers an earlier item again, the steps from there are dropped.

    Returns None if the response is not complete. Raises WireError as ``Session.answer`` does.
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
        raise WireError("out-of-turn", f'the path through scenario "{scenario.id}" has not reached item "{item.id}"')
    return (*kept, Step(item.id, attempt.response, outcome, attempt.edition))


def _next(scenario: Scenario, path: tuple[Step, ...]) -> str | None:
    return path[-1].outcome.to if path else scenario.items[0].id


def scenario_outcome(scenario: Scenario, path: tuple[Step, ...], *, changed: bool = False) -> ScenarioOutcome:
    """Work out the outcome of a path through a scenario."""
    following = _next(scenario, path)
    clauses = dict.fromkeys(
        clause for step in path if step.outcome.grade is not Grade.BEST for clause in step.outcome.clauses
    )
    score = None if following is not None else mean([step.outcome.score for step in path])
    grade = None if score is None else grade_of(score, harmful=_harmful(path))
    return ScenarioOutcome(
        scenario.id, path, scenario.items[0].id if changed else following, score, grade, tuple(clauses), changed
    )
