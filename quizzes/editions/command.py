"""``python -m quizzes changes``: what changed between two handbooks."""

import io
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from quizzes.editions import report
from quizzes.editions.changes import compare
from quizzes.editions.source import EditionError, read_edition


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("old", type=Path, metavar="OLD_SITE")
    parser.add_argument("new", type=Path, metavar="NEW_SITE")
    parser.add_argument("--json", action="store_true", help="print the changes as JSON, for programs")


def changes(_: Path, arguments: Namespace) -> int:
    """Print what changed between two handbooks, each given as a site's folder, its zip or its edition.json.

    The exit code is 0 if no module must be retaken, 1 if one must, and 2 if a handbook cannot be read.
    """
    try:
        differences = compare(read_edition(arguments.old), read_edition(arguments.new))
    except EditionError as error:
        print(error, file=sys.stderr)
        return 2
    write = report.as_document if arguments.json else report.as_text
    if isinstance(sys.stdout, io.TextIOWrapper):
        # The county's words may have characters that the terminal's encoding lacks. JSON is always UTF-8.
        sys.stdout.reconfigure(encoding="utf-8" if arguments.json else None, errors="replace")
    print(write(differences), end="")
    return 1 if differences.retake else 0
