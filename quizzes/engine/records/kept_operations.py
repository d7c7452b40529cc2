"""The operations of the register page that keep a register: "open-register", "save-register" and "sign"."""

import re

from quizzes.engine.documents import MismatchError, document
from quizzes.engine.errors import WireError
from quizzes.engine.records.checking import Row
from quizzes.engine.records.keeping import (
    KeptRegister,
    OpenedRegister,
    keep,
    open_kept,
    read_kept,
    signed,
    unread_lines,
    write_kept,
)
from quizzes.engine.records.operations import RegisterRequest, handbook_of, listed_rows, requested_staff
from quizzes.engine.records.register import Register
from quizzes.engine.records.required import Required
from quizzes.engine.rules import Day, ModuleId, Name, Role


@document
class OpenRegisterRequest:
    """Read a register file, and compare it with today's modules."""

    modules: tuple[str, ...]
    """The definitions of all modules."""
    file: str
    """The file's text."""


@document
class OpenRegisterReply:
    """What a register file has, or why it was not read."""

    opened: OpenedRegister | None
    problem: str
    """The name of the error, as of a WireError; empty if the file was read."""
    place: str
    """The value in the file that is wrong, such as "rows[3].date"; empty if unknown."""
    line: int
    """The line of the file that is wrong; 0 if unknown."""


@document
class SaveRegisterRequest(RegisterRequest):
    """Write a register file. The fields of "register" say of what."""

    modules: tuple[str, ...]
    """The definitions of all modules."""
    opened: tuple[str, ...]
    """The texts of the register files that were opened. They may have rows of modules that there no longer are."""


@document
class SaveRegisterReply:
    """A register file."""

    file: str
    file_name: str
    rows: int
    """How many rows are in it."""


@document
class SignRequest:
    """Make rows of signed sheets."""

    people: tuple[tuple[Name, Role], ...]
    """Each person's name and role."""
    module: ModuleId
    date: Day
    """The date on the sheets."""
    today: Day


@document
class SignReply:
    """A row for each person."""

    rows: tuple[Row, ...]


def open_register(request: OpenRegisterRequest) -> OpenRegisterReply:
    """Answer the operation "open-register"."""
    try:
        kept = read_kept(request.file)
    except WireError as error:
        place = error.place.removeprefix(".") if isinstance(error, MismatchError) else ""
        line = re.search(r"\bline (\d+)", error.detail)
        return OpenRegisterReply(None, error.name, place, int(line[1]) if line else 0)
    return OpenRegisterReply(open_kept(kept, handbook_of(request.modules)), "", "", 0)


def save_register(request: SaveRegisterRequest) -> SaveRegisterReply:
    """Answer the operation "save-register". Raises WireError "malformed" if a date is invalid or a word is missing."""
    staff = requested_staff(request)
    made = Register(staff, request.months, request.today, Required(request.required))
    try:
        rows = listed_rows(request, made)
        about = request.words["kept_about"]
    except (KeyError, ValueError) as error:
        raise WireError("malformed", f"words lacks a string, or a row has an invalid date: {error!r}") from None
    members, unread = tuple(staff.members), unread_lines(staff.reading)
    settings = KeptRegister(
        about, request.today, request.months, request.required, members, request.same, (), {}, unread
    )
    kept = keep(rows, settings, map(read_kept, request.opened), handbook_of(request.modules), request.left)
    return SaveRegisterReply(write_kept(kept), f"staff-register-{request.today}.json", len(kept.rows))


def sign(request: SignRequest) -> SignReply:
    """Answer the operation "sign". Raises WireError "malformed" if the sheets were signed after today."""
    if request.date > request.today:
        raise MismatchError("today or earlier", ".date")
    return SignReply(tuple(signed(name, role, request.module, request.date) for name, role in request.people))
