"""A register's rows as cells, for a spreadsheet. The words come from whoever shows the register."""

from collections.abc import Mapping

from quizzes.engine.records.checking import Reason, Row, Status
from quizzes.engine.records.register import ListedRow

HEADINGS = tuple(
    f"column_{name}"
    for name in ("name", "role", "reference", "module", "date", "status", "why", "passed", "due", "code", "file")
)
"""The words that head the columns, in their order."""


def cells(row: ListedRow, words: Mapping[str, str]) -> list[str]:
    """One row's cells.

    ``words`` has those of HEADINGS, "status_…" of every Status, "reason_…" of every Reason, "yes" and "no"; and, where
    an id has a title, that by "module_…" or "scenario_…". Raises KeyError for one of the first that is missing.
    """
    passed = words["yes" if row.passed else "no"] if row.status in (Status.HOLDS, Status.RETAKE) else ""
    module = words.get(f"module_{row.module}", row.module)
    status = words[f"status_{row.status}"]
    why_not = why(row, words)
    return [row.name, row.role, row.reference, module, row.date, status, why_not, passed, row.due, row.code, row.file]


def why(row: Row, words: Mapping[str, str]) -> str:
    """Why a row does not hold, empty where it does; ``words`` as of ``cells``."""
    return "; ".join(_said(reason, words) for reason in row.reasons)


def _said(reason: Reason, words: Mapping[str, str]) -> str:
    titles = ", ".join(words.get(f"scenario_{name}", name) for name in reason.ids)
    return f"{words[f'reason_{reason.name}']} {titles}".strip()
