"""The version of the handbook comes from git's tag or commit, and from the source archive that git makes of it."""

import os
import shutil
import subprocess
import tarfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from quizzes.shipping.release import Release, read_release
from tests.building import ROOT

DAY = date(2026, 11, 20)
WHO = {"NAME": "A Maintainer", "EMAIL": "maintainer@school.example", "DATE": f"{DAY}T12:00:00Z"}
OWN = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in WHO.items()}


def git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(
        ["git", "-C", folder, *arguments], env=os.environ | OWN, capture_output=True, check=True
    ).stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A clone with one commit and no tag, with the project's own settings for git."""
    project = tmp_path / "project"
    project.mkdir()
    for name in (".gitattributes", "release.txt"):
        shutil.copy(ROOT / name, project / name)
    (project / "pyproject.toml").write_text('[project]\nversion = "0.7.0"\n', encoding="utf-8")
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "One")
    return project


def commit_of(project: Path) -> str:
    return git(project, "rev-parse", "HEAD").decode()[:7]


def archived(project: Path) -> Path:
    """A source archive of the project's last commit, unpacked in a folder without git."""
    folder = project.with_name("archive")
    with tarfile.open(fileobj=BytesIO(git(project, "archive", "HEAD"))) as archive:
        archive.extractall(folder, filter="data")
    return folder


def test_before_the_first_tag_the_commit_is_named(project: Path) -> None:
    """Two commits never have the same version, so their zips never have the same name. An archive says the same."""
    first = read_release(project)
    assert first == read_release(archived(project)) == Release(f"0.7.0-g{commit_of(project)}", DAY)
    git(project, "commit", "--quiet", "--allow-empty", "--message", "Two")
    assert read_release(project) != first


def test_a_tag_is_the_version(project: Path) -> None:
    """A tag is the version, in an archive too, and the commits after it are counted from it."""
    git(project, "tag", "v1.2.0")
    assert read_release(project) == read_release(archived(project)) == Release("1.2.0", DAY)
    git(project, "commit", "--quiet", "--allow-empty", "--message", "Two")
    assert read_release(project) == Release(f"1.2.0-1-g{commit_of(project)}", DAY)


def test_a_tag_that_is_no_version_is_passed_over(project: Path) -> None:
    """A tag of another kind, or one that no file name could have, is not the version."""
    for tag in ("training-day", "v1/slash"):
        git(project, "tag", tag)
    assert read_release(project) == Release(f"0.7.0-g{commit_of(project)}", DAY)


@pytest.mark.parametrize("name", ["pyproject.toml", "a new scenario.yaml"])
def test_what_is_not_committed_is_told(project: Path, name: str) -> None:
    """A change to a file, or a new one, is part of no version, and so the version says that there is one."""
    git(project, "tag", "v1.2.0")
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert read_release(project) == Release("1.2.0-changed", DAY)


def test_a_copy_without_git_has_the_written_version(project: Path) -> None:
    """A copied folder, even one inside another project's clone, has the version in pyproject.toml, and no day."""
    copy = project / "copy"
    copy.mkdir()
    for name in ("pyproject.toml", "release.txt"):
        shutil.copy(project / name, copy)
    assert read_release(copy) == Release("0.7.0", None)
    (copy / "release.txt").unlink()
    assert read_release(copy) == Release("0.7.0", None)


def test_a_hooks_project_is_not_taken_for_this_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git hooks set variables that name another project."""
    monkeypatch.setenv("GIT_DIR", str(ROOT / ".git"))
    git_less = read_release(project)
    monkeypatch.delenv("GIT_DIR")
    assert git_less == read_release(project)


def test_without_the_program_git_a_clone_is_a_copy(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If git is not installed, the version in pyproject.toml is left."""
    monkeypatch.setenv("PATH", str(project))
    assert read_release(project) == Release("0.7.0", None)
