"""Starts Python in Node, and returns what it leaves. boot.cjs and prepare.py do the work, in a folder made here."""

import json
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

from quizzes.shipping.image import library, module, requests
from quizzes.shipping.image.module import State
from quizzes.shipping.image.node import run_node

_HERE = Path(__file__).parent

PLAN = "prepare.json"
"""File with the modules to load, and with requests and their replies."""


def prepare(root: Path, compiled_library: bytes, folder: Path) -> None:
    """Write everything that boot.cjs reads into a folder. ``compiled_library``: library.python_library's zip."""
    pyodide = root / "node_modules/pyodide"
    shutil.copyfile(pyodide / "pyodide.asm.js", folder / "pyodide.asm.js")
    for name in ("prepare.py", "tables.py"):
        shutil.copyfile(_HERE / name, folder / name)
    (folder / "module.wasm").write_bytes(module.with_exported_globals((pyodide / "pyodide.asm.wasm").read_bytes()))
    (folder / PLAN).write_text(json.dumps(_plan(root)), encoding="utf-8")
    for compiled in (compiled_library, library.engine(root)):
        with zipfile.ZipFile(BytesIO(compiled)) as archive:
            archive.extractall(folder / "library")


def start(folder: Path) -> tuple[State, bytes]:
    """Start Python; return its state and its memory. Raises NodeError."""
    run_node(_HERE / "boot.cjs", folder)
    state = State(**json.loads((folder / "state.json").read_text(encoding="utf-8")))
    return state, (folder / "memory.bin").read_bytes()


def _plan(root: Path) -> dict[str, object]:
    """Return the content of prepare.json. ``folder`` is where Python looks for its library."""
    sources = library.engine_files(root)
    own = [path.relative_to(root).with_suffix("").as_posix().replace("/", ".") for path in sources]
    modules = [*requests.imported_by(sources), *(name.removesuffix(".__init__") for name in own)]
    python = ".".join(library.lock_info(root / "node_modules/pyodide")["python"].split(".")[:2])
    return {"folder": f"/lib/python{python}", "modules": modules, "requests": list(requests.warm_up())}
