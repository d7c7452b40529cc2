"""Every path, command, module and identifier that the documents for contributors name exists."""

import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from quizzes.authoring.readability import EXCEPTIONS
from quizzes.cli import main
from tests.building import ROOT

PAGES = sorted(f"contributing/{file.name}" for file in (ROOT / "contributing").glob("*.md"))
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *PAGES)

MAX_LINES = 65
"""The most lines that a page for contributors may have, because they read all of it before they begin."""

# Files that commands or contributors write, so a clone does not have them.
MADE_FOLDERS = (".venv/", "node_modules/", "dist/", "site/")
MADE_FILES = ("edition.json", "record.schema.json", "register.schema.json", "school.js", "chapter.pdf", EXCEPTIONS)

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?<=\n\n) {4}\S.*$", re.MULTILINE)
_SPAN = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"""(?:\]\(|(?:src|href)=")(?!https?:|\#)([^)"\#]+)""")

_NAME = re.compile(r"#?(\w+)(?:\(\))?")
_NAME_IN_FILE = re.compile(r"`#?(\w+)`\s+(?:in|of)\s+`([\w./-]+\.\w+)`")

_PATH = re.compile(r"(?:[\w.<>*-]+/)*[\w.<>*-]+(?:/|\.(?:py|ts|js|md|yaml|css|html|json|csv|txt|toml|lock))")
_TARGET = re.compile(r"\bmake (?:-\S+ )*([a-z]\w*)")
_SUB_COMMAND = re.compile(r"\bpython3? -m quizzes ([a-z-]+)")
_MODULE = re.compile(r"\bpython3? -m ([a-z.]+)")


def missing(text: str, folder: Path = ROOT) -> list[tuple[int, str]]:
    """Return what a document names but the project lacks, each with its line. Links are relative to ``folder``."""
    found = [(position, f"there is no {what}") for position, what in _missing(text, folder)]
    return sorted((text.count("\n", 0, position) + 1, what) for position, what in found)


def _missing(text: str, folder: Path) -> Iterator[tuple[int, str]]:
    for link in _LINK.finditer(text):
        if not (folder / link[1]).exists():
            yield link.start(), link[1]
    for position, code in _code(text):
        every = (*_missing_commands(code), *_missing_paths(code), *_missing_names(code))
        yield from ((position, what) for what in every)
    for name in _NAME_IN_FILE.finditer(text):
        if not any(_has_word(file, name[1]) for file in _files(name[2])):
            yield name.start(), f"{name[1]} in {name[2]}"


def _code(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line of a code block and each code span, with its position."""
    for block in (*_FENCE.finditer(text), *_INDENTED.finditer(text)):
        lines = re.finditer(r"^(?!```).+$", block[0], re.MULTILINE)
        yield from ((block.start() + line.start(), line[0].strip()) for line in lines)
    # A fence would be taken for a span. Letters in its place keep every position.
    for span in _SPAN.finditer(_FENCE.sub(lambda block: re.sub(r"[^\n]", "x", block[0]), text)):
        yield span.start(), " ".join(span[1].split())


def _missing_commands(code: str) -> Iterator[str]:
    targets = re.findall(r"^([a-z]\w*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    yield from (f'target "{name}" in the Makefile' for name in _TARGET.findall(code) if name not in targets)
    for name in _SUB_COMMAND.findall(code):
        if not _is_sub_command(name):
            yield f'command "{name}" in quizzes/cli.py'
    for name in _MODULE.findall(code):
        if find_spec(name) is None:
            yield f'module "{name}"'


def _is_sub_command(name: str) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["quizzes", name, "--help"])
        with pytest.raises(SystemExit) as ended:
            main()
    return ended.value.code == 0


def _missing_paths(code: str) -> Iterator[str]:
    """Yield the paths that do not exist: from the project's root or from quizzes/, or a file's name in any folder.

    In a command line, only a word that begins with a folder of the project is a path. Others are the reader's files.
    """
    words = [re.sub(r":\d.*", "", word) for word in code.split()]
    for word in words:
        if not _PATH.fullmatch(word) or word.startswith(MADE_FOLDERS) or word in MADE_FILES:
            continue
        if len(words) > 1 and not (ROOT / word.split("/")[0]).exists():
            continue
        if not _files(word):
            yield word


def _files(name: str) -> list[Path]:
    """Return the files and folders at a path from the root or from quizzes/, or with a name in any folder."""
    pattern = re.sub(r"<[^>]*>", "*", name.rstrip("/"))
    found = [path for root in (ROOT, ROOT / "quizzes") for path in root.glob(pattern)]
    if found or "/" in pattern:
        return found
    folders = ("quizzes", "docs", "source", "scenarios", "tests", "overrides")
    return [path for folder in folders for path in (ROOT / folder).rglob(pattern)]


def _missing_names(code: str) -> Iterator[str]:
    """Yield the identifiers and fields of scenarios that no source contains."""
    name = _NAME.fullmatch(code)
    if name and name[1] not in _source_words():
        yield f'"{name[1]}" in any source'


@cache
def _source_words() -> frozenset[str]:
    """Return every word of the sources: code, UI strings, scenarios and settings."""
    files = [file for file in ROOT.iterdir() if file.suffix in (".yml", ".toml", ".json") or file.name == "Makefile"]
    for folder in ("quizzes", "overrides", "scenarios", "docs", "source", "tests", "bench"):
        kinds = (".py", ".ts", ".html", ".yaml", ".css", ".csv", ".md", "")
        files += [file for file in (ROOT / folder).rglob("*") if file.is_file() and file.suffix in kinds]
    # This file itself is left out, because it names things that do not exist.
    return frozenset(word for file in files if file != Path(__file__) for word in _words(file))


def _words(file: Path) -> set[str]:
    return set(re.findall(r"\w+", file.read_text(encoding="utf-8", errors="replace")))


def _has_word(file: Path, word: str) -> bool:
    return file.is_file() and word in _words(file)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_only_what_exists(document: str) -> None:
    """Everything that the README, the changelog and the pages for contributors name exists."""
    file = ROOT / document
    found = missing(file.read_text(encoding="utf-8"), file.parent)
    assert [f"{document}:{line}: {what}" for line, what in found] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_contributors_is_short_and_in_the_index(page: str) -> None:
    """CONTRIBUTING.md links to every page, and no page is too long to read before the task."""
    assert f"]({page})" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len((ROOT / page).read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_the_readme_and_the_architecture_have_every_room() -> None:
    """The table of folders in the README has every folder of the package; architecture.md has a row for each room."""
    rooms = {folder.parent.name for folder in (ROOT / "quizzes").glob("*/__init__.py")}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert rooms | {"components", "web"} == set(re.findall(r"^\| `quizzes/(\w+)/` \|", readme, re.MULTILINE))
    architecture = (ROOT / "contributing/architecture.md").read_text(encoding="utf-8")
    assert rooms == set(re.findall(r"^\| `(\w+)/` \|", architecture, re.MULTILINE))


def test_every_folder_of_the_project_is_in_the_readme() -> None:
    """The table of folders has every top-level folder that is not made by a command."""
    made = {name.rstrip("/") for name in (ROOT / ".gitignore").read_text(encoding="utf-8").split()}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")} - made
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert folders <= {name.partition("/")[0] for name in re.findall(r"^\| `(\S+)` \|", readme, re.MULTILINE)}


def test_a_wrong_name_is_found_with_its_line() -> None:
    """In a document with one mistake of each kind, every mistake is found."""
    text = """\
Run `make serv`, or `make
serve`; see [this](docs/none.md) and `engine/none.py`.

```
.venv/bin/python -m quizzes chek  # as make test does
python -m tests.none
.venv/bin/pytest tests/none.py my/own.csv
```

    make nothing

Call `no_such_name()`, or `translate` in `engine/api.py`, or `translate` in `words/lookup.py`.
"""
    assert missing(text) == [
        (1, 'there is no target "serv" in the Makefile'),
        (2, "there is no docs/none.md"),
        (2, "there is no engine/none.py"),
        (5, 'there is no command "chek" in quizzes/cli.py'),
        (6, 'there is no module "tests.none"'),
        (7, "there is no tests/none.py"),
        (10, 'there is no target "nothing" in the Makefile'),
        (12, 'there is no "no_such_name" in any source'),
        (12, "there is no translate in engine/api.py"),
    ]


def test_the_mistake_in_the_readme_is_where_it_says() -> None:
    """At the position that the README's example of a message names, there is the clause that it names."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r'^(\S+):(\d+):(\d+): clause ".*did you mean "(.*)"\?$', text, re.MULTILINE)
    assert example
    path, line, column, clause = example.groups()
    place = (ROOT / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert re.match(rf"{clause}\b", place[int(column) - 1 :])


@pytest.mark.parametrize("picture", sorted((ROOT / "pictures").iterdir()), ids=lambda path: path.name)
def test_the_readme_shows_every_picture(picture: Path) -> None:
    """The README uses every picture in pictures/."""
    assert f'src="pictures/{picture.name}"' in (ROOT / "README.md").read_text(encoding="utf-8")
