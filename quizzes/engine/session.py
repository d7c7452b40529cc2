"""A session is its log of attempts; paths, marks, completion and mastery are derived from it.

Deriving everything is what makes a session safe to store, merge and mark again: there is no second copy
of anything that could disagree with the log.
"""

from dataclasses import dataclass

from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Module, Scenario
from quizzes.engine.scoring import Outcome, Response, Unanswered, grade_of, score

# Means of thirds are exact neither in binary nor on paper. Rounding keeps a mean of 1 from being a hair less; and
# what falls short of a mastery score by less than a hair (0.666667 asked, 2/3 reached) has reached it.
PLACES = 9
HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Attempt:
    """One response to one item of one scenario."""

    scenario: str
    item: str
    response: Response


@dataclass(frozen=True, slots=True)
class Step:
    """An attempt that stands, with its outcome."""

    item: str
    response: Response
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """A scenario as its latest path leaves it.

    ``score`` (0 to 1, the mean of the path's items) and ``grade`` are None until the path has ended.
    ``next`` names the item to answer now, None once it has ended. ``clauses`` are those of every
    outcome on the path that was not best, in the path's order.
    """

    id: str
    path: tuple[Step, ...]
    next: str | None
    score: float | None
    grade: Grade | None
    clauses: tuple[str, ...]

    @property
    def completed(self) -> bool:
        """Whether the latest path has reached an end."""
        return self.next is None

    @property
    def harmful(self) -> bool:
        """Whether any response that stands is harmful, on a path that has ended or not."""
        return _harmful(self.path)


@dataclass(frozen=True, slots=True)
class ModuleOutcome:
    """All scenarios, and what they come to. ``score`` is 0 to 1, and None until every one is completed."""

    scenarios: tuple[ScenarioOutcome, ...]
    completed: bool
    passed: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class Session:
    """A reader's attempts at one module, oldest first."""

    log: tuple[Attempt, ...] = ()

    def answer(self, module: Module, attempt: Attempt) -> "Session":
        """The session with one more attempt; itself where nothing was selected.

        Raises WireError where the attempt names what the module does not have, or an item that the
        reader's path has not come to ("out-of-turn").
        """
        path = self.paths(module).get(attempt.scenario, ())
        longer = _extend(_scenario(module, attempt), path, attempt)
        return self if longer is None else Session((*self.log, attempt))

    def paths(self, module: Module) -> dict[str, tuple[Step, ...]]:
        """The latest path through each scenario that was begun, by its id.

        Raises WireError as ``answer`` does, where the log tells what cannot have happened.
        """
        paths: dict[str, tuple[Step, ...]] = {}
        for attempt in self.log:
            path = _extend(_scenario(module, attempt), paths.get(attempt.scenario, ()), attempt)
            if path is not None:
                paths[attempt.scenario] = path
        return paths

    def outcome(self, module: Module) -> ModuleOutcome:
        """Everything that follows from the log."""
        paths = self.paths(module)
        scenarios = tuple(_scenario_outcome(each, paths.get(each.id, ())) for each in module.scenarios)
        scores = [scenario.score for scenario in scenarios if scenario.score is not None]
        completed = len(scores) == len(scenarios)
        mean = _mean(scores) if completed else None
        harmful = any(scenario.harmful for scenario in scenarios)
        passed = mean is not None and not harmful and mean >= module.mastery_score - HAIR
        return ModuleOutcome(scenarios, completed, passed, mean)


def _harmful(path: tuple[Step, ...]) -> bool:
    return any(step.outcome.grade is Grade.HARMFUL for step in path)


def _mean(scores: list[float]) -> float:
    return round(sum(scores) / len(scores), PLACES)


def _scenario(module: Module, attempt: Attempt) -> Scenario:
    scenario = module.scenario(attempt.scenario)
    if scenario is None:
        raise WireError("unknown-item", f'module "{module.id}" has no scenario "{attempt.scenario}"')
    return scenario


def _extend(scenario: Scenario, path: tuple[Step, ...], attempt: Attempt) -> tuple[Step, ...] | None:
    """The path with the attempt on it, without the later steps where it answers an earlier one again.

    None where nothing was selected.
    """
    item = scenario.item(attempt.item)
    if item is None:
        raise WireError("unknown-item", f'scenario "{scenario.id}" has no item "{attempt.item}"')
    outcome = score(item, attempt.response)
    if isinstance(outcome, Unanswered):
        return None
    taken = [step.item for step in path]
    kept = path[: taken.index(item.id)] if item.id in taken else path
    if item.id not in taken and item.id != _next(scenario, path):
        raise WireError("out-of-turn", f'the path through "{scenario.id}" has not come to "{item.id}"')
    return (*kept, Step(item.id, attempt.response, outcome))


def _next(scenario: Scenario, path: tuple[Step, ...]) -> str | None:
    return path[-1].outcome.to if path else scenario.items[0].id


def _scenario_outcome(scenario: Scenario, path: tuple[Step, ...]) -> ScenarioOutcome:
    following = _next(scenario, path)
    clauses = dict.fromkeys(
        clause for step in path if step.outcome.grade is not Grade.BEST for clause in step.outcome.clauses
    )
    mean = None if following is not None else _mean([step.outcome.score for step in path])
    grade = None if mean is None else grade_of(mean, harmful=_harmful(path))
    return ScenarioOutcome(scenario.id, path, following, mean, grade, tuple(clauses))
