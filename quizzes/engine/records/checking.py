"""Holds a record against the handbook: its responses are marked again, and its digests index against today's.

What comes out is said in fixed words ("holds", "checksum", …), which whoever shows them has sentences for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizzes.engine.digest import text_digest
from quizzes.engine.errors import WireError
from quizzes.engine.model import ACKNOWLEDGED, Grade
from quizzes.engine.records.handbook import Handbook, ModuleIndex
from quizzes.engine.records.making import Record, RecordedModule, RecordedScenario, code_of, read_record
from quizzes.engine.retake import ModuleState, retake
from quizzes.engine.session import ScenarioOutcome, mean, passes, reaches


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
    its scenarios do not rest on, or leaves some out). Of "unreadable": the WireError's name, or
    "unknown-module"; and "not-opened", for whoever has the files, of one that could not be.
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


def check(file: str, text: str, handbook: Handbook) -> list[Row]:
    """The rows of one record file, one a module, and one for those not known; never raises, whatever the text."""
    content = text_digest(text)
    try:
        record, checksum_fits = read_record(text)
    except WireError as error:
        return [Row(file, content, Status.UNREADABLE, (Reason(error.name),))]
    damage = () if checksum_fits else (Reason("checksum"),)
    rows = []
    if unknown := tuple(module.id for module in record.modules if not handbook.find(module.id)):
        rows.append(Row(file, content, Status.UNREADABLE, (Reason("unknown-module", unknown),)))
    for module in record.modules:
        if index := handbook.find(module.id):
            rows.append(_row(file, content, record, module, index, handbook, damage))
    return rows


type Marked = list[ScenarioOutcome | WireError | None]
"""What each of a record's scenarios comes to when it is marked again, in the record's order."""


def _row(
    file: str,
    content: str,
    record: Record,
    recorded: RecordedModule,
    index: ModuleIndex,
    handbook: Handbook,
    damage: tuple[Reason, ...],
) -> Row:
    remarked = [_mark(handbook, index, scenario) for scenario in recorded.scenarios]
    altered = damage + tuple(_altered(record, recorded, index, remarked))
    retake = tuple(_retake(record, recorded, index))
    marked = {each.id: each for each in remarked if isinstance(each, ScenarioOutcome)}
    return Row(
        file,
        content,
        Status.ALTERED if altered else Status.RETAKE if retake else Status.HOLDS,
        altered + retake,
        " ".join(record.name.split()),
        " ".join(record.role.split()),
        record.date,
        recorded.id,
        recorded.passed and (bool(altered or retake) or _passes(index, marked)),
        code_of(record.checksum),
        index.clauses_of(marked),
        tuple(dict.fromkeys(clause for each in marked.values() for clause in each.clauses)),
    )


def _mark(handbook: Handbook, index: ModuleIndex, recorded: RecordedScenario) -> ScenarioOutcome | WireError | None:
    """What the recorded responses come to; None where the scenario has changed, so that they cannot be marked."""
    scenario = index.scenarios.get(recorded.id)
    if scenario is None or scenario.digest != recorded.digest:
        return None
    try:
        answers = tuple((step.item, step.response) for step in recorded.path)
        return handbook.mark(index.module.id, recorded.id, answers)
    except WireError as error:
        return error


def _passes(index: ModuleIndex, marked: dict[str, ScenarioOutcome]) -> bool:
    """Whether today's scenarios alone pass, all of them marked: one that is no longer among them lends no marks."""
    scores = [each.score for each in marked.values() if each.score is not None]
    return passes(marked.values(), scores, index.module.mastery_score)


def _altered(record: Record, recorded: RecordedModule, index: ModuleIndex, remarked: Marked) -> Iterator[Reason]:
    pairs = list(zip(recorded.scenarios, remarked, strict=True))
    if impossible := tuple(each.id for each, outcome in pairs if isinstance(outcome, WireError)):
        yield Reason("answers", impossible)
    if otherwise := tuple(
        each.id for each, outcome in pairs if isinstance(outcome, ScenarioOutcome) and not _agrees(each, outcome)
    ):
        yield Reason("marks", otherwise)
    if not _adds_up(recorded):
        yield Reason("total")
    if record.acknowledged != ACKNOWLEDGED or _rests_on_others(record, index, remarked):
        yield Reason("rests-on")


def _agrees(recorded: RecordedScenario, outcome: ScenarioOutcome) -> bool:
    for step, again in zip(recorded.path, outcome.path, strict=True):
        if step.grade is not again.outcome.grade or step.score != again.outcome.score:
            return False
    return recorded.grade is outcome.grade and recorded.score == outcome.score


def _adds_up(recorded: RecordedModule) -> bool:
    """Whether what the module came to follows from what its scenarios did."""
    score = mean([scenario.score for scenario in recorded.scenarios])
    harmful = any(step.grade is Grade.HARMFUL for scenario in recorded.scenarios for step in scenario.path)
    passed = not harmful and reaches(score, recorded.mastery_score)
    return recorded.completed and (recorded.score, recorded.passed) == (score, passed)


def _rests_on_others(record: Record, index: ModuleIndex, remarked: Marked) -> bool:
    """Whether the clauses are not just those of the scenarios; where scenarios have changed nobody can tell."""
    if len(record.modules) > 1 or None in remarked:
        return False
    return record.clauses.keys() != index.recorded_clauses_of(scenario.id for scenario in record.modules[0].scenarios)


def _retake(record: Record, recorded: RecordedModule, index: ModuleIndex) -> Iterator[Reason]:
    was = ModuleState(
        recorded.mastery_score, {scenario.id: scenario.digest for scenario in recorded.scenarios}, record.clauses, {}
    )
    again = retake(was, index.state)
    if again.clauses:
        yield Reason("clauses", again.clauses)
    if again.scenarios:
        yield Reason("scenarios", tuple(scenario.id for scenario in again.scenarios))
    if again.acknowledgement:
        yield Reason("acknowledgement", (ACKNOWLEDGED,))
    if again.mastery:
        yield Reason("mastery")
