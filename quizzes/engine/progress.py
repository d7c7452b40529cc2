"""What is kept of a reader's progress: one entry an attempt, each a text of its own, under a key that tells its turn.

An entry is written once and never again, so that two tabs cannot overwrite each other's answers. Entries of all
modules together make a progress file, which a reader may carry to another computer.
"""

import re
from collections.abc import Iterable
from typing import Any

from quizzes.engine.errors import WireError
from quizzes.engine.parsing import as_object, as_text, as_texts, parse, write, write_file
from quizzes.engine.session import Attempt, Session

ENTRY_VERSION = 2
"""Version 1 kept a whole session in one text, for one tab."""

FORMAT = "staff-handbook-progress"
FILE_VERSION = 1

LONGEST_ENTRY = 10_000
MOST_ENTRIES = 5_000
LARGEST_FILE = 1_000_000
"""Characters of an entry and of a progress file, and entries of one module, at most."""

_MODULE = re.compile(r"[a-z0-9-]{1,100}")
_KEY = re.compile(r"[0-9]{1,16}-[a-z0-9]{1,16}")


def encode_entry(module_id: str, attempt: Attempt) -> str:
    """The text to keep of an attempt."""
    fields = [attempt.scenario, attempt.item, attempt.response, attempt.edition]
    return write({"version": ENTRY_VERSION, "module": module_id, "attempt": fields})


def decode_entries(texts: Iterable[str], module_id: str) -> tuple[Session, int]:
    """The session of a module's entries, in their order, and how many were set aside.

    Set aside is what is damaged, of another module or version, too long, or older than the newest 5,000.
    """
    kept = list(texts)
    log = []
    for text in kept[-MOST_ENTRIES:]:
        try:
            log.append(_decode_entry(text, module_id))
        except WireError:
            continue
    return Session(tuple(log)), len(kept) - len(log)


def _decode_entry(text: str, module_id: str) -> Attempt:
    if len(text) > LONGEST_ENTRY:
        raise WireError("malformed", "an entry is too long")
    entry = as_object(parse(text), "an entry")
    if entry.get("version") != ENTRY_VERSION or entry.get("module") != module_id:
        raise WireError("foreign", f'not an entry of version {ENTRY_VERSION} for "{module_id}"')
    fields = entry.get("attempt")
    if not isinstance(fields, list) or len(fields) != 4:
        raise WireError("malformed", "an attempt has four fields")
    scenario, item, response, edition = fields
    return Attempt(
        as_text(scenario, "scenario"),
        as_text(item, "item"),
        as_texts(response, "response"),
        as_text(edition, "edition"),
    )


def encode_file(progress: Any) -> str:
    """A progress file of entries by their keys, by module, without those that could not be read back.

    Raises WireError: "malformed" where it is none, "too-large" for more than ``decode_file`` takes.
    """
    modules = {
        module_id: {key: entry for key, entry in entries.items() if _is_readable(entry, module_id)}
        for module_id, entries in _checked(progress).items()
    }
    text = write_file({"format": FORMAT, "version": FILE_VERSION, "modules": modules})
    if len(text) > LARGEST_FILE:
        raise WireError("too-large", f"a progress file has {LARGEST_FILE} characters at most")
    return text


def _is_readable(entry: str, module_id: str) -> bool:
    try:
        _decode_entry(entry, module_id)
    except WireError:
        return False
    return True


def decode_file(text: str) -> dict[str, dict[str, str]]:
    """The entries by their keys, by module, of a progress file.

    Raises WireError: "foreign" for another file or a later version, "malformed" for a damaged one, "too-large".
    """
    if len(text) > LARGEST_FILE:
        raise WireError("too-large", f"a progress file has {LARGEST_FILE} characters at most")
    file = as_object(parse(text.removeprefix("\ufeff")), "a progress file")
    if file.get("format") != FORMAT or file.get("version") != FILE_VERSION:
        raise WireError("foreign", f"not a progress file of version {FILE_VERSION}")
    progress = _checked(file.get("modules"))
    for module_id, entries in progress.items():
        for entry in entries.values():
            _decode_entry(entry, module_id)
    return progress


def _checked(progress: Any) -> dict[str, dict[str, str]]:
    modules = as_object(progress, "modules")
    for module_id, entries in modules.items():
        if not _MODULE.fullmatch(module_id):
            raise WireError("malformed", "a module's name is none")
        for key, entry in as_object(entries, "entries").items():
            as_text(entry, "an entry")
            if not _KEY.fullmatch(key):
                raise WireError("malformed", "an entry's key is none")
    return modules
