"""A register is kept in a file, and grows. Saved and opened again it says the same, but nothing of who has left."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizzes.engine.model import Module
from quizzes.engine.records.keeping import KEPT, staff_text
from quizzes.engine.records.names import key_of
from quizzes.engine.records.staff_list import read_staff
from tests.engine.asking import Json
from tests.engine.keeping import (
    FIRST,
    MODULES,
    OTHER,
    STAFF,
    Rows,
    check,
    open_file,
    opened,
    register,
    save,
    settings_of,
    shown,
    sign,
)
from tests.engine.modules import with_digests
from tests.engine.records import ODD_NAMES
from tests.recording import DAY, made_before_change, record_of, sometimes_wrong, tampered

PEOPLE = ("Ann Smith", "ANN  smith", "Bob Johns", "Cy Lee", "Zoë 😀")


def some_records() -> Iterator[str]:
    """Yield records of these people: of every module, old and new, right and wrong, before and after a change."""
    for number, (name, module, day) in enumerate(product(PEOPLE, MODULES, ("2025-01-31", "2025-12-15", "2026-11-23"))):
        yield record_of(module, name, ("Teacher", "")[number % 2], day, sometimes_wrong(number, 0.4))
        yield made_before_change(record_of(module, name, "Cook", day), next(iter(module.clauses)))


SOME_ROWS = check(*some_records())
SOME_SHEETS = [
    row
    for module, day in product(MODULES, ("2025-01-31", "2026-11-20"))
    for row in sign(*PEOPLE, module=module.id, day=day)
]
ROWS = st.lists(st.sampled_from([*SOME_ROWS, *SOME_SHEETS]), max_size=8)
SETTINGS = st.fixed_dictionaries(
    {
        "staff": st.sampled_from(["", STAFF]),
        "same": st.sampled_from([{}, {"Bob Johns": "Bob Jones"}]),
        "required": st.sampled_from(
            [
                [],
                [{"role": "", "modules": ["first-day"]}],
                [{"role": "Teacher", "modules": ["for-leaders"]}, {"role": "cook", "modules": ["first-day"]}],
            ]
        ),
        "months": st.sampled_from([0, 12]),
    }
)


@given(ROWS, SETTINGS)
def test_a_register_that_is_saved_and_opened_says_the_same(rows: Rows, about: Json) -> None:
    """It has the same rows, people and e-mail, and saved again it is the same file."""
    before = register(rows, **about)
    file = save(rows, **about)
    again = opened(file)["rows"]
    after = register(again, **settings_of(file))
    assert shown(after) == shown(before)
    for name in ("people", "roles", "due_list"):
        assert after[name] == before[name]
    assert save(again, **settings_of(file)) == file


@given(ROWS, st.data())
def test_adding_the_same_records_again_changes_nothing(rows: Rows, data: st.DataObject) -> None:
    """Not if they are added twice at once, and not if they are added to the file that they are in already.

    Left out are signed sheets that are in the file with another spelling of the name: see the next test.
    """
    file = save(rows)
    assert save([*rows, *rows]) == file
    spelt = {_sheet(row): row["name"] for row in opened(file)["rows"]}
    same = [row for row in rows if not row["paper"] or spelt.get(_sheet(row), row["name"]) == row["name"]]
    some = data.draw(st.lists(st.sampled_from(same))) if same else []
    assert save([*some, *opened(file)["rows"]]) == file
    assert shown(register([*some, *opened(file)["rows"]])) == shown(register(rows))


def _sheet(row: Json) -> tuple[str, str, str]:
    return key_of(row["name"]), row["module"], row["date"]


def test_a_sheet_that_is_added_again_is_spelt_as_typed_last() -> None:
    """Whoever has mistyped a name on a signed sheet can add the sheet again."""
    file = save(sign("ANN smith", module=FIRST.id, day=DAY))
    (row,) = opened(save([*sign("Ann Smith", module=FIRST.id, day=DAY), *opened(file)["rows"]]))["rows"]
    assert row["name"] == "Ann Smith"


@given(ROWS, SETTINGS, st.sampled_from(PEOPLE))
def test_a_leaver_is_gone_everywhere(rows: Rows, about: Json, leaver: str) -> None:
    """No row, no list, no spreadsheet and no file has the name of somebody who was taken out.

    Only what is said of the office's own staff list has it, as long as the list does.
    """
    listed = about["same"].get(leaver, leaver) if about["staff"] else leaver
    gone = {"left": [listed], **about}
    reply = register(rows, **gone)
    file = save(rows, **gone)
    kept = opened(file)
    del reply["findings"]["staff"]
    texts = [json.dumps(reply["rows"]), json.dumps(reply["people"]), json.dumps(reply["findings"]), reply["due_list"]]
    texts += [json.dumps(kept["rows"]), json.dumps(kept["staff"]), json.dumps(kept["same"]), reply["csv"], file]
    assert not [text for text in texts if key_of(listed) in key_of(text)]


def test_the_file_has_no_responses() -> None:
    """Of a record it has the name, role, module, date, result and code."""
    (row,) = check(record_of(FIRST, "Ann Smith", "Teacher", day=DAY))
    kept = json.loads(save([row]))
    assert kept["rows"] == [
        {
            "name": "Ann Smith",
            "role": "Teacher",
            "module": "first-day",
            "date": "2026-11-23",
            "result": "passed",
            "code": row["code"],
        }
    ]
    words = {step for scenario in FIRST.scenarios for item in scenario.items for step in [item.id]}
    assert not any(f'"{word}"' in json.dumps(kept) for word in words)


def test_altered_and_unreadable_records_are_not_kept() -> None:
    """Somebody has to hand them in again, so they are asked for."""
    rows = check(tampered(record_of(FIRST, "Ann Smith", day=DAY)), "{", record_of(FIRST, "Bob Jones", day=DAY))
    assert [row["name"] for row in opened(save(rows))["rows"]] == ["Bob Jones"]


def changed(module: Module, scenario: str) -> Module:
    """Return the module after one of its scenarios has been edited."""
    edited = tuple(replace(each, digest="0" * 16) if each.id == scenario else each for each in module.scenarios)
    return replace(module, scenarios=edited)


def test_a_kept_row_follows_the_handbook() -> None:
    """If a scenario changes, everybody has to take it again. That stays so when the register is saved once more."""
    rows = [*check(record_of(FIRST, "Ann Smith", day=DAY)), *sign("Bob Jones")]
    scenario = FIRST.scenarios[0].id
    later = changed(FIRST, scenario)
    kept = opened(save(rows), later)["rows"]
    reasons = [{"name": "scenarios", "ids": [scenario]}]
    assert [(row["status"], row["reasons"]) for row in kept] == [("retake", reasons)] * 2
    much_later = changed(later, FIRST.scenarios[1].id)
    kept = opened(save(kept, modules=(later,)), much_later)["rows"]
    assert [row["reasons"] for row in kept] == [
        [{"name": "scenarios", "ids": [each.id for each in FIRST.scenarios[:2]]}]
    ] * 2


def test_an_optional_scenario_that_changes_asks_nobody_for_anything() -> None:
    """The file doesn't say who left it out."""
    optional = replace(OTHER, scenarios=(replace(OTHER.scenarios[0], optional=True), *OTHER.scenarios[1:]))
    optional = with_digests(optional)
    rows = check(
        record_of(optional, "Ann", day=DAY),
        record_of(optional, "Bob", leaving_out=["hard"], day=DAY),
        modules=(optional,),
    )
    file = save(rows, modules=(optional,))
    assert '"hard"' not in file
    kept = opened(file, changed(optional, "hard"))["rows"]
    assert [row["status"] for row in kept] == ["holds", "holds"]


def test_rows_of_a_retired_module_stay_in_the_file() -> None:
    """They are not shown, but nothing is lost: if the module comes back, so do they. A leaver's are taken out."""
    rows = check(
        record_of(FIRST, "Ann Smith", day=DAY),
        record_of(OTHER, "Ann Smith", day=DAY),
        record_of(OTHER, "Bob Jones", day=DAY),
    )
    file = save(rows)
    without = opened(file, FIRST)
    assert ([row["module"] for row in without["rows"]], without["retired"]) == (["first-day"], ["for-leaders"])
    again = save(without["rows"], modules=(FIRST,), opened=(file,), left=["bob jones"])
    assert [(row["name"], row["module"]) for row in opened(again)["rows"]] == [
        ("Ann Smith", "first-day"),
        ("Ann Smith", "for-leaders"),
    ]


GOOD = json.loads(save(check(record_of(FIRST, day=DAY)), staff=STAFF))


@pytest.mark.parametrize(
    ("file", "problem", "place", "line"),
    [
        ("", "malformed", "", 1),
        ('{\n "format": oops}', "malformed", "", 2),
        (record_of(FIRST, day=DAY), "foreign", "", 0),
        (json.dumps({**GOOD, "version": 2}), "future", "", 0),
        (json.dumps({**GOOD, "rows": [{**GOOD["rows"][0], "date": "23/11/2026"}]}), "malformed", "rows[0].date", 0),
        (json.dumps({**GOOD, "rows": [{**GOOD["rows"][0], "result": "PASSED"}]}), "malformed", "rows[0].result", 0),
        (json.dumps({**GOOD, "modules": {}}), "malformed", "rows[0].module", 0),
        (json.dumps({**GOOD, "months": -1}), "malformed", "months", 0),
        (" " * (KEPT.max_length + 1), "too-large", "", 0),
    ],
)
def test_a_file_that_cannot_be_read_says_where(file: str, problem: str, place: str, line: int) -> None:
    """The reply has the name of the error, and the value or the line that is wrong."""
    assert open_file(file) == {"opened": None, "problem": problem, "place": place, "line": line}


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_unusual_name_is_kept_as_it_is(name: str) -> None:
    """Emoji, right-to-left text, quotes, formulas and HTML come back unchanged."""
    (row,) = opened(save(check(record_of(FIRST, name, role=name, day=DAY))))["rows"]
    assert (row["name"], row["role"]) == (name, name)


NAMES = st.sampled_from(
    ["Ann Ash", 'Robert "Bob" Smith', "Zoë; Day", "O'Neill", "Smith, Ann", "Lee\tCy", '"', "👩 Ann", ""]
)
LISTS = st.lists(st.tuples(NAMES, NAMES, NAMES).map(";".join), max_size=6).map("\n".join)


@given(LISTS | st.text())
@example("Lee\tSmith, Ann")
def test_a_staff_list_is_the_same_when_it_is_read_again(text: str) -> None:
    """Whoever was found on a list is found on the list that a register file gives back, with role and reference."""
    found = read_staff(text)
    members = found.members if found else ()
    again = read_staff(staff_text(members))
    assert (again.members if again else ()) == members


CHANGED = [
    {"name": "clauses", "ids": ["R-iv"]},
    {"name": "scenarios", "ids": ["phone", "sort"]},
    {"name": "acknowledgement", "ids": ["R-iv"]},
]


def row_of(name: str, role: str, day: str, **more: Any) -> Json:
    """Return a row of *First day* that was kept before the acknowledged clause changed."""
    about = {
        "file": "",
        "content": "",
        "name": name,
        "role": role,
        "date": day,
        "module": "first-day",
        "code": "",
        "kept": True,
    }
    about |= {"given_name": "", "paper": False, "passed": False, "marked": bool(more.get("passed"))}
    return {**about, "status": "retake", "reasons": CHANGED, "asked": [], "missed": [], **more}


def test_a_file_of_the_first_version_is_still_read() -> None:
    """It was saved when registers were first kept. It is never written again: if this fails, the code is wrong."""
    file = (Path(__file__).parent / "kept-1.json").read_text(encoding="utf-8")
    assert opened(file) == {
        "saved": "2026-11-30",
        "months": 24,
        "required": [{"role": "Teacher", "modules": ["first-day"]}],
        "staff": "Name\tRole\tReference\nAnn Smith\tTeacher\t0007\nBob Jones\tCook\t\n",
        "same": {"Anne Smith": "Ann Smith"},
        "rows": [
            row_of("Anne Smith", "Teacher", "2026-11-23", passed=True, code="0123-4567-89AB"),
            row_of("Bob Jones", "Cook", "2026-11-20", paper=True),
        ],
        "retired": ["gone"],
    }
