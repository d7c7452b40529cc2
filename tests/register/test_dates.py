"""The command does not believe a record that is dated in the future."""

import json
from datetime import date, timedelta
from pathlib import Path

from tests import commands
from tests.building import ROOT
from tests.instant import TODAY
from tests.register.piles import read_table, write_record


def test_a_record_dated_in_the_future_counts_for_nothing(tmp_path: Path) -> None:
    """It is flagged, makes the exit code 1, and takes no other record's place; a day's grace is given."""
    handed_in = tmp_path / "handed-in"
    handed_in.mkdir()
    write_record(handed_in, "Ann Ash")
    far = write_record(handed_in, "ANN ASH", day=str(date(2099, 1, 1)))
    write_record(handed_in, "Bea Birch", day=str(TODAY + timedelta(1)))
    result = commands.run(ROOT, "register", handed_in)
    assert result.returncode == 1
    assert "passed 2; completed, not marked 0; not passed yet 0; due again 0; needs retaking 0; dated in the " in (
        result.stdout
    )
    why = "Its date is later than today’s on this computer, so one of the two clocks is wrong"
    assert f"\nDated in the future\n  {far} (ANN ASH, First day): {why}\n" in result.stdout
    assert "older record" not in result.stdout
    summary = json.loads(commands.run(ROOT, "register", handed_in, "--json", "--csv", tmp_path / "out.csv").stdout)
    statuses = summary["statuses"]
    assert (statuses["holds"], statuses["postdated"], summary["superseded"], summary["due"]) == (2, 1, 0, 0)
    assert [each["status"] for each in summary["to_look_at"]] == ["postdated"]
    assert [(row["Name"], row["Status"], row["Due"] != "") for row in read_table(tmp_path / "out.csv")] == [
        ("ANN ASH", "Dated in the future", False),
        ("Ann Ash", "Passed", True),
        ("Bea Birch", "Passed", True),
    ]
    far.unlink()
    assert commands.run(ROOT, "register", handed_in).returncode == 0
