"""A reader's stored progress: one entry for each attempt, stored under a key that gives its order.

An entry is written once and never changed, so two tabs cannot overwrite each other's answers. A progress file
(progress_file.py) holds the entries of all modules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from quizzes.engine.documents import Rule, codec
from quizzes.engine.errors import WireError
from quizzes.engine.parsing import parse, write
from quizzes.engine.rules import ModuleId
from quizzes.engine.session import Attempt, Session

ENTRY_VERSION = 2
"""Version 1 stored a whole session in one entry, so it worked in one tab only."""

MAX_ENTRY_LENGTH = 10_000
"""Characters in an entry."""
MAX_ENTRIES = 5_000
"""Entries that count for one module."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored attempt."""

    version: Annotated[int, Rule(lambda version: version == ENTRY_VERSION, str(ENTRY_VERSION))]
    module: ModuleId
    attempt: Attempt


def encode_entry(module_id: str, attempt: Attempt) -> str:
    """Write the entry that stores an attempt."""
    return write(codec(Entry).write(Entry(ENTRY_VERSION, module_id, attempt)))


def decode_entries(texts: Iterable[str], module_id: str) -> tuple[Session, int]:
    """Read a module's entries, oldest first. Return the session, and how many entries were set aside.

    An entry is set aside if it is damaged or too long, belongs to another module or version, or is not among the
    newest MAX_ENTRIES.
    """
    kept = list(texts)
    log = []
    for text in kept[-MAX_ENTRIES:]:
        try:
            log.append(decode_entry(text, module_id))
        except WireError:
            continue
    return Session(tuple(log)), len(kept) - len(log)


def decode_entry(text: str, module_id: str) -> Attempt:
    """Read the attempt from an entry. Raises WireError "malformed", or "foreign" if it belongs to another module."""
    if len(text) > MAX_ENTRY_LENGTH:
        raise WireError("malformed", f"an entry must have at most {MAX_ENTRY_LENGTH} characters")
    entry: Entry = codec(Entry).read(parse(text))
    if entry.module != module_id:
        raise WireError("foreign", f'the entry belongs to module "{entry.module}", not "{module_id}"')
    return entry.attempt
