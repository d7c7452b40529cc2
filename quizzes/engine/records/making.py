"""A record of a completed module, which a reader makes on their own device and hands in like a form.

It has the latest response to each scenario and never an earlier one, so that whoever has it can mark it again. Its
checksum finds damage and casual edits. It is no signature: it does not say who gave the answers.
"""

from dataclasses import dataclass, replace
from typing import Annotated, Any

from quizzes.engine.definition import decode_module
from quizzes.engine.digest import digest_of
from quizzes.engine.documents import MismatchError, codec, document
from quizzes.engine.errors import WireError
from quizzes.engine.files import FileFormat
from quizzes.engine.model import ACKNOWLEDGED, Grade, Module
from quizzes.engine.progress import decode_entries
from quizzes.engine.rules import NOT_EMPTY, UNIQUE_IDS, Day, Digest, ModuleId, Name, Role, Share
from quizzes.engine.session import Session


@document
class RecordedStep:
    """A response that stood, and how it was marked."""

    item: str
    """The item's id."""
    response: tuple[str, ...]
    """Response. The ids of what was selected, in their order where it counts. For statements put under categories: a
    statement's id, a space, and its category's id."""
    grade: Grade
    """Grade. Best to harmful. A module is not passed while a harmful response stands."""
    score: Share
    """Score."""


@document
class RecordedScenario:
    """A scenario's latest path, and what it came to."""

    id: str
    """The scenario's id."""
    digest: Digest
    """Digest. Of the scenario's words as they were then. Where they have changed since, it is to be taken again."""
    grade: Grade
    """Grade. Best to harmful. A module is not passed while a harmful response stands."""
    score: Share
    """Score. The mean of the scores on its path."""
    path: Annotated[tuple[RecordedStep, ...], NOT_EMPTY]
    """Path. The items that were answered, in their order."""


@document
class RecordedModule:
    """A module, and what it came to under the mastery score of that day."""

    id: ModuleId
    """The module's id."""
    mastery_score: Share
    """Mastery score. The share of marks that passed the module on that day."""
    completed: bool
    """Whether every scenario was answered."""
    passed: bool
    """Whether it was passed. The mastery score was reached, and no response that stood was harmful."""
    score: Share
    """Score. The mean of its scenarios' scores."""
    scenarios: Annotated[tuple[RecordedScenario, ...], NOT_EMPTY, UNIQUE_IDS]
    """Scenarios. Each once, with the latest responses and never earlier ones."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record, as its file has it."""

    limits: str
    """What this does not prove. For whoever opens the file, in the words of the printed sheet."""
    name: Name
    """Name. The reader's, as they typed it."""
    role: Role
    """Role. The reader's, as they typed it. It may be empty."""
    date: Day
    """Date. The day on which the record was made, by the reader's device (ISO 8601)."""
    acknowledged: str
    """The clause that was acknowledged. The reader ticked that they had read it."""
    modules: Annotated[tuple[RecordedModule, ...], NOT_EMPTY, UNIQUE_IDS]
    """Modules."""
    clauses: dict[str, Digest]
    """Clauses. The digest, by its id, of each clause that the scenarios rest on and of the one acknowledged."""
    checksum: str
    """Checksum. The first 16 hexadecimal digits of the SHA-256 of everything else in the file, written as JSON in
    ASCII on one line, with names in order, no spaces, and scores with a decimal point (1.0, not 1). It finds damage
    and casual edits; it is no signature. A register calls a record with another checksum altered."""

    def expected_checksum(self) -> str:
        """The checksum of what the record says."""
        return _checksum_of(RECORD.content(self))


RECORD = FileFormat(Record, "staff-handbook-record", version=1, max_length=200_000)
"""The file. One of ours has some 5,000 characters."""


@document
class RecordRequest:
    """Make the record of a completed module."""

    module: str
    session: tuple[str, ...]
    name: str
    role: str
    date: str
    """Today by the reader's device, ISO 8601."""
    limits: str
    """What a record does not prove, in words."""


@document
class RecordReply:
    """A record, and what is shown of it."""

    file: str
    file_name: str
    code: str
    name: str
    role: str
    date: str


def record(request: RecordRequest) -> RecordReply:
    """The operation "record"."""
    module = decode_module(request.module)
    session, _ = decode_entries(request.session, module.id)
    made = make_record(module, session, request.name, request.role, request.date, request.limits)
    name = file_name(module.id, made.date, made.name)
    return RecordReply(RECORD.write(made), name, code_of(made.checksum), made.name, made.role, made.date)


def _checksum_of(content: dict[str, Any]) -> str:
    return digest_of({name: value for name, value in content.items() if name != "checksum"})


def read_record(text: str) -> tuple[Record, bool]:
    """Read a record's file; returns the record, and whether its checksum fits. Raises WireError as ``RECORD.read``.

    A checksum fits whatever program wrote the JSON: 1 and 1.0 are the same score.
    """
    made, content = RECORD.read_with_content(text)
    # As the file has it first: nearly always that fits, and nothing has to be written again.
    return made, made.checksum == _checksum_of(content) or made.checksum == made.expected_checksum()


def make_record(module: Module, session: Session, name: str, role: str, day: str, limits: str) -> Record:
    """Make the record of a completed module; ``day`` is today by the reader's device, ISO 8601.

    ``limits`` tells whoever opens the file what a record does not prove.

    Raises WireError: "incomplete" where the module is not completed, "malformed" for a name, a role or a day that a
    record cannot hold.
    """
    outcome = session.outcome(module)
    if not outcome.completed or outcome.score is None:
        raise WireError("incomplete", f'module "{module.id}" is not completed')
    scenarios = tuple(
        RecordedScenario(
            scenario.id,
            scenario.digest,
            taken.grade,
            taken.score,
            tuple(
                RecordedStep(step.item, step.response, step.outcome.grade, step.outcome.score) for step in taken.path
            ),
        )
        for scenario, taken in zip(module.scenarios, outcome.scenarios, strict=True)
        if taken.grade is not None and taken.score is not None
    )
    recorded = RecordedModule(module.id, module.mastery_score, True, outcome.passed, outcome.score, scenarios)
    made = Record(
        limits,
        _checked(Name, " ".join(name.split()), "name"),
        _checked(Role, " ".join(role.split()), "role"),
        _checked(Day, day, "date"),
        ACKNOWLEDGED,
        (recorded,),
        module.clauses,
        checksum="",
    )
    return replace(made, checksum=made.expected_checksum())


def _checked(kind: Any, text: str, name: str) -> str:
    try:
        return str(codec(kind).read(text))
    except MismatchError as error:
        raise error.inside(name) from None


def file_name(module_id: str, day: str, name: str) -> str:
    """``record-<module>-<date>-<initials>.json``, with those initials that are letters, ten at most."""
    initials = "".join(word[0] for word in name.split() if word[0].isalpha())[:10].upper()
    return f"record-{module_id}-{day}-{initials or 'record'}.json"


def code_of(checksum: str) -> str:
    """A checksum as people compare it, on paper and in the register: twelve characters in three groups."""
    return "-".join(checksum[start : start + 4].upper() for start in (0, 4, 8))
