"""``python -m quizzes retire``: take a scenario or a module out of the handbook."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from quizzes.authoring.catalogue import SCENARIOS
from quizzes.authoring.readability import EXCEPTIONS
from quizzes.pages.module_pages import BLOCKS, page_of
from quizzes.writing.edits import EditError, entries_of, field_of, groups, open_modules, open_yaml, rewrite, value_of
from quizzes.writing.remainder import report, word
from quizzes.writing.rename import add_kind, kind_of

_ABOUT_SCENARIO = """\
"{id}" is gone, with its file. Nobody has to take anything again: whoever has passed a module with it has still passed.
Never use the id again, because answers and records that people keep still have it."""

_ABOUT_MODULE = """\
"{id}" is gone. Its scenarios that no other module has are drafts now: name them in another module, or retire each.
Records of it are of a module that the handbook does not have, so the register lists them as unreadable. Tell the
offices to keep the register that they made before. Never use the id again."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `retire`."""
    add_kind(parser)


def retire(root: Path, arguments: Namespace) -> int:
    """Take a scenario or a module out of all files, and say what that means for readers and offices."""
    name = arguments.id
    try:
        kind = kind_of(root, name, arguments.kind)
        changed = _retire_scenario(root, name) if kind == "scenario" else _retire_module(root, name)
    except EditError as error:
        print(error, file=sys.stderr)
        return 1
    about = (_ABOUT_SCENARIO if kind == "scenario" else _ABOUT_MODULE).format(id=name)
    compare = "`python -m quizzes changes OLD_SITE NEW_SITE` says what else has changed since the version schools have."
    return report(root, changed, f"{about}\n{compare}", name)


def _retire_scenario(root: Path, name: str) -> list[str]:
    modules = open_modules(root)
    for group in groups(modules):
        if name not in group.scenarios or group.listed is None:
            continue
        if len(group.scenarios) > 1:
            modules.remove(group.listed, group.scenarios[name])
        elif group.kind == "route":
            modules.remove(group.entries, group.entry)
        else:
            raise EditError(f'"{name}" is the only scenario of module "{group.id}"; retire the module first')
    files = [modules]
    if (root / EXCEPTIONS).exists():
        files.append(exceptions := open_yaml(root, EXCEPTIONS))
        entries, every = entries_of(exceptions.root, "reading")
        for entry in every if entries is not None else ():
            if value_of(field_of(entry, "id")) == name and entries is not None:
                exceptions.remove(entries, entry)
    changed = [edited.name for edited in files if edited.save()]
    (root / SCENARIOS / f"{name}.yaml").unlink()
    return [*changed, f"{SCENARIOS}/{name}.yaml (deleted)"]


def _retire_module(root: Path, name: str) -> list[str]:
    modules = open_modules(root)
    every = list(groups(modules))
    kept = {scenario for group in every if group.kind == "module" and group.id != name for scenario in group.scenarios}
    for group in every:
        if group.id == name if group.kind == "module" else not group.scenarios.keys() & kept:
            modules.remove(group.entries, group.entry)
        elif group.kind == "route" and group.listed is not None:
            gone = [node for scenario, node in group.scenarios.items() if scenario not in kept]
            modules.remove(group.listed, *gone)
    modules.save()
    changed = [modules.name]
    for folder in BLOCKS:
        page = page_of(folder, name)
        if (root / "docs" / page).exists():
            (root / "docs" / page).unlink()
            changed.append(f"docs/{page} (deleted)")
        settings = [file for file in [root / "mkdocs.yml"] if file.exists()]
        changed += rewrite(root, settings, rf"^ *- (?:[^\n]*: *)?{folder}/{word(name)}\.md *(?:#[^\n]*)?\n", "")
    return changed
