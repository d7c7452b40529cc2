"""Progress files: the entries of all modules, for a reader to take to another computer."""

from dataclasses import dataclass
from typing import Annotated

from quizzes.engine.digest import code_of, text_digest
from quizzes.engine.documents import document
from quizzes.engine.errors import WireError
from quizzes.engine.files import FileFormat
from quizzes.engine.progress import KEY, decode_entry
from quizzes.engine.rules import Day, ModuleId, matching

EntryKey = Annotated[str, matching(KEY, "an entry's key, such as 000000000000001-0123456789abcdef")]

type Entries = dict[str, dict[str, str]]
"""Entries by module id, then by key."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The content of a progress file: entries by module id, then by key."""

    modules: dict[ModuleId, dict[EntryKey, str]]


PROGRESS = FileFormat(Progress, "staff-handbook-progress", version=1, max_length=1_000_000)


@document
class SaveRequest:
    """Make a progress file."""

    progress: dict[ModuleId, dict[EntryKey, str]]
    """Entries by module id, then by key."""
    date: Day
    """Today's date on the reader's device, ISO 8601."""


@document
class FileReply:
    """A progress file: its text, and a name that no other progress has."""

    file: str
    file_name: str


@document
class OpenRequest:
    """Read a progress file."""

    file: str


@document
class ProgressReply:
    """The content of a progress file: entries by module id, then by key."""

    progress: dict[str, dict[str, str]]


def save(request: SaveRequest) -> FileReply:
    """Answer the operation "save"."""
    file = encode_file(request.progress)
    return FileReply(file, f"progress-{request.date}-{code_of(text_digest(file))}.json")


def open_file(request: OpenRequest) -> ProgressReply:
    """Answer the operation "open"."""
    return ProgressReply(decode_file(request.file))


def encode_file(progress: Entries) -> str:
    """Write a progress file. Unreadable entries are left out, because ``decode_file`` would refuse the file.

    Raises WireError "too-large" if the file would be longer than ``decode_file`` accepts.
    """
    readable = {
        module_id: {key: entry for key, entry in entries.items() if _is_readable(entry, module_id)}
        for module_id, entries in progress.items()
    }
    return PROGRESS.write(Progress(readable))


def _is_readable(entry: str, module_id: str) -> bool:
    try:
        decode_entry(entry, module_id)
    except WireError:
        return False
    return True


def decode_file(text: str) -> Entries:
    """Read a progress file. Raises WireError as ``FileFormat.read`` does, and if an entry is damaged."""
    progress = PROGRESS.read(text)
    for module_id, entries in progress.modules.items():
        for entry in entries.values():
            decode_entry(entry, module_id)
    return progress.modules
