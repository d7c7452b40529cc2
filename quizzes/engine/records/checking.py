"""Check a record against the handbook: mark its responses again, and compare its digests with today's.

Results are fixed words ("holds", "checksum", …). The page and the command have sentences for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizzes.engine.digest import code_of, text_digest
from quizzes.engine.errors import WireError
from quizzes.engine.model import ACKNOWLEDGED, Grade
from quizzes.engine.records.handbook import Handbook, ModuleIndex
from quizzes.engine.records.making import Record, RecordedModule, RecordedScenario, read_record
from quizzes.engine.records.pile import FoundFile
from quizzes.engine.retake import ModuleState, retake
from quizzes.engine.session import ScenarioOutcome, mean, passes, reaches


class Status(StrEnum):
    """The result of checking a record, from best to worst."""

    HOLDS = "holds"
    """The answers agree with the marks, and nothing has changed since. It doesn't show who gave the answers."""
    RETAKE = "retake"
    """A scenario or clause has changed since, or is new, or the mastery score was different."""
    POSTDATED = "postdated"
    """Its date is later than today, so nobody knows when it was made. Only a register says this: it knows the day."""
    ALTERED = "altered"
    """It contradicts itself, or its answers don't give its marks."""
    UNREADABLE = "unreadable"
    MISSING = "missing"
    """There is no record of a module that the office requires. Only the register has such rows."""


REGISTER_FORMAT = "staff-handbook-register"
"""The ``format`` of register files (see keeping.py)."""

_HEAD_LENGTH = 200
"""Characters at the beginning of a file, among which its format is."""

CREDIBLE = (Status.HOLDS, Status.RETAKE)
"""The record agrees with itself, so that its checksum follows from what it says."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record does not hold. ``ids`` are those of clauses, scenarios or modules; ``name`` says which.

    For status "retake":

    - "clauses": these have changed
    - "scenarios": these must be taken again
    - "mastery": the mastery score has changed
    - "acknowledgement": the acknowledged clause has changed

    For "postdated", beside any reasons to retake it: "postdated".

    For "missing": "required", because the office requires the module.

    For "altered":

    - "checksum": it is wrong
    - "marks": the answers to these scenarios give other marks
    - "answers": nobody can have given these scenarios' answers
    - "total": it does not follow from the marks
    - "rests-on": the clauses are not those that the scenarios cite

    For "unreadable": the name of the WireError; "register", if it is a register file; "unknown-module"; "empty"; or
    "not-opened", if the file cannot be opened or unpacked.
    """

    name: str
    """The reason's name."""
    ids: tuple[str, ...] = ()
    """Ids. Of the clauses, scenarios or modules that it is about."""


@dataclass(frozen=True, slots=True)
class Row:
    """One module of one record, as a row of the register.

    ``content`` is the file's digest, ``code`` the short form of the checksum for people to compare. ``asked`` has the
    clauses that the module asks about, ``missed`` those behind answers that could have been better. ``marked`` says
    whether there is an answer with a mark: without one, a module is neither passed nor failed. If the record is
    unreadable, only ``file``, ``content``, ``status`` and ``reasons`` are filled. ``given_name`` is the name on the
    record, if the staff list has another. ``paper`` says that the office saw a signed sheet in the place of a record,
    ``kept`` that the row is from a register file.

    Whether an optional scenario was left out or answered without fault changes nothing in a row but the result.
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
    marked: bool = True
    code: str = ""
    given_name: str = ""
    paper: bool = False
    kept: bool = False
    asked: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """What copies of one record have in common, however their JSON is written. A signed sheet has its date."""
        if self.paper:
            return self.date
        return self.code if self.status in CREDIBLE else self.content


def check(file: str, text: str, handbook: Handbook) -> list[Row]:
    """Check one record file. Return a row for each module, and one for all unknown modules. Never raises."""
    content = text_digest(text)
    try:
        record, checksum_fits = read_record(text)
    except WireError as error:
        # A register file is never read from what people hand in, because anybody can write what they like into one.
        name = "register" if f'"{REGISTER_FORMAT}"' in text[:_HEAD_LENGTH] else error.name
        return [Row(file, content, Status.UNREADABLE, (Reason(name),))]
    damage = () if checksum_fits else (Reason("checksum"),)
    rows = []
    if unknown := tuple(module.id for module in record.modules if not handbook.find(module.id)):
        rows.append(Row(file, content, Status.UNREADABLE, (Reason("unknown-module", unknown),)))
    for module in record.modules:
        if index := handbook.find(module.id):
            rows.append(_row(file, content, record, module, index, handbook, damage))
    return rows


def check_found(found: FoundFile, handbook: Handbook) -> list[Row]:
    """Check a file that was found among what an office has, as ``check`` does."""
    if found.problem:
        return [Row(found.path, text_digest(found.path), Status.UNREADABLE, (Reason(found.problem),))]
    return check(found.path, found.text, handbook)


type Remarked = list[ScenarioOutcome | WireError | None]
"""The result of marking each of a record's scenarios again (see ``_mark``), in the record's order."""


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
    retake = tuple(retake_reasons(_state_of(record, recorded), index.state))
    marked = {outcome.id: outcome for outcome in remarked if isinstance(outcome, ScenarioOutcome)}
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
        bool(marked),
        code_of(record.checksum),
        asked=index.clauses_of({*marked, *index.state.optional}),
        missed=tuple(dict.fromkeys(clause for outcome in marked.values() for clause in outcome.clauses)),
    )


def _mark(handbook: Handbook, index: ModuleIndex, recorded: RecordedScenario) -> ScenarioOutcome | WireError | None:
    """Mark the recorded responses. Return None if the scenario has changed, so that they cannot be marked."""
    scenario = index.scenarios.get(recorded.id)
    if scenario is None or scenario.digest != recorded.digest:
        return None
    try:
        answers = tuple((step.item, step.response) for step in recorded.path)
        return handbook.mark(index.module.id, recorded.id, answers)
    except WireError as error:
        return error


def _passes(index: ModuleIndex, marked: dict[str, ScenarioOutcome]) -> bool:
    """Whether the module passes when only today's scenarios count, all of them marked again."""
    scores = [outcome.score for outcome in marked.values() if outcome.score is not None]
    return passes(marked.values(), scores, index.module.mastery_score)


def _altered(record: Record, recorded: RecordedModule, index: ModuleIndex, remarked: Remarked) -> Iterator[Reason]:
    pairs = list(zip(recorded.scenarios, remarked, strict=True))
    if impossible := tuple(scenario.id for scenario, outcome in pairs if isinstance(outcome, WireError)):
        yield Reason("answers", impossible)
    if different := tuple(
        scenario.id
        for scenario, outcome in pairs
        if isinstance(outcome, ScenarioOutcome) and not _agrees(scenario, outcome)
    ):
        yield Reason("marks", different)
    if not _adds_up(recorded):
        yield Reason("total")
    if record.acknowledged != ACKNOWLEDGED or _cites_other_clauses(record, index, remarked):
        yield Reason("rests-on")


def _agrees(recorded: RecordedScenario, outcome: ScenarioOutcome) -> bool:
    for step, again in zip(recorded.path, outcome.path, strict=True):
        if step.grade is not again.outcome.grade or step.score != again.outcome.score:
            return False
    return recorded.grade is outcome.grade and recorded.score == outcome.score


def _adds_up(recorded: RecordedModule) -> bool:
    """Whether the module's result follows from the results of its scenarios."""
    scores = [scenario.score for scenario in recorded.scenarios]
    score = mean(scores) if scores else None
    harmful = any(step.grade is Grade.HARMFUL for scenario in recorded.scenarios for step in scenario.path)
    passed = score is not None and not harmful and reaches(score, recorded.mastery_score)
    return recorded.completed and (recorded.score, recorded.passed) == (score, passed)


def _cites_other_clauses(record: Record, index: ModuleIndex, remarked: Remarked) -> bool:
    """Whether the record's clauses are not those that its scenarios cite. False if unknown: a scenario has changed."""
    if len(record.modules) > 1 or None in remarked:
        return False
    return record.clauses.keys() != index.recorded_clauses_of(scenario.id for scenario in record.modules[0].scenarios)


def _state_of(record: Record, recorded: RecordedModule) -> ModuleState:
    scenarios = {scenario.id: scenario.digest for scenario in recorded.scenarios}
    return ModuleState(recorded.mastery_score, scenarios, record.clauses)


def retake_reasons(then: ModuleState, now: ModuleState) -> Iterator[Reason]:
    """Yield why a module that was completed in its state ``then`` has to be taken again."""
    again = retake(then, now)
    if again.clauses:
        yield Reason("clauses", again.clauses)
    if again.scenarios:
        yield Reason("scenarios", tuple(scenario.id for scenario in again.scenarios))
    if again.acknowledgement:
        yield Reason("acknowledgement", (ACKNOWLEDGED,))
    if again.mastery:
        yield Reason("mastery")
