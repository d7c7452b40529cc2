"""`python -m bench [site] [--only start,line]`: measure a built site, or build one, and print what was measured.

Run nothing else beside it: on a busy machine the times grow, and only their ratios still say something.
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
    """Measure the parts that were asked for, one after the other."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, help="a folder that `make site` wrote; built anew unless given")
    parser.add_argument("--only", type=_parts, default=list(PARTS), help=f"some of: {','.join(PARTS)}")
    given = parser.parse_args()
    site = (given.site or built_site()).resolve()
    print_table(figure for part in given.only for figure in PARTS[part](site))


def _parts(text: str) -> list[str]:
    """Names with commas between them. Raises ArgumentTypeError for one that is not known."""
    names = text.split(",")
    if unknown := [name for name in names if name not in PARTS]:
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return names


if __name__ == "__main__":
    main()
