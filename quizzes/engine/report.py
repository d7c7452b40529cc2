"""What a learning platform is told of a module, apart from its result: the operations "report" and "unpack".

Only the packages for learning platforms ask these (shipping/scorm/). A platform stores a few thousand characters for a
reader, so the answers are packed: a progress file, deflated, in base64, after a prefix that names this way to pack.

A platform belongs to the reader's employer, so it must not learn what somebody left out. Leaving out is never reported,
nor is anything that was answered before. A gap would tell the same once the module is completed, so from then on no
optional scenario is reported, answered or not.
"""

import zlib
from binascii import a2b_base64, b2a_base64

from quizzes.engine.definition import decode_module
from quizzes.engine.documents import document
from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Interaction, Item, Module, Scenario
from quizzes.engine.progress import decode_entries, encode_entry, next_key
from quizzes.engine.progress_file import PROGRESS, ProgressReply, decode_file, encode_file
from quizzes.engine.scoring import Response
from quizzes.engine.session import Attempt, ModuleOutcome, Step

PREFIX = "1:"

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@document
class ReportRequest:
    """Ask what a learning platform is told of a module."""

    module: str
    """The module's definition."""
    session: dict[str, str]
    """The module's stored entries by key, in any order."""


@document
class ResponseReply:
    """A response on the latest path to an item of a scenario that has to be answered."""

    scenario: str
    item: str
    interaction: Interaction
    response: tuple[str, ...]
    """Letters for options, in the order of the scenario's file. For *match*, "a.c" is statement a, category c."""
    grade: Grade


@document
class ReportReply:
    """What a learning platform is told of a module, apart from its result."""

    packed: str
    """The answers that count, packed, so that the reader can carry on. Empty if there are none."""
    responses: tuple[ResponseReply, ...]
    """For platforms whose host wants to see them."""


@document
class UnpackRequest:
    """Read packed answers."""

    packed: str


def report(request: ReportRequest) -> ReportReply:
    """Answer the operation "report"."""
    module = decode_module(request.module)
    session, _ = decode_entries(request.session, module.id)
    outcome = session.outcome(module)
    entries: dict[str, str] = {}
    for attempt in _attempts(module, outcome):
        text = encode_entry(module.id, attempt)
        entries[next_key(entries, text)] = text
    responses = tuple(
        _response(scenario, item, step)
        for scenario, taken in zip(module.scenarios, outcome.scenarios, strict=True)
        if not scenario.optional
        for step in taken.path
        if (item := scenario.item(step.item))
    )
    return ReportReply(pack(encode_file({module.id: entries})) if entries else "", responses)


def unpack_answers(request: UnpackRequest) -> ProgressReply:
    """Answer the operation "unpack". Raises WireError as ``unpack`` and ``decode_file`` do."""
    return ProgressReply(decode_file(unpack(request.packed)))


def pack(file: str) -> str:
    """Return a text in few ASCII characters."""
    packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, wbits=-zlib.MAX_WBITS)
    return PREFIX + b2a_base64(packer.compress(file.encode()) + packer.flush(), newline=False).decode()


def unpack(packed: str) -> str:
    """Return a packed text. Raises WireError "malformed" if it is damaged, or not packed here."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        if not packed.startswith(PREFIX):
            raise ValueError(f"it does not begin with {PREFIX}")
        text = unpacker.decompress(a2b_base64(packed.removeprefix(PREFIX)), PROGRESS.max_length).decode()
    except (ValueError, zlib.error) as error:
        raise WireError("malformed", f"the answers cannot be unpacked: {error}") from None
    if not unpacker.eof:
        raise WireError("malformed", "the answers are cut off, or too long")
    return text


def _attempts(module: Module, outcome: ModuleOutcome) -> list[Attempt]:
    """Return the attempts on the latest paths, without those that a completed module keeps from the platform."""
    return [
        Attempt(scenario.id, step.item, step.response, step.edition)
        for scenario, taken in zip(module.scenarios, outcome.scenarios, strict=True)
        if not (scenario.optional and outcome.completed)
        for step in taken.path
    ]


def _response(scenario: Scenario, item: Item, step: Step) -> ResponseReply:
    letters = _letters(item, step.response)
    return ResponseReply(scenario.id, item.id, item.interaction, letters, step.outcome.grade)


def _letters(item: Item, response: Response) -> tuple[str, ...]:
    """Return a response in letters, because platforms allow no longer names."""
    letter = dict(zip([part.id for part in item.parts], LETTERS, strict=False))
    if item.interaction is not Interaction.MATCH:
        return tuple(letter[option] for option in response if option in letter)
    pairs = []
    for statement in item.statements:
        categories = dict(zip(statement.grades, LETTERS, strict=False))
        chosen = next((pair.partition(" ")[2] for pair in response if pair.partition(" ")[0] == statement.id), "")
        if chosen in categories and statement.id in letter:
            pairs.append(f"{letter[statement.id]}.{categories[chosen]}")
    return tuple(pairs)
