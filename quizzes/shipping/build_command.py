"""``python -m quizzes build``: the site in site/, with any of the builders."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from quizzes.shipping.builders import BUILDERS, DEFAULT, build_site
from quizzes.shipping.site import SiteError

SITE = "site"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `build`."""
    add_builder(parser)
    parser.add_argument("--strict", action="store_true", help="stop at a warning, such as that of a broken link")


def add_builder(parser: ArgumentParser) -> None:
    """Declare the argument that chooses the builder, for each command that builds the site."""
    parser.add_argument("--with", dest="builder", choices=BUILDERS, default=DEFAULT, help="the builder (%(default)s)")


def build(root: Path, arguments: Namespace) -> int:
    """Build the handbook into site/ (needs Node)."""
    try:
        print(build_site(root, root / SITE, arguments.builder, strict=arguments.strict))
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
