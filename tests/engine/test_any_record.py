"""Any file handed in as a record is read or refused by name, and a changed record does not hold.

`make fuzz` tries many more cases.
"""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizzes.engine.errors import WireError
from quizzes.engine.model import Module
from quizzes.engine.parsing import canonical
from quizzes.engine.records.checking import Reason, Status
from quizzes.engine.records.handbook import Handbook
from quizzes.engine.records.making import RECORD as RECORD_FILE
from tests.engine.items import ALL_FOUR
from tests.engine.modules import with_digests
from tests.engine.records import check_record, content_of, records
from tests.engine.test_any_text import ANY_JSON, ANY_TEXT, json_paths, replaced_at
from tests.recording import record_of

NAMES = {"malformed", "foreign", "future", "too-large"}
MODULE = with_digests(ALL_FOUR)
RECORD = record_of(MODULE)


def refusal(text: str) -> str | None:
    """Return the name of the error that reading a text raises, or None."""
    try:
        RECORD_FILE.read(text)
    except WireError as error:
        return error.name
    return None


def is_accepted(text: str, *modules: Module) -> bool:
    """Return whether a text holds as a record. Fail unless it is read or refused by a known name."""
    rows = check_record(text, *modules)
    if (refused := refusal(text)) is not None:
        assert refused in NAMES
        assert [(row.status, row.reasons, row.name) for row in rows] == [(Status.UNREADABLE, (Reason(refused),), "")]
        return False
    assert rows
    assert all(bool(row.reasons) is (row.status is not Status.HOLDS) for row in rows)
    return all(row.status is Status.HOLDS for row in rows)


@given(ANY_TEXT)
@example("\ufeff{}")
@example('{"format": "staff-handbook-record", "version": 1e999}')
@example('{"format": "staff-handbook-record", "version": true}')
@example("[" * 100_000)
def test_any_text_is_refused(text: str) -> None:
    """Random text is never accepted as a record."""
    assert not is_accepted(text, MODULE)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    """Random bytes, decoded as the bytes of a file are, are never accepted as a record."""
    assert not is_accepted(data.decode("utf-8", "replace"), MODULE)


@given(ANY_JSON)
def test_any_json_is_refused(value: Any) -> None:
    """Random JSON is never accepted as a record."""
    assert not is_accepted(json.dumps(value), MODULE)


def same_json(first: Any, second: Any) -> bool:
    """Return whether two values are the same JSON; 1 and 1.0 count as the same."""
    as_floats = (json.loads(canonical(each), parse_int=float) for each in (first, second))
    return len({canonical(each) for each in as_floats}) == 1


@given(records(), st.data())
def test_one_changed_value_is_detected(made: tuple[Module, str], data: st.DataObject) -> None:
    """A record with a changed value and its old checksum does not hold."""
    module, record = made
    content = content_of(record)
    changed = replaced_at(content, data.draw(st.sampled_from(list(json_paths(content)))), data.draw(ANY_JSON))
    assert is_accepted(json.dumps(changed), module) is same_json(changed, content)


@given(records(), st.data())
def test_several_changes_are_detected(made: tuple[Module, str], data: st.DataObject) -> None:
    """A record with several changed or moved values does not hold."""
    module, record = made
    content = content_of(record)
    changed: Any = content
    for _ in range(data.draw(st.integers(1, 3))):
        at = list(json_paths(changed))
        elsewhere = data.draw(st.sampled_from(at))
        value: Any = changed
        for key in elsewhere:
            value = value[key]
        changed = replaced_at(changed, data.draw(st.sampled_from(at)), data.draw(st.just(value) | ANY_JSON))
        if not isinstance(changed, dict):
            break
    assert is_accepted(json.dumps(changed), module) is same_json(changed, content)


@given(records(), st.integers(0), st.integers(0, 20), ANY_TEXT)
def test_changed_characters_are_detected(made: tuple[Module, str], place: int, length: int, text: str) -> None:
    """A truncated or garbled record holds only if it is still the same JSON."""
    module, record = made
    place %= len(record)
    garbled = record[:place] + text + record[place + length :]
    if is_accepted(garbled, module):
        assert same_json(json.loads(garbled.removeprefix("\ufeff")), json.loads(record))


@pytest.mark.parametrize("copied", ["name", "modules", "checksum"])
def test_a_repeated_key_is_refused(copied: str) -> None:
    """A record with the same key twice is malformed, even if both values are equal."""
    value = json.dumps(content_of(RECORD)[copied])
    with pytest.raises(WireError, match=r"^malformed: .*twice"):
        RECORD_FILE.read(RECORD.replace("{", f'{{"{copied}": {value},', 1))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "malformed"),
        ("null", "malformed"),
        ("{}", "foreign"),
        ('{"format": "staff-handbook-progress", "version": 1}', "foreign"),
        ('{"format": "staff-handbook-record"}', "malformed"),
        ('{"format": "staff-handbook-record", "version": 2}', "future"),
        ('{"format": "staff-handbook-record", "version": 0}', "malformed"),
        (" " * (RECORD_FILE.max_length + 1), "too-large"),
    ],
)
def test_other_files_are_refused_by_name(text: str, name: str) -> None:
    """Damaged, foreign, future and oversized files get different error names."""
    with pytest.raises(WireError, match=rf"^{name}: "):
        RECORD_FILE.read(text)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("name",), "\u200b "),
        (("name",), "a" * 201),
        (("name",), "Ann\x1b[2J"),
        (("role",), "a\u0085b"),
        (("date",), "2026-W47-1"),
        (("date",), "2026-02-30"),
        (("modules",), []),
        (("modules", 0, "id"), "\ud800"),
        (("modules", 0, "id"), "a" * 101),
        (("modules", 0, "score"), float("nan")),
        (("modules", 0, "score"), True),
        (("modules", 0, "score"), 1.1),
        (("modules", 0, "scenarios"), None),
        (("modules", 0, "scenarios", 0, "path"), []),
        (("modules", 0, "scenarios", 0, "digest"), "A" * 16),
        (("clauses", "R-iv"), "0" * 17),
    ],
)
def test_an_invalid_field_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    """A record with an invalid field is malformed, whatever its checksum."""
    with pytest.raises(WireError, match=r"^malformed: "):
        RECORD_FILE.read(json.dumps(replaced_at(content_of(RECORD), path, value)))


def test_a_byte_order_mark_is_ignored() -> None:
    """A record holds even if an editor put a byte order mark before it."""
    assert is_accepted(f"\ufeff{RECORD}", MODULE)


def test_an_unknown_module_is_named() -> None:
    """A record of a module that the handbook lacks is unreadable, and the reason names the module."""
    (row,) = check_record(RECORD)
    assert (row.status, row.reasons[0].name, row.reasons[0].ids) == (Status.UNREADABLE, "unknown-module", ("all-four",))
    assert Handbook([MODULE]).find("all-four")
