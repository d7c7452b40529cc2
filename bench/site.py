"""Paths in the built site, and a copy of it that uses stock Pyodide, for comparison."""

import json
import shutil
import subprocess
from pathlib import Path

from quizzes.shipping.image import library

ROOT = Path(__file__).parent.parent

ASSETS = "assets/handbook"
HOME = "index.html"
MODULE_PAGE = "practise/first-day.html"
NEXT_MODULE_PAGE = "practise/your-own-accounts.html"
CHAPTER_PAGE = "guidance/complete.html"  # the longest page of the chapter

# Files downloaded for the engine: the worker's script, and the image with Python.
_ENGINE = ("worker-*.js", "*.bin")


def engine_files(site: Path) -> list[Path]:
    """Return the files that a browser downloads to start the engine over http."""
    return [path for pattern in _ENGINE for path in (site / ASSETS).glob(pattern)]


def with_stock_worker(root: Path, site: Path, copy: Path) -> Path:
    """Copy the site, with ``bench/stock_worker.ts`` in place of its worker. Return the copy.

    Raises ValueError if the site does not have exactly one worker, CalledProcessError if esbuild fails.
    """
    shutil.copytree(site, copy)
    (worker,) = (copy / ASSETS).glob("worker-*.js")
    sources = {path.relative_to(root).as_posix(): path.read_text() for path in library.engine_files(root)}
    script = subprocess.run(
        [
            root / "node_modules/.bin/esbuild",
            root / "bench/stock_worker.ts",
            *["--bundle", "--minify", "--format=iife", "--log-level=warning"],
        ],
        cwd=root,
        stdout=subprocess.PIPE,
        check=True,
    )
    # Not a constant of esbuild's, because the sources are longer than an argument of a command may be.
    worker.write_bytes(f"const ENGINE_SOURCES = {json.dumps(sources)};\n".encode() + script.stdout)
    shutil.copytree(root / "node_modules/pyodide", copy / ASSETS / "pyodide")
    return copy
