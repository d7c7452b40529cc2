"""Which version of the handbook this is, and of which day: by the git tag or commit that it is built from.

A tag such as v1.2.0 is version 1.2.0. Three commits after it comes 1.2.0-3-g0a1b2c3, and before the first tag
0.1.0-g0a1b2c3, with the version in pyproject.toml. Files that are not committed add "-changed".

A source archive that git has made, such as the zip that a website for git offers, has the same in release.txt. Any
other copy has only the version in pyproject.toml, and no day.
"""

import os
import re
import subprocess
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ARCHIVED = "release.txt"
"""The file in which `git archive` fills in the tag, the commit and the day, because .gitattributes says so."""

CHANGED = "-changed"

# A name that a file, a header and a page can have, whatever the tag is.
_VERSION = re.compile(r"[0-9][\w.+-]*")
_COMMIT_LENGTH = 7
# A git hook sets these, and they would name the project that the hook belongs to.
_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
_DESCRIBE = ["describe", "--tags", "--match=v[0-9]*", f"--abbrev={_COMMIT_LENGTH}"]


@dataclass(frozen=True, slots=True)
class Release:
    """A version, and the day of its commit; None if the day is unknown."""

    version: str
    day: date | None


def read_release(root: Path) -> Release:
    """Read the version of the project in ``root`` from git, a source archive or pyproject.toml, in that order."""
    written = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return _from_git(root, written) or _from_archive(root, written) or Release(written, None)


def _from_git(root: Path, written: str) -> Release | None:
    # A copy inside another project's clone must not be taken for that project.
    if not (root / ".git").exists() or not (
        commit := _git(root, "log", "-1", "--no-show-signature", "--format=%H %cs")
    ):
        return None
    release = _release(_git(root, *_DESCRIBE), commit, written)
    return Release(release.version + CHANGED, release.day) if _git(root, "status", "--porcelain") else release


def _from_archive(root: Path, written: str) -> Release | None:
    file = root / ARCHIVED
    tag, _, commit = file.read_text(encoding="utf-8").strip().rpartition("\n") if file.exists() else ("", "", "")
    return None if "$" in tag + commit or not commit else _release(tag, commit, written)


def _release(tag: str, commit: str, written: str) -> Release:
    """``tag``: what `git describe` says, or empty. ``commit``: its hash and its day."""
    name, _, day = commit.partition(" ")
    version = tag.strip().removeprefix("v")
    if not _VERSION.fullmatch(version):
        version = f"{written}-g{name[:_COMMIT_LENGTH]}"
    return Release(version, date.fromisoformat(day))


def _git(root: Path, *arguments: str) -> str:
    """Return what git prints, or an empty string if it fails or is not installed."""
    command = ["git", "--no-optional-locks", "-C", str(root), *arguments]
    own = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
    try:
        return subprocess.run(command, env=own, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
