"""The operations of the register's page: "check" and "register", as wire.py describes them."""

from dataclasses import asdict
from typing import Any

from quizzes.engine.checking import Reason, Row, Status
from quizzes.engine.checking import check as check_file
from quizzes.engine.definition import decode_module
from quizzes.engine.errors import WireError
from quizzes.engine.handbook import Handbook
from quizzes.engine.names import key_of, read_staff
from quizzes.engine.parsing import as_flag, as_list, as_map, as_object, as_text, as_texts
from quizzes.engine.register import Shown, Staff, Totals, current, due, sort_key
from quizzes.engine.spreadsheet import lines
from quizzes.engine.table import HEADINGS, cells

type Message = dict[str, Any]


def check(message: Message) -> Message:
    """The operation "check"."""
    modules = [decode_module(as_object(each, "module")) for each in as_list(message.get("modules"), "modules")]
    handbook = Handbook(modules)
    rows: list[Row] = []
    for each in as_list(message.get("files"), "files"):
        pair = as_texts(each, "a file")
        if len(pair) != 2:
            raise WireError("malformed", "a file has a name and a text")
        rows += check_file(*pair, handbook)
    return {"rows": [asdict(row) for row in rows]}


def register(message: Message) -> Message:
    """``rows`` (with ``due``, ``reference`` and ``key``, the name's), ``duplicates``, ``superseded`` (numbers).

    ``clauses``: of each clause that was missed its id, how often it was asked, how often missed; the worst first.
    ``nothing``, ``doubles``, ``strangers``: see register.py's Staff. ``namesakes``: names on records that have several
    roles, with these: they may be of several people. ``csv``: the table as a file.
    """
    rows = [_row(each) for each in as_list(message.get("rows"), "rows")]
    months, today = message.get("months"), as_text(message.get("today"), "today")
    if not isinstance(months, int) or isinstance(months, bool) or not 0 <= months <= 1200:
        raise WireError("malformed", "months is not a number from 0 to 1200")
    words = as_map(message.get("words"), "words")
    members = read_staff(as_text(message.get("staff"), "staff"))
    same = {key_of(each): key_of(other) for each, other in as_map(message.get("same"), "same").items()}
    shown, totals, staff = Shown(), Totals(), Staff(members, same)
    table = []
    try:
        for row in current(sorted(map(staff.listed, rows), key=sort_key), shown):
            totals.add(row)
            staff.add(row)
            member = staff.find(row.name)
            table.append((row, due(row, months, today), member.reference if member else ""))
        csv = lines([[words[name] for name in HEADINGS], *(cells(*each, words) for each in table)])
    except (KeyError, ValueError) as error:
        raise WireError("malformed", f"a word is missing, or a date is none: {error!r}") from None
    return {
        "rows": [{**asdict(row), "key": key_of(row.name), "due": day, "reference": ref} for row, day, ref in table],
        "duplicates": shown.duplicates,
        "superseded": shown.superseded,
        "clauses": totals.worst(),
        "nothing": [asdict(member) for member in staff.nothing],
        "doubles": staff.doubles,
        "strangers": staff.strangers,
        "namesakes": _namesakes(rows),
        "csv": csv,
    }


def _namesakes(rows: list[Row]) -> list[tuple[str, list[str]]]:
    """Of the rows as they came, older ones and all: each name once, and each of its roles."""
    names: dict[str, str] = {}
    roles: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.name and row.role:
            key = key_of(row.name)
            names.setdefault(key, row.name)
            roles.setdefault(key, {}).setdefault(key_of(row.role), row.role)
    return [(names[key], list(own.values())) for key, own in sorted(roles.items()) if len(own) > 1]


_TEXTS = ("file", "content", "name", "role", "date", "module", "code")


def _row(value: Any) -> Row:
    """A row as "check" gave it."""
    fields = as_object(value, "a row", set(Row.__slots__))
    texts = {name: as_text(fields[name], name) for name in _TEXTS}
    reasons = [as_object(each, "a reason", set(Reason.__slots__)) for each in as_list(fields["reasons"], "reasons")]
    try:
        status = Status(as_text(fields["status"], "status"))
    except ValueError:
        raise WireError("malformed", "a status is none") from None
    return Row(
        status=status,
        reasons=tuple(Reason(as_text(each["name"], "name"), as_texts(each["ids"], "ids")) for each in reasons),
        passed=as_flag(fields["passed"], "passed"),
        asked=as_texts(fields["asked"], "asked"),
        missed=as_texts(fields["missed"], "missed"),
        **texts,
    )
