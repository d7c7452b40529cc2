"""The list of library modules has exactly the modules that Pyodide needs."""

import zipfile
from pathlib import Path

import pytest

from quizzes.shipping import runtime_modules

ROOT = Path(__file__).parent.parent.parent


def test_the_list_is_what_stock_pyodide_imports() -> None:
    """The list has the modules that unmodified Pyodide imports to start and run the engine."""
    assert runtime_modules.read(ROOT) == runtime_modules.measure(ROOT)


def test_every_module_is_in_the_library() -> None:
    """Pyodide's library has a file for each listed module."""
    with zipfile.ZipFile(ROOT / "node_modules/pyodide/python_stdlib.zip") as library:
        names = set(library.namelist())
    for module in runtime_modules.read(ROOT):
        stem = module.replace(".", "/")
        assert names & {f"{stem}.py", f"{stem}/__init__.py"}, module


def test_the_list_says_how_to_write_it_again() -> None:
    """The first line of the list is a comment with the command that writes it."""
    first = (ROOT / runtime_modules.LIST).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#")
    assert "python -m quizzes runtime-modules" in first


def test_a_missing_node_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node the error says so, and names the command that installs it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(runtime_modules.RuntimeModulesError, match="node is not on the PATH: run `make site`"):
        runtime_modules.measure(ROOT)
