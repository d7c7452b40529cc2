"""Store a register's rows on disk while it is made, so that memory does not grow with their number."""

import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzes.engine.records.checking import Reason, Row, Status
from quizzes.engine.records.register import ListedRow, sort_key

_KEYS = ("key", "by_module", "by_date", "by_holds", "by_passed", "by_identity", "by_file")
"""The columns of ``sort_key``. SQLite compares text as UTF-8, which gives the same order as Python."""

_CACHE_SIZE = 1_000
_IN_ORDER = ", ".join(_KEYS)
_SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -1000;"


class Rows:
    """Two tables: checked rows, to read back in the register's order, and what is printed of shown rows."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(_SETTINGS)
        database.execute(f"CREATE TABLE checked ({_IN_ORDER}, row)")
        database.execute("CREATE TABLE shown (status, due, name, module, file, why)")

    def put(self, rows: Iterable[Row]) -> None:
        """Store checked rows."""
        placeholders = ", ".join("?" * (len(_KEYS) + 1))
        encoded = ((*sort_key(row), _packed(row)) for row in rows)
        self._database.executemany(f"INSERT INTO checked VALUES ({placeholders})", encoded)

    def sorted(self) -> Iterator[Row]:
        """Yield all rows in the order that ``Register.rows`` expects."""
        for (packed,) in self._database.execute(f"SELECT row FROM checked ORDER BY {_IN_ORDER}"):
            yield _unpacked(packed)

    def show(self, row: ListedRow, why: str) -> None:
        """Store what is printed of a row that the register shows."""
        values = (row.status, row.due, row.name, row.module, row.file, why)
        self._database.execute("INSERT INTO shown VALUES (?, ?, ?, ?, ?, ?)", values)

    def of_status(self, status: Status) -> Iterator[tuple[str, str, str, str]]:
        """Yield file, name, module and reasons of every shown row with this status."""
        query = "SELECT file, name, module, why FROM shown WHERE status = ? ORDER BY rowid"
        return iter(self._database.execute(query, (status,)))

    def due_by(self, day: str) -> Iterator[tuple[str, str, str, str]]:
        """Yield name, module, due day and reasons of every shown row that is due by ``day``."""
        query = "SELECT name, module, due, why FROM shown WHERE due <> '' AND due <= ? ORDER BY rowid"
        return iter(self._database.execute(query, (day,)))


_fields_of = attrgetter(*Row.__slots__)


# Most rows have one of a few lists of clauses, so each list is packed and unpacked once.
_packed_ids = lru_cache(_CACHE_SIZE)(marshal.dumps)
_unpacked_ids = lru_cache(_CACHE_SIZE)(marshal.loads)


def _packed(row: Row) -> bytes:
    file, content, status, reasons, *others, asked, missed = _fields_of(row)
    packed_reasons = [(reason.name, reason.ids) for reason in reasons]
    return marshal.dumps((file, content, str(status), packed_reasons, *others, _packed_ids(asked), _packed_ids(missed)))


def _unpacked(packed: bytes) -> Row:
    file, content, status, reasons, *others, asked, missed = marshal.loads(packed)
    unpacked_reasons = tuple([Reason(*reason) for reason in reasons])
    values = (file, content, Status(status), unpacked_reasons, *others, _unpacked_ids(asked), _unpacked_ids(missed))
    return Row(*values)


@contextmanager
def on_disk() -> Iterator[Rows]:
    """Open a temporary database for rows. It is deleted afterwards."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "rows.db")) as database:
        yield Rows(database)
