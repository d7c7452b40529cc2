"""``python -m quizzes``: the commands `pack` and `types`, for maintainers."""

import sys
from argparse import Namespace
from pathlib import Path

from quizzes.shipping.pack import PackError, build_and_pack
from quizzes.shipping.typescript import write_types


def pack(root: Path, _: Namespace) -> int:
    """Build the handbook and pack it for schools, as one zip in dist/ (needs Node)."""
    try:
        build_and_pack(root, lambda step: print(step, flush=True))
    except PackError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def types(root: Path, _: Namespace) -> int:
    """Write the TypeScript types of the engine's replies, for the page's scripts."""
    print(write_types(root).relative_to(root))
    return 0
