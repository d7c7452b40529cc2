"""``python -m quizzes new-module``: an entry for a new module, with every field that it needs."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from quizzes.authoring.problems import nearest
from quizzes.writing.edits import EditError, YamlFile, check_id, entries_of, groups, open_modules


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("id")
    parser.add_argument("scenarios", nargs="*", help="ids of its scenarios, in order")


def new_module(root: Path, arguments: Namespace) -> int:
    """Start a module: add an entry to scenarios/modules.yaml with every field that it needs. Its pages are made."""
    try:
        modules = open_modules(root)
        _check(root, modules, arguments.id, arguments.scenarios)
        _append(modules, arguments.id, arguments.scenarios)
    except EditError as error:
        print(error, file=sys.stderr)
        return 1
    modules.save()
    print(f'{modules.name}: write the title, the summary and the audience of "{arguments.id}"', end="")
    print("" if arguments.scenarios else ", and name its scenarios")
    return 0


def _check(root: Path, modules: YamlFile, name: str, scenarios: list[str]) -> None:
    check_id(name)
    if any(group.id == name for group in groups(modules) if group.kind == "module"):
        raise EditError(f'there is a module "{name}" already; choose another id')
    known = {file.stem for file in modules.path.parent.glob("*.yaml")} - {modules.path.stem}
    for scenario in scenarios:
        if scenario not in known:
            raise EditError(f'there is no scenario "{scenario}"; {nearest(scenario, known)}')


def _append(modules: YamlFile, name: str, scenarios: list[str]) -> None:
    """Add the entry after the last module, indented as the first."""
    entries, every = entries_of(modules.root, "modules")
    if entries is None or not every or entries.flow_style:
        raise EditError(f'{modules.name} has no list "modules" with each entry on lines of its own')
    indent = " " * entries.start_mark.column
    listed = "".join(f"\n{indent}    - {scenario}" for scenario in scenarios)
    fields = f"- id: {name}\n  title:\n  summary:\n  audience: [Everyone]\n  scenarios:".replace("\n", f"\n{indent}")
    modules.insert_after(every[-1], f"\n{indent}{fields}{listed}\n")
