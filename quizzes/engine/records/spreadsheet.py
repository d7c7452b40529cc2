"""Tables as spreadsheets open them."""

import csv
import io
import re
from collections.abc import Iterable

# A sign that would begin a formula, wide ones too, after whatever a spreadsheet passes over or does not show.
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]")


def inert(cell: str) -> str:
    """The text so that no spreadsheet takes it for a formula: an apostrophe before a sign that would begin one."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows of a table as CSV (RFC 4180), with no cell that would be run.

    Every cell is quoted, so that one with a semicolon in it is no two where a spreadsheet parts cells by those.
    """
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue()
