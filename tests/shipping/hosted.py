"""The image in Node, called by the worker's own script. It starts in a twentieth of a browser's time."""

import gzip
import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from quizzes.shipping.image.build import bundle_caller
from tests.building import ROOT, built_bundle

type Answer = dict[str, Any]
"""``reply``; or ``refused`` with the WireError's name, null for a Python that has come down, and ``detail``."""


@cache
def image() -> bytes:
    """Return the image of this run's site, decompressed."""
    (path,) = [path for name, path in built_bundle().files.items() if "/python-" in name]
    return gzip.decompress(path.read_bytes())


@cache
def _folder() -> Path:
    folder = Path(mkdtemp(prefix="handbook-image-"))
    (folder / "image.wasm").write_bytes(image())
    bundle_caller(ROOT, folder / "python.js")
    return folder


@contextmanager
def hosted(script: str = "") -> Iterator[Callable[[str], Answer]]:
    """Start the image. Yield a function from a request's text to the answer. ``script`` is JavaScript to run before."""
    command = ["node", str(Path(__file__).with_name("host.cjs")), str(_folder()), script]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, encoding="utf-8", **pipes) as process:  # type: ignore[call-overload]

        def ask(request: str) -> Answer:
            process.stdin.write(f"{json.dumps(request)}\n")
            process.stdin.flush()
            answer: Answer = json.loads(process.stdout.readline())
            return answer

        yield ask
        process.stdin.close()
