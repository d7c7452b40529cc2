"""A record that says the same thing gets the same row, however its JSON was written."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.model import Module
from quizzes.engine.parsing import canonical
from quizzes.engine.records.checking import Row, Status, check
from quizzes.engine.records.handbook import Handbook
from quizzes.engine.records.register import Findings, Register, sort_key
from quizzes.engine.records.staff import Staff
from tests.engine.items import ALL_FOUR
from tests.engine.modules import with_digests
from tests.engine.records import check_record, content_of, only_row, records
from tests.engine.test_any_text import json_paths, replaced_at
from tests.recording import record_of, tampered
from tests.test_first_edition import MADE, modules

MODULE = with_digests(ALL_FOUR)
RECORDS = sorted((MADE / "records").iterdir())
FIRST_EDITION = Handbook(modules())

SPACES = ["", "", " ", "\t", "\n", "\r\n", "\r", "    "]
SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "/": "\\/", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def rewritten(text: str, random: Random) -> str:
    """Write a JSON text again as some other program might: other order, spaces, escapes, numbers and a BOM."""
    return random.choice(["", "\ufeff"]) + "".join(_parts(json.loads(text), random))


def _parts(value: Any, random: Random) -> Iterator[str]:
    yield random.choice(SPACES)
    if isinstance(value, dict):
        yield "{"
        for number, (name, content) in enumerate(random.sample([*value.items()], len(value))):
            yield f"{',' if number else ''}{random.choice(SPACES)}{_string(name, random)}{random.choice(SPACES)}:"
            yield from _parts(content, random)
        yield random.choice(SPACES) + "}"
    elif isinstance(value, list):
        yield "["
        for number, content in enumerate(value):
            yield "," if number else ""
            yield from _parts(content, random)
        yield random.choice(SPACES) + "]"
    elif isinstance(value, str):
        yield _string(value, random)
    elif isinstance(value, bool | None):
        yield json.dumps(value)
    else:
        yield _number(value, random)
    yield random.choice(SPACES)


def _string(text: str, random: Random) -> str:
    return f'"{"".join(_character(character, random) for character in text)}"'


def _character(character: str, random: Random) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    escape = "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
    forms = [escape, escape.upper().replace("\\U", "\\u"), SHORT_ESCAPES.get(character, character)]
    return random.choice(forms if character in SHORT_ESCAPES or character < " " else [*forms, *[character] * 9])


def _number(number: float, random: Random) -> str:
    decimal = repr(float(number))
    forms = [decimal, f"{decimal}e0", f"{decimal}E+00", f"{decimal}00" if "e" not in decimal else decimal]
    forms = [form for form in forms if form.count("e") + form.count("E") < 2]
    return random.choice([*forms, str(int(number))] if number == int(number) else forms)


def judgement(row: Row) -> dict[str, Any]:
    """Return all of a row but its file and the digest of the file's text."""
    return {name: getattr(row, name) for name in Row.__slots__ if name not in ("file", "content")}


@given(records(), st.integers(0))
def test_a_rewritten_record_gets_the_same_row(made: tuple[Module, str], seed: int) -> None:
    """Key order, spaces, line ends, escapes, ways to write a number and a byte-order mark change nothing."""
    module, record = made
    again = rewritten(record, Random(seed))
    assert canonical(json.loads(again.removeprefix("\ufeff"), parse_int=float)) == canonical(
        json.loads(record, parse_int=float)
    )
    row = only_row(record, module)
    assert row.status is Status.HOLDS
    assert judgement(only_row(again, module)) == judgement(row)


@given(records(), st.integers(0), st.data())
def test_a_rewritten_record_with_another_meaning_is_altered(
    made: tuple[Module, str], seed: int, data: st.DataObject
) -> None:
    """One word or number that says something else makes the record altered, however it is written."""
    module, record = made
    content = content_of(record)
    place, value = data.draw(st.sampled_from([*_values(content)]))
    other = not value if isinstance(value, bool) else f"{value}x" if isinstance(value, str) else 0.3 + (value == 0.3)
    again = rewritten(json.dumps(replaced_at(content, place, other)), Random(seed))
    assert {row.status for row in check_record(again, module)} <= {Status.ALTERED, Status.UNREADABLE}


def _values(content: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield the path and value of every text, number and truth value inside a JSON value."""
    for path in json_paths(content):
        value = content
        for key in path:
            value = value[key]
        if isinstance(value, str | float | int):
            yield path, value


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_a_rewritten_record_of_the_first_edition_is_judged_as_before(file: Path) -> None:
    """Each record of the first edition, whatever its status, keeps its row when another program saves it again."""
    text = file.read_text(encoding="utf-8")
    before = [judgement(row) for row in check(file.name, text, FIRST_EDITION)]
    for seed in range(10):
        again = check(file.name, rewritten(text, Random(seed)), FIRST_EDITION)
        assert [judgement(row) for row in again] == before


def register_of(*texts: str) -> Findings:
    """Make the register of some records, and return what it comes to."""
    rows = [row for text in texts for row in check_record(text, MODULE)]
    made = Register(Staff([], {}), 12, "2026-11-30")
    assert list(made.rows(sorted(rows, key=sort_key)))
    return made.findings()


def test_a_record_saved_again_is_a_duplicate() -> None:
    """A record and the same one saved again are one record, not an older and a newer one. No copy hides another."""
    text = record_of(MODULE)
    saved_again = re.sub(r": ([01])\.0", r": \1", json.dumps(content_of(text), indent=2))  # as a browser does
    assert saved_again.count(": 1,") > text.count(": 1,")
    made = register_of(text, saved_again, record_of(MODULE, "Bea Birch"))
    assert (made.people, made.duplicates, made.superseded) == (2, 1, 0)
    altered = register_of(tampered(text), text)
    assert (altered.duplicates, altered.superseded, altered.statuses[Status.ALTERED]) == (0, 0, 1)
