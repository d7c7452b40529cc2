"""A cache of built files: a folder for each part, named by a hash of everything that it is built from."""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzes.shipping import fonts

KEPT_FOLDERS = 4
"""The newest folders of each part that stay, so that switching between branches is quick."""


def key_of(root: Path, tools: Iterable[Path], *inputs: Iterable[Path], names: Iterable[Path] = ()) -> str:
    """Hash the names and contents of the inputs, and the versions of the tools.

    ``tools`` are modules of this package. Their folder does not count, because they may be installed elsewhere. Of
    ``names``, only the names count.
    """
    digest = hashlib.sha256(f"{sys.version} {version('pyodide-build')} {version('deflate')} {fonts.TOOLS}".encode())
    named = [(tool.name, tool) for tool in tools]
    for path in (path for group in inputs for path in group):
        named.append((path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name, path))
    for name, path in named:
        data = path.read_bytes()
        digest.update(f"\n{name} {len(data)}\n".encode())
        digest.update(data)
    for path in names:
        digest.update(f"\n{path.name}".encode())
    return digest.hexdigest()[:16]


def cached(cache: Path, part: str, key: str, build: Callable[[Path], None]) -> Path:
    """Return a part's folder. If it is missing, build it elsewhere and move it into place as a whole."""
    folder = cache / f"{part}-{key}"
    if folder.is_dir():
        os.utime(folder)
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=cache, prefix="building-") as temporary:
        out = Path(temporary) / part
        out.mkdir()
        build(out)
        try:
            out.rename(folder)
        except OSError:
            if not folder.is_dir():  # otherwise another process was first, with the same content
                raise
    for old in sorted(cache.glob(f"{part}-*"), key=lambda path: path.stat().st_mtime)[:-KEPT_FOLDERS]:
        shutil.rmtree(old, ignore_errors=True)
    return folder
