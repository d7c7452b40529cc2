"""``python -m quizzes rename``: give a scenario or a module another id, in every file that names it."""

import re
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from quizzes.authoring.catalogue import SCENARIOS
from quizzes.authoring.readability import EXCEPTIONS
from quizzes.authoring.source import ID
from quizzes.pages.module_pages import BLOCKS, page_of
from quizzes.writing.edits import (
    EditError,
    check_id,
    entries_of,
    field_of,
    groups,
    open_modules,
    open_yaml,
    pages,
    rewrite,
    value_of,
)
from quizzes.writing.remainder import report, word

_ABOUT_SCENARIO = """\
To readers, "{new}" is a new scenario. They no longer see the answers that they kept to "{old}", and whoever has passed
a module with it is asked to take it again, unless it has a content note. Bookmarks of it lead to the module instead."""

_ABOUT_MODULE = """\
To readers, "{new}" is a new module: they begin it anew, and bookmarks of "{old}" lead nowhere. To the register, records
of "{old}" are of a module that the handbook does not have, so whoever handed one in has to take "{new}"."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `rename`."""
    add_kind(parser)
    parser.add_argument("new", help="its new id")


def add_kind(parser: ArgumentParser) -> None:
    """Declare the arguments that name a scenario or a module, for `rename` and `retire`."""
    parser.add_argument("id", help="the id of a scenario or a module")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--scenario", action="store_const", dest="kind", const="scenario", help="if both have the id")
    which.add_argument("--module", action="store_const", dest="kind", const="module", help="if both have the id")


def rename(root: Path, arguments: Namespace) -> int:
    """Give a scenario or a module another id in all files, and say what that means for readers."""
    old, new = arguments.id, arguments.new
    try:
        kind = kind_of(root, old, arguments.kind)
        check_id(new)
        if kind in _kinds(root, new):
            raise EditError(f'there is a {kind} "{new}" already; choose another id')
        changed = _rename_scenario(root, old, new) if kind == "scenario" else _rename_module(root, old, new)
    except EditError as error:
        print(error, file=sys.stderr)
        return 1
    about = _ABOUT_SCENARIO if kind == "scenario" else _ABOUT_MODULE
    return report(root, changed, about.format(old=old, new=new), old)


def kind_of(root: Path, name: str, chosen: str | None) -> str:
    """Return whether an id is a scenario's or a module's. Raises EditError if it is neither, or both."""
    kinds = _kinds(root, name)
    if chosen in kinds:
        return str(chosen)
    if chosen or not kinds:
        raise EditError(f'there is no {chosen or "scenario and no module"} "{name}"')
    if len(kinds) > 1:
        raise EditError(f'"{name}" is the id of a scenario and of a module; add --scenario or --module')
    return kinds[0]


def _kinds(root: Path, name: str) -> list[str]:
    modules = {group.id for group in groups(open_modules(root)) if group.kind == "module"}
    is_scenario = ID.fullmatch(name) and (root / SCENARIOS / f"{name}.yaml").exists() and name != "modules"
    return ["scenario"] * bool(is_scenario) + ["module"] * (name in modules)


def _rename_scenario(root: Path, old: str, new: str) -> list[str]:
    modules = open_modules(root)
    file = open_yaml(root, f"{SCENARIOS}/{old}.yaml")
    for group in groups(modules):
        if old in group.scenarios:
            modules.replace(group.scenarios[old], new)
    files = [modules, file]
    if (node := field_of(file.root, "id")) is not None:
        file.replace(node, new)
    if (root / EXCEPTIONS).exists():
        files.append(exceptions := open_yaml(root, EXCEPTIONS))
        for entry in entries_of(exceptions.root, "reading")[1]:
            if (node := field_of(entry, "id")) is not None and value_of(node) == old:
                exceptions.replace(node, new)
    changed = [edited.name for edited in files if edited.save()]
    file.path.rename(root / SCENARIOS / f"{new}.yaml")
    # In the argument of a block that names a scenario, and after the # of a link.
    named = rf"(^ *///+ *rule *\|[^\n]*|\]\([^)\n]*#){word(old)}"
    return [*changed, f"{SCENARIOS}/{new}.yaml", *rewrite(root, pages(root), named, rf"\g<1>{new}")]


def _rename_module(root: Path, old: str, new: str) -> list[str]:
    modules = open_modules(root)
    for group in groups(modules):
        node = field_of(group.entry, "id")
        if group.kind == "module" and group.id == old and node is not None:
            modules.replace(node, new)
    modules.save()
    changed = [modules.name]
    for folder in BLOCKS:
        page = root / "docs" / page_of(folder, old)
        if page.exists():
            page.rename(root / "docs" / page_of(folder, new))
            changed.append(f"docs/{page_of(folder, new)}")
    folders = "|".join(map(re.escape, BLOCKS))
    blocks = "|".join((*BLOCKS.values(), "lead"))
    changed += rewrite(root, pages(root), rf"(^ *///+ *(?:{blocks}) *\| *){word(old)}(?= *$)", rf"\g<1>{new}")
    changed += rewrite(root, pages(root), rf"((?:{folders})/){word(old)}(?=\.(?:md|html)\b)", rf"\g<1>{new}")
    inside = [file for folder in BLOCKS for file in sorted((root / "docs" / folder).glob("*.md"))]
    return [*changed, *rewrite(root, inside, rf"(\]\(){word(old)}(?=\.(?:md|html)\b)", rf"\g<1>{new}")]
