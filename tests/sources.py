"""The project's source files, and rules that each of them keeps."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("quizzes", "tests", "bench", "overrides")
KINDS = {".py", ".ts", ".html", ".css"}

type Rule = Callable[[str, str], bool]
"""A function of a file's path from the root and its text: whether the file keeps the rule."""

type Violation = tuple[Rule, str, str]
"""A rule, and the path and text of a made-up file that breaks it."""


@cache
def sources() -> dict[str, str]:
    """Return the text of every source file, by its path from the root."""
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*")) if file.suffix in KINDS]
    files = [file for file in files if "node_modules" not in file.parts]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def breaking(rule: Rule) -> list[str]:
    """Return the paths of the source files that break a rule."""
    return [path for path, text in sources().items() if not rule(path, text)]
