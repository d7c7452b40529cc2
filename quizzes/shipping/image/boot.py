"""Starts Python in Node. boot.cjs and prepare.py do the work, in a folder that gets what they read here."""

import json
import shutil
from pathlib import Path

from quizzes.shipping.image import library, requests
from quizzes.shipping.image.node import run_node

_HERE = Path(__file__).parent

PLAN = "prepare.json"
"""File with the modules to load, and with requests and their replies."""


def prepare(root: Path, stock: Path, folder: Path) -> None:
    """Write everything that boot.cjs reads into a folder. ``stock``: the folder of build.from_pyodide."""
    shutil.copytree(stock, folder, dirs_exist_ok=True)
    for script in (root / "node_modules/pyodide/pyodide.asm.js", _HERE / "prepare.py", _HERE / "tables.py"):
        shutil.copy(script, folder)
    library.compile_engine(root, folder / "library")
    (folder / PLAN).write_text(json.dumps(_plan(root)), encoding="utf-8")


def start(folder: Path) -> None:
    """Start Python, which leaves memory.bin, state.json and answer.bin in the folder. Raises NodeError."""
    run_node(_HERE / "boot.cjs", folder)


def _plan(root: Path) -> dict[str, object]:
    """Return the content of prepare.json. ``folder`` is where Python looks for its library."""
    sources = library.engine_files(root)
    own = [path.relative_to(root).with_suffix("").as_posix().replace("/", ".") for path in sources]
    modules = [*requests.imported_by(sources), *(name.removesuffix(".__init__") for name in own)]
    python = ".".join(library.lock_info(root / "node_modules/pyodide")["python"].split(".")[:2])
    return {"folder": f"/lib/python{python}", "modules": modules, "requests": list(requests.warm_up())}
