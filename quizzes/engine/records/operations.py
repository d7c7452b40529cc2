"""The operations of the register page: "check" and "register"."""

from quizzes.engine.definition import decode_module
from quizzes.engine.documents import document
from quizzes.engine.errors import WireError
from quizzes.engine.records.checking import Row
from quizzes.engine.records.checking import check as check_file
from quizzes.engine.records.handbook import Handbook
from quizzes.engine.records.names import Member, key_of, read_staff
from quizzes.engine.records.register import ListedRow, Register, Staff, sort_key
from quizzes.engine.records.spreadsheet import lines
from quizzes.engine.records.table import HEADINGS, cells
from quizzes.engine.rules import Day, Months


@document
class CheckRequest:
    """Check record files against today's modules."""

    modules: tuple[str, ...]
    """The definitions of all modules."""
    files: tuple[tuple[str, str], ...]
    """Each file's name and text."""


@document
class CheckReply:
    """The result for each module of each file."""

    rows: tuple[Row, ...]


@document
class RegisterRequest:
    """Make the register from checked rows."""

    rows: tuple[Row, ...]
    staff: str
    """The text of a staff list, or an empty string."""
    same: dict[str, str]
    """Names on records, each with the name on the staff list that the user confirmed as the same person."""
    months: Months
    today: Day
    words: dict[str, str]
    """UI strings for the engine's fixed words and the column headings (see ``cells`` in table.py)."""


@document
class RegisterReply:
    """The register, with counts and questions about it."""

    rows: tuple[ListedRow, ...]
    duplicates: int
    superseded: int
    clauses: tuple[tuple[str, int, int], ...]
    """Missed clauses, worst first: the id, how often it was asked, and how often missed."""
    nothing: tuple[Member, ...]
    """People who have handed in nothing."""
    doubles: tuple[str, ...]
    """Names that occur more than once on the staff list."""
    strangers: tuple[tuple[str, str | None], ...]
    """Names on records that are not on the staff list, each with the most similar name there, or null."""
    namesakes: tuple[tuple[str, tuple[str, ...]], ...]
    """Names that occur with several roles, each with those roles: they may belong to different people."""
    csv: str
    """The table as a CSV file."""


def check(request: CheckRequest) -> CheckReply:
    """Answer the operation "check"."""
    handbook = Handbook(decode_module(definition) for definition in request.modules)
    return CheckReply(tuple(row for file, text in request.files for row in check_file(file, text, handbook)))


def register(request: RegisterRequest) -> RegisterReply:
    """Answer the operation "register". Raises WireError "malformed" if a date is invalid or a word is missing."""
    aliases = {key_of(name): key_of(member) for name, member in request.same.items()}
    made = Register(Staff(read_staff(request.staff), aliases), request.months, request.today)
    try:
        rows = tuple(made.rows(sorted(map(made.staff.listed, request.rows), key=sort_key)))
        csv = lines([[request.words[name] for name in HEADINGS], *(cells(row, request.words) for row in rows)])
    except (KeyError, ValueError) as error:
        raise WireError("malformed", f"words lacks a string, or a row has an invalid date: {error!r}") from None
    return RegisterReply(
        rows,
        made.duplicates,
        made.superseded,
        tuple(made.worst_clauses()),
        tuple(made.staff.nothing),
        tuple(made.staff.doubles),
        tuple(made.staff.strangers),
        tuple(_namesakes(request.rows)),
        csv,
    )


def _namesakes(rows: tuple[Row, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return names that occur with several roles, with those roles. Superseded rows count too."""
    names: dict[str, str] = {}
    roles: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.name and row.role:
            key = key_of(row.name)
            names.setdefault(key, row.name)
            roles.setdefault(key, {}).setdefault(key_of(row.role), row.role)
    return [(names[key], tuple(own.values())) for key, own in sorted(roles.items()) if len(own) > 1]
