"""``python -m quizzes register --state … --save …``: a register that grows, from one month to the next."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quizzes.engine.definition import encode_module
from quizzes.engine.records.register import months_later
from tests import commands
from tests.building import ROOT
from tests.commands import CommandResult
from tests.engine.asking import ask
from tests.engine.keeping import settings, sign
from tests.engine.modules import REAL
from tests.instant import TODAY
from tests.office import check_files
from tests.recording import record_of
from tests.register.piles import FIRST_DAY, read_table, write_record

LONG_AGO = str(TODAY - timedelta(600))
"""More than one year ago, and less than two."""

STAFF = "Name\tRole\tReference\nAnn Smith\tTeacher\t0007\nBob Jones\tCook\t1-2\nCy Lee\tCook\t\n"


def run(*arguments: str | Path) -> CommandResult:
    """Run the command in this process."""
    return commands.run(ROOT, "register", *arguments)


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """A folder with two people's records."""
    folder = tmp_path / "handed-in"
    folder.mkdir()
    write_record(folder, "Ann Smith")
    write_record(folder, "Bob Jones", LONG_AGO)
    return folder


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    file = tmp_path / "staff.csv"
    file.write_text(STAFF, "utf-8")
    return file


def saved(folder: Path, file: Path, *options: str | Path) -> Path:
    """Save a register of a folder's records, and return the file."""
    result = run(folder, "--save", file, *options)
    assert result.returncode == 0, result.stderr
    return file


def table(folder: Path, *arguments: str | Path) -> list[dict[str, str]]:
    """Return the table that the command writes, without the names of files, which a register does not keep."""
    assert run(*arguments, "--csv", folder / "out.csv").returncode == 0
    return [{name: cell for name, cell in row.items() if name != "File"} for row in read_table(folder / "out.csv")]


def test_a_saved_register_says_the_same_without_the_records(handed_in: Path, staff: Path, tmp_path: Path) -> None:
    """The next month it is enough to have the file: people, references, due days and the list of who is missing."""
    options = ("--staff", staff, "--months", "24", "--require", "first-day", "--require", "cook=for-leaders")
    before = table(tmp_path, handed_in, *options)
    file = saved(handed_in, tmp_path / "register.json", *options)
    assert table(tmp_path, "--state", file) == before
    assert [(row["Name"], row["Module"], row["Status"], row["Due"]) for row in before] == [
        ("Ann Smith", "First day", "Passed", months_later(str(TODAY), 24)),
        ("Bob Jones", "First day", "Passed", months_later(LONG_AGO, 24)),
        ("Bob Jones", "For leaders", "No record", str(TODAY)),
        ("Cy Lee", "First day", "No record", str(TODAY)),
        ("Cy Lee", "For leaders", "No record", str(TODAY)),
    ]
    _, out, err = run("--state", file)
    assert "Hasn’t handed anything in\n  Cy Lee (Cook)\n" in out
    assert "no record 3." in err


def test_adding_the_same_records_changes_nothing(handed_in: Path, staff: Path, tmp_path: Path) -> None:
    """The folder of a shared drive may be given every month. A newer record takes an older one's place."""
    file = saved(handed_in, tmp_path / "register.json", "--staff", staff)
    first = file.read_bytes()
    saved(handed_in, file, "--state", file)
    assert file.read_bytes() == first
    (handed_in / "new.json").write_text(record_of(FIRST_DAY, "Bob Jones", day=str(TODAY)), "utf-8")
    saved(handed_in / "new.json", file, "--state", file)
    kept = json.loads(file.read_text("utf-8"))["rows"]
    assert [(row["name"], row["date"]) for row in kept] == [("Ann Smith", str(TODAY)), ("Bob Jones", str(TODAY))]


def test_page_and_command_save_the_same_file(handed_in: Path, staff: Path, tmp_path: Path) -> None:
    """Byte for byte, from the same records, staff list and required modules."""
    file = saved(handed_in, tmp_path / "register.json", "--staff", staff, "--require", "Cook=first-day")
    definitions = [encode_module(module) for module in REAL]
    records = {str(path): path.read_bytes() for path in sorted(handed_in.iterdir())}
    fields: dict[str, Any] = {"staff": STAFF, "required": [{"role": "Cook", "modules": ["first-day"]}]}
    request = settings(check_files(definitions, records).rows, **fields, today=str(TODAY))
    reply = ask({"operation": "save-register", **request, "modules": definitions, "opened": []})
    assert reply["file"] == file.read_text("utf-8")


def test_signed_sheets_are_marked_as_paper(tmp_path: Path) -> None:
    """The command counts and lists the sheets that were entered on the page."""
    definitions = [encode_module(module) for module in REAL]
    rows = [*sign("Ann Smith", day=str(TODAY), today=str(TODAY)), *sign("Bob Jones", day=LONG_AGO, today=str(TODAY))]
    request = settings(rows, today=str(TODAY))
    file = tmp_path / "register.json"
    file.write_text(
        ask({"operation": "save-register", **request, "modules": definitions, "opened": []})["file"], "utf-8"
    )
    found = table(tmp_path, "--state", file)
    assert [(row["Status"], row["Why"], row["Source"]) for row in found] == [
        ("Signed on paper", "", "Signed sheet"),
        ("Due again", "Signed on paper", "Signed sheet"),
    ]
    _, out, _ = run("--state", file)
    assert "completed, not marked 0; signed on paper 1; not passed yet 0; due again 1;" in out
    assert f"  Bob Jones, First day: {months_later(LONG_AGO, 12)} (Signed on paper)" in out


def test_a_leaver_is_taken_out(handed_in: Path, staff: Path, tmp_path: Path) -> None:
    """Nothing that the command prints or writes has the name. A name that nobody has is reported."""
    file = saved(handed_in, tmp_path / "register.json", "--staff", staff)
    options = ("--leaver", "bob JONES", "--leaver", "Dee Day", "--due-list", tmp_path / "due.txt")
    result = run("--state", file, "--save", file, "--csv", tmp_path / "out.csv", *options)
    texts = [result.stdout, *(each.read_text("utf-8") for each in (file, tmp_path / "out.csv", tmp_path / "due.txt"))]
    assert not [text for text in texts if "Bob" in text]
    assert "--leaver Dee Day: nobody in the register has this name" in result.stderr


def test_the_list_for_an_email_is_plain_text(handed_in: Path, tmp_path: Path) -> None:
    """It has a line for each person, with the titles of what is due."""
    run(handed_in, "--require", "first-day,for-leaders", "--due-list", tmp_path / "due.txt")
    assert (tmp_path / "due.txt").read_text(
        "utf-8"
    ) == "Due now\nAnn Smith: For leaders\nBob Jones: First day, For leaders\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes: line 1 column 2"),
        ('{"format": "staff-handbook-register", "version": 1}', "must be an object with the fields about, saved"),
        ('{"format": "staff-handbook-register", "version": 2}', "a newer version of the handbook saved this register"),
        ('{"format": "staff-handbook-record"}', "this is not a register file; give record files without --state"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(handed_in: Path, tmp_path: Path, text: str, words: str) -> None:
    """The command names the file, the place and the mend, and does nothing else."""
    file = tmp_path / "register.json"
    file.write_text(text, "utf-8")
    code, out, err = run(handed_in, "--state", file, "--csv", tmp_path / "out.csv")
    assert (code, out) == (2, "")
    assert err.startswith(f"{file}: ")
    assert words in err
    assert not (tmp_path / "out.csv").exists()


def test_a_wrong_value_is_named_by_its_place(handed_in: Path, tmp_path: Path) -> None:
    """Somebody who has edited the file by hand can mend it."""
    file = saved(handed_in, tmp_path / "register.json")
    content = json.loads(file.read_text("utf-8"))
    content["rows"][1]["date"] = "1 February"
    file.write_text(json.dumps(content), "utf-8")
    _, _, err = run("--state", file)
    place = "rows[1].date must be a day, such as 2026-11-23"
    assert err == f"{file}: {place}; mend this, or read an earlier copy of the file\n"


@pytest.mark.parametrize("text", ["notes", '{"format": "staff-handbook-record"}', ""])
def test_no_other_file_is_overwritten(handed_in: Path, tmp_path: Path, text: str) -> None:
    """What is no register file stays as it is, and the command says so before it reads any record."""
    file = tmp_path / "precious.json"
    file.write_text(text, "utf-8")
    code, out, err = run(handed_in, "--save", file)
    assert (code, out, file.read_text("utf-8")) == (2, "", text)
    assert f"{file} was not written, because it exists; choose another name" in err


def test_a_register_that_was_not_read_is_not_overwritten(handed_in: Path, tmp_path: Path) -> None:
    """Otherwise everything of earlier months would be lost for want of an option."""
    file = saved(handed_in, tmp_path / "register.json")
    before = file.read_bytes()
    code, _, err = run(handed_in, "--save", file)
    assert (code, file.read_bytes()) == (2, before)
    assert err == f"{file} has a register already; add --state {file}, or choose another name\n"
    assert [each.name for each in sorted(tmp_path.iterdir())] == ["handed-in", "register.json"]


def test_wrong_options_are_refused(handed_in: Path, tmp_path: Path) -> None:
    """A module that there is not, a folder that there is not, and nothing to read."""
    _, _, err = run(handed_in, "--require", "Cook=last-day")
    assert err.startswith("--require Cook=last-day: no module last-day; there are first-day, ")
    _, _, err = run(handed_in, "--save", tmp_path / "missing/register.json")
    assert err == f"{tmp_path / 'missing/register.json'}: there is no folder {tmp_path / 'missing'}\n"
    code, _, err = run("--save", tmp_path / "register.json")
    assert (code, err) == (2, "give record files, folders or zip files, or --state and a register file\n")


@pytest.mark.parametrize("option", ["--csv", "--due-list"])
@pytest.mark.parametrize("other", ["--state", "--staff", "--save"])
def test_no_table_replaces_what_is_read_or_saved(
    handed_in: Path, staff: Path, tmp_path: Path, option: str, other: str
) -> None:
    """A table by the name of the register or of the staff list would lose it."""
    file = saved(handed_in, tmp_path / "register.json")
    kept, new = file.read_bytes(), tmp_path / "new.json"
    chosen = {"--state": file, "--staff": staff, "--save": new}
    options = [part for name, path in chosen.items() for part in (name, path)]
    code, out, err = run(*options, option, chosen[other])
    assert (code, out, file.read_bytes(), new.exists()) == (2, "", kept, False)
    assert err == f"{chosen[other]} was not written, because this command reads or saves it; choose another name\n"
    record = next(handed_in.iterdir())
    assert run(record, option, record)[0] == 2
    assert run(handed_in, "--csv", tmp_path / "out", "--due-list", tmp_path / "out")[0] == 2


def test_a_role_that_nobody_has_is_reported(handed_in: Path, staff: Path) -> None:
    """With a slip in the role, nothing would be required of anybody, and nobody would seem to be missing."""
    options = [part for role in ("teacher", "COOK", "Teachers") for part in ("--require", f"{role}=for-leaders")]
    err = run(handed_in, "--staff", staff, *options, "--require", "first-day").stderr
    said = [line for line in err.splitlines() if line.startswith("--require")]
    assert said == ["--require Teachers=for-leaders: nobody in the register has this role"]


def test_rows_of_a_module_that_is_gone_stay_in_the_file(handed_in: Path, tmp_path: Path) -> None:
    """The command says that they are not shown, and saves them again."""
    file = saved(handed_in, tmp_path / "register.json")
    text = file.read_text("utf-8").replace('"first-day"', '"last-day"')
    file.write_text(text, "utf-8")
    _, out, err = run("--state", file, "--save", file)
    assert out.startswith("0 people. ")
    assert "This handbook no longer has these modules: last-day." in err
    assert json.loads(file.read_text("utf-8")) == json.loads(text)
