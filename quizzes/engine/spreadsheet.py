"""Tables as spreadsheets open them."""

import csv
import io
from collections.abc import Iterable


def inert(cell: str) -> str:
    """The text so that no spreadsheet takes it for a formula: an apostrophe before a sign that would begin one."""
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@")) else cell


def lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows of a table as CSV (RFC 4180), with no cell that would be run."""
    text = io.StringIO()
    csv.writer(text).writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue()
