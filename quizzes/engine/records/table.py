"""The register's rows as cells, for a spreadsheet. The caller supplies the words."""

from collections.abc import Mapping

from quizzes.engine.records.checking import CREDIBLE, Reason, Row
from quizzes.engine.records.register import ListedRow

HEADINGS = tuple(
    f"column_{name}"
    for name in ("name", "role", "reference", "module", "date", "status", "why", "passed", "due", "code", "file")
)
"""Keys of the column headings, in order."""


def cells(row: ListedRow, words: Mapping[str, str]) -> list[str]:
    """Return one row's cells, in the order of HEADINGS.

    ``words`` must have "standing_…" for every Standing in OF_ROWS, "reason_…" for every Reason, "yes" and "no", or
    KeyError is raised. It may have titles keyed by "module_…" and "scenario_…"; an id without one is shown as it is.
    """
    answers_count = row.marked and row.status in CREDIBLE
    passed = words["yes" if row.passed else "no"] if answers_count else ""
    module = words.get(f"module_{row.module}", row.module)
    status = words[f"standing_{row.standing}"]
    why_not = why(row, words)
    return [row.name, row.role, row.reference, module, row.date, status, why_not, passed, row.due, row.code, row.file]


def why(row: Row, words: Mapping[str, str]) -> str:
    """Return the reasons why a row does not hold, or an empty string; ``words`` as for ``cells``."""
    return "; ".join(_reason_text(reason, words) for reason in row.reasons)


def _reason_text(reason: Reason, words: Mapping[str, str]) -> str:
    titles = ", ".join(words.get(f"scenario_{name}", name) for name in reason.ids)
    return f"{words[f'reason_{reason.name}']} {titles}".strip()
