"""Split a staff list into rows of cells, so that no quotation mark swallows a line."""

import re
from collections import Counter
from dataclasses import dataclass

MAX_COLUMNS = 100
"""Cells of a line that are looked at."""

_SEPARATORS = "\t;,|"
_MAX_LINES = 10
"""Lines that one cell in quotation marks may have."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")  # editors have several


@dataclass(frozen=True, slots=True)
class ListRow:
    """The cells of a line, or of several if a cell goes on. ``line`` is the first one's number, from 1."""

    line: int
    lines: int
    text: str
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """The number of cells that are not empty."""
        return sum(map(bool, self.cells))


def rows_of(text: str) -> tuple[list[ListRow], ListRow | None]:
    """Return all rows that have anything in them, and the line that names the separator, if there is one."""
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    said = _SEPARATOR_LINE.fullmatch(lines[first].strip())
    start = first + 1 if said else first
    separator = said[1] if said else _separator(lines)
    found = _rows(lines, start, separator)
    return found, ListRow(first + 1, 1, lines[first].strip(), ()) if said else None


def _separator(lines: list[str]) -> str:
    """Return the separator that most lines have. A title may have a comma, so the first line alone says little."""
    return max(_SEPARATORS, key=lambda mark: sum(mark in line for line in lines))


def _rows(lines: list[str], start: int, separator: str) -> list[ListRow]:
    widths = Counter(len(_split(line, separator)[0]) for line in lines[start:] if line.strip())
    width = widths.most_common(1)[0][0] if widths else 0
    rows = []
    number = start
    while number < len(lines):
        count = _lines_of_row(lines, number, separator, width)
        text = "\n".join(lines[number : number + count])
        cells = [" ".join(cell.split()) for cell in _split(text, separator)[0]]
        if any(cells):
            rows.append(ListRow(number + 1, count, " ".join(text.split()), tuple(cells[:MAX_COLUMNS])))
        number += count
    return rows


def _lines_of_row(lines: list[str], number: int, separator: str, width: int) -> int:
    """Return how many lines the row has that begins here: more than one only if a cell clearly goes on.

    It goes on if its second quotation mark is where a cell ends, the row then has as many cells as most rows, and none
    of the lines that it takes could be a row itself. A lone quotation mark, or one for "ditto", swallows nothing.
    """
    first, is_open = _split(lines[number], separator)
    if width < 2 or not is_open:
        return 1
    for count in range(2, _MAX_LINES + 1):
        if number + count > len(lines):
            return 1
        cells, is_open = _split("\n".join(lines[number : number + count]), separator)
        if not is_open:
            parts = [part for cell in cells if "\n" in cell for part in cell.split("\n")[1:]]
            others = [len(_split(line, separator)[0]) for line in lines[number + 1 : number + count]]
            fits = len(cells) == width and all(part.count(separator) < width - 1 for part in parts)
            return count if fits and (len(first) < width or max(others) < width) else 1
    return 1


def _split(text: str, separator: str) -> tuple[list[str], bool]:
    """Return the cells of a text, and whether one begins with a quotation mark that has no second one."""
    cells = []
    is_open = False
    position = 0
    mark = re.escape(separator)
    quoted = re.compile(rf'[^\S\n{mark}]*"((?:[^"]|"")*)"[^\S{mark}]*(?={mark}|\Z)')
    while position <= len(text):
        if found := quoted.match(text, position):
            cells.append(found[1].replace('""', '"'))
            end = found.end()
        else:
            end = text.find(separator, position)
            end = len(text) if end < 0 else end
            cell = text[position:end].strip()
            is_open |= cell.startswith('"')
            cells.append(_without_lone_mark(cell))
        position = end + 1
    return cells, is_open


def _without_lone_mark(cell: str) -> str:
    """Remove a quotation mark that has no second one from the beginning or end of a cell, unless it is all there is."""
    if cell.count('"') % 2 == 0 or cell == '"':
        return cell
    return cell.removeprefix('"') if cell.startswith('"') else cell.removesuffix('"')
