"""Commands for authors and maintainers: ``python -m quizzes …``."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from quizzes.authoring.catalogue import CLAUSES, SCENARIOS, load_catalogue
from quizzes.authoring.clauses import read_clauses
from quizzes.authoring.fairness import check_fairness
from quizzes.authoring.for_schools import check_for_schools
from quizzes.authoring.problems import ContentError, Problem
from quizzes.authoring.schema import write_schema
from quizzes.authoring.source import ID
from quizzes.editions import report as changes_report
from quizzes.editions.changes import compare
from quizzes.editions.source import EditionError, read_edition
from quizzes.engine.api import handle
from quizzes.engine.errors import WireError
from quizzes.register import command


def check(root: Path) -> int:
    """List the mistakes that would stop the build, and then everything that makes the quizzes unfair."""
    try:
        catalogue = load_catalogue(root)
    except ContentError as error:
        return _report(error.problems, "the handbook cannot be built")
    if problems := check_for_schools(root, catalogue):
        return _report(problems, "the handbook cannot be built")
    if problems := check_fairness(root, catalogue):
        return _report(problems, "the handbook can be built, but its quizzes are not yet fair")
    print(f"{len(catalogue.scenarios)} scenarios in {len(catalogue.modules)} modules: no problem found.")
    return 0


def _report(problems: Sequence[Problem], consequence: str) -> int:
    count = len(problems)
    print(*problems, sep="\n", file=sys.stderr)
    print(f"{count} problem{'s' if count > 1 else ''} found; {consequence}.", file=sys.stderr)
    return 1


def schema(root: Path) -> int:
    """Write scenarios/schema.json, which editors use to complete and check scenarios."""
    print(write_schema(root, read_clauses(root / CLAUSES)).relative_to(root))
    return 0


def types(root: Path) -> int:
    """Write the TypeScript types of the engine's replies, for the page's scripts."""
    from quizzes.shipping.typescript import write_types

    print(write_types(root).relative_to(root))
    return 0


def mark(root: Path) -> int:
    """Pass one request from standard input to the engine, and print its reply (see quizzes/engine/api.py)."""
    try:
        print(handle(sys.stdin.read()))
    except WireError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def list_runtime_modules(root: Path) -> int:
    """Update the list of Python's library modules that the browser gets (needs Node)."""
    from quizzes.shipping import runtime_modules

    runtime_modules.write(root)
    return 0


def pack(root: Path) -> int:
    """Build the handbook and pack it for schools, as one zip in dist/ (needs Node)."""
    # Imported here because it takes seconds to load, and other commands don't need it.
    from quizzes.shipping.pack import PackError, build_and_pack

    try:
        build_and_pack(root, lambda step: print(step, flush=True))
    except PackError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def changes(old: Path, new: Path, *, as_json: bool) -> int:
    """Print what changed between two handbooks, each given as a site's folder, its zip or its edition.json.

    The exit code is 0 if no module must be retaken, 1 if one must, and 2 if a handbook cannot be read.
    """
    try:
        differences = compare(read_edition(old), read_edition(new))
    except EditionError as error:
        print(error, file=sys.stderr)
        return 2
    write = changes_report.as_document if as_json else changes_report.as_text
    if isinstance(sys.stdout, io.TextIOWrapper):
        # The county's words may have characters that the terminal's encoding lacks. JSON is always UTF-8.
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
    print(write(differences), end="")
    return 1 if differences.retake else 0


def new(root: Path, scenario_id: str) -> int:
    """Start a scenario: write scenarios/<id>.yaml with every field that it needs."""
    if not ID.fullmatch(scenario_id):
        print(f'"{scenario_id}" is not a valid id; write lower-case words joined by hyphens', file=sys.stderr)
        return 1
    path = root / SCENARIOS / f"{scenario_id}.yaml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_TEMPLATE.format(id=scenario_id))
    except FileExistsError:
        print(f"{path.relative_to(root)} exists already; choose another id", file=sys.stderr)
        return 1
    print(f"{path.relative_to(root)}: write it, then add its id to a module in {SCENARIOS}/modules.yaml")
    return 0


_TEMPLATE = """\
# yaml-language-server: $schema=schema.json
id: {id}
title:
role: Teacher
level: core
basis: clause
situation: >-

items:
  - id: first
    interaction: choice
    prompt: What do you do?
    options:
      - id:
        grade: best
        text:
        feedback: >-

        clauses: []
who_to_tell: >-

"""

_COMMANDS: dict[str, Callable[[Path], int]] = {
    "check": check,
    "schema": schema,
    "types": types,
    "mark": mark,
    "runtime-modules": list_runtime_modules,
    "pack": pack,
}


def main(argv: Sequence[str] | None = None, today: date | None = None) -> int:
    """Run one command in the current folder, which must be the project's root. Return the exit code.

    ``argv`` defaults to the command line's arguments, ``today`` to this computer's date.
    """
    parser = argparse.ArgumentParser(prog="quizzes", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run in _COMMANDS.items():
        commands.add_parser(name, help=run.__doc__).set_defaults(run=lambda root, _, run=run: run(root))
    begin = commands.add_parser("new", help=new.__doc__)
    begin.add_argument("id")
    begin.set_defaults(run=lambda root, arguments: new(root, arguments.id))
    register = commands.add_parser("register", help=command.__doc__, description=command.__doc__)
    command.add_arguments(register)
    register.set_defaults(run=partial(command.register, today=today or date.today()), unusable=command.UNUSABLE)
    between = commands.add_parser(
        "changes", help="Print what changed between two handbooks.", description=changes.__doc__
    )
    between.add_argument("old", type=Path, metavar="OLD_SITE")
    between.add_argument("new", type=Path, metavar="NEW_SITE")
    between.add_argument("--json", action="store_true", help="print the changes as JSON, for programs")
    arguments = parser.parse_args(argv)
    if arguments.command == "changes":  # works without a project
        return changes(arguments.old, arguments.new, as_json=arguments.json)
    root = Path.cwd()
    if not (root / SCENARIOS).is_dir():
        print(f"this folder has no {SCENARIOS}/; run this in the project's folder", file=sys.stderr)
        return int(getattr(arguments, "unusable", 1))
    return int(arguments.run(root, arguments))
