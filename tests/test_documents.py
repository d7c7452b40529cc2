"""Every path and command that the documents for contributors name exists."""

import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from quizzes.authoring.readability import EXCEPTIONS
from quizzes.cli import main
from tests.building import ROOT

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")

# What commands or contributors write, so that a clone does not have it.
MADE_FOLDERS = (".venv/", "node_modules/", "dist/", "site/")
MADE_FILES = ("edition.json", "record.schema.json", "school.js", "chapter.pdf", EXCEPTIONS)

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?<=\n\n) {4}\S.*$", re.MULTILINE)
_SPAN = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"""(?:\]\(|(?:src|href)=")(?!https?:|\#)([^)"\#]+)""")

_PATH = re.compile(r"(?:[\w.<>*-]+/)*[\w.<>*-]+(?:/|\.(?:py|ts|js|md|yaml|css|html|json|csv|txt|toml|lock))")
_TARGET = re.compile(r"\bmake (?:-\S+ )*([a-z]\w*)")
_SUB_COMMAND = re.compile(r"\bpython3? -m quizzes ([a-z-]+)")
_MODULE = re.compile(r"\bpython3? -m ([a-z.]+)")


def missing(text: str) -> list[tuple[int, str]]:
    """What a document names and the project lacks, each with its line."""
    found = [(position, f"there is no {what}") for position, what in _missing(text)]
    return sorted((text.count("\n", 0, position) + 1, what) for position, what in found)


def _missing(text: str) -> Iterator[tuple[int, str]]:
    for link in _LINK.finditer(text):
        if not (ROOT / link[1]).exists():
            yield link.start(), link[1]
    for position, code in _code(text):
        yield from ((position, what) for what in (*_missing_commands(code), *_missing_paths(code)))


def _code(text: str) -> Iterator[tuple[int, str]]:
    """Each line of a block, and each span, with its position."""
    for block in (*_FENCE.finditer(text), *_INDENTED.finditer(text)):
        lines = re.finditer(r"^(?!```).+$", block[0], re.MULTILINE)
        yield from ((block.start() + line.start(), line[0].strip()) for line in lines)
    # Fences would be read as spans; letters in their place keep every position.
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
    """Paths from the project's root or from quizzes/, and names of files wherever they are.

    In a command line only what begins with a folder of the project is one: the rest are the reader's own files.
    """
    words = [re.sub(r":\d.*", "", word) for word in code.split()]
    for word in words:
        if not _PATH.fullmatch(word) or word.startswith(MADE_FOLDERS) or word in MADE_FILES:
            continue
        if len(words) > 1 and not (ROOT / word.split("/")[0]).exists():
            continue
        pattern = re.sub(r"<[^>]*>", "*", word.rstrip("/"))
        if not any(True for root in (ROOT, ROOT / "quizzes") for _ in root.glob(pattern)) and not _is_name(pattern):
            yield word


def _is_name(pattern: str) -> bool:
    """Whether a file somewhere in the project has this name."""
    folders = ("quizzes", "docs", "source", "scenarios", "tests", "overrides")
    return "/" not in pattern and any(True for folder in folders for _ in (ROOT / folder).rglob(pattern))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_only_what_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [f"{document}:{line}: {what}" for line, what in missing(text)] == []


def test_a_wrong_name_is_found_with_its_line() -> None:
    text = """\
Run `make serv`, or `make
serve`; see [this](docs/none.md) and `engine/none.py`.

```
.venv/bin/python -m quizzes chek  # as make test does
python -m tests.none
.venv/bin/pytest tests/none.py my/own.csv
```

    make nothing
"""
    assert missing(text) == [
        (1, 'there is no target "serv" in the Makefile'),
        (2, "there is no docs/none.md"),
        (2, "there is no engine/none.py"),
        (5, 'there is no command "chek" in quizzes/cli.py'),
        (6, 'there is no module "tests.none"'),
        (7, "there is no tests/none.py"),
        (10, 'there is no target "nothing" in the Makefile'),
    ]


def test_the_mistake_in_the_readme_is_where_it_says() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r'^(\S+):(\d+):(\d+): clause ".*did you mean "(.*)"\?$', text, re.MULTILINE)
    assert example
    path, line, column, clause = example.groups()
    place = (ROOT / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert re.match(rf"{clause}\b", place[int(column) - 1 :])


@pytest.mark.parametrize("picture", sorted((ROOT / "pictures").iterdir()), ids=lambda path: path.name)
def test_the_readme_shows_every_picture(picture: Path) -> None:
    assert f'src="pictures/{picture.name}"' in (ROOT / "README.md").read_text(encoding="utf-8")
