"""``python -m quizzes check``: everything that would stop the build, and what makes the quizzes unfair."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizzes.authoring.catalogue import MODULES, SCENARIOS, Catalogue
from quizzes.authoring.cue_note import cue_note
from quizzes.authoring.fairness import check_fairness
from quizzes.authoring.problems import ContentError, Problem
from quizzes.pages.problems import read_content


def check(root: Path, _: Namespace) -> int:
    """List the mistakes that would stop the build, and then everything that makes the quizzes unfair.

    A scenario that no module names may be a draft. Its mistakes are listed too, but they stop nothing.
    """
    try:
        catalogue = read_content(root)
    except ContentError as error:
        return _report(error.problems, "the handbook cannot be built")
    published = catalogue.published
    problems = check_fairness(root, published)
    if note := cue_note(root, published):
        print(note)
    for line in _about_drafts(root, catalogue, problems):
        print(line)
    if problems:
        return _report(problems, "the handbook can be built, but its quizzes are not yet fair")
    print(f"{len(published.scenarios)} scenarios in {len(catalogue.modules)} modules: no problem found.")
    return 0


def _about_drafts(root: Path, catalogue: Catalogue, problems: Sequence[Problem]) -> Iterator[str]:
    """Yield a note on each scenario that is in no module, with its mistakes, and with what makes it unfair."""
    drafts = {Path(path).stem for path in catalogue.drafts}
    for path, own in catalogue.drafts.items():
        yield f"Note: {path} is in no module, so readers do not see it. {SCENARIOS}/{MODULES} names those they see."
        yield from map(str, own)
    unfair = check_fairness(root, catalogue) if catalogue.scenarios.keys() & drafts else []
    yield from (str(problem) for problem in unfair if problem not in problems)


def _report(problems: Sequence[Problem], consequence: str) -> int:
    count = len(problems)
    print(*problems, sep="\n", file=sys.stderr)
    print(f"{count} problem{'s' if count > 1 else ''} found; {consequence}.", file=sys.stderr)
    return 1
