"""Sixty files as they end up in a school's shared folder, with everything that goes wrong there."""

import json
from pathlib import Path
from typing import Any

from quizzes.engine.parsing import write_file
from tests.browser.zips import zipped
from tests.engine.modules import REAL
from tests.recording import harmfully, made_before_change, record_of, tampered

FIRST_DAY = next(module for module in REAL if module.id == "first-day")
LEADERS = next(module for module in REAL if module.id == "for-leaders")

type Files = dict[str, str | bytes]


def odd_pile() -> Files:
    """Return sixty files by path: those on the disk, not those in zips."""
    return _records() | _copies() | _unreadable() | _zips() | _others()


def write_odd_pile(folder: Path) -> None:
    """Write the files into a folder."""
    for path, content in odd_pile().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def _records() -> Files:
    """Sound records, altered ones and namesakes. Two people's files have the same name."""
    no_longer = made_before_change(record_of(FIRST_DAY, "Aled Rees"), "SG-3")
    return {
        **{f"many/{number:02}.json": record_of(FIRST_DAY, f"Person {number:02}") for number in range(10)},
        "Anna/record-first-day-2026-11-23-JS.json": record_of(FIRST_DAY, "John Smith"),
        "Bob/record-first-day-2026-11-23-JS.json": record_of(FIRST_DAY, "Jane Stone"),
        "record-first-day-2026-11-23-record.json": record_of(FIRST_DAY, "王 小明", "Teaching assistant"),
        "upper.JSON": record_of(FIRST_DAY, "Zoë Müller"),
        ".hidden.json": record_of(FIRST_DAY, "O’Brien-Łukasz"),
        "failed.json": record_of(FIRST_DAY, "Fred Fail", answering=harmfully),
        "due.json": record_of(FIRST_DAY, "Dee Due", day="2025-01-31"),
        "changed.json": no_longer,
        "altered.json": tampered(record_of(FIRST_DAY, "Al Tered")),
        "future.json": record_of(FIRST_DAY, "Fay Future", day="2099-01-01"),
        "true.json": record_of(FIRST_DAY, "Fay Future"),
        "same-teacher.json": record_of(FIRST_DAY, "Sam Same", "Teacher"),
        "same-cook.json": record_of(LEADERS, "SAM  SAME", "Cook"),
        "similar.json": record_of(LEADERS, "Jon Smith"),
        "name\u202egnp.json": record_of(LEADERS, '=HYPERLINK("https://evil.example")', "<b>Cook</b>"),
    }


def _copies() -> Files:
    """The record of one person, as several programs would save it, and older ones."""
    text = record_of(LEADERS, "Cora Copy")
    content: Any = json.loads(text)
    return {
        "copies/1.json": text,
        "copies/2.json": text,
        "copies/saved-with-a-mark.json": b"\xef\xbb\xbf" + text.encode(),
        "copies/saved-as-utf-16.json": text.encode("utf-16"),
        "copies/saved-by-a-browser.json": json.dumps(content, indent=2).replace("1.0", "1"),
        "copies/saved-with-crlf.json": text.replace("\n", "\r\n"),
        "copies/older.json": record_of(LEADERS, "CORA COPY", day="2026-10-01"),
        "copies/oldest.json": record_of(LEADERS, "Cora Cöpy", day="2025-10-01"),
        "copies/altered.json": tampered(text),
        "copies/altered-copy.json": tampered(text),
    }


def _unreadable() -> Files:
    """Files that cannot be read. Some of different people have the same name or content."""
    return {
        "Anna/record-empty.json": b"",
        "Bob/record-empty.json": b"",
        "blank.json": " \r\n",
        "half.json": record_of(FIRST_DAY)[:500],
        "half-copy.json": record_of(FIRST_DAY)[:500],
        "picture.json": bytes(range(256)),
        "large.json": b"[" + b"1," * 500_000 + b"1]",
        "progress.json": write_file({"format": "staff-handbook-progress", "version": 1}),
        "later.json": write_file({"format": "staff-handbook-record", "version": 2}),
        "another.json": record_of(FIRST_DAY).replace('"first-day"', '"last-day"'),
        "another-copy.json": record_of(FIRST_DAY).replace('"first-day"', '"last-day"'),
    }


def _zips() -> Files:
    inside = {
        "a/record.json": record_of(FIRST_DAY, "Zip One"),
        "b/record.json": record_of(FIRST_DAY, "Zip Two"),
        "copy.json": record_of(LEADERS, "Cora Copy"),
        "empty.json": "",
        "scan.pdf": "%PDF",
        "inner.zip": "PK",
        "__MACOSX/a/._record.json": "\0\1",
    }
    whole = zipped({"a.json": record_of(FIRST_DAY, "Cut Off")})
    return {
        "records.zip": zipped(inside),
        "empty.zip": zipped({}),
        "nothing.zip": b"",
        "cut.zip": whole[:-100],
        "no-zip.zip": b"hello",
    }


def _others() -> Files:
    """Files that are not records, and files of the operating system."""
    return {
        "notes.docx": b"PK\3\4",
        "scan.pdf": b"%PDF",
        "record.json.txt": record_of(FIRST_DAY, "Wrong Ending"),
        "no-ending": b"",
        "staff.xlsx": b"PK\3\4",
        ".DS_Store": b"\0",
        "Thumbs.db": b"\0",
        "desktop.ini": b"\0",
        "many/._00.json": b"\0",
    }


STAFF = "Name,Role,Ref\nJohn Smith,Teacher,0007\nSam Same,Teacher,1-2\nCora Copy,,3\nNobody Yet,Cook,4\n"

STAFF_LISTS = {
    "plain.csv": STAFF.encode(),
    "lone-quote.csv": STAFF.replace("Sam Same", '"Sam Same').encode(),
    "broken.csv": f"Jane Stone\nStaff list 2026\n{STAFF},Caretaker,5\n".encode(),
    "utf-16.txt": STAFF.replace(",", "\t").replace("John", "Zoë").encode("utf-16"),
    "two-columns.csv": 'Surname;Forename;Job\nSmith;John;Teacher\nSame;Sam;"\n'.encode("cp1252"),
}
"""The same school's staff list, as different people save it."""
