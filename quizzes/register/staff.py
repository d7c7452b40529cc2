"""Read the staff list for the command, from a file."""

from pathlib import Path

from quizzes.engine.errors import WireError
from quizzes.engine.records.list_text import MAX_BYTES, decoded_list
from quizzes.engine.records.staff_list import StaffList, read_staff
from quizzes.words.lookup import translate


class StaffError(Exception):
    """A staff list cannot be read; the message says why, and what to do."""


def read_staff_file(path: Path, name_columns: str = "") -> StaffList:
    """Read a staff list. ``name_columns`` as for ``read_staff``. Raises StaffError if there is nobody on it."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise StaffError(f"{path}: {error.strerror or error}") from None
    try:
        found = read_staff(decoded_list(data), name_columns)
    except WireError as error:
        raise StaffError(f"{path}: {translate(f'register_say_list_{error.name}')}") from None
    if not found or not found.members:
        raise StaffError(f"{path}: {translate('register_say_list_nobody')}")
    return found
