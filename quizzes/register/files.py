"""Find record files: given by path, in folders and in zip files.

The files come from many people and may be hostile. At most MAX_BYTES are read of each, so endless files and zip bombs
do no harm, and nothing is unpacked to disk.
"""

import os
import re
import stat
import struct
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from quizzes.engine.records.making import RECORD

MAX_BYTES = 4 * RECORD.max_length
"""Bytes in UTF-8 of the longest record."""

# What zipfile raises for archives that are damaged, encrypted or packed by an unknown method.
_DAMAGED = (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, struct.error, zlib.error)

# Only with these methods does zipfile unpack no more bytes than were asked for.
_SAFE_METHODS = (ZIP_STORED, ZIP_DEFLATED)

# Control characters, which move a terminal's cursor, and lone surrogates, which stand for undecodable bytes.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file's path, which continues inside a zip file, and its text; None if it could not be read."""

    path: str
    text: str | None


@dataclass(slots=True)
class SkippedFiles:
    """The number of files in folders and zip files that were skipped, because their names do not end in .json."""

    count: int = 0


def find(paths: Iterable[Path], skipped: SkippedFiles) -> Iterator[FoundFile]:
    """Yield every record file: the paths themselves and, in folders and zip files, those whose names end in .json."""
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, skipped)
        else:
            yield from _file(str(path), path.stat, skipped)


def _in_folder(folder: Path, skipped: SkippedFiles) -> Iterator[FoundFile]:
    # os.scandir, because the list of a folder with very many records would not fit in memory.
    folders = [str(folder)]
    while folders:
        path = folders.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif not _is_record(entry.name) and not _is_zip(entry.name):
                        skipped.count += 1
                    else:
                        yield from _file(entry.path, entry.stat, skipped)
        except OSError:
            yield FoundFile(_printable(path), None)


def _file(path: str, get_status: Callable[[], os.stat_result], skipped: SkippedFiles) -> Iterator[FoundFile]:
    name = _printable(path)
    try:
        status = get_status()
        if not stat.S_ISREG(status.st_mode):
            yield FoundFile(name, None)  # reading a pipe or a device might never end
        elif _is_zip(path):
            yield from _in_zip(path, name, skipped)
        else:
            # Python allocates a buffer of the length asked for, so ask for no more than the file has.
            with FileIO(path) as file:
                yield FoundFile(name, _text(file.read(min(status.st_size, MAX_BYTES) + 1)))
    except _DAMAGED:
        yield FoundFile(name, None)


def _in_zip(path: str, name: str, skipped: SkippedFiles) -> Iterator[FoundFile]:
    with ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            if _is_record(entry.filename.rpartition("/")[2]):
                yield FoundFile(f"{name}/{_printable(entry.filename)}", _text_in(archive, entry))
            else:
                skipped.count += 1


def _text_in(archive: ZipFile, entry: ZipInfo) -> str | None:
    if entry.compress_type not in _SAFE_METHODS:
        return None
    try:
        with archive.open(entry) as file:
            return _text(file.read(MAX_BYTES + 1))
    except _DAMAGED:
        return None


def _text(data: bytes) -> str:
    """Decode as the browser does: UTF-16 if a byte-order mark says so, else UTF-8. Invalid bytes become U+FFFD."""
    return data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8", "replace")


def _is_record(name: str) -> bool:
    """Whether a file's name may be a record's. Names that begin with a dot belong to macOS and editors."""
    return name.lower().endswith(".json") and not name.startswith(".")


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _printable(path: str) -> str:
    """Return a path that can be printed and encoded, whatever its bytes."""
    return _UNPRINTABLE.sub("\ufffd", path)
