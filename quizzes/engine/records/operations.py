"""The operations of the register page: "check" and "register"."""

from binascii import a2b_base64
from functools import lru_cache
from itertools import chain

from quizzes.engine.definition import decode_module
from quizzes.engine.documents import document
from quizzes.engine.errors import WireError
from quizzes.engine.records.checking import Row, check_found
from quizzes.engine.records.handbook import Handbook
from quizzes.engine.records.keeping import grown
from quizzes.engine.records.list_text import decoded_list
from quizzes.engine.records.names import key_of
from quizzes.engine.records.people import Person, RoleLine, people_of, role_lines
from quizzes.engine.records.pile import FoundFile, Part, SkippedFile, first_part, look_into
from quizzes.engine.records.register import Findings, ListedRow, Register, sort_key
from quizzes.engine.records.required import Required, Requirement
from quizzes.engine.records.spreadsheet import lines
from quizzes.engine.records.staff import Staff, staff_of
from quizzes.engine.records.staff_list import read_staff
from quizzes.engine.records.table import HEADINGS, cells, due_list
from quizzes.engine.rules import Day, Months

type ReadPart = tuple[Part, str | None]
"""A part of a file, and its bytes in base64; null if they cannot be read."""


@document
class CheckRequest:
    """Check files against today's modules: those that were just added, and what has been read of others."""

    modules: tuple[str, ...]
    """The definitions of all modules."""
    files: tuple[tuple[int, str, int], ...]
    """New files: for each the number that its parts shall have as ``source``, its path, and its size in bytes."""
    parts: tuple[ReadPart, ...]
    """What the engine asked for earlier."""


@document
class CheckReply:
    """The result for each module of each file, and what to read next."""

    rows: tuple[Row, ...]
    files: int
    """How many files the rows are of."""
    skipped: tuple[str, ...]
    """The paths of files whose names are not those of records."""
    wanted: tuple[Part, ...]
    """What the engine needs of the files."""


@document
class RegisterRequest:
    """Make the register from checked rows."""

    rows: tuple[Row, ...]
    staff: str
    """The text of a staff list, or an empty string."""
    name_columns: str
    """The letters of the columns that the office says the name is in, such as "B,A"; empty to find them."""
    same: dict[str, str]
    """Names on records, each with the name on the staff list that the user confirmed as the same person."""
    required: tuple[Requirement, ...]
    """The modules that the office requires."""
    left: tuple[str, ...]
    """The names of people who have left. They are in nothing that is made."""
    months: Months
    today: Day
    words: dict[str, str]
    """UI strings for the engine's fixed words and the column headings (see ``cells`` in table.py)."""


@document
class RegisterReply:
    """The register, with what it comes to."""

    rows: tuple[ListedRow, ...]
    findings: Findings
    people: tuple[Person, ...]
    roles: tuple[RoleLine, ...]
    due_list: str
    """Who is due, as plain text for an e-mail; empty if nobody is."""
    csv: str
    """The table as a CSV file."""


@document
class ListRequest:
    """Decode a staff list's file."""

    file: str
    """Its bytes in base64."""


@document
class ListReply:
    """A staff list's text, for the register."""

    text: str


def read_list(request: ListRequest) -> ListReply:
    """Answer the operation "read-list". Raises WireError as ``decoded_list``."""
    return ListReply(decoded_list(_bytes(request.file) or b""))


def check(request: CheckRequest) -> CheckReply:
    """Answer the operation "check". Raises WireError "malformed" if the bytes are not base64."""
    handbook = handbook_of(request.modules)
    rows: list[Row] = []
    files = 0
    skipped: list[str] = []
    wanted: list[Part] = []
    for found in chain(
        (first_part(*file) for file in request.files),
        chain.from_iterable(look_into(part, _bytes(data)) for part, data in request.parts),
    ):
        match found:
            case Part():
                wanted.append(found)
            case SkippedFile(path):
                skipped.append(path)
            case FoundFile():
                files += 1
                rows += check_found(found, handbook)
    return CheckReply(tuple(rows), files, tuple(skipped), tuple(wanted))


@lru_cache(1)
def handbook_of(definitions: tuple[str, ...]) -> Handbook:
    """Return the handbook of these modules. It is kept for the page's next files, with the paths marked so far."""
    return Handbook(decode_module(definition) for definition in definitions)


def _bytes(data: str | None) -> bytes | None:
    try:
        return None if data is None else a2b_base64(data)
    except ValueError as error:
        raise WireError("malformed", f"bytes must be in base64: {error}") from None


def register(request: RegisterRequest) -> RegisterReply:
    """Answer the operation "register". Raises WireError "malformed" if a date is invalid or a word is missing.

    Raises WireError "no-such-column" if the staff list does not have the columns of the name.
    """
    required = Required(request.required)
    made = Register(requested_staff(request), request.months, request.today, required)
    try:
        rows = listed_rows(request, made)
        csv = lines([[request.words[name] for name in HEADINGS], *(cells(row, request.words) for row in rows)])
        due = due_list(rows, request.words)
    except (KeyError, ValueError) as error:
        raise WireError("malformed", f"words lacks a string, or a row has an invalid date: {error!r}") from None
    people = people_of(rows, made.staff, required)
    roles = role_lines(people, request.required)
    return RegisterReply(rows, made.findings(), tuple(people), tuple(roles), due, csv)


def requested_staff(request: RegisterRequest) -> Staff:
    """Return the staff list of a request, without those who have left. Raises WireError as ``register`` does."""
    aliases = {key_of(name): key_of(member) for name, member in request.same.items()}
    return staff_of(read_staff(request.staff, request.name_columns), aliases, request.left)


def listed_rows(request: RegisterRequest, made: Register) -> tuple[ListedRow, ...]:
    """Return the register's rows, without those of people who have left. Raises ValueError if a date is invalid."""
    left = set(map(key_of, request.left))
    rows = grown((row for row in request.rows if not row.kept), (row for row in request.rows if row.kept))
    named = (row for row in map(made.staff.listed, rows) if key_of(row.name) not in left)
    return tuple(made.rows(sorted(named, key=sort_key)))
