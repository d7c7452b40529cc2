"""A session is a log of attempts. Paths, marks, completion and mastery are derived from it.

Because everything is derived, a session is safe to store, merge and mark again: no second copy can disagree with the
log.

A reader may leave an optional scenario out, at its start or halfway, and may answer it later after all. It is left out
only when the reader says so. So a module is completed when each scenario is answered to its end, or is optional and
left out: nobody completes a module by not having seen what is in it. What is left out has no mark, no clauses to read
again, and no place in a record. Without any mark a module is completed, but can neither be passed nor failed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
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
    """One response to one item of one scenario. An entry stores it as a list of these values.

    An attempt without an item leaves the scenario out. The first edition ignores such entries.
    """

    AS_LIST: ClassVar = True

    scenario: str
    item: str
    response: Response
    edition: str = ""
    """The ``edition`` of the scenario when it was answered."""

    @property
    def leaves_out(self) -> bool:
        """Whether it leaves the scenario out."""
        return not self.item


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
    answered. Answers that still fit are kept, but it must be taken again. ``left_out`` means that the reader left it
    out. Then its path is empty, and ``next`` is its first item, in case the reader answers it after all.
    """

    id: str
    path: tuple[Step, ...]
    next: str | None
    score: float | None
    grade: Grade | None
    clauses: tuple[str, ...]
    changed: bool = False
    left_out: bool = False

    @property
    def completed(self) -> bool:
        """Whether it is left out, or the latest path has ended and the scenario has not changed since."""
        return self.left_out or (self.next is None and not self.changed)

    @property
    def harmful(self) -> bool:
        """Whether any response on the latest path is harmful, even if the path has not ended."""
        return _harmful(self.path)


@dataclass(frozen=True, slots=True)
class ModuleOutcome:
    """The outcome of a module. ``score`` is 0 to 1; None until every scenario is completed, or if all are left out.

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
            marked = Standing.PASSED if self.passed else Standing.NOT_PASSED
            return Standing.COMPLETED if self.score is None else marked
        if any(scenario.changed for scenario in self.scenarios):
            return Standing.RETAKE
        begun = any(scenario.path or scenario.left_out for scenario in self.scenarios)
        return Standing.UNDER_WAY if begun else Standing.NOT_STARTED


@dataclass(slots=True)
class _Replay:
    """What a log comes to: the latest path through each scenario begun, and the scenarios that are left out.

    ``stale`` has those that lost answers to an edit. All are by their ids.
    """

    paths: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)

    def leave_out(self, scenario_id: str) -> None:
        self.paths.pop(scenario_id, None)
        self.stale.discard(scenario_id)
        self.left_out.add(scenario_id)

    def take(self, scenario_id: str, path: tuple[Step, ...]) -> None:
        self.paths[scenario_id] = path
        self.left_out.discard(scenario_id)
        if len(path) == 1:  # the reader started again
            self.stale.discard(scenario_id)


@dataclass(frozen=True, slots=True)
class Session:
    """A reader's attempts at one module, oldest first."""

    log: tuple[Attempt, ...] = ()

    def answer(self, module: Module, attempt: Attempt) -> "Session":
        """Return the session with one more attempt, of today's edition; or itself if the response is not complete.

        Raises WireError if the attempt names something that the module doesn't have, or "out-of-turn" if the reader's
        path has not reached the item.
        """
        scenario = _scenario(module, attempt.scenario)
        path = self._replay(module).paths.get(scenario.id, ())
        longer = extend(scenario, path, replace(attempt, edition=edition(module, scenario)))
        return self if longer is None else Session((*self.log, replace(attempt, edition=longer[-1].edition)))

    def leave_out(self, module: Module, scenario_id: str) -> "Session":
        """Return the session with a scenario left out; or itself if it is left out already.

        Raises WireError "unknown-item" if the module doesn't have the scenario, "not-optional" if it must be answered.
        """
        scenario = _scenario(module, scenario_id)
        if not scenario.optional:
            raise WireError("not-optional", f'scenario "{scenario.id}" has no content note, so it must be answered')
        if scenario.id in self._replay(module).left_out:
            return self
        return Session((*self.log, Attempt(scenario.id, "", ())))

    def outcome(self, module: Module) -> ModuleOutcome:
        """Work out the module's outcome from the log."""
        replay = self._replay(module)
        paths = replay.paths
        editions = {scenario.id: edition(module, scenario) for scenario in module.scenarios if scenario.id in paths}
        scenarios = tuple(
            scenario_outcome(
                scenario,
                (path := paths.get(scenario.id, ())),
                changed=scenario.id in replay.stale or any(step.edition != editions[scenario.id] for step in path),
                left_out=scenario.id in replay.left_out,
            )
            for scenario in module.scenarios
        )
        completed = all(scenario.completed for scenario in scenarios)
        scores = [scenario.score for scenario in scenarios if scenario.score is not None]
        marked = all(scenario.score is not None or scenario.left_out for scenario in scenarios)
        passing = marked and passes(scenarios, scores, module.mastery_score)
        return ModuleOutcome(
            scenarios,
            completed,
            passed=completed and passing,
            score=mean(scores) if completed and scores else None,
            passed_before=passing and not completed,
        )

    def _replay(self, module: Module) -> _Replay:
        """Go through the log. An attempt that no longer fits the module, which may have been edited, is ignored."""
        replay = _Replay()
        outdated = self._outdated(module)
        for attempt in self.log:
            scenario = module.scenario(attempt.scenario)
            if scenario is None or (scenario.id, attempt.edition) in outdated:
                continue
            if attempt.leaves_out:
                if scenario.optional:
                    replay.leave_out(scenario.id)
                continue
            try:
                path = extend(scenario, replay.paths.get(scenario.id, ()), attempt)
            except WireError:
                if attempt.edition != edition(module, scenario):
                    replay.stale.add(scenario.id)
                continue
            if path is not None:
                replay.take(scenario.id, path)
        return replay

    def _outdated(self, module: Module) -> set[tuple[str, str]]:
        """Return the scenarios, each with an edition, of which no attempt counts: today's edition has been begun.

        They may come last in the log, if they are from a file and a clock that was years ahead gave their order.
        """
        answered = {(attempt.scenario, attempt.item, attempt.edition) for attempt in self.log if not attempt.leaves_out}
        editions: dict[str, set[str]] = {}
        for name, _, made in answered:
            editions.setdefault(name, set()).add(made)
        several = (scenario for scenario in module.scenarios if len(editions.get(scenario.id, ())) > 1)
        todays = ((scenario.id, scenario.items[0].id, edition(module, scenario)) for scenario in several)
        begun = [(name, today) for name, first, today in todays if (name, first, today) in answered]
        return {(name, other) for name, today in begun for other in editions[name] - {today}}


def edition(module: Module, scenario: Scenario) -> str:
    """Return the digest of a scenario together with the clauses that it cites."""
    return digest_of([scenario.digest, *(module.clauses.get(clause, "") for clause in scenario.clauses)])


def passes(scenarios: Iterable[ScenarioOutcome], scores: list[float], mastery_score: float) -> bool:
    """Return whether completed scenarios with these scores pass: none is harmful, and the mean is high enough.

    Without a score, nothing is passed.
    """
    harmful = any(scenario.harmful for scenario in scenarios)
    return bool(scores) and not harmful and reaches(mean(scores), mastery_score)


def reaches(score: float, mastery_score: float) -> bool:
    """Return whether a score reaches the mastery score, within TOLERANCE."""
    return score >= mastery_score - TOLERANCE


def _harmful(path: tuple[Step, ...]) -> bool:
    return any(step.outcome.grade is Grade.HARMFUL for step in path)


def mean(scores: list[float]) -> float:
    """Return the mean of one or more scores, rounded to DECIMAL_PLACES."""
    return round(sum(scores) / len(scores), DECIMAL_PLACES)


def _scenario(module: Module, scenario_id: str) -> Scenario:
    scenario = module.scenario(scenario_id)
    if scenario is None:
        raise WireError("unknown-item", f'module "{module.id}" has no scenario "{scenario_id}"')
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


def scenario_outcome(
    scenario: Scenario, path: tuple[Step, ...], *, changed: bool = False, left_out: bool = False
) -> ScenarioOutcome:
    """Work out the outcome of a path through a scenario."""
    following = _next(scenario, path)
    clauses = dict.fromkeys(
        clause for step in path if step.outcome.grade is not Grade.BEST for clause in step.outcome.clauses
    )
    score = None if following is not None else mean([step.outcome.score for step in path])
    grade = None if score is None else grade_of(score, harmful=_harmful(path))
    following = scenario.items[0].id if changed else following
    return ScenarioOutcome(scenario.id, path, following, score, grade, tuple(clauses), changed, left_out)
