"""The command reads staff lists, says how it understood them, and never takes a broken one for a whole one."""

import json
from pathlib import Path

import pytest

from quizzes.engine.records.list_text import MAX_BYTES
from quizzes.engine.records.names import Member
from quizzes.register.staff import StaffError, read_staff_file
from tests.engine.asking import Json
from tests.engine.test_staff_list import LISTS
from tests.register.piles import read_table, run, write_record

ALL_IN = "Everybody on your list has handed something in."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "No such file or directory"),
        (
            (LISTS / "workbook.xlsx").read_bytes(),
            "This is a workbook, as Excel saves it. Open it in Excel, choose Save",
        ),
        (b"a\x81b\xff", "This file isn’t a list in plain text."),
        (b"a," * (MAX_BYTES // 2 + 1), "This file is too large to be a staff list."),
        (b"Name,Role\n", "No name was found in this list."),
        (b"", "No name was found in this list."),
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


def test_a_list_in_a_windows_encoding_is_read(tmp_path: Path) -> None:
    """A list that Excel has saved as plain CSV keeps its accents."""
    file = tmp_path / "staff.csv"
    file.write_text("Name;Role\nZoë O’Brien;Teacher\n", "cp1252")
    assert read_staff_file(file).members == (Member("Zoë O’Brien", "Teacher"),)


def test_a_staff_list_shows_who_is_missing(handed_in: Path, tmp_path: Path) -> None:
    """With a staff list the command lists who is missing, suggests similar names, and adds references."""
    for name in ("ANN  smith", "Bob Jone", "Cy Lee"):
        write_record(handed_in, name)
    staff = tmp_path / "staff.csv"
    staff.write_text("Role;Name;Ref\nTeacher;Ann Smith;17\n;Bob Jones;\n;Cy Lee;1\n;cy lee;2\n;Zoë Day;\n", "cp1252")
    code, out, _ = run(handed_in, "--staff", staff, "--csv", tmp_path / "out.csv", "--json")
    summary: Json = json.loads(out)
    assert code == 0
    assert [member["name"] for member in summary["nothing"]] == ["Bob Jones", "Zoë Day"]
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
    """If the staff list cannot be read, the error names it and says what to do, and no record is checked."""
    write_record(handed_in)
    (tmp_path / "staff.xlsx").write_bytes((LISTS / "workbook.xlsx").read_bytes())
    code, out, err = run(handed_in, "--staff", tmp_path / "staff.xlsx")
    assert (code, out) == (2, "")
    assert err.startswith(f"{tmp_path / 'staff.xlsx'}: This is a workbook")
    assert "CSV UTF-8" in err


def test_a_lone_quotation_mark_hides_nobody(handed_in: Path) -> None:
    """Four lines are four people, and those who have handed in nothing are named."""
    write_record(handed_in, "Anita Patel")
    write_record(handed_in, "Bobby Singh")
    code, out, _ = run(handed_in, "--staff", LISTS / "lone-quote.txt")
    assert code == 0
    assert "4 people from 4 lines. The first is Anita Patel, and the last is Dan Moss." in out
    assert "Hasn’t handed anything in\n  Cara Lee\n  Dan Moss\n" in out
    assert ALL_IN not in out


@pytest.mark.parametrize(
    ("staff", "code", "line"),
    [
        ("Ann Smith,Teacher\nZoë Day,Cook\n", 0, ""),
        ("Ann Smith,Teacher\n,Cook\nZoë Day,\n", 1, "Line 2 has no name: ,Cook"),
        ("Zoë Day\nName,Role\nAnn Smith,Teacher", 1, "Line 1 is above the heading, but may be a person: Zoë Day"),
        ("Ann Smith\n007\nZoë Day", 1, "Line 2 has something else in place of a name: 007"),
    ],
)
def test_no_broken_list_gives_an_all_clear(handed_in: Path, tmp_path: Path, staff: str, code: int, line: str) -> None:
    """If a line could not be read, it is named, the command exits with 1, and it doesn't say that everybody is in."""
    write_record(handed_in, "Ann Smith")
    write_record(handed_in, "Zoë Day")
    (tmp_path / "staff.csv").write_text(staff, "utf-8")
    found, out, _ = run(handed_in, "--staff", tmp_path / "staff.csv")
    assert found == code
    assert (ALL_IN in out) == (code == 0)
    assert f"Somebody may be missing because of it:\n  {line}\n" in out or not line
    assert json.loads(run(handed_in, "--staff", tmp_path / "staff.csv", "--json").stdout)["all_in"] == (code == 0)


@pytest.mark.parametrize("line", [",Cook", '"",\'Cook', "007,Cook", "*** \t?? ***,"])
def test_a_saved_register_gives_no_all_clear_either(handed_in: Path, tmp_path: Path, line: str) -> None:
    """A line that could not be read stays in the register file, however often it is saved, until a list replaces it."""
    write_record(handed_in, "Ann Smith")
    list_, file = tmp_path / "staff.csv", tmp_path / "register.json"
    list_.write_text(f"Name,Role\nAnn Smith,Teacher\n{line}\n", "utf-8")
    assert run(handed_in, "--staff", list_, "--save", file)[0] == 1
    kept = file.read_text("utf-8")
    code, out, _ = run("--state", file, "--save", file)
    assert (code, ALL_IN in out, "1 line of your staff list couldn’t be read." in out) == (1, False, True)
    assert file.read_text("utf-8") == kept
    list_.write_text("Name,Role\nAnn Smith,Teacher\n", "utf-8")
    code, out, _ = run("--state", file, "--staff", list_, "--save", file)
    assert (code, ALL_IN in out) == (0, True)
    assert run("--state", file)[0] == 0


def test_somebody_who_is_on_the_list_twice_may_still_be_missing(handed_in: Path, tmp_path: Path) -> None:
    """One record of a name that two people have does not show that both have handed in something."""
    write_record(handed_in, "Ann Smith")
    (tmp_path / "staff.csv").write_text("Ann Smith\nAnn Smith", "utf-8")
    code, out, _ = run(handed_in, "--staff", tmp_path / "staff.csv")
    assert (code, ALL_IN in out) == (0, False)


def test_the_office_says_which_column_has_the_name(handed_in: Path, tmp_path: Path) -> None:
    """The option --name-column takes letters, and the summary says which columns are used."""
    write_record(handed_in, "Ann Smith")
    (tmp_path / "staff.txt").write_text("17\tSmith\tAnn\tTeacher\n18\tDay\tZoë\tCook\n", "utf-8")
    _, out, _ = run(handed_in, "--staff", tmp_path / "staff.txt")
    assert "\n  The name is in column B.\n" in out
    _, out, _ = run(handed_in, "--staff", tmp_path / "staff.txt", "--name-column", "C,B")
    understood = (
        "2 people from 2 lines. The first is Ann Smith, and the last is Zoë Day.",
        "The name is in columns C and B.",
        "The role is in column D.",
        "The reference is in column A.",
    )
    assert "\nStaff list\n" + "".join(f"  {line}\n" for line in understood) in out
    assert "Hasn’t handed anything in\n  Zoë Day (Cook)\n" in out
    code, _, err = run(handed_in, "--staff", tmp_path / "staff.txt", "--name-column", "F")
    assert code == 2
    assert "The list doesn’t have this column." in err
