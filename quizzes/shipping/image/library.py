"""Byte-compiles Python's library and the engine for the browser's Python.

Byte code only works for one Python version, so the build must run the browser's version.
"""

import io
import json
import marshal
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType

# Fixed settings for py-compile, so that the same sources give the same bytes. With SOURCE_DATE_EPOCH, byte code has a
# hash of its source instead of a date.
FIXED_ENV = {"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}

_HEADER_BYTES = 16  # a .pyc file's, before the code (PEP 552)


class LibraryError(Exception):
    """Raised if something cannot be compiled. The message says why, and what to do."""


def compile_library(pyodide: Path, out: Path) -> None:
    """Compile Pyodide's whole library. ``pyodide`` is the folder of the npm package. Raises LibraryError."""
    _check_version(pyodide)
    _compile((pyodide / "python_stdlib.zip").read_bytes(), out)


def compile_engine(root: Path, out: Path) -> None:
    """Compile the engine. Raises LibraryError."""
    sources = io.BytesIO()
    with zipfile.ZipFile(sources, "w") as archive:
        for path in engine_files(root):
            archive.writestr(path.relative_to(root).as_posix(), path.read_bytes())
    _compile(sources.getvalue(), out)


def engine_files(root: Path) -> list[Path]:
    """List the sources that run in the browser, starting with the package's own ``__init__.py``."""
    return [root / "quizzes/__init__.py", *sorted((root / "quizzes/engine").rglob("*.py"))]


def lock_info(pyodide: Path) -> dict[str, str]:
    """Return the ``info`` of Pyodide's lock file, which has its version of Python."""
    info: dict[str, str] = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    return info


def _check_version(pyodide: Path) -> None:
    """Raise LibraryError unless this Python and the browser's have the same minor version."""
    wanted = lock_info(pyodide)["python"]
    current = f"{sys.version_info.major}.{sys.version_info.minor}"
    if not wanted.startswith(f"{current}."):
        raise LibraryError(
            f"Pyodide runs Python {wanted} but this is Python {current}: build with the same minor version"
        )


def _compile(sources: bytes, out: Path) -> None:
    """Compile a zip of sources into a folder of byte code without docstrings, names of files and numbers of lines."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.zip"
        path.write_bytes(sources)
        # This is `pyodide py-compile`, called directly because loading the other commands takes a second. Under -OO it
        # leaves out docstrings and assertions.
        script = "from pyodide_build.cli.py_compile import main; main()"
        command = [sys.executable, "-OO", "-c", script, "--silent", "--compression-level", "0", str(path)]
        result = subprocess.run(command, env=os.environ | FIXED_ENV, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise LibraryError(f"py-compile failed:\n{result.stderr.strip()}")
        with zipfile.ZipFile(path) as compiled:
            names = [name for name in compiled.namelist() if name.endswith(".pyc")]
            for extracted in [Path(compiled.extract(name, out)) for name in names]:
                extracted.write_bytes(_without_places(extracted.read_bytes()))


def _without_places(byte_code: bytes) -> bytes:
    """Return a .pyc file whose code does not say where it comes from. No reader ever sees a traceback."""
    code = marshal.loads(byte_code[_HEADER_BYTES:])
    return byte_code[:_HEADER_BYTES] + marshal.dumps(_placeless(code))


def _placeless(code: CodeType) -> CodeType:
    constants = tuple(_placeless(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_consts=constants, co_filename="", co_linetable=b"")
