"""Commands for authors and maintainers: ``python -m quizzes …``."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

SCENARIOS = "scenarios"
"""The folder that shows that the current folder is a project's."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command, whose function is named as "module:function".

    Only the command that is called is imported, because some take long to load. The function gets the project's folder
    and the parsed arguments, and returns the exit code. ``today`` is among the arguments. If the module has a function
    `add_arguments`, that declares more on the command's parser.

    ``unusable`` is the exit code outside a project, or None if the command works there too.
    """

    help: str
    function: str
    unusable: int | None = 1

    def load(self) -> tuple[Callable[..., Any], ModuleType]:
        """Import the command, and return its function and the module."""
        name, _, function = self.function.partition(":")
        module = import_module(name)
        return getattr(module, function), module


COMMANDS = {
    "check": Command("list what would stop the build or make quizzes unfair", "quizzes.writing.check:check"),
    "new": Command("start a scenario", "quizzes.writing.new:new"),
    "new-module": Command("start a module", "quizzes.writing.new_module:new_module"),
    "rename": Command("give a scenario or a module another id", "quizzes.writing.rename:rename"),
    "retire": Command("take a scenario or a module out", "quizzes.writing.retire:retire"),
    "schema": Command("write scenarios/schema.json, for authors' editors", "quizzes.authoring.commands:schema"),
    "types": Command("write the TypeScript types of the engine's replies", "quizzes.shipping.commands:types"),
    "mark": Command("pass a request from standard input to the engine", "quizzes.cli:mark"),
    "build": Command(
        "build the handbook with one of three builders (needs Node)", "quizzes.shipping.build_command:build"
    ),
    "pack": Command("build the handbook and pack it for schools (needs Node)", "quizzes.shipping.pack_command:pack"),
    "register": Command("check records and make one table of them", "quizzes.register.command:register", unusable=2),
    "changes": Command("say what changed between handbooks", "quizzes.editions.command:changes", unusable=None),
}


def main(argv: Sequence[str] | None = None, today: date | None = None) -> int:
    """Run one command in the current folder, which must be the project's root. Return the exit code.

    ``argv`` defaults to the command line's arguments, ``today`` to this computer's date.
    """
    argv = list(sys.argv[1:] if argv is None else argv)
    parser = ArgumentParser(prog="quizzes", description=__doc__)
    parsers = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        own = parsers.add_parser(name, help=command.help)
        if argv[:1] == [name]:
            function, module = command.load()
            own.description = function.__doc__
            if hasattr(module, "add_arguments"):
                module.add_arguments(own)
    arguments = parser.parse_args(argv, Namespace(today=today or date.today()))
    command = COMMANDS[arguments.command]
    root = Path.cwd()
    if command.unusable is not None and not (root / SCENARIOS).is_dir():
        print(f"this folder has no {SCENARIOS}/; run this in the project's folder", file=sys.stderr)
        return command.unusable
    function, _ = command.load()
    return int(function(root, arguments))


def mark(_: Path, __: Namespace) -> int:
    """Pass one request from standard input to the engine, and print its reply (see quizzes/engine/api.py)."""
    from quizzes.engine.api import handle
    from quizzes.engine.errors import WireError

    try:
        print(handle(sys.stdin.read()))
    except WireError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
