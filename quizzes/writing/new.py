"""``python -m quizzes new``: a file for a new scenario, with every field that it needs."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from quizzes.authoring.catalogue import SCENARIOS
from quizzes.engine.model import Interaction
from quizzes.writing.edits import EditError, check_id


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("id")
    parser.add_argument(
        "--interaction", choices=[*Interaction], default=Interaction.CHOICE, help="how it is answered (%(default)s)"
    )


def new(root: Path, arguments: Namespace) -> int:
    """Start a scenario: write scenarios/<id>.yaml with every field that it needs."""
    interaction = Interaction(arguments.interaction)
    prompt, item = _ITEMS[interaction]
    path = root / SCENARIOS / f"{arguments.id}.yaml"
    try:
        check_id(arguments.id)
        with path.open("x", encoding="utf-8") as file:
            file.write(_SCENARIO.format(id=arguments.id, interaction=interaction.value, prompt=prompt, item=item))
    except EditError as error:
        print(error, file=sys.stderr)
        return 1
    except FileExistsError:
        print(f"{path.relative_to(root)} exists already; choose another id", file=sys.stderr)
        return 1
    print(f"{path.relative_to(root)}: write it, then add its id to a module in {SCENARIOS}/modules.yaml")
    return 0


_SCENARIO = """\
# yaml-language-server: $schema=schema.json
id: {id}
title:
role: Teacher
level: core
basis: clause
situation: >-

items:
  - id: first
    interaction: {interaction}
    prompt: {prompt}
{item}tell:
  - who: [dsl]
    when: today
    about:
"""

_OPTION = """\
      - id:
        grade: {grade}
        text:
        feedback: >-

        clauses: []
"""
_PAIR = """\
    pairs:
      - first:
        then:
        feedback: >-

"""
_CATEGORIES = """\
    categories:
      - id: allowed
        text: 'Yes'
      - id: not-allowed
        text: 'No'
    statements:
"""
_STATEMENT = """\
      - id:
        text:
        grades: {{allowed: {allowed}, not-allowed: {not_allowed}}}
        feedback: >-

        clauses: []
"""


def _options(*grades: str) -> str:
    return "    options:\n" + "".join(_OPTION.format(grade=grade) for grade in grades)


def _statements(*best: bool) -> str:
    grades = [("best", "poor") if allowed else ("poor", "best") for allowed in best]
    return "".join(_STATEMENT.format(allowed=allowed, not_allowed=not_allowed) for allowed, not_allowed in grades)


_ITEMS = {
    Interaction.CHOICE: ("What do you do?", _options("best", "acceptable", "poor")),
    Interaction.MULTIPLE: ("What do you do? Tick all that apply.", _options("best", "best", "poor")),
    Interaction.ORDER: ("What happens, in which order?", _options("best", "best", "poor") + _PAIR),
    Interaction.MATCH: ("May you?", _CATEGORIES + _statements(True, False)),
}
"""The prompt and the fields that a new item of each interaction begins with."""
