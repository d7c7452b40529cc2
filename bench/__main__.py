"""`python -m bench [site] [--only start,line]`: measure a built site, or build one first, and print a table.

Run nothing else at the same time. On a busy machine all times grow, and only their ratios are meaningful.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import building, clicking, lighthouse, line, register, registering, sizes, starting, tasks
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
    arguments = parser.parse_args()
    site = (arguments.site or built_site()).resolve()
    print_table(figure for part in arguments.only for figure in PARTS[part](site))


def _parts(text: str) -> list[str]:
    """Split names at commas. Raises ArgumentTypeError if one is unknown."""
    names = text.split(",")
    if unknown := [name for name in names if name not in PARTS]:
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(unknown)}; choose from {', '.join(PARTS)}")
    return names


if __name__ == "__main__":
    main()
