"""``python -m quizzes schema``, for authors' editors."""

from argparse import Namespace
from pathlib import Path

from quizzes.authoring.catalogue import CLAUSES
from quizzes.authoring.clauses import read_clauses
from quizzes.authoring.schema import write_schema


def schema(root: Path, _: Namespace) -> int:
    """Write scenarios/schema.json, which editors use to complete and check scenarios."""
    print(write_schema(root, read_clauses(root / CLAUSES)).relative_to(root))
    return 0
