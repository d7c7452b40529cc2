"""Files made by the first edition give the same results today, and its bank has the same digests."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.editions.edition import decode_edition, edition_of, encode_edition
from quizzes.engine.api import handle
from quizzes.engine.definition import encode_module
from quizzes.engine.digest import clause_digest, module_digest
from quizzes.engine.session import edition
from quizzes.engine.standing import OF_ROWS, OF_SESSIONS

FIRST_EDITION = Path(__file__).parent / "first_edition"
MADE = FIRST_EDITION / "made"
MODULES = (
    "first-day",
    "your-own-accounts",
    "people-you-already-know",
    "channels-and-equipment",
    "boundaries-with-pupils",
    "more-than-a-rule",
    "for-leaders",
)

STAFF = "Name,Role,Payroll\nAnn Smyth,Teacher,0007\nLukasz Nguyen,Cook,1-2\nNobody Yet,Governor,E9\n"


@lru_cache
def catalogue() -> Catalogue:
    """Load the frozen bank with today's reader."""
    return load_catalogue(FIRST_EDITION)


def read_made(name: str) -> Any:
    """Return the content of a JSON file that the first edition made."""
    return json.loads((MADE / name).read_text(encoding="utf-8"))


def ask(operation: str, **fields: Any) -> Any:
    """Send the engine a request, and return its reply."""
    return json.loads(handle(json.dumps({"operation": operation, **fields})))


def test_every_digest_is_unchanged() -> None:
    """Clauses, scenarios (with and without their clauses) and modules have the digests of the first edition."""
    bank = catalogue()
    assert read_made("digests.json") == {
        "clauses": {clause.id: clause_digest(clause.text, clause.stem) for clause in bank.clauses.values()},
        "scenarios": {scenario.id: scenario.digest for scenario in bank.scenarios.values()},
        "scenarios_with_clauses": {
            module.id: {scenario.id: edition(module, scenario) for scenario in module.scenarios}
            for module in bank.modules.values()
        },
        "modules": {module.id: module_digest(module) for module in bank.modules.values()},
    }


def test_records_get_the_same_rows() -> None:
    """Each record of the first edition gets the same status, reasons and clauses as it did then."""
    files = [[file.name, file.read_text(encoding="utf-8")] for file in sorted((MADE / "records").iterdir())]
    modules = [encode_module(module) for module in catalogue().modules.values()]
    assert ask("check", modules=modules, files=files)["rows"] == read_made("rows.json")


def test_a_register_is_unchanged() -> None:
    """The register of these records and a staff list has the same order, due days, names and CSV as before."""
    words = yaml.safe_load((FIRST_EDITION / "words/en.yaml").read_text(encoding="utf-8"))
    # The first edition called a record that holds the same, whether the module was passed or not.
    words |= {f"standing_{name}": words["status_holds"] for name in ("passed", "not-passed", "due")}
    words |= {f"standing_{name}": words[f"status_{name}"] for name in ("retake", "altered", "unreadable")}
    settings = {"staff": STAFF, "same": {"Ann Smith": "Ann Smyth"}, "months": 12, "today": "2026-12-01"}
    reply = ask("register", rows=read_made("rows.json"), words=words, **settings)
    for row in reply["rows"]:
        # New: the first edition's page calculated these itself.
        assert row.pop("due_in") in ("now", "soon", "later")
        assert row.pop("standing") in OF_ROWS
    assert reply == read_made("register.json")


@pytest.mark.parametrize("module", MODULES)
def test_a_progress_file_resumes_in_the_same_state(module: str) -> None:
    """A reader who opens a progress file of the first edition finds every answer in its place."""
    file = (MADE / "progress.json").read_text(encoding="utf-8")
    entries = ask("open", file=file)["progress"][module]
    reply = ask("resume", module=encode_module(catalogue().modules[module]), session=entries)
    assert reply.pop("standing") in OF_SESSIONS  # new
    assert reply == read_made("resumed.json")[module]


def test_an_edition_file_is_unchanged() -> None:
    """The frozen bank's edition file equals the one that the first edition made, byte for byte."""
    bank = edition_of(catalogue())
    file = (MADE / "edition.json").read_bytes()
    assert decode_edition(file.decode()) == bank
    assert encode_edition(bank) == file
