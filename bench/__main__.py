"""`python -m bench [site] [--only start,line]`: measure a built site, or build one first, and print a table.

``--before SITE`` compares it with another site too, such as the one of an earlier commit. Run nothing else at the
same time. On a busy machine all times grow, and only their ratios are meaningful.
"""

import argparse
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from bench import before, building, clicking, lighthouse, line, register, registering, sizes, starting, tasks
from bench.figures import Figure, print_table
from tests.building import built_site

PARTS: dict[str, Callable[[Path], Iterator[Figure]]] = {
    "start": starting.figures,
    "line": line.figures,
    "click": clicking.figures,
    "tasks": tasks.figures,
    "register-page": registering.figures,
    "sizes": sizes.figures,
    "building": building.figures,
    "register": register.figures,
    "lighthouse": lighthouse.figures,
}


def main() -> None:
    """Measure the requested parts, one after another."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, help="a folder that `make site` wrote; built if omitted")
    parser.add_argument(
        "--only", type=_parts, default=list(PARTS), help=f"comma-separated parts to measure: {','.join(PARTS)}"
    )
    parser.add_argument("--before", type=Path, metavar="SITE", help="a site of an earlier build, to compare with")
    arguments = parser.parse_args()
    site = (arguments.site or built_site()).resolve()
    measured = (figure for part in arguments.only for figure in PARTS[part](site))
    compared = before.figures(site, arguments.before.resolve()) if arguments.before else ()
    print_table(chain(measured, compared))


def _parts(text: str) -> list[str]:
    """Split names at commas; no names are no parts. Raises ArgumentTypeError if one is unknown."""
    names = [name for name in text.split(",") if name]
    if unknown := [name for name in names if name not in PARTS]:
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(unknown)}; choose from {', '.join(PARTS)}")
    return names


if __name__ == "__main__":
    main()
