"""Read staff lists that people export from spreadsheets and payroll systems."""

from pathlib import Path

from quizzes.engine.errors import WireError
from quizzes.engine.records.names import Member, read_staff

MAX_BYTES = 20_000_000


class StaffError(Exception):
    """A staff list cannot be read; the message says why, and what to do."""


def read_staff_file(path: Path) -> list[Member]:
    """Read a staff list in UTF-8, UTF-16 or Windows-1252, in which Excel saves plain CSV. Raises StaffError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise StaffError(f"{path}: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise StaffError(f"{path}: too large; a staff list must have at most {MAX_BYTES // 1_000_000} MB")
    try:
        members = read_staff(_decoded(data))
    except (WireError, UnicodeDecodeError):
        raise StaffError(f"{path}: not a table of text; save the list as CSV (UTF-8)") from None
    if not members:
        raise StaffError(f"{path}: no names found; write one on each line, or give their column the heading “Name”")
    return members


def _decoded(data: bytes) -> str:
    """Decode a file's bytes. Raises UnicodeDecodeError if they are not text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data:
        raise UnicodeDecodeError("utf-8", data, 0, 1, "not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")
