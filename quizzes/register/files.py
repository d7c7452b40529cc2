"""Record files wherever they lie: on their own, in folders, in zip files.

They come from many hands. Of each no more is read than a record may have, so that one that is endless, or unpacks
to no end, does no harm; none is written anywhere.
"""

import os
import re
import stat
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from quizzes.engine.records.making import RECORD

MAX_BYTES = 4 * RECORD.max_length
"""Bytes that the characters of a record take in UTF-8, at most."""

# What zipfile raises for what is damaged, encrypted, or packed in a way that it does not know.
_DAMAGED = (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, struct.error, zlib.error)

# Of these alone zipfile unpacks no more at a time than it is asked for.
_KNOWN_PACKING = (ZIP_STORED, ZIP_DEFLATED)

# Signs that move a terminal's cursor, and bytes that are no letters.
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file by its path, through a zip file where it lies in one, and its text; None where it could not be read."""

    file: str
    text: str | None


@dataclass(slots=True)
class SkippedFiles:
    """How many files of folders and zip files were not looked into, since their names are none of records."""

    count: int = 0


def find(paths: Iterable[Path], skipped: SkippedFiles) -> Iterator[FoundFile]:
    """Every record file, as it is met: the paths themselves, and below folders what ends in .json or .zip."""
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, skipped)
        else:
            yield from _file(str(path), path.stat, skipped)


def _in_folder(folder: Path, skipped: SkippedFiles) -> Iterator[FoundFile]:
    # One entry at a time: a folder's list may be as long as there are records.
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
            yield FoundFile(_told(path), None)


def _file(path: str, look: Callable[[], os.stat_result], skipped: SkippedFiles) -> Iterator[FoundFile]:
    name = _told(path)
    try:
        about = look()
        if not stat.S_ISREG(about.st_mode):
            yield FoundFile(name, None)  # a pipe or a device would keep us waiting
        elif _is_zip(path):
            yield from _in_zip(path, name, skipped)
        else:
            # A buffer is made as long as is asked for.
            with FileIO(path) as file:
                yield FoundFile(name, _text(file.read(min(about.st_size, MAX_BYTES) + 1)))
    except _DAMAGED:
        yield FoundFile(name, None)


def _in_zip(path: str, name: str, skipped: SkippedFiles) -> Iterator[FoundFile]:
    with ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            if _is_record(entry.filename.rpartition("/")[2]):
                yield FoundFile(f"{name}/{_told(entry.filename)}", _text_in(archive, entry))
            else:
                skipped.count += 1


def _text_in(archive: ZipFile, entry: ZipInfo) -> str | None:
    if entry.compress_type not in _KNOWN_PACKING:
        return None
    try:
        with archive.open(entry) as file:
            return _text(file.read(MAX_BYTES + 1))
    except _DAMAGED:
        return None


def _text(data: bytes) -> str:
    """What the browser makes of a file too: bytes that are no text become signs that say so."""
    return data.decode("utf-8", "replace")


def _is_record(name: str) -> bool:
    """Whether a file may be a record by its name; those that macOS and editors lay beside others begin with a stop."""
    return name.lower().endswith(".json") and not name.startswith(".")


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _told(path: str) -> str:
    """A path as it can be shown and written, whatever its bytes."""
    return _NOT_SHOWN.sub("\ufffd", path)
