"""Keep a register in a file, which the office saves and adds to next month.

It has names, roles, references, modules, days and results, and no responses. Records that are altered or unreadable are
not in it, because somebody has to hand them in again.

Nobody can mark a kept row again. Instead, the file says what its modules rested on when it was saved, and that is
compared with today's handbook. Optional scenarios are left out of this, because the file doesn't say who left them out.
So if one of them changes, nobody whose row was kept is asked for anything.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from quizzes.engine.documents import MismatchError, document
from quizzes.engine.files import FileFormat
from quizzes.engine.model import ACKNOWLEDGED
from quizzes.engine.parts import IfFilled
from quizzes.engine.records.checking import CREDIBLE, REGISTER_FORMAT, Reason, Row, Status, retake_reasons
from quizzes.engine.records.handbook import Handbook, ModuleIndex
from quizzes.engine.records.list_columns import AS_WRITTEN
from quizzes.engine.records.names import Member, key_of
from quizzes.engine.records.required import Requirement
from quizzes.engine.records.staff_list import ListReading
from quizzes.engine.retake import ModuleState
from quizzes.engine.rules import Day, Digest, ModuleId, Months, Name, Role, Share, matching


class Result(StrEnum):
    """What a module had come to for one person on a day."""

    PASSED = "passed"
    COMPLETED = "completed"
    """There was nothing to mark."""
    NOT_PASSED = "not-passed"
    PAPER = "paper"
    """The office saw a signed sheet."""


Code = Annotated[str, matching("([0-9A-F]{4}(-[0-9A-F]{4}){2})?", "a code such as 12AB-34CD-56EF, or empty")]


@document
class KeptRow:
    """The latest that one person handed in of one module."""

    name: Name
    """Name. As it is on the record or the signed sheet."""
    role: Role
    """Role. As it is on the record or the signed sheet. It may be empty."""
    module: ModuleId
    """The module's id."""
    date: Day
    """Date. The day on which the record was made or the sheet was signed (ISO 8601)."""
    result: Result
    """Result. What the module came to on that day. Whether it is due again follows from the date."""
    code: Code
    """Code. The short form of the record's checksum, which is on the printed record too. Empty for a signed sheet."""
    reasons: IfFilled[tuple[Reason, ...]] = ()
    """Reasons. Why the module has to be taken again, if that was known when the register was saved."""


@document
class KeptModule:
    """What a module's results rested on when the register was saved, without its optional scenarios."""

    mastery_score: Share
    """Mastery score. The score that passes the module."""
    scenarios: dict[str, Digest]
    """Scenarios. Digests by id."""
    clauses: dict[str, Digest]
    """Clauses. Digests by id, of the clauses that these scenarios cite and of the acknowledged one."""


@document
class KeptRegister:
    """The content of a register file."""

    about: str
    """What this file is. In words, for anybody who opens it."""
    saved: Day
    """Date. The day on which the register was saved (ISO 8601)."""
    months: Months
    """Months. After so many months a module must be taken again; 0 for never."""
    required: tuple[Requirement, ...]
    """Required modules. What the office requires of each role, and of everybody."""
    staff: tuple[Member, ...]
    """Staff list. Empty if the office has given none."""
    same: dict[str, str]
    """Same people. Names on records, each with the name on the staff list that the office confirmed."""
    rows: tuple[KeptRow, ...]
    """Rows. One for each module of each person."""
    modules: dict[ModuleId, KeptModule]
    """Modules. What the rows rested on when the register was saved, by the module's id."""
    unread: IfFilled[tuple[str, ...]] = ()
    """Unread lines. The beginnings of the staff list's lines that could not be read. Somebody may be missing."""


KEPT = FileFormat(KeptRegister, REGISTER_FORMAT, version=1, max_length=20_000_000)
"""The register file. A row has about 250 characters."""

MAX_BYTES = 4 * KEPT.max_length
"""Bytes in UTF-8 of the longest register file."""


def grown(fresh: Iterable[Row], kept: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of a register that grows: those of records that are checked now, then those that were kept.

    A kept row is left out if its record is checked now, because then more is known of it.
    """
    waiting = {_identity(row): row for row in kept}
    for row in fresh:
        waiting.pop(_identity(row), None)
        yield row
    yield from waiting.values()


def _identity(row: Row) -> tuple[str, str, str]:
    return key_of(row.given_name or row.name), row.module, row.identity


def read_kept(text: str) -> KeptRegister:
    """Read a register file. Raises WireError as ``FileFormat.read`` does, and if a row's module is not described."""
    kept = KEPT.read(text)
    for number, row in enumerate(kept.rows):
        if row.module not in kept.modules:
            expected = f"one of the modules at the end of the file: {', '.join(kept.modules)}"
            raise MismatchError(expected, f".rows[{number}].module")
    return kept


def write_kept(kept: KeptRegister) -> str:
    """Write a register file. Raises WireError "too-large" or "malformed" if ``read_kept`` would refuse it."""
    text = KEPT.write(kept)
    read_kept(text)
    return text


@document
class OpenedRegister:
    """What a register file has, seen from today's handbook."""

    saved: str
    """The day on which it was saved, ISO 8601."""
    months: Months
    required: tuple[Requirement, ...]
    staff: str
    """The staff list as a text, or an empty string."""
    same: dict[str, str]
    """Names on records, each with the name on the staff list that the office confirmed."""
    rows: tuple[Row, ...]
    retired: tuple[str, ...]
    """The modules that today's handbook doesn't have. Their rows are not shown, and stay in the file."""


def open_kept(kept: KeptRegister, handbook: Handbook) -> OpenedRegister:
    """Return what a register file has. Its rows are compared with what their modules are now."""
    reasons = {
        name: tuple(retake_reasons(ModuleState(module.mastery_score, module.scenarios, module.clauses), index.state))
        for name, module in kept.modules.items()
        if (index := handbook.find(name))
    }
    rows = (_row(row, _merged(row.reasons, reasons[row.module])) for row in kept.rows if row.module in reasons)
    retired = tuple(sorted({row.module for row in kept.rows} - reasons.keys()))
    staff = staff_text(kept.staff, kept.unread)
    return OpenedRegister(kept.saved, kept.months, kept.required, staff, kept.same, tuple(rows), retired)


def keep(
    rows: Iterable[Row],
    settings: KeptRegister,
    opened: Iterable[KeptRegister],
    handbook: Handbook,
    left: Iterable[str],
) -> KeptRegister:
    """Return what is kept of a register: the rows that say what somebody has done, and the ``settings`` without rows.

    Of the files that were ``opened``, the rows of modules that the handbook no longer has are kept too. ``left`` are
    the names of people who have left. The rows must not have them, and nothing else that is kept has them.
    """
    gone = set(map(key_of, left))
    gone |= {key_of(name) for name, member in settings.same.items() if key_of(member) in gone}
    same = {name: member for name, member in settings.same.items() if not gone & {key_of(name), key_of(member)}}
    kept = list(_kept_rows(rows))
    names = sorted({row.module for row in kept})
    modules = {name: _kept_module(index) for name in names if (index := handbook.find(name))}
    others: dict[tuple[str, str, str, str], KeptRow] = {}
    for before in opened:
        for row in before.rows:
            if not handbook.find(row.module) and key_of(row.name) not in gone:
                others[row.name, row.module, row.date, row.code] = row
                modules[row.module] = before.modules[row.module]
    return replace(settings, same=same, rows=(*kept, *others.values()), modules=modules)


def signed(name: str, role: str, module: str, day: str) -> Row:
    """Return the row of somebody who has signed a sheet on a day. It rests on what the module is today."""
    name, role = " ".join(name.split()), " ".join(role.split())
    return Row("", "", Status.HOLDS, (), name, role, day, module, marked=False, paper=True)


def unread_lines(reading: ListReading | None) -> tuple[str, ...]:
    """Return what a register file keeps of the lines of a staff list that could not be read."""
    # With double quotation marks, staff_text would have to quote the line, and a line that is kept must not grow.
    return tuple(line.text.replace('"', "'") for line in reading.unread) if reading else ()


def staff_text(members: Collection[Member], unread: Iterable[str] = ()) -> str:
    """Return a staff list as a text, which ``read_staff`` reads as the same list, with lines that it cannot read."""
    text = io.StringIO()
    rows = [(member.name, member.role, member.reference) for member in members]
    rows += [("", line, "") for line in unread]
    # Commas could otherwise mean that the surname is first, as they may do in the office's own list.
    name = AS_WRITTEN if any("," in member.name for member in members) else "Name"
    table = [(name, "Role", "Reference"), *rows] if rows else []
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(table)
    return text.getvalue()


def _kept_rows(rows: Iterable[Row]) -> Iterator[KeptRow]:
    for row in rows:
        if row.status in CREDIBLE:
            name = row.given_name or row.name
            yield KeptRow(name, row.role, row.module, row.date, _result(row), row.code, row.reasons)


def _kept_module(index: ModuleIndex) -> KeptModule:
    state = index.state
    scenarios = {name: digest for name, digest in state.scenarios.items() if name not in state.optional}
    cited = {ACKNOWLEDGED, *(clause for name in scenarios for clause in state.cited[name])}
    clauses = {name: digest for name, digest in state.clauses.items() if name in cited}
    return KeptModule(state.mastery_score, scenarios, clauses)


def _row(kept: KeptRow, reasons: tuple[Reason, ...]) -> Row:
    return Row(
        file="",
        content="",
        status=Status.RETAKE if reasons else Status.HOLDS,
        reasons=reasons,
        name=kept.name,
        role=kept.role,
        date=kept.date,
        module=kept.module,
        passed=kept.result is Result.PASSED,
        marked=kept.result in (Result.PASSED, Result.NOT_PASSED),
        code=kept.code,
        paper=kept.result is Result.PAPER,
        kept=True,
    )


def _result(row: Row) -> Result:
    if row.paper:
        return Result.PAPER
    if row.passed:
        return Result.PASSED
    return Result.NOT_PASSED if row.marked else Result.COMPLETED


def _merged(known: tuple[Reason, ...], new: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Join reasons, each name once with the ids of both."""
    ids: dict[str, dict[str, None]] = {}
    for reason in (*known, *new):
        ids.setdefault(reason.name, {}).update(dict.fromkeys(reason.ids))
    return tuple(Reason(name, tuple(names)) for name, names in ids.items())
