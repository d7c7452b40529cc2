"""What is kept of a reader's progress: one entry an attempt, each a text of its own, under a key that gives its order.

An entry is written once and never again, so two tabs cannot overwrite each other's answers. The entries of all
modules together make a progress file (progress_file.py).
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
"""Version 1 kept a whole session in one text, for one tab."""

MAX_ENTRY_LENGTH = 10_000
"""Characters of an entry, at most."""
MAX_ENTRIES = 5_000
"""Entries of one module, at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one attempt."""

    version: Annotated[int, Rule(lambda version: version == ENTRY_VERSION, str(ENTRY_VERSION))]
    module: ModuleId
    attempt: Attempt


def encode_entry(module_id: str, attempt: Attempt) -> str:
    """The text to keep of an attempt."""
    return write(codec(Entry).write(Entry(ENTRY_VERSION, module_id, attempt)))


def decode_entries(texts: Iterable[str], module_id: str) -> tuple[Session, int]:
    """The session of a module's entries, in their order, and how many entries were set aside.

    An entry is set aside if it is damaged, too long, of another module or version, or not among the newest 5,000.
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
    """The attempt of an entry. Raises WireError: "malformed", or "foreign" for an entry of another module."""
    if len(text) > MAX_ENTRY_LENGTH:
        raise WireError("malformed", f"an entry has {MAX_ENTRY_LENGTH} characters at most")
    entry: Entry = codec(Entry).read(parse(text))
    if entry.module != module_id:
        raise WireError("foreign", f'the entry is of module "{entry.module}", not "{module_id}"')
    return entry.attempt
