"""People's names as two lists have them: a staff list that an office pastes in, and records."""

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizzes.engine.errors import WireError

MIN_SIMILARITY = 0.8
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
    if name.isascii():
        return " ".join(name.casefold().split())
    # Folded twice: a letter of another style is none to fold until it is taken apart.
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN)).casefold()
    seen = "".join(each for each in apart if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")
    return " ".join(seen.split()) or name


# What stands for a plain letter or sign, and is not taken apart as an accent is.
_PLAIN = str.maketrans("łøđħı’‘ʼ´`‐‑–", "lodhi" + "'" * 5 + "-" * 3)


class Names:
    """Names of which one may be meant where another is written."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            self._names.setdefault(_sorted(name), name)

    def near(self, name: str) -> str | None:
        """The one that is most like a name, whatever the order of its words; the first of several, None for none."""
        sought = _sorted(name)
        if sought in self._names:
            return self._names[sought]
        matcher = SequenceMatcher(None, b=sought, autojunk=False)
        best, likeness = None, MIN_SIMILARITY
        for words, other in self._names.items():
            matcher.set_seq1(words)
            if matcher.real_quick_ratio() >= likeness and matcher.quick_ratio() >= likeness:
                ratio = matcher.ratio()
                if ratio > likeness or (best is None and ratio == likeness):
                    best, likeness = other, ratio
        return best


def _sorted(name: str) -> str:
    return " ".join(sorted(key_of(name).replace(",", " ").replace("-", " ").split()))


def read_staff(text: str) -> list[Member]:
    """The members of a staff list: lines of name, role and reference, apart by tabs, semicolons or commas.

    The first line may name the columns, in any order. A person a line is enough; blank lines count for nothing.
    Raises WireError "malformed" for what is no list.
    """
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), None)
    if first is None:
        return []
    separator = next((each for lines in (first, text) for each in _SEPARATORS if each in lines), ",")
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        rows = [cells for row in read if any(cells := [cell.strip() for cell in row])]
    except csv.Error as error:
        raise WireError("malformed", f"the staff list: {error}") from None
    columns = _columns([cell.casefold() for cell in rows[0]]) if rows else None
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
