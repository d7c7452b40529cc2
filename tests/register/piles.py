"""Piles of records as they are handed in, and the tables that are made of them."""

import csv
import io
from pathlib import Path

from quizzes.engine.model import Module
from tests.engine.modules import REAL
from tests.instant import TODAY
from tests.recording import record_of

FIRST_DAY = next(module for module in REAL if module.id == "first-day")


def write_record(folder: Path, name: str = "Ann Smith", day: str = str(TODAY), module: Module = FIRST_DAY) -> Path:
    """A record of somebody who answered everything best."""
    file = folder / f"{len([*folder.iterdir()])}.json"
    file.write_text(record_of(module, name, day=day), encoding="utf-8")
    return file


def read_table(file: Path) -> list[dict[str, str]]:
    """The rows of a table that was written."""
    assert file.read_bytes().startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
