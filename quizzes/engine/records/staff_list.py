"""Read a staff list as schools have it, and say how it was understood.

Every line is somebody, or is reported: as one that is nobody, such as a heading, or as one that could not be read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizzes.engine.records import list_columns
from quizzes.engine.records.list_columns import Columns
from quizzes.engine.records.list_rows import ListRow, rows_of
from quizzes.engine.records.names import Member
from quizzes.engine.records.pile import printable
from quizzes.engine.rules import MAX_NAME_LENGTH

_SHOWN = 60
"""Characters of a line that are shown to say which one it is."""

_DITTO = frozenset(('"', "''", "”", "“", "〃", '-"-'))
"""Marks for "as above"."""

_TITLE_WORDS = frozenset(
    (
        *("staff", "list", "school", "academy", "college", "primary", "infant", "junior", "nursery", "trust"),
        *("federation", "register", "people", "employees", "report", "export", "printed", "confidential"),
    )
)
"""Words that make a title of a line above the heading. Any other line there might be somebody."""


_NOBODY = re.compile(
    r"((grand|sub|staff) ?-?)?totals?\b.*|(number|count)( of (staff|people|rows|records))?[: ]*\d+"
    r"|\d+ (rows|records|people|staff|employees)( .*)?|page \d+( of \d+)?|(printed|exported|generated)\b.*\d.*",
    re.IGNORECASE,
)
"""What exports write among the people, such as "Total: 40" and "Page 2 of 2"."""

_SURNAME_FIRST = re.compile(r"([^\d\",()<>=@]+),([^\d\",()<>=@]+)")


class LineKind(StrEnum):
    """Why a line is nobody."""

    SEPARATOR = "separator"
    """It names the separator, for Excel."""
    TITLE = "title"
    HEADING = "heading"
    CONTINUED = "continued"
    """It belongs to the line before, because a cell goes on in it."""
    NO_NAME = "no-name"
    """It has no name in the name's column."""
    NOT_A_NAME = "not-a-name"
    """What it has there cannot be a name: it has no letter, or characters that could not be decoded, or is too long."""
    ABOVE = "above"
    """It is above the heading, but it might be a person."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line that is nobody: its number, from 1, and its beginning."""

    line: int
    text: str
    kind: LineKind


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column that the name may be in: its letter, its heading, and the first value below it. Both may be empty."""

    letter: str
    heading: str
    sample: str


@dataclass(frozen=True, slots=True)
class ListReading:
    """How a staff list was understood. ``people`` and the lines in ``passed`` and ``unread`` are all its ``lines``."""

    lines: int
    people: int
    first: str
    """The first person's name; empty if there is nobody."""
    last: str
    columns: tuple[ListColumn, ...]
    name: tuple[str, ...]
    """The letters of the columns that the name is made of, in its order."""
    role: str
    """The letter of the role's column; empty if there is none."""
    reference: str
    surname_first: bool
    """Whether names are written as "Surname, Forename". They are turned round."""
    passed: tuple[ListLine, ...]
    """Lines that are nobody, and need not be."""
    unread: tuple[ListLine, ...]
    """Lines that could not be read. Somebody may be missing because of them."""


@dataclass(frozen=True, slots=True)
class StaffList:
    """The people on a list, and how it was understood."""

    members: tuple[Member, ...]
    reading: ListReading


def read_staff(text: str, name_columns: str = "") -> StaffList | None:
    """Read a staff list; None if it has no line. ``name_columns`` has the letters of the name's columns, as "B,A".

    If it is empty, the columns are found. Raises WireError "no-such-column" if the list does not have those columns.
    """
    rows, separator = rows_of(text)
    if not rows and not separator:
        return None
    columns = list_columns.find(rows)
    if name_columns:
        columns = list_columns.with_name(columns, rows, name_columns)
    passed = [_line(separator, LineKind.SEPARATOR)] if separator else []
    unread: list[ListLine] = []
    for row in rows[: columns.first_row]:
        above = LineKind.HEADING if row is columns.heading else _kind_above(row)
        (unread if above is LineKind.ABOVE else passed).append(_line(row, above))
    people = []
    surname_first = _is_surname_first(rows, columns)
    before: Sequence[str] = ()
    for row in rows[columns.first_row :]:
        if columns.heading and row.cells == columns.heading.cells:
            passed.append(_line(row, LineKind.HEADING))
            continue
        cells = _without_ditto(row.cells, before, columns)
        member = _member(cells, columns, surname_first=surname_first)
        if problem := _problem_of(member.name):
            unread.append(_line(row, problem))
        else:
            people.append(member)
        before = cells
    passed += [_line(row, LineKind.CONTINUED, more) for row in rows for more in range(1, row.lines)]
    reading = ListReading(
        lines=len(people) + len(passed) + len(unread),
        people=len(people),
        first=people[0].name if people else "",
        last=people[-1].name if people else "",
        columns=_columns(rows, columns),
        name=tuple(map(list_columns.letter_of, columns.name)),
        role=_letter(columns.role),
        reference=_letter(columns.reference),
        surname_first=surname_first,
        passed=tuple(sorted(passed, key=lambda line: line.line)),
        unread=tuple(unread),
    )
    return StaffList(tuple(people), reading)


def _kind_above(row: ListRow) -> LineKind:
    """Say what a row above the heading is: a title if it begins as titles do, or is one cell with a digit."""
    first = next(filter(None, row.cells), "")
    is_titled = not _TITLE_WORDS.isdisjoint(first.casefold().replace(":", " ").split())
    return LineKind.TITLE if is_titled or (row.filled == 1 and list_columns.has_digit(first)) else LineKind.ABOVE


def _is_surname_first(rows: Sequence[ListRow], columns: Columns) -> bool:
    """Whether most names in the only name's column have one comma, as "Patel, Anita" does."""
    (column, *others) = columns.name
    if columns.heading and list_columns.AS_WRITTEN in columns.heading.cells[column : column + 1]:
        return False
    names = [row.cells[column] for row in rows[columns.first_row :] if column < len(row.cells) and row.cells[column]]
    return not others and sum(map(bool, map(_SURNAME_FIRST.fullmatch, names))) > len(names) / 2


def _without_ditto(cells: Sequence[str], before: Sequence[str], columns: Columns) -> Sequence[str]:
    """Replace marks for "as above" in the role's column, or in one of several of the name's, by what is above."""
    columns_with = [columns.role, *(columns.name if len(columns.name) > 1 else ())]
    return [
        before[column] if cell in _DITTO and column in columns_with and column < len(before) else cell
        for column, cell in enumerate(cells)
    ]


def _member(cells: Sequence[str], columns: Columns, *, surname_first: bool) -> Member:
    name = " ".join(filter(None, (_cell(cells, column) for column in columns.name)))
    if surname_first and (found := _SURNAME_FIRST.fullmatch(name)):
        name = " ".join(f"{found[2]} {found[1]}".split())
    return Member(name, printable(_cell(cells, columns.role)), printable(_cell(cells, columns.reference)))


def _cell(cells: Sequence[str], column: int) -> str:
    cell = cells[column] if 0 <= column < len(cells) else ""
    return "" if cell in _DITTO else cell


def _problem_of(name: str) -> LineKind | None:
    if not name:
        return LineKind.NO_NAME
    is_name = any(map(str.isalpha, name)) and "@" not in name and "\ufffd" not in printable(name)
    is_name = is_name and not _NOBODY.fullmatch(name)
    return None if is_name and len(name) <= MAX_NAME_LENGTH else LineKind.NOT_A_NAME


def _columns(rows: Sequence[ListRow], columns: Columns) -> tuple[ListColumn, ...]:
    width = max((len(row.cells) for row in rows), default=0)
    people = rows[columns.first_row :]
    heading = columns.heading.cells if columns.heading else ()
    return tuple(
        ListColumn(
            list_columns.letter_of(column),
            heading[column][:_SHOWN] if column < len(heading) else "",
            next((row.cells[column][:_SHOWN] for row in people if column < len(row.cells) and row.cells[column]), ""),
        )
        for column in range(width)
    )


def _letter(column: int) -> str:
    return list_columns.letter_of(column) if column >= 0 else ""


def _line(row: ListRow, kind: LineKind, more: int = 0) -> ListLine:
    text = printable(row.text)
    return ListLine(row.line + more, text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…", kind)
