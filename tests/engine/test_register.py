"""A register shows each record once, and says who is due and who has handed in nothing."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.records.checking import Reason, Row, Status
from quizzes.engine.records.names import Member
from quizzes.engine.records.register import ClauseCount, DueIn, Namesakes, Register, sort_key
from quizzes.engine.records.staff import Staff, Stranger
from quizzes.engine.standing import Standing

TODAY = "2026-11-23"
ANN = Row("a.json", "1", Status.HOLDS, (), "Ann Smith", "Teacher", "2026-01-31", "first-day", True, True, "0000")
ALTERED = replace(ANN, content="2", code="2", status=Status.ALTERED, reasons=(Reason("checksum"),), date="2026-12-01")
UNREADABLE = Row("x.json", "3", Status.UNREADABLE, (Reason("malformed"),))


def register(*rows: Row) -> tuple[list[Row], int, int]:
    """Return the rows that are shown, and the numbers of duplicate and superseded rows that are not."""
    made = Register(Staff([], {}), 12, TODAY)
    found = [Row(*(getattr(row, name) for name in Row.__slots__)) for row in made.rows(sorted(rows, key=sort_key))]
    return found, made.findings().duplicates, made.findings().superseded


def due(row: Row, months: int, today: str = TODAY) -> str:
    """Return the day on which a row's module is due again."""
    (listed,) = Register(Staff([], {}), months, today).rows([row])
    return listed.due


def test_a_copy_is_shown_once() -> None:
    """Two files with the same content count as one record, whatever their names."""
    assert register(ANN, replace(ANN, file="b.json", content="9"), ANN) == ([ANN], 2, 0)


def test_the_latest_record_is_shown() -> None:
    """An earlier record of the same person and module is superseded, even if the name is spelt differently."""
    earlier = replace(ANN, content="0", code="0", name="ANN  SMITH", date="2025-01-31")
    assert register(earlier, ANN) == register(ANN, earlier) == ([ANN], 0, 1)
    assert register(ANN, replace(ANN, content="9", code="9", module="for-leaders"))[1:] == (0, 0)
    assert register(ANN, replace(ANN, content="9", code="9", name="Anne Smith"))[1:] == (0, 0)


def test_the_better_of_two_records_of_one_day_is_shown() -> None:
    """Of two records of one day, the one that holds is shown; if both hold, the one that passed."""
    again = replace(ANN, content="9", code="9", status=Status.RETAKE, reasons=(Reason("mastery"),))
    assert register(ANN, again)[0] == [ANN]
    failed = replace(ANN, content="8", code="8", passed=False)
    assert register(failed, ANN)[0] == [ANN]
    assert register(failed, again)[0] == [failed]


def test_an_altered_record_replaces_no_other() -> None:
    """Every altered record is shown beside the latest sound one."""
    other = replace(ALTERED, content="4", code="4")
    rows, duplicates, superseded = register(ANN, ALTERED, other, ALTERED)
    assert (sorted(rows, key=sort_key), duplicates, superseded) == (sorted([ANN, ALTERED, other], key=sort_key), 1, 0)
    assert register(ALTERED) == ([ALTERED], 0, 0)


POSTDATED = Reason("postdated")


@pytest.mark.parametrize("status", [Status.HOLDS, Status.RETAKE])
@pytest.mark.parametrize("day", ["2026-11-25", "2030-01-01", "2099-01-01", "9999-12-31"])
def test_a_record_dated_later_than_tomorrow_counts_for_nothing(status: Status, day: str) -> None:
    """It is shown as postdated beside the true record, which is not older, and nothing of it is due or taught again."""
    reasons = (Reason("mastery"),) if status is Status.RETAKE else ()
    later = replace(ANN, content="5", code="5", status=status, reasons=reasons, date=day, asked=("SG-1",), missed=())
    flagged = replace(later, status=Status.POSTDATED, reasons=(POSTDATED, *reasons))
    assert register(ANN, later) == ([flagged, ANN], 0, 0)
    assert register(later, later) == ([flagged], 1, 0)
    made = Register(Staff(LIST, {}), 12, TODAY)
    (listed,) = made.rows([later])
    assert (listed.standing, listed.due, listed.due_in) == (Standing.POSTDATED, "", DueIn.LATER)
    assert (made.findings().due, made.findings().clauses, made.staff.nothing) == (0, (), LIST[1:])


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-24"])
def test_a_record_of_today_or_tomorrow_is_not_postdated(day: str) -> None:
    """Where the record was made it may be tomorrow already."""
    today = replace(ANN, content="5", code="5", date=day)
    assert register(ANN, today) == ([today], 0, 1)


def test_no_record_is_later_than_the_last_day_there_is() -> None:
    """A computer whose clock shows the last day of all has a register too."""
    last = replace(ANN, date="9999-12-31")
    (listed,) = Register(Staff([], {}), 12, "9999-12-31").rows([last])
    assert listed.standing is Standing.PASSED


def test_every_unreadable_file_is_shown() -> None:
    """An unreadable file never takes another's place, even with the same content: nobody knows whose it is."""
    files = [replace(UNREADABLE, file=f"{number}.json", content=f"{number // 3}") for number in range(5)]
    assert register(*files) == (files, 0, 0)


ROWS = st.builds(
    replace,
    st.sampled_from([ANN, ALTERED, UNREADABLE]),
    content=st.sampled_from("123456"),
    date=st.sampled_from(["2025-01-01", "2026-01-01", "2099-01-01"]),
    passed=st.booleans(),
)


@given(st.lists(ROWS, max_size=12), st.integers(0))
def test_every_row_is_shown_or_counted(rows: list[Row], seed: int) -> None:
    """Every row is shown or counted, and the order of the files makes no difference."""
    contents = [f"{row.content}{row.status}{row.date}{row.passed}" for row in rows]
    rows = [
        replace(row, file=content, content=content, code=content) for row, content in zip(rows, contents, strict=True)
    ]
    found, duplicates, superseded = register(*rows)
    assert len(found) + duplicates + superseded == len(rows)
    past = [row for row in rows if row.date < TODAY]
    assert sum(row.status is Status.HOLDS for row in found) == any(row.status is Status.HOLDS for row in past)
    shuffled = Random(seed).sample(rows, len(rows))
    assert register(*shuffled) == (found, duplicates, superseded)


def test_a_name_with_several_roles_is_reported() -> None:
    """Superseded and altered records count too. Only records with the role on the staff list get its reference."""
    staff = Staff([Member("Ann Smith", "teacher", "17")], {})
    made = Register(staff, 12, TODAY)
    cook = replace(ANN, content="0", code="0", role="Cook", date="2025-01-01")
    leader = replace(ANN, content="9", code="9", role="Governor", module="for-leaders")
    rows = list(made.rows(sorted([ANN, cook, leader], key=sort_key)))
    assert [(row.role, row.reference) for row in rows] == [("Teacher", "17"), ("Governor", "")]
    assert made.findings().namesakes == (Namesakes("Ann Smith", ("Cook", "Teacher", "Governor")),)


@pytest.mark.parametrize(
    ("taken", "months", "day"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-11-15", 1, "2026-12-15"),
        ("2026-11-15", 2, "2027-01-15"),
        ("2026-01-31", 0, ""),
        ("9998-12-31", 1, ""),
        ("9999-12-31", 1200, ""),
        ("0001-01-01", 1200, "0101-01-01"),
    ],
)
def test_the_due_day_is_some_months_later(taken: str, months: int, day: str) -> None:
    """The due day is the same day of a later month, or that month's last day. 0 months mean never."""
    assert due(replace(ANN, date=taken), months, today=taken) == day


def test_a_module_not_passed_or_changed_is_due_today() -> None:
    """A failed or changed module is due at once, even with 0 months; unsound records have no due day."""
    for months in (0, 12):
        assert due(replace(ANN, passed=False), months) == "2026-11-23"
        assert due(replace(ANN, status=Status.RETAKE), months) == "2026-11-23"
        assert due(ALTERED, months) == due(UNREADABLE, months) == ""


def test_clauses_are_counted_without_names() -> None:
    """Clauses are sorted by the share that missed them, then by how often they came up, without unsound records."""
    answers = [("SG-1", "SG-2"), ("SG-1",), ()]
    rows = [
        replace(ANN, name=f"Ann {number}", asked=("SG-1", "SG-2", "SG-3"), missed=missed)
        for number, missed in enumerate(answers)
    ]
    made = Register(Staff([], {}), 12, TODAY)
    list(made.rows([*rows, replace(ALTERED, asked=("SG-3",), missed=("SG-3",))]))
    assert made.findings().clauses == (ClauseCount("SG-1", 3, 2), ClauseCount("SG-2", 3, 1))


LIST = [
    Member("ANN SMITH", "Teacher", "17"),
    Member("Bob Jones"),
    Member("Cy Lee", "Cook"),
    Member("cy  lee", "Cleaner"),
]


def test_staff_without_a_record_are_listed() -> None:
    """Missing staff come in the list's order. Case does not matter, and a similar name does not count."""
    staff = Staff(LIST, {})
    assert staff.nothing == LIST
    for name in ("Ann Smith", "Bob Jone", "Dee Ray"):
        staff.add(replace(ANN, name=name))
    staff.add(UNREADABLE)
    assert staff.nothing == LIST[1:]
    assert staff.strangers == [Stranger("Bob Jone", "Bob Jones"), Stranger("Dee Ray", None)]


def test_an_altered_record_counts_as_handed_in() -> None:
    """Somebody who handed in an altered record is not listed as missing."""
    staff = Staff(LIST, {})
    staff.add(ALTERED)
    assert staff.nothing == LIST[1:]


def test_a_confirmed_suggestion_merges_two_names() -> None:
    """Two names are merged only if the office confirms it. The row then has the name from the list."""
    staff = Staff(LIST, {"bob jone": "bob jones"})
    row = replace(ANN, name="Bob Jone")
    staff.add(row)
    assert (staff.listed(row).name, staff.strangers) == ("Bob Jones", [])
    assert staff.listed(replace(ANN, name="Dee")).name == "Dee"


def test_a_name_listed_twice_matches_nobody() -> None:
    """If two people have the same name, a record matches neither, and the register reports the name."""
    staff = Staff(LIST, {})
    row = replace(ANN, name="Cy Lee")
    staff.add(row)
    assert (staff.doubles, staff.find("Cy Lee"), staff.listed(row).name) == (["Cy Lee"], None, "Cy Lee")
    assert staff.nothing == LIST[:2]
