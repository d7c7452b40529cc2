"""The engine answers any text with a reply or a WireError."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from quizzes.engine.api import handle
from quizzes.engine.errors import WireError
from quizzes.engine.model import Interaction, Module
from tests.engine.asking import Json, Reader, request, stored
from tests.engine.items import ALL_FOUR
from tests.engine.modules import MODULES, items_of
from tests.responses import at_random

NAMES = {
    "malformed",
    "unknown-operation",
    "unknown-item",
    "unknown-option",
    "out-of-turn",
    "foreign",
    "incomplete",
    "too-large",
}

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
"""Lone surrogates included."""

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(10**300, 10**320)
    | st.floats()
    | ANY_TEXT
    | st.sampled_from(["id", "steps", "one", "best", "m", "made-up", "i0", "o0", "t0 c0", "{}", "[]", "\ud800"])
    | st.sampled_from(Interaction)
)
ANY_JSON = st.recursive(SCALARS, lambda each: st.lists(each, max_size=4) | st.dictionaries(ANY_TEXT, each, max_size=4))


def reply_or_error(text: str) -> Json | WireError:
    try:
        reply: Json = json.loads(handle(text))
    except WireError as error:
        return error
    return reply


def assert_answered(text: str) -> None:
    """Fail unless a request gets a reply in JSON, or an error with a known name."""
    answer = reply_or_error(text)
    if isinstance(answer, WireError):
        assert answer.name in NAMES
        assert answer.detail
    else:
        assert answer["file" if "file" in answer else "scenarios"]


def json_paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value inside a JSON value, its own empty path first."""
    yield path
    within = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in within:
        yield from json_paths(each, (*path, key))


def replaced_at(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """Return a copy of a JSON value with another value at a path."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced_at(value[path[0]], path[1:], new)
    return copy


@st.composite
def requests(draw: st.DrawFn) -> Json:
    """Make valid requests in the middle of a session."""
    module: Module = draw(MODULES)
    reader = Reader(module)
    anything = st.tuples(st.sampled_from(items_of(module)), st.integers(0, 10_000))
    for (scenario, item), seed in draw(st.lists(anything, max_size=5)):
        try:
            reader.answer(scenario, item.id, *at_random(item, Random(seed)))
        except WireError:
            continue
    (scenario, item), seed = draw(anything)
    response = at_random(item, Random(seed))
    person = {"name": "Ann", "role": "", "date": "2026-11-23", "limits": ""}
    answered = {"scenario": scenario, "item": item.id, "response": response}
    fields: dict[str, Json] = {"resume": {}, "answer": answered, "record": person}
    operation = draw(st.sampled_from(sorted(fields)))
    return request(module, operation, reader.session, **fields[operation])


@given(requests())
def test_the_requests_to_change_are_valid(message: Json) -> None:
    """They are refused for the reader's place in the module, and for nothing else."""
    answer = reply_or_error(json.dumps(message))
    assert not isinstance(answer, WireError) or answer.name in {"incomplete", "out-of-turn"}


@given(ANY_TEXT)
@example("\ufeff{}")
@example('"\ud800"')
def test_any_text_gets_an_answer(text: str) -> None:
    """Random text gets a reply or a WireError."""
    assert_answered(text)


@given(ANY_JSON)
def test_any_json_gets_an_answer(value: Any) -> None:
    """Random JSON, NaN and lone surrogates included, gets a reply or a WireError."""
    assert_answered(json.dumps(value))


@given(requests(), st.data())
def test_a_request_with_changed_values_gets_an_answer(message: Json, data: st.DataObject) -> None:
    """A valid request with up to three changed values gets a reply or a WireError."""
    message = {**message, "module": json.loads(message["module"])}
    for _ in range(data.draw(st.integers(0, 3))):
        message = replaced_at(message, data.draw(st.sampled_from(list(json_paths(message)))), data.draw(ANY_JSON))
        if not isinstance(message, dict):
            break
    else:
        message = {**message, "module": json.dumps(message.get("module"))}
    assert_answered(json.dumps(message))


@given(requests(), st.data())
def test_items_with_mixed_up_parts_get_an_answer(message: Json, data: st.DataObject) -> None:
    """A request whose items have the interactions and parts of other items gets a reply or a WireError."""
    definition = json.loads(message["module"])
    items = [item for scenario in definition["scenarios"] for item in scenario["items"]]
    for item in items:
        other = data.draw(st.sampled_from(items))
        item |= {name: other[name] for name in ("options", "pairs", "statements") if name in other}
        item["interaction"] = data.draw(st.sampled_from(Interaction))
    assert_answered(json.dumps({**message, "module": json.dumps(definition)}))


@given(requests(), st.data())
def test_a_session_with_changed_values_gets_an_answer(message: Json, data: st.DataObject) -> None:
    """A session that was changed in storage gets a reply or a WireError."""
    session = [json.loads(entry) for entry in message["session"].values()]
    spoiled = replaced_at(session, data.draw(st.sampled_from(list(json_paths(session)))), data.draw(ANY_JSON))
    entries = map(json.dumps, spoiled) if isinstance(spoiled, list) else [json.dumps(spoiled)]
    keys = data.draw(st.lists(ANY_TEXT, max_size=3))
    assert_answered(json.dumps({**message, "session": stored([*entries]) | dict.fromkeys(keys, "")}))


@given(requests(), st.integers(0), st.integers(0, 20), ANY_TEXT)
def test_a_garbled_request_gets_an_answer(message: Json, place: int, length: int, text: str) -> None:
    """A truncated or garbled request gets a reply or a WireError."""
    whole = json.dumps(message)
    place %= len(whole)
    assert_answered(whole[:place] + text + whole[place + length :])


@given(st.integers(1, 60_000), st.data())
def test_any_depth_of_nesting_gets_an_answer(depth: int, data: st.DataObject) -> None:
    """A request with a value nested at any depth gets a reply or a WireError."""
    message = request(ALL_FOUR, "answer", scenario="phone", item="whom", response=["lead"])
    path = data.draw(st.sampled_from(list(json_paths(message))))
    text = json.dumps(replaced_at(message, path, "HERE"))
    for opening, closing in ("[", "]"), ('{"a":', "}"):
        assert_answered(text.replace('"HERE"', opening * depth + "1" + closing * depth))
