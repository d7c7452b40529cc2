"""Make a record of a completed module, which a reader makes on their own device and hands in like a form.

It contains the latest responses to each scenario and no earlier ones, so that anybody can mark it again. Its checksum
helps to spot a damaged or edited file. It is not a signature: it doesn't show who gave the answers.

A scenario that the reader left out is not mentioned: neither its id nor its clauses are in the record, and nothing
counts scenarios. Somebody's reason for leaving a scenario out may be their own past, which no employer should learn.
"""

from dataclasses import dataclass, replace
from typing import Annotated, Any

from quizzes.engine.definition import decode_module
from quizzes.engine.digest import code_of, digest_of
from quizzes.engine.documents import MismatchError, codec, document
from quizzes.engine.errors import WireError
from quizzes.engine.files import FileFormat
from quizzes.engine.model import ACKNOWLEDGED, Grade, Module
from quizzes.engine.progress import decode_entries
from quizzes.engine.rules import NOT_EMPTY, UNIQUE_IDS, Day, Digest, ModuleId, Name, Role, Share, ShareOrNone
from quizzes.engine.session import Session


@document
class RecordedStep:
    """A response on the latest path, with its mark."""

    item: str
    """The item's id."""
    response: tuple[str, ...]
    """Response. The ids of the selected options, in the reader's order if order counts. In a match item, each
    statement's id, a space, and the id of the chosen category."""
    grade: Grade
    """Grade. Best to harmful. One harmful response on a latest path keeps the module from being passed."""
    score: Share
    """Score."""


@document
class RecordedScenario:
    """A scenario's latest path, with its mark."""

    id: str
    """The scenario's id."""
    digest: Digest
    """Digest. The digest of the scenario when it was answered. If it has changed since, take the scenario again."""
    grade: Grade
    """Grade. Best to harmful. One harmful response on a latest path keeps the module from being passed."""
    score: Share
    """Score. The mean of the scores on the path."""
    path: Annotated[tuple[RecordedStep, ...], NOT_EMPTY]
    """Path. The answered items, in order."""


@document
class RecordedModule:
    """A module, with its result under the mastery score of that day."""

    id: ModuleId
    """The module's id."""
    mastery_score: Share
    """Mastery score. The score that was needed to pass the module on that day."""
    completed: bool
    """Whether it was completed. Records are made of completed modules only."""
    passed: bool
    """Whether it was passed. The score reached the mastery score, and no latest response was harmful."""
    score: ShareOrNone
    """Score. The mean of its scenarios' scores. It is null if nothing was marked."""
    scenarios: Annotated[tuple[RecordedScenario, ...], UNIQUE_IDS]
    """Scenarios. Each once, with the latest responses and no earlier ones."""


@dataclass(frozen=True, slots=True)
class Record:
    """The content of a record file."""

    limits: str
    """What this does not prove. In the words of the printed sheet, for anybody who opens the file."""
    name: Name
    """Name. The reader's name, as they typed it."""
    role: Role
    """Role. The reader's role, as they typed it. It may be empty."""
    date: Day
    """Date. The day on which the record was made, by the reader's device (ISO 8601)."""
    acknowledged: str
    """The clause that was acknowledged. The reader ticked a box to say that they had read it."""
    modules: Annotated[tuple[RecordedModule, ...], NOT_EMPTY, UNIQUE_IDS]
    """Modules."""
    clauses: dict[str, Digest]
    """Clauses. Digests by id, of each clause that these scenarios cite and of the acknowledged one."""
    checksum: str
    """Checksum. The first 16 hexadecimal digits of the SHA-256 of everything else in the file. For it, write that as
    JSON in ASCII on one line, with sorted names and no spaces. Write scores with a decimal point (1.0, not 1). The
    checksum helps to spot a damaged or edited file, but it is not a signature. If it is wrong, the register calls the
    record altered."""

    def expected_checksum(self) -> str:
        """Compute the checksum of the record's content."""
        return _checksum_of(RECORD.content(self))


RECORD = FileFormat(Record, "staff-handbook-record", version=1, max_length=200_000, max_names=2_000)
"""The record file. A typical one has about 5,000 characters and 150 names."""


@document
class RecordRequest:
    """Make the record of a completed module."""

    module: str
    session: dict[str, str]
    name: str
    role: str
    date: str
    """Today's date on the reader's device, ISO 8601."""
    limits: str
    """The sentence that says what a record doesn't prove."""


@document
class RecordReply:
    """A record file, and what the page shows of it."""

    file: str
    file_name: str
    code: str
    name: str
    role: str
    date: str


def record(request: RecordRequest) -> RecordReply:
    """Answer the operation "record"."""
    module = decode_module(request.module)
    session, _ = decode_entries(request.session, module.id)
    made = make_record(module, session, request.name, request.role, request.date, request.limits)
    code = code_of(made.checksum)
    name = file_name(module.id, made.date, code, made.name)
    return RecordReply(RECORD.write(made), name, code, made.name, made.role, made.date)


def _checksum_of(content: dict[str, Any]) -> str:
    return digest_of({name: value for name, value in content.items() if name != "checksum"})


def read_record(text: str) -> tuple[Record, bool]:
    """Read a record file. Return the record, and whether its checksum is right. Raises WireError as ``RECORD.read``.

    Another program may have written the JSON, so a checksum is right whether a score is written as 1 or 1.0.
    """
    made, content = RECORD.read_with_content(text)
    # The first comparison nearly always succeeds, and then the content need not be written again.
    return made, made.checksum == _checksum_of(content) or made.checksum == made.expected_checksum()


def make_record(module: Module, session: Session, name: str, role: str, day: str, limits: str) -> Record:
    """Make the record of a completed module; ``day`` is today's date on the reader's device, ISO 8601.

    ``limits`` is the sentence that says what a record doesn't prove.

    Raises WireError "incomplete" if the module is not completed, "malformed" if the name, role or day is invalid.
    """
    outcome = session.outcome(module)
    if not outcome.completed:
        raise WireError("incomplete", f'module "{module.id}" is not completed')
    scenarios = tuple(
        RecordedScenario(
            scenario.id,
            scenario.digest,
            result.grade,
            result.score,
            tuple(
                RecordedStep(step.item, step.response, step.outcome.grade, step.outcome.score) for step in result.path
            ),
        )
        for scenario, result in zip(module.scenarios, outcome.scenarios, strict=True)
        if result.grade is not None and result.score is not None
    )
    answered = {scenario.id for scenario in scenarios}
    citing = (scenario for scenario in module.scenarios if scenario.id in answered)
    cited = {ACKNOWLEDGED, *(clause for scenario in citing for clause in scenario.clauses)}
    recorded = RecordedModule(module.id, module.mastery_score, True, outcome.passed, outcome.score, scenarios)
    made = Record(
        limits,
        _checked(Name, " ".join(name.split()), "name"),
        _checked(Role, " ".join(role.split()), "role"),
        _checked(Day, day, "date"),
        ACKNOWLEDGED,
        (recorded,),
        {clause: digest for clause, digest in module.clauses.items() if clause in cited},
        checksum="",
    )
    return replace(made, checksum=made.expected_checksum())


def _checked(kind: Any, text: str, name: str) -> str:
    try:
        return str(codec(kind).read(text))
    except MismatchError as error:
        raise error.inside(name) from None


def file_name(module_id: str, day: str, code: str, name: str) -> str:
    """Return ``record-<module>-<date>-<code>-<initials>.json``, with at most ten initials, all of them letters.

    The code differs between records, so no record replaces another in a folder. The initials come last, because
    letters that are written from the right would turn round what follows them.
    """
    initials = "".join(word[0] for word in name.split() if word[0].isalpha())[:10].upper()
    return f"record-{module_id}-{day}-{code}{initials and f'-{initials}'}.json"
