"""Where things are in the built site, and its copy with stock Pyodide in the worker."""

import json
import shutil
import subprocess
from pathlib import Path

from quizzes.shipping import library

ROOT = Path(__file__).parent.parent

ASSETS = "assets/handbook"
HOME = "index.html"
MODULE_PAGE = "practise/first-day.html"
NEXT_MODULE_PAGE = "practise/your-own-accounts.html"
CHAPTER_PAGE = "guidance/complete.html"  # the longest of the chapter's

# What is downloaded for the engine from a server: the worker's script, Pyodide's, Python and its library.
_ENGINE = ("worker-*.js", "pyodide-*.js", "*.bin")


def engine_files(site: Path) -> list[Path]:
    """What a browser downloads to start the engine over http."""
    return [path for pattern in _ENGINE for path in (site / ASSETS).glob(pattern)]


def with_stock_worker(root: Path, site: Path, copy: Path) -> Path:
    """Copy the site, with ``bench/stock_worker.ts`` under the name of its worker. Returns the copy.

    Raises ValueError where the site has not just one worker, CalledProcessError where esbuild stops.
    """
    shutil.copytree(site, copy)
    (worker,) = (copy / ASSETS).glob("worker-*.js")
    sources = {path.relative_to(root).as_posix(): path.read_text() for path in library.engine_files(root)}
    script = subprocess.run(
        [
            root / "node_modules/.bin/esbuild",
            root / "bench/stock_worker.ts",
            f"--define:ENGINE_SOURCES={json.dumps(sources)}",
            *["--bundle", "--minify", "--format=iife", "--log-level=warning"],
        ],
        cwd=root,
        stdout=subprocess.PIPE,
        check=True,
    )
    worker.write_bytes(script.stdout)
    shutil.copytree(root / "node_modules/pyodide", copy / ASSETS / "pyodide")
    return copy
