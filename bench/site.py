"""The built site, its copy with stock Pyodide in the worker, and a small server for each."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from quizzes.publishing import library

ASSETS = "assets/handbook"


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


class _Handler(SimpleHTTPRequestHandler):
    # Stock Pyodide never starts where a server does not know this type.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".wasm": "application/wasm"}

    def log_message(self, *_: object) -> None:
        """Say nothing: the bench prints its own lines."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the folder on a free port of this machine; gives its address, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
