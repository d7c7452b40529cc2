"""The register's rows as cells, for a spreadsheet. The caller supplies the words."""

from collections.abc import Iterable, Mapping

from quizzes.engine.records.checking import CREDIBLE, Reason, Status
from quizzes.engine.records.register import DueIn, ListedRow
from quizzes.engine.standing import Standing

_COLUMNS = ("name", "role", "reference", "module", "date", "status", "why", "passed", "due", "code", "file", "source")
HEADINGS = tuple(f"column_{name}" for name in _COLUMNS)
"""Keys of the column headings, in order."""


def cells(row: ListedRow, words: Mapping[str, str]) -> list[str]:
    """Return one row's cells, in the order of HEADINGS.

    ``words`` must have "standing_…" for every Standing in OF_ROWS, "reason_…" for every Reason, "source_record",
    "source_paper", "yes" and "no", or KeyError is raised. It may have titles keyed by "module_…" and "scenario_…"; an
    id without one is shown as it is.
    """
    answers_count = row.marked and row.status in CREDIBLE
    passed = words["yes" if row.passed else "no"] if answers_count else ""
    module = words.get(f"module_{row.module}", row.module)
    status = words[f"standing_{row.standing}"]
    why_not = why(row, words)
    source = "" if row.status is Status.MISSING else words["source_paper" if row.paper else "source_record"]
    about = [row.name, row.role, row.reference, module, row.date, status, why_not, passed, row.due, row.code]
    return [*about, row.file, source]


def why(row: ListedRow, words: Mapping[str, str]) -> str:
    """Return why a row does not hold, or an empty string; ``words`` as for ``cells``.

    If it was signed on paper and its standing doesn't say so, this does.
    """
    paper = [words[f"standing_{Standing.PAPER}"]] if row.paper and row.standing is not Standing.PAPER else []
    return "; ".join([*paper, *(_reason_text(reason, words) for reason in row.reasons)])


def _reason_text(reason: Reason, words: Mapping[str, str]) -> str:
    titles = ", ".join(words.get(f"scenario_{name}", name) for name in reason.ids)
    return f"{words[f'reason_{reason.name}']} {titles}".strip()


def due_list(rows: Iterable[ListedRow], words: Mapping[str, str]) -> str:
    """Write who is due as plain text, to copy into an e-mail: a line for each person, with the titles of their modules.

    It says nothing else, because all staff may get the e-mail. ``words`` must have "due_list_now" and "due_list_soon",
    or KeyError is raised; it may have titles, as for ``cells``.
    """
    due: dict[DueIn, dict[str, tuple[str, list[str]]]] = {DueIn.NOW: {}, DueIn.SOON: {}}
    for row in rows:
        if row.due_in in due:
            _, modules = due[row.due_in].setdefault(row.key, (row.name, []))
            modules.append(words.get(f"module_{row.module}", row.module))
    lists = (
        [words[f"due_list_{due_in}"], *(f"{name}: {', '.join(modules)}" for name, modules in people.values())]
        for due_in, people in due.items()
        if people
    )
    return "\n\n".join("\n".join(lines) for lines in lists)
