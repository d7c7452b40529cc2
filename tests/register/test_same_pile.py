"""The command and the register page come to the same of one pile, row by row, count by count, warning by warning.

The page shows what the operations "check" and "register" reply. tests/browser/test_register_pile.py shows that it does.
"""

import csv
import io
import json
from pathlib import Path

from quizzes.engine.definition import encode_module
from quizzes.words.lookup import strings
from tests import commands
from tests.building import ROOT
from tests.engine.asking import ask
from tests.engine.modules import REAL
from tests.instant import TODAY
from tests.office import check_files
from tests.register.odd_pile import STAFF, odd_pile, write_odd_pile
from tests.register.piles import read_table


def test_the_pile_has_sixty_files() -> None:
    """Sixty files, as in a shared folder."""
    assert len(odd_pile()) == 60


def test_command_and_page_agree(tmp_path: Path) -> None:
    """Rows, counts, warnings and skipped files are equal, and so is the table."""
    folder = tmp_path / "handed in"
    write_odd_pile(folder)
    (tmp_path / "staff.csv").write_text(STAFF, "utf-8")
    arguments = (folder, "--staff", tmp_path / "staff.csv", "--csv", tmp_path / "out.csv")
    code, out, _ = commands.run(ROOT, "register", *arguments, "--json")
    assert code == 1
    summary = json.loads(out)

    checked = check_files(map(encode_module, REAL), {f"{folder}/{path}": text for path, text in odd_pile().items()})
    titles = {f"module_{module.id}": module.title for module in REAL}
    titles |= {f"scenario_{scenario.id}": scenario.title for module in REAL for scenario in module.scenarios}
    settings = {"staff": STAFF, "same": {}, "months": 12, "today": str(TODAY), "words": strings() | titles}
    reply = ask({"operation": "register", "rows": checked.rows, **settings})
    assert {name: summary[name] for name in reply["findings"]} == reply["findings"]
    assert (summary["files"], summary["skipped"]) == (checked.files, sorted(checked.skipped))
    assert read_table(tmp_path / "out.csv") == list(csv.DictReader(io.StringIO(reply["csv"], newline="")))
