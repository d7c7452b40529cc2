"""``python -m quizzes pack``: the zip for schools, or the packages for their learning platforms."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from quizzes.shipping.build_command import add_builder
from quizzes.shipping.pack import PackError, build_and_pack
from quizzes.shipping.scorm.packages import Options, handbook_address, pack_modules


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `pack`."""
    add_builder(parser)
    parser.add_argument(
        "--scorm", action="store_true", help="pack each module for a learning platform instead, into dist/scorm/"
    )
    scorm = parser.add_argument_group("with --scorm")
    scorm.add_argument("--handbook", metavar="URL", help="the address of your handbook, for links to the guidance")
    scorm.add_argument("--school", type=Path, metavar="school.js", help="the file with your school's names")
    scorm.add_argument(
        "--interactions", action="store_true", help="tell the platform each answer, and whether it is right or wrong"
    )


def pack(root: Path, arguments: Namespace) -> int:
    """Pack the handbook for schools, as one zip in dist/, or each module for a learning platform (needs Node)."""
    try:
        if arguments.scorm:
            pack_modules(root, root / "dist/scorm", _options(arguments), _say)
        elif arguments.handbook or arguments.school or arguments.interactions:
            raise PackError("--handbook, --school and --interactions belong to --scorm: add that")
        else:
            build_and_pack(root, _say, arguments.builder)
    except PackError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options(arguments: Namespace) -> Options:
    try:
        handbook = handbook_address(arguments.handbook) if arguments.handbook else None
        school = arguments.school.read_bytes() if arguments.school else None
    except ValueError as error:
        raise PackError(f"--handbook: {error}") from None
    except OSError as error:
        raise PackError(f"--school: {arguments.school} cannot be read: {error.strerror}") from None
    return Options(handbook, school, arguments.interactions)


def _say(step: str) -> None:
    print(step, flush=True)
