"""Say what an edit of many files has changed, what it means, and what is left for the author."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from quizzes.authoring.problems import ContentError
from quizzes.pages.problems import read_content

_SEARCHED = {".md", ".yaml", ".yml", ".py", ".ts", ".html"}
_MADE = {".venv", ".tools", ".cache", ".git", "node_modules", "site", "dist"}
_OTHER_BANKS = {"first_edition", "bad"}
"""Folders of the tests with scenarios and modules of their own, which may have the same ids."""


def word(name: str) -> str:
    """Return the pattern of an id that is not a part of a longer one."""
    return rf"(?<![\w-]){re.escape(name)}(?![\w-])"


def report(root: Path, changed: Iterable[str], about: str, name: str) -> int:
    """Print what was done and what is left. ``name``: the id that files should no longer have.

    Return 1 if the handbook cannot be built until something is mended.
    """
    for file in dict.fromkeys(changed):
        print(f"changed: {file}")
    if others := list(_naming(root, name)):
        print("These files still name it. If they mean it, change them by hand:")
        print(*others, sep="\n")
    print(about)
    try:
        read_content(root)
    except ContentError as error:
        print("Before the handbook can be built:", file=sys.stderr)
        print(error, file=sys.stderr)
        return 1
    return 0


def _naming(root: Path, name: str) -> Iterator[str]:
    """Yield the file and line of each mention of an id, in files that people write."""
    pattern = re.compile(word(name))
    for folder, folders, names in root.walk():
        folders[:] = sorted(set(folders) - _MADE - _OTHER_BANKS)
        for file in (folder / name for name in sorted(names)):
            text = file.read_bytes().decode("utf-8", "replace") if file.suffix in _SEARCHED else ""
            if found := pattern.search(text):
                line = text.count("\n", 0, found.start()) + 1
                yield f"{file.relative_to(root).as_posix()}:{line}"
