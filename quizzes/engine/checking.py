"""Holds a record against the handbook: its responses are marked again, and its digests held against today's.

What comes out is said in fixed words ("holds", "checksum", …), which whoever shows them has sentences for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizzes.engine.digest import digest_of
from quizzes.engine.errors import WireError
from quizzes.engine.model import ACKNOWLEDGED, Grade, Module, Scenario
from quizzes.engine.record import Record, RecordedModule, RecordedScenario, code_of, read_record
from quizzes.engine.session import Attempt, ScenarioOutcome, Step, extend, mean, reaches, scenario_outcome


class Status(StrEnum):
    """What a record is worth now, from good to useless."""

    HOLDS = "holds"
    """The answers agree with the marks, and nothing has changed since. It does not say who gave them."""
    RETAKE = "retake"
    """Some of what it rests on has changed since, or is new."""
    ALTERED = "altered"
    """It does not agree with itself, or its answers do not with its marks."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record does not hold; ``ids`` are of clauses or scenarios, as ``name`` says.

    Of "retake": "clauses" (changed), "scenarios" (to take again), "mastery" (the share that passes was another),
    "acknowledgement" (changed). Of "altered": "checksum", "marks" (scenarios whose answers are marked
    otherwise), "answers" (scenarios whose answers cannot have been given), "total", "rests-on" (it names clauses that
    its scenarios do not rest on, or leaves some out). Of "unreadable": the WireError's name, or "unknown-module".
    """

    name: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One module of one record, as a register has it.

    ``content`` is the file's digest, ``code`` the checksum as people compare it. ``asked`` are the clauses that the
    scenarios rest on, ``missed`` those behind answers that could have been better. Of what is unreadable all but
    ``file``, ``content``, ``status`` and ``reasons`` is empty.
    """

    file: str
    content: str
    status: Status
    reasons: tuple[Reason, ...]
    name: str = ""
    role: str = ""
    date: str = ""
    module: str = ""
    passed: bool = False
    code: str = ""
    asked: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


def check(file: str, text: str, modules: Mapping[str, Module]) -> list[Row]:
    """The rows of one record file, one a module; never raises, whatever the text."""
    content = digest_of(text)
    try:
        record = read_record(text)
    except WireError as error:
        return [Row(file, content, Status.UNREADABLE, (Reason(error.name),))]
    return [_row(file, content, record, module, modules.get(module.id)) for module in record.modules]


def _row(file: str, content: str, record: Record, recorded: RecordedModule, module: Module | None) -> Row:
    if module is None:
        return Row(file, content, Status.UNREADABLE, (Reason("unknown-module", (recorded.id,)),))
    remarked = [_mark(module, scenario) for scenario in recorded.scenarios]
    altered = tuple(_altered(record, recorded, module, remarked))
    retake = tuple(_retake(record, recorded, module))
    status = Status.ALTERED if altered else Status.RETAKE if retake else Status.HOLDS
    marked = [each for each in remarked if isinstance(each, ScenarioOutcome)]
    known = [scenario for scenario in module.scenarios if any(each.id == scenario.id for each in marked)]
    return Row(
        file,
        content,
        status,
        altered + retake,
        " ".join(record.name.split()),
        " ".join(record.role.split()),
        record.date,
        recorded.id,
        recorded.passed,
        code_of(record.checksum),
        tuple(dict.fromkeys(clause for scenario in known for clause in scenario.clauses)),
        tuple(dict.fromkeys(clause for each in marked for clause in each.clauses)),
    )


def _mark(module: Module, recorded: RecordedScenario) -> ScenarioOutcome | WireError | None:
    """What the recorded responses come to; None where the scenario has changed, so that they cannot be marked."""
    scenario = module.scenario(recorded.id)
    if scenario is None or scenario.digest != recorded.digest:
        return None
    path: tuple[Step, ...] = ()
    try:
        for step in recorded.path:
            longer = extend(scenario, path, Attempt(scenario.id, step.item, step.response))
            if longer is None or len(longer) <= len(path):
                return WireError("out-of-turn", "an item stands twice on the path, or was not answered")
            path = longer
    except WireError as error:
        return error
    return scenario_outcome(scenario, path)


def _altered(
    record: Record, recorded: RecordedModule, module: Module, remarked: list[ScenarioOutcome | WireError | None]
) -> Iterator[Reason]:
    if record.checksum != record.expected:
        yield Reason("checksum")
    pairs = list(zip(recorded.scenarios, remarked, strict=True))
    impossible = tuple(each.id for each, outcome in pairs if isinstance(outcome, WireError))
    if impossible:
        yield Reason("answers", impossible)
    otherwise = tuple(
        each.id for each, outcome in pairs if isinstance(outcome, ScenarioOutcome) and not _agrees(each, outcome)
    )
    if otherwise:
        yield Reason("marks", otherwise)
    if not _adds_up(recorded):
        yield Reason("total")
    if record.acknowledged != ACKNOWLEDGED or _rests_on_others(record, module, remarked):
        yield Reason("rests-on")


def _agrees(recorded: RecordedScenario, outcome: ScenarioOutcome) -> bool:
    return (recorded.grade, recorded.score) == (outcome.grade, outcome.score) and [
        (step.grade, step.score) for step in recorded.path
    ] == [(step.outcome.grade, step.outcome.score) for step in outcome.path]


def _adds_up(recorded: RecordedModule) -> bool:
    """Whether what the module came to follows from what its scenarios did."""
    score = mean([scenario.score for scenario in recorded.scenarios])
    harmful = any(step.grade is Grade.HARMFUL for scenario in recorded.scenarios for step in scenario.path)
    passed = not harmful and reaches(score, recorded.mastery_score)
    return recorded.completed and (recorded.score, recorded.passed) == (score, passed)


def _rests_on_others(record: Record, module: Module, remarked: list[ScenarioOutcome | WireError | None]) -> bool:
    """Whether the clauses are not just those of the scenarios; where scenarios have changed nobody can tell."""
    if len(record.modules) > 1 or None in remarked:
        return False
    scenarios = [module.scenario(recorded.id) for recorded in record.modules[0].scenarios]
    rests_on = {clause for scenario in scenarios if scenario for clause in scenario.clauses}
    return record.clauses.keys() != (rests_on | {ACKNOWLEDGED}) & module.clauses.keys()


def _retake(record: Record, recorded: RecordedModule, module: Module) -> Iterator[Reason]:
    was = {scenario.id: scenario.digest for scenario in recorded.scenarios}
    changed = {clause for clause, digest in module.clauses.items() if record.clauses.get(clause) != digest}
    again = [scenario for scenario in module.scenarios if _is_other(scenario, was.get(scenario.id), changed)]
    if clauses := tuple(clause for clause in module.clauses if clause in changed and clause in record.clauses):
        yield Reason("clauses", clauses)
    if again:
        yield Reason("scenarios", tuple(scenario.id for scenario in again))
    if ACKNOWLEDGED in changed:
        yield Reason("acknowledgement", (ACKNOWLEDGED,))
    if recorded.mastery_score != module.mastery_score:
        yield Reason("mastery")


def _is_other(scenario: Scenario, was: str | None, changed: set[str]) -> bool:
    return scenario.digest != was or not changed.isdisjoint(scenario.clauses)
