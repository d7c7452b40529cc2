"""A request in JSON gets a reply in JSON or a named error."""

import json
from dataclasses import replace
from typing import Any

import pytest

from quizzes.engine.api import handle
from quizzes.engine.definition import decode_module, encode_module
from quizzes.engine.errors import WireError
from quizzes.engine.model import Category, Item, Module, Scenario
from tests.engine.asking import FORK, STEPS, Json, Reader, ask, module_of, request
from tests.engine.items import ALL_FOUR, ROUTINE, SORTING, TICKS, WHO_TO_TELL

MODULE = module_of(STEPS, FORK)
ANSWER = {"operation": "answer", "scenario": "steps", "item": "one", "response": ["best"]}


def refusal(message: Any) -> str:
    """Send a request that must fail, and return the error's name."""
    with pytest.raises(WireError) as caught:
        handle(message if isinstance(message, str) else json.dumps(message))
    assert caught.value.detail
    assert str(caught.value) == f"{caught.value.name}: {caught.value.detail}"
    return caught.value.name


def answering(**fields: Any) -> Json:
    return {**request(MODULE), **ANSWER, **fields}


def request_with(*path: str | int, value: Any) -> Json:
    """Make a valid request, then replace the value at a path."""
    message = answering()
    message["module"] = json.loads(message["module"])
    place: Any = message
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return {**message, "module": json.dumps(message["module"])}


def test_a_reply_has_the_documented_fields() -> None:
    """The reply, its scenarios and their steps have exactly the documented fields."""
    reply = ask(answering())
    outcome = ["completed", "passed", "passed_before", "standing", "score", "scenarios"]
    assert list(reply) == ["entry", "set_aside", "unanswered", *outcome]
    fields = ["id", "completed", "left_out", "changed", "harmful", "grade", "score", "next", "clauses", "path"]
    assert list(reply["scenarios"][0]) == fields
    assert reply["scenarios"][0]["path"] == [
        {"item": "one", "response": ["best"], "grade": "best", "score": 1.0, "feedback": [["best", "right"]]}
    ]


@pytest.mark.parametrize("module", [MODULE, ALL_FOUR], ids=lambda module: module.id)
def test_a_definition_reads_back_as_it_was_written(module: Module) -> None:
    """Decoding an encoded module gives an equal module."""
    assert decode_module(encode_module(module)) == module


def test_a_definition_contains_no_display_text() -> None:
    """A definition leaves out all display text, and the categories, because the grades name them."""
    worded = tuple(worded_item(item) for item in (WHO_TO_TELL, TICKS, ROUTINE, SORTING))
    module = replace(
        ALL_FOUR, title="Words", scenarios=(Scenario("phone", worded, title="Words"), ALL_FOUR.scenarios[1])
    )
    definition = encode_module(module)
    assert "Words" not in definition
    assert definition == encode_module(ALL_FOUR)


def worded_item(item: Item) -> Item:
    """Return the item with text in every field that an author writes."""
    return replace(
        item,
        prompt="Words",
        situation="Words",
        feedback="Words",
        options=tuple(replace(each, text="Words", feedback="Words") for each in item.options),
        pairs=tuple(replace(each, feedback="Words") for each in item.pairs),
        statements=tuple(replace(each, text="Words", feedback="Words") for each in item.statements),
        categories=tuple(Category(name, "Words") for each in item.statements for name in each.grades),
    )


def test_an_item_has_only_the_fields_of_its_interaction() -> None:
    """A definition has neither empty fields nor fields of other interactions."""
    items = json.loads(encode_module(ALL_FOUR))["scenarios"][0]["items"]
    assert {item["interaction"]: list(item) for item in items} == {
        "choice": ["id", "interaction", "options"],
        "multiple": ["id", "interaction", "options", "to"],
        "order": ["id", "interaction", "options", "pairs", "to"],
        "match": ["id", "interaction", "statements"],
    }


def test_feedback_pairs_each_id_with_its_verdict() -> None:
    """A reply has a verdict for every critical pair and every part, in the author's order."""
    module = Module("m", (Scenario("s", (replace(ROUTINE, to=None),)),))
    reader = Reader(module)
    reader.answer("s", "routine", "save", "stop", "tell", "delete")
    (step,) = reader.scenario("s")["path"]
    assert step == {
        "item": "routine",
        "response": ["save", "stop", "tell", "delete"],
        "grade": "poor",
        "score": 0.25,
        "feedback": [
            ["stop.save", "broken"],
            ["save.tell", "holds"],
            ["save.log", "broken"],
            ["stop", "right"],
            ["save", "right"],
            ["tell", "right"],
            ["log", "missed"],
            ["delete", "wrong"],
            ["reply", "left"],
        ],
    }


def test_resuming_gives_the_last_reply() -> None:
    """Resuming with the entries so far gives the last reply again."""
    reader = Reader(MODULE)
    reader.answer("steps", "one", "poor")
    reader.answer("fork", "start", "right")
    assert reader.resume() == reader.outcome


@pytest.mark.parametrize("operation", ["mark", "", None, 1, ["resume"]])
def test_an_unknown_operation_is_refused(operation: Any) -> None:
    """A request with any other operation is refused."""
    assert refusal(answering(operation=operation)) == "unknown-operation"


@pytest.mark.parametrize("fields", [{"scenario": "elsewhere"}, {"item": "elsewhere"}, {"item": "start"}])
def test_an_unknown_item_is_refused(fields: Json) -> None:
    """A scenario that the module lacks, or an item that the scenario lacks, is refused."""
    assert refusal(answering(**fields)) == "unknown-item"


def test_an_unknown_option_is_refused() -> None:
    """A response with an option of another item is refused."""
    assert refusal(answering(response=["left"])) == "unknown-option"


@pytest.mark.parametrize("item", ["two", "three"])
def test_an_item_before_its_turn_is_refused(item: str) -> None:
    """An item that the path has not reached cannot be answered."""
    assert refusal(answering(item=item)) == "out-of-turn"


def test_an_item_off_a_finished_path_is_refused() -> None:
    """Once a path has ended, an item that is not on it cannot be answered."""
    reader = Reader(MODULE)
    reader.answer("fork", "start", "left")
    reader.answer("fork", "end", "stop")
    with pytest.raises(WireError, match=r"^out-of-turn"):
        reader.answer("fork", "detour", "back")


@pytest.mark.parametrize(
    "message",
    [
        "",
        "not json",
        "[]",
        "null",
        '"text"',
        "{",
        "[" * 100_000,
        "1" * 5_000,
        answering(response="best"),
        answering(response=[1]),
        answering(response=None),
        answering(scenario=None),
        answering(item=["one"]),
        answering(session=1),
        answering(session=None),
        answering(session="{}"),
        answering(session=[]),
        answering(session={"1-a": 1}),
        request_with("module", "clauses", value=[]),
        request_with("module", "clauses", value={"SG-3": 1}),
        request_with("module", "scenarios", 0, "digest", value=None),
        answering(module=None),
        answering(module=[]),
        answering(response=["best", "poor"]),
        request_with("module", "scenarios", value=[]),
        request_with("module", "scenarios", value=None),
        request_with("module", "scenarios", value="steps"),
        request_with("module", "id", value=1),
        request_with("module", "scenarios", 0, "items", value=[]),
        request_with("module", "scenarios", 0, "items", 0, "interaction", value="telepathy"),
        request_with("module", "scenarios", 0, "items", 0, "interaction", value=["choice"]),
        request_with("module", "scenarios", 0, "items", 0, "options", 0, "grade", value="correct"),
        request_with("module", "scenarios", 0, "items", 0, "options", 0, "grade", value={}),
        request_with("module", "scenarios", 0, "items", 0, "options", 0, "clauses", value="SG-3"),
        request_with("module", "scenarios", 0, "items", 0, "options", 0, "to", value=2),
        request_with("module", "scenarios", 0, "items", 0, "options", 0, value={}),
    ],
)
def test_an_invalid_request_is_malformed(message: Any) -> None:
    """A request with any invalid part is malformed."""
    assert refusal(message) == "malformed"


GRADES = {"fine": "best", "ask": "poor"}


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (WHO_TO_TELL, {"options": []}),
        (WHO_TO_TELL, {"options": None}),
        (WHO_TO_TELL, {"options": {"lead": "best"}}),
        (WHO_TO_TELL, {"options": ["lead"]}),
        (WHO_TO_TELL, {"options": 1}),
        (WHO_TO_TELL, {"to": 1}),
        (TICKS, {"to": ["routine"]}),
        (TICKS, {"interaction": "ticks"}),
        (TICKS, {"interaction": None}),
        (ROUTINE, {"pairs": []}),
        (ROUTINE, {"pairs": None}),
        (ROUTINE, {"pairs": 3}),
        (ROUTINE, {"pairs": "stop.save"}),
        (ROUTINE, {"pairs": ["stop.save"]}),
        (ROUTINE, {"pairs": [["stop"]]}),
        (ROUTINE, {"pairs": [["stop", "save", "tell"]]}),
        (ROUTINE, {"pairs": [["stop", 1]]}),
        (ROUTINE, {"pairs": [{"first": "stop"}]}),
        (SORTING, {"statements": []}),
        (SORTING, {"statements": None}),
        (SORTING, {"statements": "weather"}),
        (SORTING, {"statements": ["weather fine"]}),
        (SORTING, {"statements": [{"id": "weather", "clauses": []}]}),
        (SORTING, {"statements": [{"id": "weather", "grades": GRADES}]}),
        (SORTING, {"statements": [{"grades": GRADES, "clauses": []}]}),
        (SORTING, {"statements": [{"id": 1, "grades": GRADES, "clauses": []}]}),
        (SORTING, {"statements": [{"id": "weather", "grades": GRADES, "clauses": "SG-3"}]}),
        (SORTING, {"statements": [{"id": "weather", "grades": GRADES, "clauses": [3]}]}),
        (SORTING, {"statements": [{"id": "weather", "grades": ["best"], "clauses": []}]}),
        (SORTING, {"statements": [{"id": "weather", "grades": "best", "clauses": []}]}),
        (SORTING, {"statements": [{"id": "weather", "grades": {"fine": "right"}, "clauses": []}]}),
        (SORTING, {"statements": [{"id": "weather", "grades": {"fine": None}, "clauses": []}]}),
        (SORTING, {"statements": [{"id": "weather", "grades": {"fine": 1}, "clauses": []}]}),
    ],
)
def test_an_item_that_cannot_be_marked_is_malformed(item: Item, fields: Json) -> None:
    """A request is malformed if an item's options, pairs or statements are missing or invalid."""
    message = request(Module("m", (Scenario("s", (item,)),)))
    module = json.loads(message["module"])
    module["scenarios"][0]["items"][0] |= fields
    assert refusal({**message, "module": json.dumps(module)}) == "malformed"


@pytest.mark.parametrize(
    "score", ["null", '"0.8"', "true", "[]", "-0.1", "1.1", "NaN", "Infinity", "1e999", "1" * 400, "1" * 5_000]
)
def test_a_mastery_score_is_a_number_from_0_to_1(score: str) -> None:
    """A mastery score that is not a number from 0 to 1 is malformed."""
    message = json.dumps(request_with("module", "mastery_score", value="SCORE"))
    assert refusal(message.replace(r"\"SCORE\"", score.replace('"', r"\""))) == "malformed"
