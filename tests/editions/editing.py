"""Edit copies of the content, and check records against edited modules."""

import shutil
from pathlib import Path

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.engine.model import Module
from quizzes.engine.records.checking import Row, check
from quizzes.engine.records.handbook import Handbook
from tests.building import ROOT


def edited(folder: Path, *edits: tuple[str, str, str]) -> Catalogue:
    """Copy the content, replace texts as (file, old, new), and load it. Fail if an old text is missing."""
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    (folder / "source").mkdir()
    shutil.copy(ROOT / "source/clauses.csv", folder / "source")
    for name, old, new in edits:
        file = folder / name
        text = file.read_bytes().decode()
        assert old in text, f"{old!r} is not in {name}"
        file.write_bytes(text.replace(old, new, 1).encode())
    return load_catalogue(folder)


def check_against(record: str, module: Module) -> Row:
    """Check a record against a handbook with only this module, and return its row."""
    (row,) = check("a.json", record, Handbook([module]))
    return row
