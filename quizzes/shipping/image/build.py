"""Builds the image step by step. Most steps are in files of their own."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzes.shipping.cache import cached, key_of
from quizzes.shipping.image import boot, library
from quizzes.shipping.image.data import with_memory
from quizzes.shipping.image.library import LibraryError
from quizzes.shipping.image.node import NodeError, run_node

_HERE = Path(__file__).parent
_EDITOR = _HERE / "module.mjs"
_CALLER = "quizzes/web/engine/python.ts"

TOOLS = sorted(path for path in _HERE.iterdir() if path.suffix in (".py", ".cjs", ".mjs"))
"""The files of this package."""


class ImageError(Exception):
    """Raised if the image cannot be built. The message says what failed, and why."""


def inputs(root: Path) -> list[Path]:
    """List the files that the image depends on, apart from this package's."""
    callers = [root / _CALLER, root / "quizzes/web/engine/serve.ts"]
    return [*_packages(root), *library.engine_files(root), *callers]


def _packages(root: Path) -> list[Path]:
    return [root / "node_modules" / name / "package.json" for name in ("pyodide", "binaryen")]


def build(root: Path, cache: Path) -> bytes:
    """Build the image: a WebAssembly module. What most engines share is kept in the cache. Raises ImageError.

    ``root``: the project's folder, with node_modules.
    """
    try:
        with TemporaryDirectory() as folder:
            return _build(root, cache, Path(folder))
    except (LibraryError, NodeError) as error:
        raise ImageError(f"The engine's image could not be built. {_ADVICE}\n{error}") from error


_ADVICE = "If you have changed the engine or upgraded Pyodide, see contributing/python-in-the-page.md."


def _build(root: Path, cache: Path, folder: Path) -> bytes:
    boot.prepare(root, from_pyodide(root, cache), folder)
    boot.start(folder)
    code = _code(root, cache, folder)
    image = with_memory(code, (folder / "memory.bin").read_bytes(), (folder / "answer.bin").read_bytes())
    (folder / "image.wasm").write_bytes(image)
    _check(root, folder)
    return image


def from_pyodide(root: Path, cache: Path) -> Path:
    """Return a folder with Python's library and module, from which every engine's image is made."""
    pyodide = root / "node_modules/pyodide"

    def build_into(out: Path) -> None:
        library.compile_library(pyodide, out / "library")
        run_node(_EDITOR, pyodide / "pyodide.asm.wasm", out / "module.wasm")

    key = key_of(root, [Path(library.__file__), _EDITOR], _packages(root))
    return cached(cache, "pyodide", key, build_into)


def _code(root: Path, cache: Path, folder: Path) -> bytes:
    """Return the module as it is after the start, without its data. Most engines leave the same one."""
    state = folder / "state.json"

    def build_into(out: Path) -> None:
        run_node(_EDITOR, folder / "module.wasm", out / "code.wasm", state)

    key = key_of(root, [_EDITOR], _packages(root), [state])
    return (cached(cache, "code", key, build_into) / "code.wasm").read_bytes()


def _check(root: Path, folder: Path) -> None:
    """Let the worker's own script ask the image. Raises NodeError if it does not answer as Python did."""
    bundle_caller(root, folder / "python.js")
    run_node(_HERE / "check.cjs", folder)


def bundle_caller(root: Path, out: Path) -> None:
    """Write the worker's script that calls Python as one for Node. Raises NodeError."""
    command = [str(root / "node_modules/.bin/esbuild"), _CALLER, f"--outfile={out}"]
    options = ["--bundle", "--platform=node", "--log-level=error"]
    bundled = subprocess.run([*command, *options], cwd=root, capture_output=True, text=True, check=False)
    if bundled.returncode != 0:
        raise NodeError(f"esbuild could not bundle {_CALLER}:\n{bundled.stderr.strip()}")
