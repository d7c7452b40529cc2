"""A saved progress file opens with the same entries, and other files are refused by name."""

import json
import re
from typing import Any

import pytest

from quizzes.engine.errors import WireError
from quizzes.engine.progress import MAX_ENTRIES, MAX_ENTRY_LENGTH, decode_entries, encode_entry
from quizzes.engine.progress_file import PROGRESS as PROGRESS_FILE
from quizzes.engine.progress_file import decode_file, encode_file
from quizzes.engine.session import Attempt
from tests.engine.asking import ask, stored

ENTRY = encode_entry("first-day", Attempt("parent-friend-request", "first", ("decline", "😀"), "0" * 16))
PROGRESS = {"first-day": {"1-a": ENTRY, "2-b": ENTRY}, "boundaries-with-pupils": {}}


def test_a_saved_file_opens_with_the_same_entries() -> None:
    """A file gives back the entries by module and key, even with a byte order mark before it."""
    reply = ask({"operation": "save", "progress": PROGRESS, "date": "2026-11-23"})
    assert ask({"operation": "open", "file": reply["file"]}) == {"progress": PROGRESS}
    assert decode_file(f"\ufeff{reply['file']}") == PROGRESS


def test_no_two_progress_files_share_a_name() -> None:
    """Progress has a file name of its own, with its day; the same progress keeps its name."""

    def file_name(progress: object) -> str:
        name: str = ask({"operation": "save", "progress": progress, "date": "2026-11-23"})["file_name"]
        return name

    other = encode_entry("first-day", Attempt("parent-friend-request", "first", ("accept",), "0" * 16))
    names = [file_name(progress) for progress in (PROGRESS, {"first-day": {"1-a": other}}, {}, PROGRESS)]
    assert len(set(names)) == 3
    assert names[0] == names[3]
    assert all(re.fullmatch(r"progress-2026-11-23(-[0-9A-F]{4}){3}\.json", name) for name in names)


@pytest.mark.parametrize("spoiled", ["", "{", "null", ENTRY.replace('"version":2', '"version":3'), "x" * 20_000])
def test_an_unreadable_entry_is_left_out_of_the_file(spoiled: str) -> None:
    """An unreadable entry is not saved, so that the rest of the file can always be opened."""
    assert decode_file(encode_file({"first-day": {"1-a": ENTRY, "2-b": spoiled}})) == {"first-day": {"1-a": ENTRY}}


def test_another_modules_entry_is_not_saved() -> None:
    """An entry that is listed under a different module is not saved, because it would never be used."""
    assert decode_file(encode_file({"for-leaders": {"1-a": ENTRY}})) == {"for-leaders": {}}


def test_a_file_too_large_to_open_is_not_saved() -> None:
    """Saving fails if the file would be too large to open again."""
    entries = {f"{number}-a": ENTRY for number in range(PROGRESS_FILE.max_length // len(ENTRY))}
    with pytest.raises(WireError, match=r"^too-large: "):
        encode_file({"first-day": entries})


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"format": "staff-handbook-record"}, "foreign"),
        ({"version": 2}, "future"),
        ({"modules": None}, "malformed"),
        ({"modules": {"../x": {}}}, "malformed"),
        ({"modules": {"first-day": {"a": ENTRY}}}, "malformed"),
        ({"modules": {"first-day": {"1-a": 1}}}, "malformed"),
        ({"modules": {"first-day": {"1-a": "damaged"}}}, "malformed"),
        ({"modules": {"for-leaders": {"1-a": ENTRY}}}, "foreign"),
        ({"more": " " * PROGRESS_FILE.max_length}, "too-large"),
    ],
)
def test_other_files_are_refused_by_name(change: dict[str, Any], name: str) -> None:
    """Foreign, future, damaged and oversized files get different error names."""
    file = {"format": "staff-handbook-progress", "version": 1, "modules": PROGRESS}
    assert decode_file(json.dumps(file)) == PROGRESS
    with pytest.raises(WireError, match=rf"^{name}: "):
        decode_file(json.dumps(file | change))


@pytest.mark.parametrize(
    "entry",
    ["", "[]", "{}", ENTRY.replace('"version":2', '"version":1'), ENTRY.replace("first-day", "x"), f"{ENTRY}]"],
)
def test_an_unusable_entry_is_set_aside(entry: str) -> None:
    """Entries that are damaged or belong to another module or version are counted but not used."""
    session, set_aside = decode_entries(stored([ENTRY, entry, ENTRY]), "first-day")
    assert (len(session.log), set_aside) == (2, 1)


def test_too_long_or_too_many_entries_are_set_aside() -> None:
    """An entry that is too long is set aside, and of too many entries only the newest are used."""
    longest = encode_entry("first-day", Attempt("s", "i", ("o" * MAX_ENTRY_LENGTH,)))
    assert decode_entries(stored([longest]), "first-day")[1] == 1
    newest = encode_entry("first-day", Attempt("newest", "i", ("o",)))
    session, set_aside = decode_entries(stored([ENTRY] * MAX_ENTRIES + [newest]), "first-day")
    assert (len(session.log), set_aside, session.log[-1].scenario) == (MAX_ENTRIES, 1, "newest")
