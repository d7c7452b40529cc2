"""The command and the register page come to the same of one pile, row by row, count by count, warning by warning.

The page shows what the operations "check" and "register" reply. tests/browser/test_register_pile.py shows that it does.
"""

import csv
import io
import json
from base64 import b64encode
from pathlib import Path

import pytest

from quizzes.engine.definition import encode_module
from quizzes.engine.errors import WireError
from quizzes.words.lookup import strings, translate
from tests.engine.asking import ask
from tests.engine.modules import REAL
from tests.engine.test_staff_list import LISTS
from tests.instant import TODAY
from tests.office import check_files
from tests.register.odd_pile import STAFF_LISTS, odd_pile, write_odd_pile
from tests.register.piles import read_table, run


def test_the_pile_has_sixty_files() -> None:
    """Sixty files, as in a shared folder."""
    assert len(odd_pile()) == 60


@pytest.mark.parametrize("name", STAFF_LISTS)
def test_command_and_page_agree(tmp_path: Path, name: str) -> None:
    """Rows, counts, warnings and skipped files are equal, and so are the table and what is said of the staff list."""
    folder = tmp_path / "handed in"
    write_odd_pile(folder)
    (tmp_path / name).write_bytes(STAFF_LISTS[name])
    code, out, _ = run(folder, "--staff", tmp_path / name, "--csv", tmp_path / "out.csv", "--json")
    assert code == 1
    summary = json.loads(out)

    checked = check_files(map(encode_module, REAL), {f"{folder}/{path}": text for path, text in odd_pile().items()})
    titles = {f"module_{module.id}": module.title for module in REAL}
    titles |= {f"scenario_{scenario.id}": scenario.title for module in REAL for scenario in module.scenarios}
    listed = ask({"operation": "read-list", "file": b64encode(STAFF_LISTS[name]).decode("ascii")})["text"]
    settings = {"staff": listed, "name_columns": "", "same": {}, "months": 12, "today": str(TODAY)}
    settings |= {"required": [], "left": []}
    reply = ask({"operation": "register", "rows": checked.rows, "words": strings() | titles, **settings})
    assert {name: summary[name] for name in reply["findings"]} == reply["findings"]
    assert (summary["files"], summary["skipped"]) == (checked.files, sorted(checked.skipped))
    assert read_table(tmp_path / "out.csv") == list(csv.DictReader(io.StringIO(reply["csv"], newline="")))
    assert bool(reply["findings"]["staff"]["unread"]) == (name == "broken.csv")


def test_neither_reads_a_workbook(tmp_path: Path) -> None:
    """Both say that the list is a workbook, in the same words."""
    workbook = (LISTS / "workbook.xlsx").read_bytes()
    (tmp_path / "staff.xlsx").write_bytes(workbook)
    code, _, err = run(tmp_path, "--staff", tmp_path / "staff.xlsx")
    assert (code, err) == (2, f"{tmp_path / 'staff.xlsx'}: {translate('register_say_list_workbook')}\n")
    with pytest.raises(WireError, match=r"^workbook: "):
        ask({"operation": "read-list", "file": b64encode(workbook).decode("ascii")})
