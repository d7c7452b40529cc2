"""One declaration of a document gives its reader, its writer, its JSON schema and its TypeScript type."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar

import pytest

from quizzes.engine.documents import Mark, MismatchError, Rule, codec
from quizzes.shipping.file_schemas import json_schema
from quizzes.shipping.typescript import typescript
from tests.building import ROOT


class Colour(StrEnum):
    """An enumeration."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Point:
    """A document that is written as a list."""

    AS_LIST: ClassVar = True

    x: int
    y: int


@dataclass(frozen=True)
class Shape:
    """A document with a field of every type."""

    name: Annotated[str, Mark("public"), Rule(lambda name: name != "", "a name", {"minLength": 1})]
    colour: Colour
    points: tuple[Point, ...]
    size: float
    closed: bool
    within: tuple[str, int] | None = None
    notes: dict[str, str] | None = None


JSON = {
    "name": "triangle",
    "colour": "red",
    "points": [[0, 0], [1, 2]],
    "size": 2.5,
    "closed": True,
    "within": ["page", 3],
    "notes": {"a": "b"},
}
SHAPE = Shape("triangle", Colour.RED, (Point(0, 0), Point(1, 2)), 2.5, True, ("page", 3), {"a": "b"})


def test_a_value_is_read_and_written_as_declared() -> None:
    """Reading gives values of the declared types; writing gives back the same JSON."""
    assert codec(Shape).read(JSON) == SHAPE
    assert codec(Shape).write(SHAPE) == JSON


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "name must be a name"),
        ({"name": 1}, "name must be text"),
        ({"colour": "green"}, "colour must be one of: red, blue"),
        ({"points": [[0, 0], [1]]}, "points[1] must be a list of 2 values"),
        ({"points": [[0, "0"]]}, "points[0][1] must be a whole number"),
        ({"points": None}, "points must be a list"),
        ({"size": "2"}, "size must be a number"),
        ({"size": True}, "size must be a number"),
        ({"size": 10**400}, "size must be a number"),
        ({"closed": 1}, "closed must be true or false"),
        ({"within": []}, "within must be a list of 2 values"),
        ({"notes": {"a": 1}}, "notes.a must be text"),
        ({"more": 1}, "the document must be an object with the fields name, colour,"),
    ],
)
def test_a_mismatch_says_where_it_is_and_what_was_expected(change: dict[str, Any], message: str) -> None:
    """The error names the field and the value that it needs, for the person who made the document."""
    with pytest.raises(MismatchError) as caught:
        codec(Shape).read({**JSON, **change})
    assert caught.value.detail.startswith(message)


@pytest.mark.parametrize("name", JSON)
def test_every_field_is_required(name: str) -> None:
    """A document without one of its fields is refused, even if the field has a default."""
    with pytest.raises(MismatchError):
        codec(Shape).read({key: value for key, value in JSON.items() if key != name})


def test_1_and_1_0_are_the_same_number() -> None:
    """JSON 1 and 1.0 both read as 1.0, and both are written as 1.0."""
    assert codec(float).read(1) == 1.0
    assert str(codec(float).write(codec(float).read(1))) == "1.0"


def test_a_partial_document_has_only_the_marked_fields() -> None:
    """A codec for one purpose writes only the fields marked for it; an ``if_filled`` field may be absent."""

    @dataclass(frozen=True)
    class Note:
        text: Annotated[str, Mark("public")]
        secret: str = "no"
        tags: Annotated[tuple[str, ...], Mark("public", if_filled=True)] = ()

    public = codec(Note, "public")
    assert public.write(Note("a", "yes")) == {"text": "a"}
    assert public.write(Note("a", "yes", ("b",))) == {"text": "a", "tags": ("b",)}
    assert public.read({"text": "a"}) == Note("a")


def test_the_schema_contains_the_rules() -> None:
    """The JSON schema has every field, its type and its rules, and allows no other field."""
    schema = json_schema(Shape)
    assert schema["additionalProperties"] is False
    assert schema["required"] == list(JSON)
    assert schema["properties"]["name"]["minLength"] == 1
    assert schema["properties"]["colour"]["enum"] == ["red", "blue"]


def test_the_scripts_types_are_current() -> None:
    """The generated TypeScript types match the declarations; `make accept` writes them again."""
    current = {name: (ROOT / name).read_text(encoding="utf-8") for name in typescript()}
    assert current == typescript(), "run: python -m quizzes types"
