"""``python -m quizzes new``: a file for a new scenario, with every field that it needs."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from quizzes.authoring.catalogue import SCENARIOS
from quizzes.authoring.source import ID


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("id")


def new(root: Path, arguments: Namespace) -> int:
    """Start a scenario: write scenarios/<id>.yaml with every field that it needs."""
    scenario_id = arguments.id
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
      - id:
        grade: poor
        text:
        feedback: >-

        clauses: []
tell:
  - who: [dsl]
    when: today
    about:
"""
