"""The browser's Python library: the few modules that are needed and the engine, as byte code in one zip.

Stock Pyodide ships the whole library as source and compiles it at every start; that is most of its start-up
time. The byte code is for the Python that runs this, which therefore must be the browser's. Some modules that
Pyodide loads for what the engine never does have stand-ins, in the folder of that name: without them half of what is
loaded would be there for coroutines and packages.
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

# What py-compile stamps and orders by is fixed here, so that equal sources give equal bytes: with
# SOURCE_DATE_EPOCH set, byte code carries a hash of its source where it would carry a date.
FIXED = {"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class LibraryError(Exception):
    """The library cannot be made; the message says why, and what to do."""


def build(root: Path, pyodide: Path) -> bytes:
    """The zip, uncompressed inside so that it compresses well as a whole.

    ``pyodide`` is the folder of the npm package. Raises LibraryError.
    """
    _check_version(pyodide)
    sources = {**_library_sources(root, pyodide), **_engine_sources(root)}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.zip"
        path.write_bytes(_zip(sources))
        # The command behind `pyodide py-compile`, without the second that the other commands take to load.
        script = "from pyodide_build.cli.py_compile import main; main()"
        command = [sys.executable, "-c", script, "--silent", "--compression-level", "0", str(path)]
        result = subprocess.run(command, env=os.environ | FIXED, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise LibraryError(f"py-compile failed:\n{result.stderr.strip()}")
        with zipfile.ZipFile(path) as compiled:
            return _zip({name: compiled.read(name) for name in compiled.namelist()})


def engine_files(root: Path) -> list[Path]:
    """The sources that run in the browser, the package's own ``__init__.py`` first."""
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
            found = [name for name in (f"{stem}/__init__.py", f"{stem}.py") if name in names]
            if not found:
                raise LibraryError(
                    f'{runtime_modules.LIST}: Pyodide\'s library has no module "{module}"; '
                    "write the list again with: python -m quizzes runtime-modules"
                )
            sources[found[0]] = ours.get(found[0]) or library.read(found[0])
    return sources


def _check_version(pyodide: Path) -> None:
    """Byte code is read by one minor version of Python only."""
    wanted = lock_info(pyodide)["python"]
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    if not wanted.startswith(f"{here}."):
        raise LibraryError(f"Pyodide runs Python {wanted}, and this is {here}; build with the same minor version")


def lock_info(pyodide: Path) -> dict[str, str]:
    """The ``info`` of the lock file, by which Pyodide checks that it and its packages fit together."""
    info: dict[str, str] = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    return info


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), files[name])
    return buffer.getvalue()
