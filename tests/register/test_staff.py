"""Staff lists are read as spreadsheets save them."""

from pathlib import Path

import pytest

from quizzes.engine.records.names import Member
from quizzes.register.staff import StaffError, read_staff_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_of_a_spreadsheet_is_read(tmp_path: Path, encoding: str) -> None:
    """A list is read in every encoding that Excel saves."""
    file = tmp_path / "staff.csv"
    file.write_text("Name\tRole\nZoë O’Brien\tTeacher\n", encoding)
    assert read_staff_file(file) == [Member("Zoë O’Brien", "Teacher")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "No such file or directory"),
        (b"PK\3\4\0\0", "not a table of text; save the list as CSV"),
        (b"a\x81b\xff", "not a table of text; save the list as CSV"),
        (b"\xff\xfea", "not a table of text; save the list as CSV"),
        (b'"' + b"a" * 200_000 + b'"', "not a table of text; save the list as CSV"),
        (b"a," * 10_000_001, "too large; a staff list must have at most 20 MB"),
        (b"Name,Role\n", "no names found; write one on each line"),
    ],
)
def test_an_invalid_staff_list_is_named_with_a_remedy(tmp_path: Path, data: bytes | None, why: str) -> None:
    """The error names the file, says what is wrong with it, and what to do."""
    file = tmp_path / "staff.csv"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(StaffError) as caught:
        read_staff_file(file)
    assert str(caught.value).startswith(f"{file}: {why}")
