"""Make registers with the engine's operations, keep them in files and open them again, as the register's page does."""

from dataclasses import replace
from typing import Any

from quizzes.engine.definition import encode_module
from quizzes.engine.model import Module, Scenario
from quizzes.pages.register import words
from tests.engine.asking import STEPS, Json, ask, graded, module_of
from tests.engine.items import ALL_FOUR
from tests.engine.modules import with_digests
from tests.office import check_files

FIRST = with_digests(replace(ALL_FOUR, id="first-day"))
OTHER = with_digests(replace(module_of(Scenario("hard", (graded("q"),)), STEPS), id="for-leaders"))
MODULES = (FIRST, OTHER)
TODAY = "2026-11-30"
STAFF = "Name,Role,Ref\nAnn Smith,Teacher,0007\nBob Jones,Cook,\nCy Lee,,1-2\n"

WORDS = words()
"""What the page gives the engine of the strings."""

type Rows = list[Any]


def check(*records: str, modules: tuple[Module, ...] = MODULES) -> Rows:
    """Check records, and return their rows."""
    files = {f"{number}.json": text for number, text in enumerate(records)}
    return check_files(map(encode_module, modules), files).rows


def sign(
    *names: str, module: str = "first-day", day: str = "2026-11-20", role: str = "Cook", today: str = TODAY
) -> Rows:
    """Return the rows of people who have signed a sheet."""
    people = [(name, role) for name in names]
    rows: Rows = ask({"operation": "sign", "people": people, "module": module, "date": day, "today": today})["rows"]
    return rows


def settings(rows: Rows, **more: Any) -> Json:
    """Return the fields that "register" and "save-register" have in common."""
    fields: Json = {
        "rows": rows,
        "staff": "",
        "name_columns": "",
        "same": {},
        "required": [],
        "left": [],
        "months": 12,
        "today": TODAY,
    }
    return {**fields, "words": WORDS, **more}


def register(rows: Rows, **more: Any) -> Json:
    return ask({"operation": "register", **settings(rows, **more)})


def save(rows: Rows, *, opened: tuple[str, ...] = (), modules: tuple[Module, ...] = MODULES, **more: Any) -> str:
    """Save a register, and return the file's text."""
    definitions = [encode_module(module) for module in modules]
    request = {"operation": "save-register", **settings(rows, **more), "modules": definitions, "opened": opened}
    file: str = ask(request)["file"]
    return file


def open_file(file: str, *modules: Module) -> Json:
    """Open a register file, and return all of the reply."""
    definitions = [encode_module(module) for module in modules or MODULES]
    return ask({"operation": "open-register", "modules": definitions, "file": file})


def opened(file: str, *modules: Module) -> Json:
    """Open a register file that is in order, and return what it has."""
    reply: Json = open_file(file, *modules)["opened"]
    return reply


def settings_of(file: str) -> Json:
    """Return the settings that a register file has, as fields of a request."""
    content = opened(file)
    return {name: content[name] for name in ("staff", "same", "required", "months")}


def shown(reply: Json) -> Rows:
    """Return what a register says of each person and module, apart from what only record files tell.

    Only these tell that a name had another role earlier, so that its reference may be somebody else's.
    """
    of_files = ("file", "content", "kept", "asked", "missed", "given_name", "reference")
    return [{name: value for name, value in row.items() if name not in of_files} for row in reply["rows"]]
