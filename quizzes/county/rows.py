"""A register's rows on disk while it is made, so that memory does not grow with their number."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzes.engine.checking import Reason, Row, Status
from quizzes.engine.register import sort_key

_FIELDS = (
    *("file", "content", "status", "reasons", "name", "role"),
    *("date", "module", "passed", "code", "asked", "missed"),
)
_KEYS = ("key", "by_module", "by_date", "by_holds", "by_passed", "by_content")
"""Those of sort_key. SQLite orders texts by their UTF-8, which is Python's order of characters."""

_IN_ORDER = ", ".join((*_KEYS, "file"))
_KEPT = 1_000
_SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -1000;"


class Rows:
    """Rows, to be put in as they come and taken out in a register's order; and what a register shows of them."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(_SETTINGS)
        database.execute(f"CREATE TABLE checked ({', '.join((*_KEYS, *_FIELDS))})")
        database.execute("CREATE TABLE shown (status, due, name, module, file, why)")

    def put(self, rows: Iterable[Row]) -> None:
        """Put in rows that were checked."""
        marks = ", ".join("?" for _ in (*_KEYS, *_FIELDS))
        self._database.executemany(f"INSERT INTO checked VALUES ({marks})", map(_encode, rows))

    def sorted(self) -> Iterator[Row]:
        """All rows in the order that ``current`` asks for; of two alike the first by the name of its file."""
        query = f"SELECT {', '.join(_FIELDS)} FROM checked ORDER BY {_IN_ORDER}"
        return map(_decode, self._database.execute(query))

    def show(self, row: Row, due: str, why: str) -> None:
        """Note what is to be told of a row that the register shows."""
        values = (row.status, due, row.name, row.module, row.file, why)
        self._database.execute("INSERT INTO shown VALUES (?, ?, ?, ?, ?, ?)", values)

    def of_status(self, status: Status) -> Iterator[tuple[str, str, str, str]]:
        """File, name, module and why of every shown row of a status."""
        query = "SELECT file, name, module, why FROM shown WHERE status = ? ORDER BY rowid"
        return iter(self._database.execute(query, (status,)))

    def due_by(self, day: str) -> Iterator[tuple[str, str, str, str]]:
        """Name, module, day and why of every shown row that has fallen due by a day."""
        query = "SELECT name, module, due, why FROM shown WHERE due <> '' AND due <= ? ORDER BY rowid"
        return iter(self._database.execute(query, (day,)))


@contextmanager
def on_disk() -> Iterator[Rows]:
    """Rows in a database of their own, which is gone afterwards."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "rows.db")) as database:
        yield Rows(database)


def _encode(row: Row) -> tuple[str | bool, ...]:
    reasons = json.dumps([(reason.name, reason.ids) for reason in row.reasons]) if row.reasons else "[]"
    fields = (row.file, row.content, row.status, reasons, row.name, row.role, row.date, row.module, row.passed)
    return (*sort_key(row), *fields, row.code, _encode_ids(row.asked), _encode_ids(row.missed))


def _decode(fields: tuple[str, str, str, str, str, str, str, str, int, str, str, str]) -> Row:
    file, content, status, reasons, name, role, date, module, passed, code, asked, missed = fields
    return Row(
        file,
        content,
        Status(status),
        tuple(Reason(reason, tuple(ids)) for reason, ids in json.loads(reasons)) if reasons != "[]" else (),
        name,
        role,
        date,
        module,
        bool(passed),
        code,
        _decode_ids(asked),
        _decode_ids(missed),
    )


# Of most rows they are those of a whole module, or of answers that many gave.
@lru_cache(_KEPT)
def _encode_ids(ids: tuple[str, ...]) -> str:
    return json.dumps(ids)


@lru_cache(_KEPT)
def _decode_ids(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
