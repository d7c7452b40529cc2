"""``python -m quizzes pack``: the zip for schools."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from quizzes.shipping.build_command import add_builder
from quizzes.shipping.pack import PackError, build_and_pack


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `pack`."""
    add_builder(parser)


def pack(root: Path, arguments: Namespace) -> int:
    """Build the handbook and pack it for schools, as one zip in dist/ (needs Node)."""
    try:
        build_and_pack(root, lambda step: print(step, flush=True), arguments.builder)
    except PackError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
