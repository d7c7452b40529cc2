"""`python -m quizzes changes` reads handbooks from folders, zips and files, and refuses anything else."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.editions import source as edition_source
from quizzes.editions.edition import FILE, edition_of, encode_edition
from quizzes.editions.source import EditionError, read_edition
from tests.building import ROOT, built_site
from tests.commands import run, run_in_new_process
from tests.editions.editing import edited, reworded
from tests.packing import packed

REWORDED = reworded("source/clauses.csv", "into disrepute;", "or the county into disrepute;")
OUTSIDE = Path("/")
"""A folder outside the project, because the command does not need one."""
PLACES = ["edition.json", "handbook/edition.json", "our handbook/edition.json"]


def edition_file() -> bytes:
    """Return the project's edition file."""
    return encode_edition(edition_of(load_catalogue(ROOT)))


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def folder(path: Path, files: dict[str, bytes]) -> Path:
    path.mkdir()
    for name, content in files.items():
        (path / name).write_bytes(content)
    return path


def test_a_site_its_zip_and_its_file_give_the_same_edition() -> None:
    """A site's folder, its zip and its edition file give the same edition."""
    expected = edition_of(load_catalogue(ROOT))
    for path in (built_site(), packed(), built_site() / FILE):
        assert read_edition(path) == expected


@pytest.mark.parametrize("place", PLACES)
def test_a_zip_made_by_a_school_is_read(tmp_path: Path, place: str) -> None:
    """In a zip the handbook's folder may have a different name, or the files may be at the top."""
    files = {place: edition_file(), f"__MACOSX/._{FILE}": b"x", f"handbook/old/{FILE}": b"x"}
    assert read_edition(zipped(tmp_path / "ours.zip", files)) == edition_of(load_catalogue(ROOT))


def _nothing(path: Path) -> Path:
    return path / "nowhere"


def _damaged_zip(path: Path) -> Path:
    file = zipped(path / "a.zip", {"handbook/edition.json": edition_file()})
    content = bytearray(file.read_bytes())
    content[100:120] = b"\x00" * 20
    file.write_bytes(content)
    return file


def _half_a_zip(path: Path) -> Path:
    file = zipped(path / "a.zip", {"handbook/edition.json": edition_file()})
    file.write_bytes(file.read_bytes()[:2000])
    return file


def _of_version(version: object) -> bytes:
    return json.dumps({**json.loads(edition_file()), "version": version}).encode()


OLDER = "is a handbook from before there was edition.json; build it again"
NONE = "is not a handbook; name the folder that contains index.html"
LATER = "was built by later tools: the file has version 2, but this program reads version 1; run"
TAKE = "; copy it again from where it was packed"
UNREADABLE: dict[str, tuple[Callable[[Path], Path], list[str]]] = {
    "nothing": (_nothing, ["does not exist; check the spelling"]),
    "older folder": (lambda path: folder(path / "a", {"index.html": b""}), [OLDER]),
    "older zip": (lambda path: zipped(path / "a.zip", {"handbook/index.html": b""}), [OLDER]),
    "another folder": (lambda path: folder(path / "a", {"notes.txt": b""}), [NONE]),
    "another zip": (lambda path: zipped(path / "a.zip", {"notes.txt": b""}), [NONE]),
    "empty zip": (lambda path: zipped(path / "a.zip", {}), [NONE]),
    "two in a zip": (
        lambda path: zipped(path / "a.zip", {"a/edition.json": edition_file(), "b/edition.json": edition_file()}),
        [NONE],
    ),
    "a picture": (lambda path: folder(path / "a", {FILE: b"\x89PNG\xff"}), [NONE]),
    "a record": (lambda path: folder(path / "a", {FILE: b'{"format": "staff-handbook-record"}'}), [NONE]),
    "half a file": (lambda path: folder(path / "a", {FILE: edition_file()[:5000]}), ["is damaged (not JSON: ", TAKE]),
    "damaged zip": (_damaged_zip, ["is a damaged zip (", TAKE]),
    "half a zip": (_half_a_zip, ["is a damaged zip (", TAKE]),
    "later": (lambda path: folder(path / "a", {FILE: _of_version(2)}), [LATER]),
    "version in words": (
        lambda path: folder(path / "a", {FILE: _of_version("one")}),
        ["is damaged (version", TAKE],
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_handbook_is_named_with_a_remedy(tmp_path: Path, name: str) -> None:
    """The message starts with the path, and says what is wrong and what to do."""
    make, expected = UNREADABLE[name]
    path = make(tmp_path)
    with pytest.raises(EditionError) as caught:
        read_edition(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert all(each in message for each in expected), message


def test_an_oversized_edition_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition file above the size limit is refused, both in a zip and in a folder."""
    monkeypatch.setattr(edition_source, "MAX_LENGTH", len(edition_file()) - 1)
    for path in (folder(tmp_path / "a", {FILE: edition_file()}), zipped(tmp_path / "a.zip", {FILE: edition_file()})):
        with pytest.raises(EditionError, match="is not a handbook"):
            read_edition(path)


def test_the_command_says_what_to_retake(tmp_path: Path) -> None:
    """If retakes are needed, the command names the clause and its scenarios, and exits with 1."""
    content = tmp_path / "content"
    content.mkdir()
    later = folder(tmp_path / "later", {FILE: encode_edition(edition_of(edited(content, REWORDED)))})
    result = run_in_new_process(OUTSIDE, "changes", packed(), later)
    assert (result.returncode, result.stderr) == (1, "")
    modules = load_catalogue(ROOT).modules.values()
    citing = {module.id: [each for each in module.scenarios if "SG-2a" in each.clauses] for module in modules}
    for scenario in (scenario for scenarios in citing.values() for scenario in scenarios):
        assert f"{scenario.id} “{scenario.title}”: cites SG-2a" in result.stdout
    result = run(OUTSIDE, "changes", packed(), later, "--json")
    assert result.returncode == 1
    assert [each["module"] for each in json.loads(result.stdout)["retake"]] == [name for name in citing if citing[name]]


def test_the_command_says_that_nothing_has_changed() -> None:
    """For a site and its own zip, the command says that nothing has changed, and exits with 0."""
    result = run(OUTSIDE, "changes", packed(), built_site())
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Nothing that counts has changed")


def test_the_command_refuses_a_missing_handbook(tmp_path: Path) -> None:
    """For a missing handbook the command prints one line with the path, and exits with 2."""
    missing = tmp_path / "nowhere"
    for arguments in ((missing, built_site()), (built_site(), missing), (missing, built_site(), "--json")):
        result = run(OUTSIDE, "changes", *arguments)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == f"{missing} does not exist; check the spelling of the path\n"
