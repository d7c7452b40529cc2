"""What a page asks about a session, and the reply: the operations "resume" and "answer"."""

from quizzes.engine.documents import document
from quizzes.engine.model import Grade
from quizzes.engine.scoring import Verdict
from quizzes.engine.session import ModuleOutcome, ScenarioOutcome


@document
class ResumeRequest:
    """What a module's entries come to."""

    module: str
    """The module's definition."""
    session: tuple[str, ...]
    """The entries kept so far, oldest first."""


@document
class AnswerRequest:
    """Mark one response to one item, after the entries kept so far."""

    module: str
    session: tuple[str, ...]
    scenario: str
    item: str
    response: tuple[str, ...]
    """See scoring.py."""


@document
class StepReply:
    """A response that stands."""

    item: str
    response: tuple[str, ...]
    grade: Grade
    score: float
    feedback: tuple[tuple[str, Verdict], ...]
    """Ids of options, statements or critical pairs, each with its verdict."""


@document
class ScenarioReply:
    """A scenario as its latest path leaves it."""

    id: str
    completed: bool
    changed: bool
    """Since it was answered."""
    harmful: bool
    grade: Grade | None
    """Null until completed."""
    score: float | None
    """0 to 1; null until completed."""
    next: str | None
    """The item to answer; null at an end."""
    clauses: tuple[str, ...]
    """Worth reading again."""
    path: tuple[StepReply, ...]


@document
class SessionReply:
    """What all attempts come to: the reply to "resume" and "answer"."""

    entry: str | None
    """The entry to keep of this answer; null where nothing was marked."""
    set_aside: int
    """Entries that could not be read. They are neither changed nor counted."""
    unanswered: bool
    """Nothing was selected, and so nothing was marked."""
    completed: bool
    passed: bool
    passed_before: bool
    """It would be passed if nothing had changed since."""
    score: float | None
    """0 to 1; null until completed."""
    scenarios: tuple[ScenarioReply, ...]


def session_reply(outcome: ModuleOutcome, entry: str | None, set_aside: int, *, unanswered: bool) -> SessionReply:
    """The reply that says what a session comes to."""
    return SessionReply(
        entry,
        set_aside,
        unanswered,
        outcome.completed,
        outcome.passed,
        outcome.passed_before,
        outcome.score,
        tuple(_scenario_reply(scenario) for scenario in outcome.scenarios),
    )


def _scenario_reply(scenario: ScenarioOutcome) -> ScenarioReply:
    path = (
        StepReply(step.item, step.response, step.outcome.grade, step.outcome.score, step.outcome.feedback)
        for step in scenario.path
    )
    return ScenarioReply(
        scenario.id,
        scenario.completed,
        scenario.changed,
        scenario.harmful,
        scenario.grade if scenario.completed else None,
        scenario.score if scenario.completed else None,
        scenario.next,
        scenario.clauses,
        tuple(path),
    )
