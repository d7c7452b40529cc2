"""``python -m quizzes register``: check any number of records, and make one table of them.

Whatever the number, one record is in memory at a time: the rows lie on disk until they are sorted.
"""

import argparse
import io
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from datetime import date
from itertools import batched
from pathlib import Path
from typing import TextIO

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.problems import ContentError
from quizzes.county.files import Found, PassedOver, find
from quizzes.county.rows import Rows, on_disk
from quizzes.county.staff import StaffError, read_staff_file
from quizzes.county.summary import Summary, as_json, as_text
from quizzes.engine.checking import Reason, Row, Status, check
from quizzes.engine.digest import text_digest
from quizzes.engine.handbook import Handbook
from quizzes.engine.names import key_of
from quizzes.engine.register import Staff, current, due
from quizzes.engine.spreadsheet import lines
from quizzes.engine.table import HEADINGS, cells, why
from quizzes.publishing.strings import strings

SOUND, UNSOUND, UNUSABLE = 0, 1, 2
"""Exit codes: all is well; some files are altered or unreadable; nothing could be done."""

_BATCH = 500
_EVERY = 0.2
"""Seconds from one sign of progress to the next."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a record file, a folder or a zip file")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the table to this file, for a spreadsheet")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    parser.add_argument("--staff", type=Path, metavar="FILE", help="a staff list: name, role, reference")
    parser.add_argument("--months", type=_months, default=12, help="when to take a module again; 0 for never")


def _months(text: str) -> int:
    if not text.isdecimal() or int(text) > 1200:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 to 1200")
    return int(text)


def register(root: Path, arguments: argparse.Namespace, today: date) -> int:
    """Check records against the handbook of a project's root, as a register does; returns the exit code.

    What is due by ``today`` is counted as due.
    """
    try:
        if missing := [path for path in arguments.paths if not path.exists()]:
            return _refuse(f"there is no {', no '.join(map(str, missing))}")
        staff = Staff(read_staff_file(arguments.staff), {}) if arguments.staff else None
        catalogue = load_catalogue(root)
        with (
            on_disk() as rows,
            arguments.csv.open("w", encoding="utf-8-sig", newline="") if arguments.csv else nullcontext() as table,
        ):
            summary = Summary(today.isoformat(), staff)
            passed_over = PassedOver()
            rows.put(_checked(find(arguments.paths, passed_over), Handbook(catalogue.modules.values()), summary))
            summary.passed_over = passed_over.count
            words = _words(catalogue)
            _write(table, [words[name] for name in HEADINGS])
            for batch in batched(_shown(rows, summary, arguments.months, words), _BATCH, strict=False):
                _write(table, *batch)
            return _tell(summary, rows, words, as_document=arguments.json)
    except StaffError as error:
        return _refuse(str(error))
    except ContentError as error:
        return _refuse(*map(str, error.problems), "the handbook itself has to be mended first")
    except sqlite3.Error as error:
        return _refuse(f"the rows could not be kept on this computer's disk meanwhile: {error}")
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _words(catalogue: Catalogue) -> Mapping[str, str]:
    """The interface's, and the titles of what rows name by their ids."""
    modules = {f"module_{module.id}": module.title for module in catalogue.modules.values()}
    scenarios = {f"scenario_{scenario.id}": scenario.title for scenario in catalogue.scenarios.values()}
    return strings() | modules | scenarios


def _checked(files: Iterable[Found], handbook: Handbook, summary: Summary) -> Iterator[Row]:
    """The rows of all files, under the names that the staff list has."""
    shown = time.monotonic()
    for found in files:
        summary.files += 1
        for row in _check(found, handbook):
            yield summary.staff.listed(row) if summary.staff else row
        if time.monotonic() - shown > _EVERY and sys.stderr.isatty():
            shown = time.monotonic()
            print(f"\r{summary.files:,} files read …", end="", file=sys.stderr, flush=True)


def _check(found: Found, handbook: Handbook) -> list[Row]:
    if found.text is None:
        return [Row(found.file, text_digest(found.file), Status.UNREADABLE, (Reason("not-opened"),))]
    return check(found.file, found.text, handbook)


def _shown(rows: Rows, summary: Summary, months: int, words: Mapping[str, str]) -> Iterator[list[str]]:
    """The table's lines, counted into the summary as they pass."""
    before = ""
    for row in current(rows.sorted(), summary.shown):
        key = key_of(row.name)
        summary.people += bool(key) and key != before
        before = key
        summary.by_status[row.status] += 1
        summary.totals.add(row)
        falls_due = due(row, months, summary.today)
        summary.due += bool(falls_due) and falls_due <= summary.today
        reference = ""
        if summary.staff:
            summary.staff.add(row)
            member = summary.staff.find(row.name)
            reference = member.reference if member else ""
        rows.show(row, falls_due, why(row, words))
        yield cells(row, falls_due, reference, words)


def _write(table: TextIO | None, *written: list[str]) -> None:
    if table:
        table.write(lines(written))


def _tell(summary: Summary, rows: Rows, words: Mapping[str, str], *, as_document: bool) -> int:
    print(f"{'\r' if sys.stderr.isatty() else ''}{summary.counted(words)}", file=sys.stderr)
    if not summary.files:
        return _refuse("no record was found: their names end in .json")
    # A name may have letters that this terminal cannot write.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if as_document:
        print(as_json(summary, rows))
    else:
        for line in as_text(summary, rows, words):
            print(line)
    return SOUND if summary.sound else UNSOUND


def _refuse(*why: str) -> int:
    print(*why, sep="\n", file=sys.stderr)
    return UNUSABLE
