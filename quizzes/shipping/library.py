"""Builds the browser's Python library: the few modules that it needs and the engine, as byte code in one zip.

Stock Pyodide ships the whole library as source and compiles it at every start, which takes most of the start-up time.
Byte code only works for one Python version, so the build must run the browser's version.

Some modules are replaced by stand-ins from the folder `standins`. Pyodide loads these modules for coroutines and
packages, which the engine never uses. They would double the size of the library.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzes.shipping import runtime_modules

# Fixed settings for py-compile, so that the same sources give the same bytes. With SOURCE_DATE_EPOCH, byte code has a
# hash of its source instead of a date.
FIXED_ENV = {"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class LibraryError(Exception):
    """Raised if the library cannot be built. The message says why, and what to do."""


def build(root: Path, pyodide: Path) -> bytes:
    """Build the zip. Its entries are not compressed, so that the whole compresses well.

    ``pyodide`` is the folder of the npm package. Raises LibraryError.
    """
    _check_version(pyodide)
    sources = {**_library_sources(root, pyodide), **_engine_sources(root)}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.zip"
        path.write_bytes(_zip(sources))
        # This is `pyodide py-compile`, called directly because loading the other commands takes a second.
        script = "from pyodide_build.cli.py_compile import main; main()"
        command = [sys.executable, "-c", script, "--silent", "--compression-level", "0", str(path)]
        result = subprocess.run(command, env=os.environ | FIXED_ENV, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise LibraryError(f"py-compile failed:\n{result.stderr.strip()}")
        with zipfile.ZipFile(path) as compiled:
            return _zip({name: compiled.read(name) for name in compiled.namelist()})


def engine_files(root: Path) -> list[Path]:
    """List the sources that run in the browser, starting with the package's own ``__init__.py``."""
    return [root / "quizzes/__init__.py", *sorted((root / "quizzes/engine").rglob("*.py"))]


def _engine_sources(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in engine_files(root)}


def _library_sources(root: Path, pyodide: Path) -> dict[str, bytes]:
    sources = {}
    ours = runtime_modules.standins(root)
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as library:
        names = set(library.namelist())
        for module in runtime_modules.read(root):
            stem = module.replace(".", "/")
            candidates = [name for name in (f"{stem}/__init__.py", f"{stem}.py") if name in names]
            if not candidates:
                raise LibraryError(
                    f'{runtime_modules.LIST}: Pyodide\'s library has no module "{module}"; '
                    "update the list with `python -m quizzes runtime-modules`"
                )
            sources[candidates[0]] = ours.get(candidates[0]) or library.read(candidates[0])
    return sources


def _check_version(pyodide: Path) -> None:
    """Raise LibraryError unless this Python and the browser's have the same minor version."""
    wanted = lock_info(pyodide)["python"]
    current = f"{sys.version_info.major}.{sys.version_info.minor}"
    if not wanted.startswith(f"{current}."):
        raise LibraryError(
            f"Pyodide runs Python {wanted} but this is Python {current}: build with the same minor version"
        )


def lock_info(pyodide: Path) -> dict[str, str]:
    """Return the lock file's ``info``. Pyodide uses it to check that its packages match its own version."""
    info: dict[str, str] = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    return info


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), files[name])
    return buffer.getvalue()
