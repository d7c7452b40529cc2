"""Find the heading of a staff list, and the columns of name, role and reference."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quizzes.engine.errors import WireError
from quizzes.engine.records.list_rows import ListRow
from quizzes.engine.records.names import SALUTATIONS

AS_WRITTEN = "Forename and surname"
"""The heading of names that are not turned round, whatever commas they have."""

_HEADING_WITHIN = 10
"""Rows in which a heading is looked for."""

# Headings in lower case. Where several fit, the earlier one counts.
_FULL_NAMES = ("full name", "name", "display name", "staff name", "employee name")
_PEOPLE = ("employee", "staff member", "member of staff", "colleague")
_ROLES = (
    *("role", "job title", "job", "job role", "post", "post title", "post held", "position", "occupation"),
    *("main role", "primary role", "current role", "staff role", "staff roles", "roles", "title"),
)
_REFERENCES = (
    *("reference", "ref", "payroll", "payroll number", "payroll no", "id", "staff number", "staff no", "staff id"),
    *("employee number", "employee no", "employee id", "staff code", "number", "no", "code"),
)
_OTHERS = (
    *("department", "dept", "faculty", "team", "subject", "e-mail", "email", "e-mail address", "email address"),
    *("phone", "telephone", "mobile", "extension", "ext", "start date", "date of birth", "dob", "gender", "sex"),
    *("site", "school", "location", "hours", "fte", "contract", "year group", "class", "form", "line manager", "notes"),
    *("user name", "middle name", "middle names", "school name", "department name", "manager name", "file name"),
    *("line manager name", "username", "initials", "salutation", "date"),
)
_KNOWN = frozenset((*_PEOPLE, *_ROLES, *_REFERENCES, *_OTHERS))
_A_NAME = re.compile(r"([\w,]+ ){0,2}(fore|sur|first|last)?names?(,? [\w,]+){0,3}")
_FORENAME = re.compile(r"\b(fore|first ?|given )names?\b")
_SURNAME = re.compile(r"\b(sur|last ?|family |second )names?\b")
_USED = re.compile(r"\b(preferred|known|chosen)\b")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns have the name, the role and the reference. Columns are numbered from 0; -1 means no column.

    ``heading`` is the heading's row, or None. ``first_row`` is the first row that may be a person.
    """

    heading: ListRow | None
    first_row: int
    name: tuple[int, ...]
    role: int
    reference: int


def find(rows: Sequence[ListRow]) -> Columns:
    """Find the columns of a list."""
    place = next((place for place, row in enumerate(rows[:_HEADING_WITHIN]) if _is_heading(row)), None)
    if place is None:
        return _without_heading(rows)
    heading = [_plain(cell) for cell in rows[place].cells]
    people = rows[place + 1 :]
    role, reference = _first_of(heading, _ROLES), _first_of(heading, _REFERENCES)
    if role >= 0 and _share(people, role, lambda cell: _plain(cell) in SALUTATIONS) > 0.5:
        role = -1
    name = _named(heading)
    if name == (0,) and len(heading) == 1 and _is_surname_and_forename(people):
        name = (1, 0)
    if not name:
        others = [column for column in range(_width(people)) if column not in (role, reference)]
        name = (_like_names(people, others),)
    return Columns(rows[place], place + 1, name, role if role not in name else -1, reference)


def with_name(columns: Columns, rows: Sequence[ListRow], letters: str) -> Columns:
    """Return the columns with the name in the one or two that the office chose, such as "B,A". Raises WireError."""
    name = tuple(number_of(letter) for letter in letters.split(","))
    if not all(0 <= column < _width(rows) for column in name) or len(set(name)) < len(name) or len(name) > 2:
        raise WireError("no-such-column", f"the list has no columns {letters}")
    if columns.heading:
        role, reference = (-1 if column in name else column for column in (columns.role, columns.reference))
        return replace(columns, name=name, role=role, reference=reference)
    role, reference = _beside(rows, name)
    return replace(columns, name=name, role=role, reference=reference)


def letter_of(column: int) -> str:
    """Return a column's letter, as spreadsheets have it."""
    return (letter_of(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def number_of(letter: str) -> int:
    """Return the number of the column with this letter; -1 if it is not a column's letter."""
    letter = letter.strip().upper()
    if not re.fullmatch("[A-Z]{1,2}", letter):
        return -1
    return (number_of(letter[0]) + 1) * 26 + number_of(letter[1]) if len(letter) > 1 else ord(letter) - ord("A")


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().strip(" :*.").replace("_", " ").split())


def _is_heading(row: ListRow) -> bool:
    """Whether a row is a heading: one of its cells says "name", or it has nothing but known headings."""
    cells = [_plain(cell) for cell in row.cells if cell]
    if any(map(_says_name, cells)):
        return True
    return all(cell in _KNOWN for cell in cells) and (len(cells) > 1 or any(cell in _PEOPLE for cell in cells))


def _says_name(cell: str) -> bool:
    return bool(_A_NAME.fullmatch(cell)) and cell not in _OTHERS


def _named(heading: list[str]) -> tuple[int, ...]:
    """Return the columns that the heading says the name is in."""
    named = [column for column, cell in enumerate(heading) if _says_name(cell)]
    forenames = [column for column in named if _FORENAME.search(heading[column])]
    surnames = [column for column in named if _SURNAME.search(heading[column])]
    # "Surname, forename" is the heading of a whole name.
    full = [column for column in named if (column in forenames) == (column in surnames)]
    # The names that people use come before those of their passports.
    used = [sorted(columns, key=lambda column: not _USED.search(heading[column])) for columns in (forenames, surnames)]
    forename, surname = (next((column for column in columns if column not in full), -1) for columns in used)
    first = _first_of(heading, _FULL_NAMES)
    # Beside a forename and a surname, any other name may be a middle name, or the name of somebody's next of kin.
    if full and (first in full or min(forename, surname) < 0):
        first = first if first in full else full[0]
        # A forename's column is often called just "Name".
        return (first, surname) if surname >= 0 and forename < 0 and heading[first] == "name" else (first,)
    found = tuple(column for column in (forename, surname) if column >= 0)
    person = _first_of(heading, _PEOPLE)
    return found or ((person,) if person >= 0 else ())


def _first_of(heading: list[str], names: Sequence[str]) -> int:
    return next((heading.index(name) for name in names if name in heading), -1)


def _without_heading(rows: Sequence[ListRow]) -> Columns:
    if _is_surname_and_forename(rows):
        return Columns(None, 0, (1, 0), -1, -1)
    name = (_like_names(rows, range(_width(rows))),)
    return Columns(None, 0, name, *_beside(rows, name))


def _beside(rows: Sequence[ListRow], name: tuple[int, ...]) -> tuple[int, int]:
    """Return the columns of role and reference without a heading: those after the name, then those before it."""
    last = max(name)
    width = _width(rows)
    others = [column for column in (*range(last + 1, width), *range(last)) if column not in name]
    with_digits = [column for column in others if _share(rows, column, has_digit) > 0.5]
    role = next((column for column in others if column not in with_digits), -1)
    left = [*with_digits, *(column for column in others if column not in (*with_digits, role))]
    return role, left[0] if left else -1


def _is_surname_and_forename(rows: Sequence[ListRow]) -> bool:
    """Whether each line is "Patel, Anita", which commas have split: two cells, no digits, and hardly a word twice."""
    forenames = {row.cells[-1] for row in rows}
    return (
        bool(rows)
        and all(len(row.cells) == 2 and row.filled == 2 and ", " in row.text for row in rows)
        and all(len(row.cells[0].split()) <= 2 and len(row.cells[1].split()) <= 3 for row in rows)
        and _share(rows, 0, lambda cell: " " in cell) < 0.5
        and not any(has_digit(row.text) for row in rows)
        and len(forenames) > len(rows) / 2
    )


def _like_names(rows: Sequence[ListRow], columns: Sequence[int]) -> int:
    """Return the first column that has mostly names: letters, and neither digits nor an e-mail address."""
    return next((column for column in columns if _share(rows, column, _may_be_name) > 0.5), 0)


def _may_be_name(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not has_digit(cell) and "@" not in cell


def has_digit(text: str) -> bool:
    """Whether a text has a digit, as few names have."""
    return any(map(str.isdigit, text))


def _share(rows: Sequence[ListRow], column: int, holds: Callable[[str], bool]) -> float:
    """Return the share of a column's filled cells for which something holds."""
    cells = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column]]
    return sum(map(holds, cells)) / len(cells) if cells else 0


def _width(rows: Sequence[ListRow]) -> int:
    return max((len(row.cells) for row in rows), default=0)
