"""A reader's stored progress: one entry for each attempt, stored under a key that gives its order.

An entry is written once and never changed, so two tabs cannot overwrite each other's answers. A progress file
(progress_file.py) holds the entries of all modules.

A key is a number and a digest of the entry. The number of a new entry is one more than the highest that is stored, as
in Lamport's logical clocks. So a new entry comes after every entry there is, and where the entries of two devices meet,
each device's entries keep their order. No clock is asked, because clocks step back, differ and are years wrong. The
first edition's numbers were times in milliseconds. They still give the order of its entries, and later ones go on from
them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from quizzes.engine.digest import text_digest
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

KEY = "([0-9]{1,16})-([a-z0-9]{1,16})"
"""Matches an entry's key."""
NUMBER_WIDTH = 15
"""Digits of a new key's number. The first edition sorts keys as texts, so all of them need the same length."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored attempt."""

    version: Annotated[int, Rule(lambda version: version == ENTRY_VERSION, str(ENTRY_VERSION))]
    module: ModuleId
    attempt: Attempt


def encode_entry(module_id: str, attempt: Attempt) -> str:
    """Write the entry that stores an attempt."""
    return write(codec(Entry).write(Entry(ENTRY_VERSION, module_id, attempt)))


def next_key(keys: Iterable[str], entry: str) -> str:
    """Return the key for a new entry, which comes after all of these keys."""
    highest = max((place[0] for key in keys if (place := _place(key))), default=0)
    return f"{highest + 1:0{NUMBER_WIDTH}}-{text_digest(entry)}"


def in_order(entries: Mapping[str, str]) -> list[str]:
    """Return entries by their order, oldest first. Those whose keys give no order are left out."""
    placed = [(place, text) for key, text in entries.items() if (place := _place(key))]
    return [text for _, text in sorted(placed)]


def _place(key: str) -> tuple[int, str] | None:
    """Return what a key is sorted by, or None if it is not an entry's key."""
    match = re.fullmatch(KEY, key, re.ASCII)
    return (int(match[1]), match[2]) if match else None


def decode_entries(entries: Mapping[str, str], module_id: str) -> tuple[Session, int]:
    """Read a module's entries, stored by key. Return the session, and how many entries were set aside.

    An entry is set aside if it or its key is damaged, if it is too long, belongs to another module or version, or is
    not among the newest MAX_ENTRIES.
    """
    log = []
    for text in in_order(entries)[-MAX_ENTRIES:]:
        try:
            log.append(decode_entry(text, module_id))
        except WireError:
            continue
    return Session(tuple(log)), len(entries) - len(log)


def decode_entry(text: str, module_id: str) -> Attempt:
    """Read the attempt from an entry. Raises WireError "malformed", or "foreign" if it belongs to another module."""
    if len(text) > MAX_ENTRY_LENGTH:
        raise WireError("malformed", f"an entry must have at most {MAX_ENTRY_LENGTH} characters")
    entry: Entry = codec(Entry).read(parse(text))
    if entry.module != module_id:
        raise WireError("foreign", f'the entry belongs to module "{entry.module}", not "{module_id}"')
    return entry.attempt
