"""Copies of the content that a test edits, and what a record of the one says when it is held against the other."""

import shutil
from collections.abc import Callable
from pathlib import Path

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.engine.checking import Row, check
from quizzes.engine.handbook import Handbook
from quizzes.engine.model import Item, Module
from quizzes.engine.record import make_record
from quizzes.engine.scoring import Response
from quizzes.engine.session import Attempt, Session
from tests.building import ROOT
from tests.responses import best


def edited(folder: Path, *edits: tuple[str, str, str]) -> Catalogue:
    """The content with texts in files replaced, each of which has to be there: (file, old, new)."""
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    (folder / "source").mkdir()
    shutil.copy(ROOT / "source/clauses.csv", folder / "source")
    for name, old, new in edits:
        file = folder / name
        text = file.read_bytes().decode()
        assert old in text, f"{old!r} is not in {name}"
        file.write_bytes(text.replace(old, new, 1).encode())
    return load_catalogue(folder)


def completed(module: Module, response: Callable[[Item], Response]) -> Session:
    """A session that ends the path through every scenario."""
    session = Session()
    for scenario in module.scenarios:
        following: str | None = scenario.items[0].id
        while following is not None:
            item = next(each for each in scenario.items if each.id == following)
            session = session.answer(module, Attempt(scenario.id, following, response(item)))
            following = next(each.next for each in session.outcome(module).scenarios if each.id == scenario.id)
    return session


def record_of(module: Module) -> str:
    """The record of somebody who answered everything best."""
    return make_record(module, completed(module, best), "Ann Smith", "Teacher", "2026-11-23")


def held_against(record: str, module: Module) -> Row:
    """What a register says of a record where this module is today's."""
    (row,) = check("a.json", record, Handbook([module]))
    return row
