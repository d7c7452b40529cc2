"""``python -m quizzes types``, for maintainers."""

from argparse import Namespace
from pathlib import Path

from quizzes.shipping.typescript import write_types


def types(root: Path, _: Namespace) -> int:
    """Write the TypeScript types of the engine's replies, for the page's scripts."""
    for file in write_types(root):
        print(file.relative_to(root))
    return 0
