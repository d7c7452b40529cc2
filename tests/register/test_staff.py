"""Staff lists are read as spreadsheets save them."""

import json
from pathlib import Path

import pytest

from quizzes.engine.records.names import Member
from quizzes.register.staff import StaffError, read_staff_file
from tests.engine.asking import Json
from tests.register.piles import read_table, run, write_record


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


def test_a_staff_list_shows_who_is_missing(handed_in: Path, tmp_path: Path) -> None:
    """With a staff list the command lists who is missing, suggests similar names, and adds references."""
    for name in ("ANN  smith", "Bob Jone", "Cy Lee"):
        write_record(handed_in, name)
    staff = tmp_path / "staff.csv"
    staff.write_text("Role;Name;Ref\nTeacher;Ann Smith;17\n;Bob Jones;\n;Cy Lee;1\n;cy lee;2\n;Zoë Day;\n", "cp1252")
    code, out, _ = run(handed_in, "--staff", staff, "--csv", tmp_path / "out.csv", "--json")
    summary: Json = json.loads(out)
    assert code == 0
    assert [each["name"] for each in summary["nothing"]] == ["Bob Jones", "Zoë Day"]
    assert summary["strangers"] == [{"name": "Bob Jone", "near": "Bob Jones"}]
    assert summary["doubles"] == ["Cy Lee"]
    assert [(row["Name"], row["Reference"]) for row in read_table(tmp_path / "out.csv")] == [
        ("Ann Smith", "17"),
        ("Bob Jone", ""),
        ("Cy Lee", ""),
    ]
    _, out, _ = run(handed_in, "--staff", staff)
    assert "Hasn’t handed anything in\n  Bob Jones\n  Zoë Day\n" in out
    assert "Is Bob Jone the same person as Bob Jones on your list?" in out


def test_an_unreadable_staff_list_is_refused(handed_in: Path, tmp_path: Path) -> None:
    """If the staff list cannot be read, the error names it and says why, and no record is checked."""
    write_record(handed_in)
    (tmp_path / "staff.csv").write_bytes(b"PK\3\4\0\0")
    code, out, err = run(handed_in, "--staff", tmp_path / "staff.csv")
    assert (code, out) == (2, "")
    assert err == f"{tmp_path / 'staff.csv'}: not a table of text; save the list as CSV (UTF-8)\n"
