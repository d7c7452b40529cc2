"""The engine's operations for the register's page: "check", then "register"."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.definition import encode_module
from quizzes.engine.errors import WireError
from quizzes.engine.model import Scenario
from quizzes.engine.records import handbook
from quizzes.engine.session import Attempt, Step, extend
from quizzes.words.lookup import strings
from tests.engine.asking import Json, ask
from tests.engine.items import ALL_FOUR
from tests.engine.modules import with_digests
from tests.engine.records import ODD_NAMES
from tests.engine.test_any_text import ANY_JSON, json_paths, replaced_at
from tests.office import check_files
from tests.recording import DAY, harmfully, record_of

MODULE = with_digests(ALL_FOUR)


def check(*files: list[str]) -> list[Any]:
    """Check files, each given by name and text, and return their rows."""
    return check_files([encode_module(MODULE)], dict(files)).rows


def register(rows: list[Any], staff: str = "", **more: Any) -> Json:
    """Make a register of rows, as on 30 November 2026."""
    fields = {
        "rows": rows,
        "staff": staff,
        "name_columns": "",
        "same": {},
        "months": 12,
        "today": "2026-11-30",
        "words": strings(),
    }
    fields |= {"required": [], "left": []}
    return ask({"operation": "register", **fields, **more})


def test_files_become_a_register() -> None:
    """A register says who is due, who is missing and which names are similar, and has a table with references."""
    rows = check(
        ["a.json", record_of(MODULE, "ann smith", day=DAY)],
        ["b.json", record_of(MODULE, "Bob Jone", day=DAY)],
        ["c.json", "{"],
    )
    assert [row["status"] for row in rows] == ["holds", "holds", "unreadable"]
    reply = register(rows, "Name,Role,Ref\nAnn Smith,Teacher,17\nBob Jones,,\n")
    assert [(row["name"], row["reference"], row["due"]) for row in reply["rows"]] == [
        ("", "", ""),
        ("Ann Smith", "17", "2027-11-23"),
        ("Bob Jone", "", "2027-11-23"),
    ]
    found = reply["findings"]
    assert found["nothing"] == [{"name": "Bob Jones", "role": "", "reference": ""}]
    assert found["strangers"] == [{"name": "Bob Jone", "near": "Bob Jones"}]
    assert reply["csv"].splitlines()[0].startswith('"Name","Role","Reference","Module"')
    assert len(reply["csv"].splitlines()) == 4
    again = register(rows, "Ann Smith\nBob Jones", same={"Bob Jone": "Bob Jones"})
    assert (again["findings"]["nothing"], again["findings"]["strangers"]) == ([], [])
    assert {row["name"] for row in again["rows"]} == {"", "Ann Smith", "Bob Jones"}


def test_answers_are_marked_once_for_all_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has been marked for some files is not marked again for the next, which come in another request."""
    marked: list[str] = []

    def counting(scenario: Scenario, path: tuple[Step, ...], attempt: Attempt) -> tuple[Step, ...] | None:
        marked.append(attempt.item)
        return extend(scenario, path, attempt)

    monkeypatch.setattr(handbook, "extend", counting)
    check(["a.json", record_of(MODULE, answering=harmfully, day=DAY)])
    before = len(marked)
    rows = check(
        *([f"{number}.json", record_of(MODULE, f"Ann {number}", answering=harmfully, day=DAY)] for number in range(50))
    )
    assert {row["status"] for row in rows} == {"holds"}
    assert len(marked) == before > 0


def test_files_are_checked_against_the_modules_that_came_with_them() -> None:
    """Nothing that was kept of another edition is used."""
    text, today = record_of(MODULE, day=DAY), replace(MODULE, mastery_score=1.0)
    for module, status in ((MODULE, "holds"), (today, "retake"), (MODULE, "holds")):
        (row,) = check_files([encode_module(module)], {"a.json": text}).rows
        assert row["status"] == status


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_unusual_name_is_unchanged(name: str) -> None:
    """Emoji, right-to-left text, quotes, formulas and HTML are kept, and no CSV cell begins with a formula."""
    reply = register(
        check(["a.json", record_of(MODULE, name, role=name, day=DAY)]), staff=f'"{name.replace(chr(34), chr(34) * 2)}"'
    )
    (row,) = reply["rows"]
    assert (row["name"], row["role"], row["status"], reply["findings"]["nothing"]) == (name, name, "holds", [])
    assert not reply["csv"].splitlines()[1].startswith(('"=', '"@'))


GOOD = check(["a.json", record_of(MODULE, day=DAY)], ["b.json", "{"])


@given(st.data())
def test_changed_rows_get_a_register_or_an_error(data: st.DataObject) -> None:
    """Rows with changed values get a register or a WireError."""
    fields = {
        "rows": GOOD,
        "staff": "Ann\nBob",
        "name_columns": "",
        "same": {"Ann": "Bob"},
        "months": 12,
        "today": "2026-11-30",
    }
    fields |= {"required": [{"role": "Cook", "modules": ["first-day"]}], "left": ["Cy"]}
    message: Any = {"operation": "register", **fields, "words": strings()}
    narrow = [place for place in json_paths(message) if place[:1] != ("words",)]
    for _ in range(data.draw(st.integers(1, 2))):
        message = replaced_at(
            message, data.draw(st.sampled_from([each for each in narrow if each])), data.draw(ANY_JSON)
        )
        narrow = [place for place in json_paths(message) if place[:1] != ("words",)]
    try:
        reply = ask(message)
    except WireError as error:
        refused = error.name
    else:
        assert isinstance(reply, dict)
        return
    assert refused in {"malformed", "unknown-operation", "no-such-column"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), max_size=4))
def test_every_file_gets_a_row(texts: list[str]) -> None:
    """Each file gets one row with its own name, whatever its text is."""
    files = [[f"{number}.json", text] for number, text in enumerate(texts)]
    assert [row["file"] for row in check(*files)] == [name for name, _ in files]


def test_a_missing_ui_string_is_named() -> None:
    """A request without one of the UI strings gets an error that names it."""
    rows = check(["a.json", record_of(MODULE, day=DAY)])
    words = {name: word for name, word in strings().items() if name != "standing_passed"}
    with pytest.raises(WireError, match=r"^malformed: .*standing_passed"):
        register(rows, words=words)
