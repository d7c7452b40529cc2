"""Edit copies of the content, and check records against edited modules."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.engine.model import Module
from quizzes.engine.records.checking import Row, check
from quizzes.engine.records.handbook import Handbook
from tests.building import ROOT

MODULES = "scenarios/modules.yaml"

type Edit = Callable[[Path], None]
"""Changes a file in the folder of a copy."""


def reworded(name: str, old: str, new: str) -> Edit:
    """Replace the first occurrence of a text in a file. Fail if it is missing."""

    def edit(folder: Path) -> None:
        file = folder / name
        text = file.read_bytes().decode()
        assert old in text, f"{old!r} is not in {name}"
        file.write_bytes(text.replace(old, new, 1).encode())

    return edit


def with_fields(name: str, **fields: Any) -> Edit:
    """Give some fields of a scenario or another file other values."""
    return _changed(name, lambda content: content.update(fields))


def module_with(module: str, **fields: Any) -> Edit:
    """Give some fields of a module other values."""
    return _changed(MODULES, lambda content: _module(content, module).update(fields))


def scenario_added(module: str, scenario: str) -> Edit:
    """Add a scenario to a module."""
    return _changed(MODULES, lambda content: _module(content, module)["scenarios"].append(scenario))


def scenario_removed(module: str, scenario: str) -> Edit:
    """Remove a scenario from a module."""
    return _changed(MODULES, lambda content: _module(content, module)["scenarios"].remove(scenario))


def _changed(name: str, change: Callable[[Any], None]) -> Edit:
    def edit(folder: Path) -> None:
        file = folder / name
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        change(content)
        file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")

    return edit


def _module(content: Any, module_id: str) -> Any:
    return next(module for module in content["modules"] if module["id"] == module_id)


def edited(folder: Path, *edits: Edit) -> Catalogue:
    """Copy the content, edit it, and load it."""
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    (folder / "source").mkdir()
    shutil.copy(ROOT / "source/clauses.csv", folder / "source")
    for edit in edits:
        edit(folder)
    return load_catalogue(folder)


def check_against(record: str, module: Module) -> Row:
    """Check a record against a handbook with only this module, and return its row."""
    (row,) = check("a.json", record, Handbook([module]))
    return row
