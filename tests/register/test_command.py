"""``python -m quizzes register``, which a county runs. One test runs it in a new process, as a county does."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

import pytest

from quizzes.engine.standing import OF_ROWS
from tests.building import ROOT
from tests.engine.modules import REAL
from tests.engine.records import ODD_NAMES, content_of, steps_of, with_valid_checksum
from tests.instant import NOW, TODAY
from tests.recording import harmfully, random_answers, record_of
from tests.register.piles import FIRST_DAY, read_table, run, write_record


def test_a_record_holds(handed_in: Path, tmp_path: Path) -> None:
    """For an unchanged record the command exits with 0, and the table has one row that is due in a year."""
    write_record(handed_in)
    result = run(handed_in, "--csv", tmp_path / "out.csv")
    none = "due again 0; needs retaking 0; dated in the future 0; altered 0; unreadable 0."
    counts = f"passed 1; completed, not marked 0; not passed yet 0; {none}"
    assert (result.returncode, result.stderr) == (0, f"1 file read: {counts}\n")
    assert result.stdout == f"1 person. 1 file read: {counts}\n"
    (row,) = read_table(tmp_path / "out.csv")
    assert (row["Name"], row["Module"], row["Status"], row["Passed"]) == ("Ann Smith", "First day", "Passed", "Yes")
    assert row["Due"].startswith(str(NOW.year + 1))
    assert re.fullmatch(r"([0-9A-F]{4}-){2}[0-9A-F]{4}", row["Code"])


def test_a_failed_module_is_not_called_passed(handed_in: Path, tmp_path: Path) -> None:
    """The summary, its JSON and the table call a sound record of a failed module "Not passed yet"."""
    write_record(handed_in, "Ann Smith")
    (handed_in / "failed.json").write_text(record_of(FIRST_DAY, "Bob Jones", answering=harmfully), "utf-8")
    code, out, _ = run(handed_in, "--csv", tmp_path / "out.csv")
    assert code == 0
    assert out.startswith("2 people. 2 files read: passed 1; completed, not marked 0; not passed yet 1; due again 0; ")
    assert [(row["Name"], row["Status"], row["Passed"]) for row in read_table(tmp_path / "out.csv")] == [
        ("Ann Smith", "Passed", "Yes"),
        ("Bob Jones", "Not passed yet", "No"),
    ]
    counts = {standing.value: 0 for standing in OF_ROWS} | {"passed": 1, "not-passed": 1}
    assert json.loads(run(handed_in, "--json").stdout)["standings"] == counts


def test_a_changed_response_makes_a_record_altered(handed_in: Path) -> None:
    """For a record with a changed response the command exits with 1, and says what does not match."""
    file = write_record(handed_in)
    content = content_of(file.read_text(encoding="utf-8"))
    steps_of(content)[0]["response"] = ["ignore"]
    file.write_text(json.dumps(content), encoding="utf-8")
    result = run(handed_in)
    assert result.returncode == 1
    assert "Altered\n  " in result.stdout
    assert f"{file} (Ann Smith, First day): The checksum doesn’t match" in result.stdout
    (found,) = json.loads(run(handed_in, "--json").stdout)["to_look_at"]
    assert (found["file"], found["status"], found["name"]) == (str(file), "altered", "Ann Smith")
    assert found["why"].startswith("The checksum doesn’t match")


def test_a_changed_clause_asks_for_the_scenarios_that_cite_it(handed_in: Path, tmp_path: Path) -> None:
    """If one clause has changed, the row names the clause and only the scenarios that cite it."""
    for name in ("scenarios", "source"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    clauses = tmp_path / "project/source/clauses.csv"
    text = clauses.read_text(encoding="utf-8")
    clause, was = "SG-3", "form on-line 'friendships' or"
    assert text.count(was) == 1
    clauses.write_text(text.replace(was, "form friendships or"), encoding="utf-8")
    write_record(handed_in)
    result = run(handed_in, "--csv", tmp_path / "out.csv", root=tmp_path / "project")
    assert result.returncode == 0
    (row,) = read_table(tmp_path / "out.csv")
    resting = [scenario.title for scenario in FIRST_DAY.scenarios if clause in scenario.clauses]
    assert 0 < len(resting) < len(FIRST_DAY.scenarios)
    assert row["Status"] == "Needs retaking"
    assert row["Why"] == f"Clauses that have changed: {clause}; Scenarios to answer again: {', '.join(resting)}"
    assert (row["Passed"], row["Due"]) == ("Yes", str(TODAY))


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_unusual_name_is_shown_safely(handed_in: Path, tmp_path: Path, name: str) -> None:
    """Emoji, right-to-left text, quotes, formulas and HTML are printed as text and never run."""
    write_record(handed_in, name, day="2001-01-01")
    code, out, _ = run(handed_in, "--csv", tmp_path / "out.csv")
    (row,) = read_table(tmp_path / "out.csv")
    assert code == 0
    assert row["Name"] == (f"'{name}" if name[0] in "=@" else name)
    assert f"  {name.replace(chr(0x202E), chr(0xFFFD))}, First day: 2002-01-01" in out


def test_a_zip_with_a_thousand_records_is_read(tmp_path: Path) -> None:
    """Every record in the zip and its folders is read. Other files are named, but not those of the system."""
    record = content_of(record_of(FIRST_DAY))
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(1000):
            archive.writestr(
                f"school-{number % 7}/{number}.json", with_valid_checksum({**record, "name": f"Person {number}"})
            )
        archive.writestr("__MACOSX/school-1/._1.json", b"\0\1")
        archive.writestr("school-1/notes.txt", "x")
        archive.mkdir("empty")
    code, out, err = run(tmp_path / "all.zip", "--csv", tmp_path / "out.csv", "--json")
    summary = json.loads(out)
    assert (code, summary["people"], summary["statuses"]["holds"]) == (0, 1000, 1000)
    assert summary["skipped"] == [f"{tmp_path / 'all.zip'}/school-1/notes.txt"]
    assert err.startswith("1,000 files read: ")
    assert read_table(tmp_path / "out.csv")[0]["File"] == f"{tmp_path / 'all.zip'}/school-0/0.json"


def test_a_zip_bomb_does_no_harm(tmp_path: Path) -> None:
    """An entry that unpacks to more than all memory is read only up to a record's limit, and the others are read."""
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("bomb.json", "w", force_zip64=True) as entry:
            for _ in range(500):
                entry.write(bytes(1_000_000))
        archive.writestr("packed.json", bytes(5_000_000), zipfile.ZIP_BZIP2)
        archive.writestr("inner.zip", bomb.read_bytes()[:1000])
        archive.writestr("ann.json", record_of(FIRST_DAY))
    limited = [
        *(sys.executable, "-c"),
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (400_000_000,) * 2);"
        "from datetime import date; from quizzes.cli import main;"
        f"sys.exit(main(sys.argv[1:], date.fromisoformat('{TODAY}')))",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [*limited, "register", str(bomb), "--csv", str(tmp_path / "out.csv")]
    result = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, "Traceback" in result.stderr) == (1, False), result.stderr
    why = {Path(row["File"]).name: row["Why"] for row in read_table(tmp_path / "out.csv")}
    assert why == {
        "bomb.json": "The file is too large to be a record",
        "packed.json": "The file couldn’t be opened",
        "ann.json": "",
    }


def test_files_that_are_not_records_are_listed_with_the_reason(handed_in: Path, tmp_path: Path) -> None:
    """Each file that is not a record is listed with the reason, and the command exits with 1."""
    (handed_in / "large.json").write_bytes(b"[" + b"1," * 1_000_000 + b"1]")
    (handed_in / "empty.json").write_bytes(b"")
    (handed_in / "too.json").write_bytes(b"")
    (handed_in / "picture.json").write_bytes(bytes(range(256)))
    (handed_in / "other.JSON").write_text('{"format": "staff-handbook-progress", "version": 1}')
    (handed_in / "later.json").write_text('{"format": "staff-handbook-record", "version": 2}')
    (handed_in / "damaged.zip").write_bytes(b"PK\3\4")
    (handed_in / "folder.json").mkdir()
    (handed_in / "Thumbs.db").write_bytes(b"\0")
    (handed_in / "notes.txt").write_bytes(b"\0")
    (handed_in / "unknown.json").write_text(record_of(FIRST_DAY).replace('"first-day"', '"last-day"'))
    code, out, _ = run(handed_in, "--csv", tmp_path / "out.csv")
    why = {Path(row["File"]).name: row["Why"] for row in read_table(tmp_path / "out.csv")}
    assert why == {
        "large.json": "The file is too large to be a record",
        "empty.json": "The file is empty",
        "too.json": "The file is empty",
        "picture.json": "The file is damaged, or isn’t a record that the handbook made",
        "other.JSON": "The file isn’t a record",
        "later.json": "The record was made by a newer version of the handbook",
        "damaged.zip": "The file couldn’t be opened",
        "unknown.json": "This handbook doesn’t have the module: last-day",
    }
    assert code == 1
    assert all(f"{name}: {reason}" in out for name, reason in why.items())
    skipped = f"1 file was skipped, because its name doesn’t end in .json: {handed_in / 'notes.txt'}.\n"
    assert skipped in out


def test_copies_and_earlier_records_are_shown_once(handed_in: Path, tmp_path: Path) -> None:
    """Each person and module has one row, and the command says how many records were left out."""
    first = write_record(handed_in, "Ann Smith", "2025-01-31")
    write_record(handed_in, "ANN SMITH", "2026-01-31")
    shutil.copy(first, handed_in / "copy.json")
    write_record(handed_in, "Ann Smith", "2020-02-29", next(module for module in REAL if module.id == "for-leaders"))
    code, out, _ = run(handed_in, "--csv", tmp_path / "out.csv", "--months", "1")
    assert code == 0
    assert "1 person. 4 files read" in out
    assert "1 older record isn’t shown, because a newer one replaces it.\n1 duplicate isn’t shown.\n" in out
    assert [(row["Date"], row["Due"]) for row in read_table(tmp_path / "out.csv")] == [
        ("2026-01-31", "2026-02-28"),
        ("2020-02-29", "2020-03-29"),
    ]
    run(handed_in, "--csv", tmp_path / "out.csv", "--months", "0")
    assert {row["Due"] for row in read_table(tmp_path / "out.csv")} == {""}


def test_clauses_are_sorted_by_wrong_answers(handed_in: Path) -> None:
    """Clauses are counted over all people, the most often missed first, and without names."""
    write_record(handed_in)
    assert json.loads(run(handed_in, "--json")[1])["clauses"] == []
    for seed in range(3):
        record = record_of(FIRST_DAY, f"Person {seed}", "", str(TODAY), random_answers(Random(seed)))
        (handed_in / f"random-{seed}.json").write_text(record, encoding="utf-8")
    _, out, _ = run(handed_in, "--json")
    clauses = json.loads(out)["clauses"]
    assert all(0 < each["missed"] <= each["asked"] == 4 for each in clauses)
    assert [each["missed"] for each in clauses] == sorted((each["missed"] for each in clauses), reverse=True)
    assert "Person" not in out


def test_nothing_to_check_exits_with_2(handed_in: Path, tmp_path: Path) -> None:
    """If a path is missing or a folder has no records, the command says so and exits with 2."""
    code, out, err = run(handed_in, tmp_path / "elsewhere")
    assert (code, out, err) == (2, "", f"no such file or folder: {tmp_path / 'elsewhere'}\n")
    (handed_in / "notes.txt").write_text("x")
    code, out, err = run(handed_in)
    assert (code, out) == (2, "")
    assert "no record was found; the names of record files end in .json" in err


def test_an_unwritable_table_is_named_first(handed_in: Path, tmp_path: Path) -> None:
    """If the table cannot be written, the error names it before any record is checked."""
    write_record(handed_in)
    code, out, err = run(handed_in, "--csv", tmp_path / "missing/out.csv")
    assert (code, out, err) == (2, "", f"{tmp_path / 'missing/out.csv'}: No such file or directory\n")


def test_no_record_is_checked_against_content_with_mistakes(handed_in: Path, tmp_path: Path) -> None:
    """If the content has mistakes, the command prints them and exits with 2, without checking records."""
    for name in ("scenarios", "source"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    (tmp_path / "project/scenarios/tired-post.yaml").write_text("id: tired-post\n")
    write_record(handed_in)
    code, out, err = run(handed_in, root=tmp_path / "project")
    assert (code, out) == (2, "")
    assert "scenarios/tired-post.yaml:" in err


@pytest.mark.parametrize("arguments", [[], ["--months", "-1", "."], ["--months", "x", "."], ["--other", "."]])
def test_wrong_arguments_exit_with_2(tmp_path: Path, arguments: list[str]) -> None:
    """With wrong arguments, or outside a project's folder, the command exits with 2."""
    assert run(*arguments).returncode == 2
    assert run(tmp_path, root=tmp_path).returncode == 2


def test_the_order_of_files_makes_no_difference(handed_in: Path, tmp_path: Path) -> None:
    """The table is the same for every order of the files."""
    files = [write_record(handed_in, f"Person {number}") for number in range(6)]
    shutil.copy(files[0], handed_in / "copy.json")
    for name, order in ("a.csv", files), ("b.csv", [*reversed(files)]):
        assert run(handed_in / "copy.json", *order, "--csv", tmp_path / name).returncode == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
