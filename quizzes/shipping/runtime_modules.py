"""Measures which modules of Python's library the engine needs in the browser, and stores the list in a file.

The list is never written by hand, because a missing module causes a misleading error.
"""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quizzes.engine.api import handle
from quizzes.engine.records.table import HEADINGS

STANDINS = Path("quizzes/shipping/standins")
LIST = Path("quizzes/shipping/runtime_modules.txt")

HEADING = (
    "# Modules of Python's library that Pyodide and the engine import. To update: python -m quizzes runtime-modules\n"
)

# The requests reach everything that the engine imports: an answer, a refusal, text that is not JSON, a record and a
# register. Pyodide formats a refusal's traceback. The engine comes from the working tree.
_SCRIPT = r"""
const { loadPyodide } = require("pyodide");
(async () => {
  const pyodide = await loadPyodide({ stdout: () => {}, stdLibURL: process.argv[2], args: ["-S"] });
  pyodide.mountNodeFS("/engine", process.cwd());
  pyodide.runPython("import sys; sys.path.insert(0, '/engine')");
  const { handle } = pyodide.pyimport("quizzes.engine.api");
  for (const request of JSON.parse(process.argv[1])) {
    try {
      handle(request);
    } catch (error) {
      if (error.name !== "PythonError" || error.type !== "WireError") throw error;
    }
  }
  process.stdout.write(pyodide.runPython(`
import json, sys, zipimport
json.dumps(sorted(
    name for name, module in sys.modules.items()
    if isinstance(getattr(module, "__loader__", None), zipimport.zipimporter)
))`));
})();
"""


class RuntimeModulesError(Exception):
    """Raised if Node or an npm package is missing, or if Pyodide does not run under Node. The message says which."""


def read(root: Path) -> list[str]:
    """Return the module names in the list, sorted, as in ``sys.modules``."""
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def standins(root: Path) -> dict[str, bytes]:
    """Return the sources that replace modules of the library, by their names in the zip."""
    folder = root / STANDINS
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.py"))}


def measure(root: Path) -> list[str]:
    """Run the engine in Pyodide under Node, and return the names of the library modules that it imports, sorted.

    Takes a few seconds. Raises RuntimeModulesError.
    """
    node = shutil.which("node")
    if node is None:
        raise RuntimeModulesError("node is not on the PATH: run `make site`, then add .tools/bin to the PATH")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.zip"
        _write_library(root, path)
        command = [node, "-e", _SCRIPT, json.dumps(_requests()), str(path)]
        result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if result.returncode != 0 or not result.stdout:
        raise RuntimeModulesError(f"Pyodide did not run under Node:\n{result.stderr.strip()}")
    names: list[str] = json.loads(result.stdout)
    return names


def write(root: Path) -> Path:
    """Measure the modules and write the list. Returns its path. Raises RuntimeModulesError."""
    path = root / LIST
    path.write_text(HEADING + "".join(f"{name}\n" for name in measure(root)), encoding="utf-8")
    return path


def _write_library(root: Path, path: Path) -> None:
    """Write all of Pyodide's library as source into a zip, with our stand-ins."""
    ours = standins(root)
    stock = root / "node_modules/pyodide/python_stdlib.zip"
    with zipfile.ZipFile(stock) as library, zipfile.ZipFile(path, "w") as written:
        for name in library.namelist():
            written.writestr(name, ours.get(name) or library.read(name))


def _requests() -> list[str]:
    option = {"id": "tell", "grade": "best", "clauses": ["SG-3"], "to": None}
    item = {"id": "first", "interaction": "choice", "options": [option]}
    scenarios = [{"id": "request", "digest": "", "items": [item]}]
    module = json.dumps({"id": "trial", "mastery_score": 0.8, "clauses": {}, "scenarios": scenarios})
    answer = {"operation": "answer", "module": module, "session": {}, "scenario": "request", "item": "first"}
    taken = _reply({**answer, "response": ["tell"]})["entry"]
    person = {"name": "A", "role": "", "date": "2026-11-23", "limits": ""}
    record = {"operation": "record", "module": module, "session": {taken["key"]: taken["text"]}, **person}
    check = {"operation": "check", "modules": [module], "files": [["a", "{"]]}
    words = dict.fromkeys((*HEADINGS, "standing_unreadable", "reason_malformed"), "")
    settings = {"staff": "Ann\nB", "same": {}, "months": 12, "today": "2026-11-23", "words": words}
    register = {"operation": "register", "rows": _reply(check)["rows"], **settings}
    responses: list[list[str]] = [["tell"], [], ["nothing"]]
    answers: list[object] = [{**answer, "response": response} for response in responses]
    return [*map(json.dumps, [*answers, record, check, register]), "not JSON"]


def _reply(request: object) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(handle(json.dumps(request)))
    return reply
