"""Builds the image step by step. Most steps are in files of their own."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzes.shipping.cache import cached, key_of
from quizzes.shipping.image import boot, library, module
from quizzes.shipping.image.binary import FormatError
from quizzes.shipping.image.library import LibraryError
from quizzes.shipping.image.node import NodeError, run_node

# The parts of WebAssembly that the image uses. Chrome 95, Firefox 100 and Safari 15.2 have them all. If a Pyodide comes
# to need more, wasm-opt names what it needs.
FEATURES = (
    "bulk-memory",
    "exception-handling",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
)

GAP_BYTES = 96
"""So many zeros in a row are left out of the data, because memory is zero at first. Leaving out fewer costs more."""

_HERE = Path(__file__).parent
_TOOLS = sorted(path for path in _HERE.iterdir() if path.suffix in (".py", ".cjs"))
_CALLER = "quizzes/web/engine/python.ts"


class ImageError(Exception):
    """Raised if the image cannot be built. The message says what failed, and why."""


def inputs(root: Path) -> list[Path]:
    """List the files that the image depends on, apart from this package's."""
    callers = [root / _CALLER, root / "quizzes/web/engine/serve.ts"]
    return [*_packages(root), *library.engine_files(root), *callers]


def tools() -> list[Path]:
    """List the files of this package."""
    return _TOOLS


def _packages(root: Path) -> list[Path]:
    return [root / "node_modules" / name / "package.json" for name in ("pyodide", "binaryen")]


def build(root: Path, cache: Path) -> bytes:
    """Build the image: a WebAssembly module. The compiled library and code are kept in the cache. Raises ImageError.

    ``root``: the project's folder, with node_modules.
    """
    try:
        with TemporaryDirectory() as folder:
            return _build(root, cache, Path(folder))
    except (FormatError, LibraryError, NodeError) as error:
        raise ImageError(f"The engine's image could not be built. {_ADVICE}\n{error}") from error


_ADVICE = "If you have changed the engine or upgraded Pyodide, see contributing/python-in-the-page.md."


def _build(root: Path, cache: Path, folder: Path) -> bytes:
    boot.prepare(root, compiled_library(root, cache), folder)
    state, memory = boot.start(folder)
    stock = (root / "node_modules/pyodide/pyodide.asm.wasm").read_bytes()
    code = _without_unused(root, cache, module.started(stock, state))
    image = module.with_memory(code, state.answer, _runs(memory))
    (folder / "image.wasm").write_bytes(image)
    _check(root, folder)
    return image


def compiled_library(root: Path, cache: Path) -> bytes:
    """Return Python's library, byte-compiled, from the cache if it is there. Raises LibraryError."""

    def compile_into(out: Path) -> None:
        (out / "library.zip").write_bytes(library.python_library(root / "node_modules/pyodide"))

    key = key_of(root, [Path(library.__file__)], _packages(root))
    return (cached(cache, "library", key, compile_into) / "library.zip").read_bytes()


def _without_unused(root: Path, cache: Path, code: bytes) -> bytes:
    """Return a module without the functions that nothing calls. Most engines leave the same code to do this with."""

    def optimise_into(out: Path) -> None:
        with TemporaryDirectory() as folder:
            whole = Path(folder) / "whole.wasm"
            whole.write_bytes(code)
            features = ["--mvp-features", *(f"--enable-{feature}" for feature in FEATURES)]
            wasm_opt = root / "node_modules/binaryen/bin/wasm-opt"
            run_node(wasm_opt, whole, "--remove-unused-module-elements", *features, "--output", out / "code.wasm")

    key = key_of(root, [Path(__file__)], _packages(root), content=code)
    return (cached(cache, "code", key, optimise_into) / "code.wasm").read_bytes()


def _runs(memory: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield what is in memory between the long rows of zeros, each with its address."""
    start = 0
    for gap in re.finditer(rb"\0{%d,}" % GAP_BYTES, memory):
        if gap.start() > start:
            yield start, memory[start : gap.start()]
        start = gap.end()
    if start < len(memory):
        yield start, memory[start:]


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
