"""Write records as they are handed in, and read the tables that the command makes."""

import csv
import io
from pathlib import Path

from quizzes.engine.model import Module
from tests import commands
from tests.building import ROOT
from tests.commands import CommandResult
from tests.engine.modules import REAL
from tests.instant import TODAY
from tests.recording import record_of

FIRST_DAY = next(module for module in REAL if module.id == "first-day")


def run(*arguments: str | Path, root: Path = ROOT) -> CommandResult:
    """Run the command in this process."""
    return commands.run(root, "register", *arguments)


def write_record(folder: Path, name: str = "Ann Smith", day: str = str(TODAY), module: Module = FIRST_DAY) -> Path:
    """Write the record of somebody who gave only best answers."""
    file = folder / f"{len([*folder.iterdir()])}.json"
    file.write_text(record_of(module, name, day=day), encoding="utf-8")
    return file


def read_table(file: Path) -> list[dict[str, str]]:
    """Read the rows of a CSV table that the command wrote."""
    assert file.read_bytes().startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
