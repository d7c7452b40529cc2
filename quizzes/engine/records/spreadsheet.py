"""Write tables for spreadsheets."""

import csv
import io
import re
from collections.abc import Iterable

# A character that starts a formula, ASCII or full-width, after any that a spreadsheet skips or does not show.
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]")


def inert(cell: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def lines(rows: Iterable[Iterable[str]]) -> str:
    """Write rows as CSV (RFC 4180). No cell is run as a formula.

    Every cell is quoted, because some spreadsheets split unquoted cells at semicolons.
    """
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue()
