"""A staff list as a file: what offices export from spreadsheets and payroll."""

from pathlib import Path

from quizzes.engine.errors import WireError
from quizzes.engine.records.names import Member, read_staff

MAX_BYTES = 20_000_000


class StaffError(Exception):
    """A staff list that cannot be read; says why, and what to do."""


def read_staff_file(path: Path) -> list[Member]:
    """The members of a staff list: UTF-8, UTF-16 or, as Excel saves a plain CSV on Windows, Windows-1252.

    Raises StaffError.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise StaffError(f"{path}: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise StaffError(f"{path}: too large for a staff list; it may have {MAX_BYTES // 1_000_000} MB")
    try:
        members = read_staff(_decoded(data))
    except (WireError, UnicodeDecodeError):
        raise StaffError(f"{path}: not a table of text; save the list as CSV (UTF-8)") from None
    if not members:
        raise StaffError(f"{path}: there are no names in it; write one a line, or head their column “Name”")
    return members


def _decoded(data: bytes) -> str:
    """The text; raises UnicodeDecodeError for what is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data:
        raise UnicodeDecodeError("utf-8", data, 0, 1, "no text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")
