"""Requests and replies of the operations "resume", "answer" and "leave-out"."""

from quizzes.engine.documents import document
from quizzes.engine.model import Grade
from quizzes.engine.scoring import Verdict
from quizzes.engine.session import ModuleOutcome, ScenarioOutcome
from quizzes.engine.standing import Standing


@document
class ResumeRequest:
    """Work out a module's outcome from its entries."""

    module: str
    """The module's definition."""
    session: dict[str, str]
    """The module's stored entries by key, in any order."""


@document
class AnswerRequest:
    """Mark one response to one item, given the entries stored so far."""

    module: str
    session: dict[str, str]
    scenario: str
    item: str
    response: tuple[str, ...]
    """``Response`` in scoring.py describes its form."""


@document
class LeaveOutRequest:
    """Leave an optional scenario out, given the entries stored so far."""

    module: str
    session: dict[str, str]
    scenario: str


@document
class StepReply:
    """A response on the latest path, with its mark."""

    item: str
    response: tuple[str, ...]
    grade: Grade
    score: float
    feedback: tuple[tuple[str, Verdict], ...]
    """Ids of options, statements or critical pairs, each with its verdict."""


@document
class ScenarioReply:
    """The outcome of a scenario's latest path."""

    id: str
    completed: bool
    """Whether it is answered to its end and has not changed since, or is left out."""
    left_out: bool
    """Whether the reader left it out. It has no grade, no score and no path then."""
    changed: bool
    """Whether it, or a clause that it cites, has changed since it was answered."""
    harmful: bool
    grade: Grade | None
    """Null until completed, or if left out."""
    score: float | None
    """0 to 1; null until completed, or if left out."""
    next: str | None
    """Id of the item to answer; null when the path has ended."""
    clauses: tuple[str, ...]
    """Ids of the clauses to read again."""
    path: tuple[StepReply, ...]


@document
class EntryReply:
    """An entry to store."""

    key: str
    """The key to store it under. It gives the entry's order, and no other entry has it."""
    text: str


@document
class SessionReply:
    """The outcome of all attempts: the reply to "resume", "answer" and "leave-out"."""

    entry: EntryReply | None
    """The entry to store for this answer, or for leaving a scenario out; null if nothing is new."""
    set_aside: int
    """Number of entries that could not be read. They are left as they are and don't count."""
    unanswered: bool
    """The response is not complete, so nothing was marked."""
    completed: bool
    passed: bool
    passed_before: bool
    """Whether it would be passed if nothing had changed since."""
    standing: Standing
    score: float | None
    """0 to 1; null until completed, or if every scenario is left out."""
    scenarios: tuple[ScenarioReply, ...]


def session_reply(
    outcome: ModuleOutcome, entry: EntryReply | None, set_aside: int, *, unanswered: bool
) -> SessionReply:
    """Make the reply for a session's outcome."""
    return SessionReply(
        entry,
        set_aside,
        unanswered,
        outcome.completed,
        outcome.passed,
        outcome.passed_before,
        outcome.standing,
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
        scenario.left_out,
        scenario.changed,
        scenario.harmful,
        scenario.grade if scenario.completed else None,
        scenario.score if scenario.completed else None,
        scenario.next,
        scenario.clauses,
        tuple(path),
    )
