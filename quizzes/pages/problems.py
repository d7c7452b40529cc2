"""Find everything that would stop the build. `check` and the build both call ``read_content``, so they say the same."""

import re
from collections.abc import Iterator
from pathlib import Path

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.for_schools import check_for_schools
from quizzes.authoring.problems import ContentError, Problem, closest, nearest, quoted
from quizzes.pages import blocks  # noqa: F401 - declares the blocks
from quizzes.pages.arguments import ArgumentError
from quizzes.pages.content import Content
from quizzes.pages.module_pages import BLOCKS as MODULE_BLOCKS
from quizzes.pages.module_pages import page_of
from quizzes.pages.registry import BLOCKS

_FOLDERS = ("docs", "source")
"""Where blocks are written: in pages, and in the notes that pages include."""

_BLOCK = re.compile(r"^ *///+ *(?P<name>[\w-]+) *(?:\| *(?P<argument>.*?) *)?$", re.MULTILINE)

_INCLUDE = re.compile(r"^\{! *(?P<name>[^\n]*?) *!\}", re.MULTILINE)
"""Where a page includes another file. Its name is the path below the project's root."""

_OTHERS = ("html", "admonition", "details", "tab", "definition", "caption", "figure-caption", "table-caption")
"""Blocks of pymdownx, which are none of ours."""


def read_content(root: Path) -> Catalogue:
    """Read the content of the project in ``root``. Raises ContentError with everything that would stop the build.

    What only the builder can find is missing, such as a broken link.
    """
    catalogue = load_catalogue(root)
    if problems := [*check_for_schools(root, catalogue), *check_pages(root, catalogue)]:
        raise ContentError(problems)
    return catalogue


def check_pages(root: Path, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for every mistake in a block, every missing include, and every page that lacks its module."""
    content = Content(root)
    for folder in _FOLDERS:
        for file in sorted((root / folder).rglob("*.md")):
            text = file.read_text(encoding="utf-8")
            for found in _BLOCK.finditer(text):
                yield from _check_block(content, file.relative_to(root).as_posix(), text, found)
            for found in _INCLUDE.finditer(text):
                if not (root / found["name"]).is_file():
                    known = [path.relative_to(root).as_posix() for path in sorted((root / "source").rglob("*.md"))]
                    what, fix = f"there is no file {quoted(found['name'])}", nearest(found["name"], known)
                    yield Problem(file.relative_to(root).as_posix(), *_place(text, found.start("name")), what, fix)
    for folder, block in MODULE_BLOCKS.items():
        for module in catalogue.modules:
            file = root / "docs" / page_of(folder, module)
            if file.exists() and not re.search(rf"^/// {block} \| {module}$", file.read_text("utf-8"), re.MULTILINE):
                name = file.relative_to(root).as_posix()
                fix = f'delete the page, and it is made; or write "/// {block} | {module}" in it'
                yield Problem(name, 1, 1, f'this page does not show module "{module}"', fix)


def _check_block(content: Content, path: str, text: str, found: re.Match[str]) -> Iterator[Problem]:
    name, argument = found["name"], found["argument"] or ""
    declared = BLOCKS.get(name)
    what, fix = "", ""
    if declared is None:
        meant = closest(name, BLOCKS) if name not in _OTHERS else None
        if meant is None:
            return  # perhaps a block of an extension that we do not know
        what, fix = f'there is no block "{name}"', f'did you mean "{meant}"?'
    elif declared.argument is None:
        if argument:
            what, fix = f'the block "{name}" takes nothing after the bar', f"write /// {name}"
    elif not argument and not declared.argument.optional:
        what, fix = f'the block "{name}" lacks its argument', f"write it after a bar: /// {name} | …"
    else:
        try:
            declared.argument.read(argument, content)
        except ArgumentError as error:
            what, fix = f'"/// {name} | {argument}": {error.what}', error.fix
    if what:
        yield Problem(path, *_place(text, found.start("name")), what, fix)


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
