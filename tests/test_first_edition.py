"""Files made by the first edition give the same results today, and its definitions mean what they meant.

The first edition's own scenarios are not read here: authors' files have other fields now. Its definitions carry all
that marking needs, and the digests of its scenarios and clauses.
"""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizzes.editions.edition import decode_edition, encode_edition
from quizzes.engine.api import handle
from quizzes.engine.definition import decode_module, encode_module
from quizzes.engine.digest import module_digest
from quizzes.engine.model import Module
from quizzes.engine.session import edition
from quizzes.engine.standing import OF_ROWS, OF_SESSIONS
from tests.office import check_files

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

NEW = {"given_name": "", "paper": False, "kept": False}
"""What the first edition's rows lack: it knew neither signed sheets nor registers that are kept."""

STAFF = "Name,Role,Payroll\nAnn Smyth,Teacher,0007\nLukasz Nguyen,Cook,1-2\nNobody Yet,Governor,E9\n"


@lru_cache
def definition(module: str) -> str:
    """Return the text of a module's definition, as the first edition wrote it."""
    return (MADE / f"definitions/{module}.json").read_text(encoding="utf-8")


def modules() -> list[Module]:
    """Return the first edition's modules, as today's engine reads them."""
    return [decode_module(definition(module)) for module in MODULES]


def read_made(name: str) -> Any:
    """Return the content of a JSON file that the first edition made."""
    return json.loads((MADE / name).read_text(encoding="utf-8"))


def ask(operation: str, **fields: Any) -> Any:
    """Send the engine a request, and return its reply."""
    return json.loads(handle(json.dumps({"operation": operation, **fields})))


@pytest.mark.parametrize("module", MODULES)
def test_a_definition_is_read_and_written_unchanged(module: str) -> None:
    """A definition of the first edition is read, and written again with the same bytes."""
    assert encode_module(decode_module(definition(module))) == definition(module)


def test_every_digest_is_unchanged() -> None:
    """Scenarios with their clauses, and modules, have the digests of the first edition."""
    digests = read_made("digests.json")
    assert digests["modules"] == {module.id: module_digest(module) for module in modules()}
    assert digests["scenarios_with_clauses"] == {
        module.id: {scenario.id: edition(module, scenario) for scenario in module.scenarios} for module in modules()
    }


def test_a_definition_carries_the_digests_of_its_texts() -> None:
    """Scenarios and clauses in the definitions have the digests that the first edition computed from their texts."""
    digests = read_made("digests.json")
    for module in modules():
        assert {scenario.id: scenario.digest for scenario in module.scenarios}.items() <= digests["scenarios"].items()
        assert module.clauses.items() <= digests["clauses"].items()


def test_records_get_the_same_rows() -> None:
    """Each record of the first edition gets the same status, reasons and clauses as it did then."""
    files = {file.name: file.read_bytes() for file in sorted((MADE / "records").iterdir())}
    rows = check_files([definition(module) for module in MODULES], files).rows
    for row in rows:
        assert row.pop("marked")  # new
        assert [row.pop(name) for name in NEW] == [*NEW.values()]
    assert rows == read_made("rows.json")


def test_a_register_is_unchanged() -> None:
    """The register of these records and a staff list has the same order, due days, names and CSV as before."""
    words = yaml.safe_load((FIRST_EDITION / "words/en.yaml").read_text(encoding="utf-8"))
    # The first edition called a record that holds the same, whether the module was passed or not.
    words |= {f"standing_{name}": words["status_holds"] for name in ("passed", "not-passed", "due")}
    words |= {f"standing_{name}": words[f"status_{name}"] for name in ("retake", "altered", "unreadable")}
    words |= {"source_record": "Record", "due_list_now": "Due now", "column_source": "Source"}
    settings = {
        "staff": STAFF,
        "name_columns": "",
        "same": {"Ann Smith": "Ann Smyth"},
        "months": 12,
        "today": "2026-12-01",
    }
    settings |= {"required": [], "left": []}
    rows = [{**row, **NEW, "marked": True} for row in read_made("rows.json")]
    reply = ask("register", rows=rows, words=words, **settings)
    for row in reply["rows"]:
        # New: the first edition's page calculated these itself.
        assert row.pop("due_in") in ("now", "soon", "later")
        assert row.pop("standing") in OF_ROWS
        assert row.pop("marked")  # new: in the first edition, no scenario can be left out
        assert row.pop("given_name") != row["name"]
        assert (row.pop("paper"), row.pop("kept")) == (False, False)
    expected = read_made("register.json")
    csv = "".join(re.sub(r',"(Source|Record)"$', "", line) + "\r\n" for line in reply["csv"].splitlines())  # new
    assert (reply["rows"], csv) == (expected.pop("rows"), expected.pop("csv"))
    found = reply["findings"]
    # In the first edition these were lists of lists.
    found["clauses"] = [[count["id"], count["asked"], count["missed"]] for count in found["clauses"]]
    found["strangers"] = [[stranger["name"], stranger["near"]] for stranger in found["strangers"]]
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("module", MODULES)
def test_a_progress_file_resumes_in_the_same_state(module: str) -> None:
    """A reader who opens a progress file of the first edition finds every answer in its place."""
    file = (MADE / "progress.json").read_text(encoding="utf-8")
    entries = ask("open", file=file)["progress"][module]
    reply = ask("resume", module=definition(module), session=entries)
    assert reply.pop("standing") in OF_SESSIONS  # new
    assert not any(scenario.pop("left_out") for scenario in reply["scenarios"])  # new
    assert reply == read_made("resumed.json")[module]


def test_an_edition_file_is_read_and_written_unchanged() -> None:
    """The first edition's edition file is read, with every clause's digest fitting its words, and written the same."""
    file = (MADE / "edition.json").read_bytes()
    bank = decode_edition(file.decode())
    assert encode_edition(bank) == file
    digests = read_made("digests.json")
    assert {clause.id: clause.digest for clause in bank.clauses.values()} == digests["clauses"]
    assert {scenario.id: scenario.digest for scenario in bank.scenarios.values()} == digests["scenarios"]


def test_the_edition_file_agrees_with_the_definitions() -> None:
    """Both name the same scenarios and mastery scores, and the same clauses for each scenario."""
    bank = decode_edition((MADE / "edition.json").read_text(encoding="utf-8"))
    assert list(bank.modules) == list(MODULES)
    for module in modules():
        listed = bank.modules[module.id]
        assert listed.mastery_score == module.mastery_score
        assert listed.scenarios == tuple(scenario.id for scenario in module.scenarios)
        for scenario in module.scenarios:
            assert bank.scenarios[scenario.id].clauses == scenario.clauses
