"""Find the records in what an office has: record files, zip files with records, and other files.

The page and the command only read the bytes that this module asks for, so that both find the same files. At most
MAX_BYTES are unpacked of each file, so endless files and zip bombs do no harm.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from quizzes.engine.records.making import RECORD
from quizzes.engine.records.text import decoded
from quizzes.engine.records.zips import END_BYTES, ZipError, ZippedFile, list_start, unpack, zipped_files

MAX_BYTES = 4 * RECORD.max_length
"""Bytes in UTF-8 of the longest record."""

_MAX_HEADER_BYTES = 140_000
"""Bytes before a file in a zip, at most, and those by which packing may lengthen it."""

# Control characters, which move a terminal's cursor, and lone surrogates, which stand for undecodable bytes.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

# Files that an operating system adds to folders and zips. Nobody handed them in, so nobody is told of them.
_SYSTEM_FILE = re.compile(
    r"(^|[/\\])(\._[^/\\]*|\.DS_Store|Thumbs\.db|desktop\.ini)$|(^|[/\\])__MACOSX[/\\]", re.IGNORECASE
)


class PartKind(StrEnum):
    """What a part of a file is."""

    RECORD = "record"
    """The first bytes of a record file."""
    ZIP_END = "zip-end"
    """The end of a zip file, with the list of its files."""
    ZIPPED = "zipped"
    """A record file in a zip, packed."""


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a file that have to be read.

    ``source`` is the number by which the caller knows the file. ``path`` is shown to people. It continues inside a zip
    file. ``packed_bytes``, ``method`` and ``checksum`` are those of a ZippedFile.
    """

    source: int
    path: str
    kind: PartKind
    start: int
    length: int
    packed_bytes: int = 0
    method: int = 0
    checksum: int = 0


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to check: a record's text, or the name of the reason why it cannot be read (see ``Reason``)."""

    path: str
    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is passed over, because its name is not that of a record."""

    path: str


type Found = Part | FoundFile | SkippedFile


def first_part(source: int, path: str, size: int) -> Part | SkippedFile | None:
    """Return what to read first of a file of so many bytes; None if nobody needs to hear of it."""
    if _SYSTEM_FILE.search(path):
        return None
    shown = printable(path)
    name = path.lower()
    if name.endswith(".json"):
        return Part(source, shown, PartKind.RECORD, 0, min(size, MAX_BYTES + 1))
    if name.endswith(".zip"):
        length = min(size, END_BYTES)
        return Part(source, shown, PartKind.ZIP_END, size - length, length)
    return SkippedFile(shown)


def look_into(part: Part, data: bytes | None) -> Iterator[Found]:
    """Yield what a part has: a file, or for a zip its files and what to read of it.

    ``data`` is None if it cannot be read. An empty zip is reported: somebody may think that their record is in it.
    """
    if data is None:
        yield FoundFile(part.path, problem="not-opened")
        return
    try:
        if part.kind is PartKind.ZIP_END:
            yield from _in_zip(part, data)
        elif part.kind is PartKind.ZIPPED:
            yield _file(part.path, unpack(_zipped(part), data, MAX_BYTES + 1))
        else:
            yield _file(part.path, data)
    except ZipError:
        yield FoundFile(part.path, problem="not-opened")


def _file(path: str, data: bytes) -> FoundFile:
    text = decoded(data)
    return FoundFile(path, text) if text.strip() else FoundFile(path, problem="empty")


def _in_zip(part: Part, end: bytes) -> Iterator[Found]:
    size = part.start + part.length
    start = list_start(end, part.start)
    if start < part.start:
        yield replace(part, start=start, length=size - start)
        return
    files = [file for file in zipped_files(end, part.start) if not file.name.endswith("/")]
    if not files:
        yield FoundFile(part.path, problem="empty")
    for file in files:
        path = f"{part.path}/{file.name}"
        first = first_part(part.source, path, 0)
        if isinstance(first, Part) and first.kind is PartKind.RECORD:
            yield replace(
                first,
                kind=PartKind.ZIPPED,
                start=file.start,
                length=min(file.length, MAX_BYTES + _MAX_HEADER_BYTES),
                packed_bytes=file.packed_bytes,
                method=file.method,
                checksum=file.checksum,
            )
        elif first:
            yield SkippedFile(first.path)


def _zipped(part: Part) -> ZippedFile:
    return ZippedFile(part.path, part.start, part.length, part.packed_bytes, part.method, part.checksum)


def printable(path: str) -> str:
    """Return a path that can be printed and encoded, whatever its bytes."""
    return _UNPRINTABLE.sub("\ufffd", path)
