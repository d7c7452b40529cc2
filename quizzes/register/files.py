"""Read the files that are given by path and in folders, as far as the engine asks for them.

Nothing is unpacked to disk, and pipes and devices are not opened: reading them might never end.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from io import FileIO
from pathlib import Path

from quizzes.engine.records.pile import FoundFile, Part, SkippedFile, first_part, look_into, printable


def find(paths: Iterable[Path]) -> Iterator[FoundFile | SkippedFile]:
    """Yield every file of these paths, and those in folders and zip files."""
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield from _file(str(path), path.stat)


def _in_folder(folder: Path) -> Iterator[FoundFile | SkippedFile]:
    # os.scandir, because the list of a folder with very many records would not fit in memory.
    folders = [str(folder)]
    while folders:
        path = folders.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        yield from _file(entry.path, entry.stat)
        except OSError:
            yield FoundFile(printable(path), problem="not-opened")


def _file(path: str, get_status: Callable[[], os.stat_result]) -> Iterator[FoundFile | SkippedFile]:
    try:
        status = get_status()
        size = status.st_size if stat.S_ISREG(status.st_mode) else None
    except OSError:
        size = None
    first = first_part(0, path, size or 0)
    if isinstance(first, Part):
        yield from _look(first, None if size is None else path)
    elif first:
        yield first


def _look(part: Part, path: str | None) -> Iterator[FoundFile | SkippedFile]:
    for found in look_into(part, _read(part, path)):
        if isinstance(found, Part):
            yield from _look(found, path)
        else:
            yield found


def _read(part: Part, path: str | None) -> bytes | None:
    try:
        with FileIO(path or "") as file:
            file.seek(part.start)
            return file.read(part.length)
    except OSError:
        return None
