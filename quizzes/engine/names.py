"""People's names as two lists have them: a staff list that an office pastes in, and records."""

import csv
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

NEAR = 0.8
"""The share of two names that has to be the same for the one to be offered for the other."""

_HEADERS = {"name": ("name", "full name", "staff name", "employee"), "role": ("role", "job", "job title", "post")}
_REFERENCES = ("reference", "ref", "payroll", "payroll number", "id", "staff number")
_SEPARATORS = "\t;,"


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a staff list; the reference is the school's own, and may be empty."""

    name: str
    role: str = ""
    reference: str = ""


def key_of(name: str) -> str:
    """A name without its case, accents and spacing: what makes two spellings one."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).replace("’", "'").split())


def near(name: str, others: Collection[str]) -> str | None:
    """The most like one of other names, whatever the order of its words; None where none is like it."""
    sought = _sorted(name)
    best, likeness = None, NEAR
    for other in others:
        matcher = SequenceMatcher(None, sought, _sorted(other))
        if matcher.real_quick_ratio() >= likeness and matcher.quick_ratio() >= likeness:
            ratio = matcher.ratio()
            if ratio >= likeness:
                best, likeness = other, ratio
    return best


def _sorted(name: str) -> str:
    return " ".join(sorted(key_of(name).replace(",", " ").replace("-", " ").split()))


def read_staff(text: str) -> list[Member]:
    """The members of a staff list: lines of name, role and reference, apart by tabs, semicolons or commas.

    The first line may name the columns, in any order. A person a line is enough; blank lines count for nothing.
    """
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if not lines:
        return []
    separator = next((each for each in _SEPARATORS if each in lines[0]), ",")
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator) if row]
    columns = _columns([cell.casefold() for cell in rows[0]])
    if columns:
        rows = rows[1:]
    name, role, reference = columns or (0, 1, 2)
    members = [Member(_cell(row, name), _cell(row, role), _cell(row, reference)) for row in rows]
    return [member for member in members if member.name]


def _columns(header: list[str]) -> tuple[int, int, int] | None:
    """Where a header has the name, the role and the reference, -1 where it has none; None for no header."""
    found = [
        next((index for index, cell in enumerate(header) if cell in words), -1)
        for words in (_HEADERS["name"], _HEADERS["role"], _REFERENCES)
    ]
    return None if found[0] < 0 else (found[0], found[1], found[2])


def _cell(row: list[str], index: int) -> str:
    return " ".join(row[index].split()) if 0 <= index < len(row) else ""
