"""``python -m quizzes``: the commands `check` and `schema`, for authors."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from quizzes.authoring.catalogue import CLAUSES, load_catalogue
from quizzes.authoring.clauses import read_clauses
from quizzes.authoring.cue_note import cue_note
from quizzes.authoring.fairness import check_fairness
from quizzes.authoring.for_schools import check_for_schools
from quizzes.authoring.problems import ContentError, Problem
from quizzes.authoring.schema import write_schema


def check(root: Path, _: Namespace) -> int:
    """List the mistakes that would stop the build, and then everything that makes the quizzes unfair."""
    try:
        catalogue = load_catalogue(root)
    except ContentError as error:
        return _report(error.problems, "the handbook cannot be built")
    if problems := check_for_schools(root, catalogue):
        return _report(problems, "the handbook cannot be built")
    problems = check_fairness(root, catalogue)
    if note := cue_note(root, catalogue):
        print(note)
    if problems:
        return _report(problems, "the handbook can be built, but its quizzes are not yet fair")
    print(f"{len(catalogue.scenarios)} scenarios in {len(catalogue.modules)} modules: no problem found.")
    return 0


def _report(problems: Sequence[Problem], consequence: str) -> int:
    count = len(problems)
    print(*problems, sep="\n", file=sys.stderr)
    print(f"{count} problem{'s' if count > 1 else ''} found; {consequence}.", file=sys.stderr)
    return 1


def schema(root: Path, _: Namespace) -> int:
    """Write scenarios/schema.json, which editors use to complete and check scenarios."""
    print(write_schema(root, read_clauses(root / CLAUSES)).relative_to(root))
    return 0
