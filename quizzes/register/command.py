"""``python -m quizzes register``: check any number of records, and make one table of them.

Only one record is in memory at a time. The rows are stored on disk and sorted there.
"""

import argparse
import io
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from itertools import batched
from pathlib import Path
from typing import TextIO

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.problems import ContentError
from quizzes.engine.documents import MismatchError, codec
from quizzes.engine.records.checking import Row, check_found
from quizzes.engine.records.handbook import Handbook
from quizzes.engine.records.pile import FoundFile, SkippedFile
from quizzes.engine.records.spreadsheet import lines
from quizzes.engine.records.table import HEADINGS, cells, why
from quizzes.engine.rules import Months
from quizzes.register.files import find
from quizzes.register.growing import Growing, settings_of
from quizzes.register.kept import KeptError, check_tables, check_target
from quizzes.register.rows import Rows, on_disk
from quizzes.register.staff import StaffError
from quizzes.register.summary import Summary, as_json, as_text
from quizzes.words.lookup import strings

SOUND, UNSOUND, UNUSABLE = 0, 1, 2
"""Exit codes: all files are sound; some are postdated, altered or unreadable; the command could not run."""

_BATCH = 500
"""Rows written to the table at a time."""
_PROGRESS_EVERY_S = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a record file, a folder or a zip file")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the table to this file, for a spreadsheet")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    parser.add_argument("--staff", type=Path, metavar="FILE", help="a staff list: a line for each person")
    parser.add_argument(
        "--name-column",
        default="",
        metavar="B",
        help="the letter of the staff list's column that has the name, or of two, such as B,A for surname, forename",
    )
    parser.add_argument(
        "--months",
        type=_months,
        help="months after which a module must be taken again (default: the register file's, or 12); 0 for never",
    )
    parser.add_argument("--state", type=Path, metavar="FILE", help="a register file that was saved earlier, to add to")
    parser.add_argument("--save", type=Path, metavar="FILE", help="save the register in this file")
    parser.add_argument(
        "--require",
        action="append",
        default=[],
        metavar="[ROLE=]MODULES",
        help="modules that are required of everybody or of a role, separated by commas; may be given several times",
    )
    parser.add_argument(
        "--leaver", action="append", default=[], metavar="NAME", help="take somebody out; may be given several times"
    )
    parser.add_argument("--due-list", type=Path, metavar="FILE", help="write who is due, as plain text for an e-mail")


def _months(text: str) -> int:
    try:
        return int(codec(Months).read(int(text)))
    except (MismatchError, ValueError):
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole number from 0 to 1200') from None


def register(root: Path, arguments: argparse.Namespace) -> int:
    """Check records against this handbook, and print the register.

    The exit code is 0 if every record is sound, 1 if one is altered, dated in the future or unreadable, and 2 if the
    command could not run.
    """
    try:
        if missing := [path for path in arguments.paths if not path.exists()]:
            return _refuse(f"no such file or folder: {', '.join(map(str, missing))}")
        if not arguments.paths and not arguments.state:
            return _refuse("give record files, folders or zip files, or --state and a register file")
        inputs = [arguments.state, arguments.staff, *arguments.paths]
        check_tables([arguments.csv], [*inputs, arguments.save, arguments.due_list])
        check_tables([arguments.due_list], [*inputs, arguments.save])
        if arguments.save:
            check_target(arguments.save, arguments.state)
        catalogue = load_catalogue(root)
        growing = Growing(arguments, *settings_of(arguments, catalogue.modules), Handbook(catalogue.modules.values()))
        summary = Summary(growing.register)
        with (
            on_disk() as rows,
            arguments.csv.open("w", encoding="utf-8-sig", newline="") if arguments.csv else nullcontext() as table,
        ):
            rows.put(growing.rows(_checked(find(arguments.paths), growing.handbook, summary)))
            words = _words(catalogue)
            _write(table, [words[name] for name in HEADINGS])
            for batch in batched(growing.register.rows(rows.sorted()), _BATCH, strict=False):
                for row in batch:
                    rows.show(row, why(row, words))
                    growing.add(row)
                _write(table, *(cells(row, words) for row in batch))
            if summary.files or arguments.state:
                growing.finish(words)
            return _print_summary(summary, rows, words, arguments)
    except (StaffError, KeptError) as error:
        return _refuse(str(error))
    except ContentError as error:
        return _refuse(*map(str, error.problems), "fix the handbook, then run the command again")
    except sqlite3.Error as error:
        return _refuse(f"cannot store rows in the temporary folder: {error}")
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _words(catalogue: Catalogue) -> Mapping[str, str]:
    """UI strings, plus the titles of modules and scenarios keyed by id."""
    modules = {f"module_{module.id}": module.title for module in catalogue.modules.values()}
    scenarios = {f"scenario_{scenario.id}": scenario.title for scenario in catalogue.scenarios.values()}
    return strings() | modules | scenarios


def _checked(files: Iterable[FoundFile | SkippedFile], handbook: Handbook, summary: Summary) -> Iterator[Row]:
    """Yield the rows of all files. Print progress to a terminal."""
    last_shown = time.monotonic()
    for file in files:
        if isinstance(file, SkippedFile):
            summary.skipped.append(file.path)
            continue
        summary.files += 1
        yield from check_found(file, handbook)
        if time.monotonic() - last_shown > _PROGRESS_EVERY_S and sys.stderr.isatty():
            last_shown = time.monotonic()
            print(f"\r{summary.files:,} files read …", end="", file=sys.stderr, flush=True)


def _write(table: TextIO | None, *rows: list[str]) -> None:
    if table:
        table.write(lines(rows))


def _print_summary(summary: Summary, rows: Rows, words: Mapping[str, str], arguments: argparse.Namespace) -> int:
    print(f"{'\r' if sys.stderr.isatty() else ''}{summary.counted(words)}", file=sys.stderr)
    if not summary.files and not arguments.state:
        return _refuse("no record was found; the names of record files end in .json")
    # A name may have letters that the terminal's encoding lacks.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if arguments.json:
        print(as_json(summary, rows))
    else:
        for line in as_text(summary, rows, words):
            print(line)
    return SOUND if summary.sound else UNSOUND


def _refuse(*why: str) -> int:
    print(*why, sep="\n", file=sys.stderr)
    return UNUSABLE
