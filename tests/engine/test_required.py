"""Signed sheets count like records, and what the office requires is due until it is handed in."""

import pytest

from quizzes.engine.errors import WireError
from tests.engine.asking import Json, ask
from tests.engine.keeping import FIRST, OTHER, STAFF, TODAY, check, register, sign
from tests.recording import record_of


def test_a_signed_sheet_becomes_due_like_a_record() -> None:
    """It is marked as paper in the rows and in the spreadsheet, and is due again after the months that are set."""
    (row,) = register(sign("Ann Smith"))["rows"]
    assert (row["paper"], row["standing"], row["due"]) == (True, "paper", "2027-11-20")
    (row,) = register(sign("Ann Smith", day="2025-11-20"))["rows"]
    assert (row["paper"], row["standing"], row["due_in"]) == (True, "due", "now")
    reply = register([*sign("Ann Smith", day="2025-11-20"), *check(record_of(OTHER, "Ann Smith"))])
    assert [line.split(",")[-1] for line in reply["csv"].splitlines()] == ['"Source"', '"Signed sheet"', '"Record"']
    assert reply["due_list"] == "Due now\nAnn Smith: first-day"


def test_the_latest_of_record_and_sheet_counts() -> None:
    """A sheet replaces an older record, and a newer record replaces a sheet. On one day, the record counts."""
    record = check(record_of(FIRST, "Ann Smith", day="2026-11-23"))
    for day, paper in (("2026-11-22", False), ("2026-11-23", False), ("2026-11-24", True)):
        (row,) = register([*record, *sign("Ann Smith", day=day)])["rows"]
        assert row["paper"] is paper


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"date": "2026-12-01"}, "date must be today or earlier"),
        ({"date": "20.11.2026"}, "date must be a day"),
        ({"people": [["", "Cook"]]}, "a name of visible characters"),
    ],
)
def test_a_sheet_without_a_name_or_from_the_future_is_refused(change: Json, message: str) -> None:
    """The error says what is wrong."""
    good = {"people": [["Ann", ""]], "module": "first-day", "date": "2026-11-20", "today": TODAY}
    with pytest.raises(WireError, match=message):
        ask({"operation": "sign", **good, **change})


def test_required_modules_are_due_until_they_are_handed_in() -> None:
    """Somebody who needs two modules is due for what is missing of the two, and for no other."""
    rows = [
        *check(record_of(FIRST, "Ann Smith", day="2025-01-01"), record_of(OTHER, "Ann Smith", day="2025-01-01")),
        *sign("Bob Jones"),
    ]
    required = [{"role": "", "modules": ["first-day"]}, {"role": "teacher", "modules": ["third"]}]
    reply = register(rows, staff=STAFF, required=required)
    assert [(row["name"], row["module"], row["standing"], row["due_in"]) for row in reply["rows"]] == [
        ("Ann Smith", "first-day", "due", "now"),
        ("Ann Smith", "for-leaders", "passed", "later"),
        ("Ann Smith", "third", "no-record", "now"),
        ("Bob Jones", "first-day", "paper", "later"),
        ("Cy Lee", "first-day", "no-record", "now"),
    ]
    assert [(each["name"], each["done"], each["required"]) for each in reply["people"]] == [
        ("Ann Smith", 0, ["first-day", "third"]),
        ("Bob Jones", 1, ["first-day"]),
        ("Cy Lee", 0, ["first-day"]),
    ]
    assert reply["due_list"] == "Due now\nAnn Smith: first-day, third\nCy Lee: first-day"
    assert [(each["role"], each["people"], each["modules"]) for each in reply["roles"]] == [
        ("Cook", 1, []),
        ("teacher", 1, ["third"]),
    ]


def test_nothing_is_required_until_the_office_says_so() -> None:
    """Without a table, nobody is due for what they have not begun, and no total is known."""
    reply = register(sign("Bob Jones"), staff=STAFF)
    assert [row["standing"] for row in reply["rows"]] == ["paper"]
    assert [each["required"] for each in reply["people"]] == [None] * 3
    assert reply["due_list"] == ""
