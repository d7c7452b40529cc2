"""The schemas on the site, and the engine's readers, accept and refuse the same records and register files."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Module
from quizzes.engine.records.keeping import read_kept
from quizzes.engine.records.making import RECORD
from quizzes.engine.rules import MAX_NAME_LENGTH
from quizzes.shipping.file_schemas import record_schema, register_schema, schema_files
from tests.building import built_site
from tests.engine.keeping import FIRST, OTHER, STAFF, check, opened, save, sign
from tests.engine.modules import MODULES, REAL
from tests.recording import made_before_change, random_answers, record_of

VALID = jsonschema.Draft202012Validator(record_schema())


def _short() -> Any:
    record = json.loads(record_of(REAL[0]))
    del record["modules"][0]["scenarios"][1:]
    record["clauses"] = dict(list(record["clauses"].items())[:2])
    return record


GOOD = _short()
"""A valid record of one scenario, small enough to test every place in it."""


def engine_accepts(record: Any) -> bool:
    """Return whether the engine reads a value as a record."""
    try:
        RECORD.read(json.dumps(record))
    except WireError:
        return False
    return True


def breaks_other_rules(record: Any) -> bool:
    """Return whether a record breaks a rule that a schema cannot express.

    These are: a repeated module or scenario, an impossible date, a name of invisible characters, and too many
    characters.
    (A schema cannot check text that is not JSON, or objects with a repeated key, either.)
    """
    lists = [record["modules"], *(module["scenarios"] for module in record["modules"])]
    twice = any(len({each["id"] for each in some}) < len(some) for some in lists)
    try:
        date.fromisoformat(record["date"])
    except ValueError:
        return True
    unseen = not any(each.isprintable() and not each.isspace() for each in record["name"])
    return twice or unseen or len(json.dumps(record)) > RECORD.max_length


@pytest.mark.parametrize("file", ["record.schema.json", "register.schema.json"])
def test_the_site_contains_the_schemas(file: str) -> None:
    """Each is at the top of the site, and is valid under the JSON Schema version that it names."""
    content = schema_files()[file]
    assert (built_site() / file).read_bytes() == content
    schema = json.loads(content)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_field_of_the_schema_is_explained() -> None:
    """Every field has a title, and the schema says that the checksum is not a signature and the record not proof."""

    def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        for name, field in schema.get("properties", {}).items():
            yield name, field
            yield from fields(field.get("items", field))

    found = [list(fields(schema)) for schema in (record_schema(), register_schema())]
    assert [len(each) for each in found] == [25, 25]
    assert [name for each in found for name, field in each if not field.get("title")] == []
    about = record_schema()["description"]
    assert "it is not a signature" in about
    assert "not proof of identity or competence" in about
    assert "it is not a signature" in record_schema()["properties"]["checksum"]["description"]


KEPT_VALID = jsonschema.Draft202012Validator(register_schema())


def test_the_register_files_that_the_engine_makes_are_valid() -> None:
    """A file of everything that may be in one is valid. Both refuse the same wrong values."""
    rows = [*check(record_of(FIRST), made_before_change(record_of(OTHER), "R-iv")), *sign("Bob Jones")]
    required = [{"role": "", "modules": ["first-day"]}]
    file = save(opened(save(rows))["rows"], staff=STAFF, same={"Anne": "Ann"}, required=required)
    good = json.loads(file)
    assert list(KEPT_VALID.iter_errors(good)) == []
    for place, value in (("date", "1 May"), ("result", "best"), ("module", "A module"), ("code", "?"), ("name", "")):
        bad = {**good, "rows": [{**good["rows"][0], place: value}]}
        assert list(KEPT_VALID.iter_errors(bad)), place
        with pytest.raises(WireError, match=rf"^malformed: rows\[0\]\.{place} must be "):
            read_kept(json.dumps(bad))


NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn")), min_size=1, max_size=MAX_NAME_LENGTH
).filter(str.strip)


@given(MODULES, st.randoms(use_true_random=False), NAMES, NAMES | st.just(""), st.dates())
def test_every_record_that_the_engine_makes_is_valid(
    module: Module, random: Random, name: str, role: str, day: date
) -> None:
    """Every record that the engine makes is valid. Made-up modules lack digests, so the test fills them in."""
    record = json.loads(record_of(module, name, role, day.isoformat(), random_answers(random)))
    for scenario in record["modules"][0]["scenarios"]:
        scenario["digest"] = scenario["digest"] or "0123456789abcdef"
    assert list(VALID.iter_errors(record)) == []


@pytest.mark.parametrize("module", REAL, ids=lambda module: module.id)
def test_a_record_of_each_module_is_valid(module: Module) -> None:
    """A record of each of the handbook's modules is valid as it is."""
    assert list(VALID.iter_errors(json.loads(record_of(module)))) == []


AWKWARD: list[Any] = [
    *(each for grade in Grade for each in (grade.value, grade.value.upper())),
    *("", " ", "\u2003", "\n", "Ann\n", "Ann\u0000", "Ann\u001f", "\ud83d", "😀" * MAX_NAME_LENGTH),
    *("x" * MAX_NAME_LENGTH, "x" * (MAX_NAME_LENGTH + 1), "0123456789abcdef", "0123456789abcdef\n"),
    *("0123456789ABCDEF", "0123456789abcde", "0123456789abcdef0", "０" * 16),
    *("2026-02-29", "2028-02-29", "2026-11-23\n", "20261123", "2026-W48-1", "0000-01-01", "٢٠٢٦-11-23"),
    *("staff-handbook-record", "staff-handbook-edition"),
    *(None, True, False, [], {}, [""], [None], {"": ""}),
    *(0, 1, 1.0, 2, -0.0, -1e-9, 1.0000001, 10**400),
]
TEXTS = st.text(max_size=20) | st.sampled_from([each for each in AWKWARD if isinstance(each, str)])
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)  # JSON has no others
VALUES = st.recursive(
    NUMBERS | TEXTS | st.sampled_from(AWKWARD),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=4,
)


def json_paths(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value inside a record, except the record itself."""
    inside: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inside:
        yield (*at, name)
        yield from json_paths(each, (*at, name))


PLACES = list(json_paths(GOOD))


def container_of(record: Any, place: tuple[str | int, ...]) -> tuple[Any, Any]:
    """Return the object or list that contains a place, and the key or index within it."""
    *way, last = place
    for step in way:
        record = record[step]
    return record, last


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_schema_and_engine_refuse_the_same_at_every_place(place: tuple[str | int, ...]) -> None:
    """For every awkward value at every place, schema and engine agree; at each place some are refused."""
    seen = set()
    for value in AWKWARD:
        record = deepcopy(GOOD)
        inside, last = container_of(record, place)
        inside[last] = value
        valid = VALID.is_valid(record)
        assert engine_accepts(record) is (valid and not breaks_other_rules(record)), value
        seen.add(valid)
    assert False in seen


@st.composite
def damaged_records(draw: st.DrawFn) -> Any:
    """Make a valid record with one value replaced, removed, added or repeated, or one container emptied."""
    record = deepcopy(GOOD)
    inside, last = container_of(record, draw(st.sampled_from(PLACES)))
    match draw(st.sampled_from(["replace", "remove", "add", "double", "empty"])):
        case "replace":
            inside[last] = draw(VALUES)
        case "remove":
            del inside[last]
        case "add" if isinstance(inside, dict):
            inside[draw(TEXTS)] = draw(VALUES)
        case "add":
            inside.append(draw(VALUES))
        case "double" if isinstance(inside, list):
            inside.append(deepcopy(inside[last]))
        case _:
            inside.clear()
    return record


@given(damaged_records())
def test_schema_and_engine_refuse_the_same(record: Any) -> None:
    """The engine reads exactly the valid records, apart from rules that a schema cannot express."""
    valid = VALID.is_valid(record)
    assert engine_accepts(record) is (valid and not breaks_other_rules(record))


NAMED: dict[str, tuple[tuple[str | int, ...], Any, bool]] = {
    "a name of spaces": (("name",), "\u2003 ", False),
    "a name with a line break": (("name",), "Ann\nSmith", False),
    "a name with half a sign": (("name",), "Ann \ud83d", False),
    "the longest name": (("name",), "😀" * MAX_NAME_LENGTH, True),
    "a longer name": (("name",), "x" * (MAX_NAME_LENGTH + 1), False),
    "no role": (("role",), "", True),
    "version 2": (("version",), 2, False),
    "version true": (("version",), True, False),
    "a digest and a line break": (("modules", 0, "scenarios", 0, "digest"), "0123456789abcdef\n", False),
    "a digest in capitals": (("modules", 0, "scenarios", 0, "digest"), "0123456789ABCDEF", False),
    "a score above 1": (("modules", 0, "score"), 1.01, False),
    "a score of true": (("modules", 0, "score"), True, False),
    "passed in words": (("modules", 0, "passed"), "yes", False),
    "no modules": (("modules",), [], False),
    "an empty path": (("modules", 0, "scenarios", 0, "path"), [], False),
    "a grade in capitals": (("modules", 0, "scenarios", 0, "grade"), "BEST", False),
    "a response of numbers": (("modules", 0, "scenarios", 0, "path", 0, "response"), [1], False),
    "a clause's digest": (("clauses", "SG-3"), "none", False),
    "a date and a line break": (("date",), "2026-11-23\n", False),
    "a date by weeks": (("date",), "2026-W48-1", False),
    "a checksum that cannot fit": (("checksum",), "", True),
}


@pytest.mark.parametrize("name", NAMED)
def test_schema_and_engine_agree_on_named_changes(name: str) -> None:
    """For changes that matter, schema and engine both give the expected verdict."""
    place, value, expected = NAMED[name]
    record = deepcopy(GOOD)
    inside, last = container_of(record, place)
    inside[last] = value
    assert (VALID.is_valid(record), engine_accepts(record)) == (expected, expected)


CANNOT_SAY: dict[str, Callable[[Any], object]] = {
    "a module twice": lambda record: record["modules"].append(record["modules"][0]),
    "a scenario twice": lambda record: record["modules"][0]["scenarios"].append(record["modules"][0]["scenarios"][0]),
    "a day in no calendar": lambda record: record.update(date="2026-02-29"),
    "a name that cannot be seen": lambda record: record.update(name="\u2060"),
    "too many characters": lambda record: record.update(acknowledged="x" * RECORD.max_length),
}


@pytest.mark.parametrize("name", CANNOT_SAY)
def test_the_engine_checks_what_a_schema_cannot(name: str) -> None:
    """The engine refuses repeated parts, impossible dates and oversized records, which the schema accepts."""
    record = deepcopy(GOOD)
    CANNOT_SAY[name](record)
    assert VALID.is_valid(record)
    assert not engine_accepts(record)
    assert breaks_other_rules(record)
