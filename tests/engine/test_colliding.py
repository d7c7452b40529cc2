"""Names in strangers' JSON that all have the same hash cannot keep the engine busy.

Hashes of texts are 32 bits in the browser and known in advance, so such names can be made up at leisure. Nobody can in
64 bits, so here a class stands for them, and comparisons are counted.
"""

import json
from typing import Any

import pytest

from quizzes.engine import parsing
from quizzes.engine.errors import WireError
from quizzes.engine.parsing import MAX_NAMES, has_more_names
from quizzes.engine.progress_file import PROGRESS
from quizzes.engine.records.making import RECORD

COMPARISONS_PER_SECOND = 50_000_000
"""What a browser manages of colliding names, roughly."""


class Colliding(str):
    """A name whose hash is that of every other."""

    __slots__ = ()
    comparisons = 0

    def __hash__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        Colliding.comparisons += 1
        return super().__eq__(other)


def comparisons_of(objects: int, names: int) -> int:
    """Return how often names are compared when so many objects of so many colliding names are made."""
    Colliding.comparisons = 0
    for number in range(objects):
        parsing._object_of([(Colliding(f"{number} {name}"), 1) for name in range(names)])
    return Colliding.comparisons


def file_of(names: int, form: str = "staff-handbook-record") -> str:
    """Return a file with so many different names, a hundred in an object."""
    objects = [{f"{start + number}": 0 for number in range(100)} for start in range(0, names, 100)]
    return json.dumps({"format": form, "version": 1, "objects": objects})


def test_colliding_names_take_a_time_that_grows_with_the_text() -> None:
    """Twice as many objects take twice as long, because the names in one object are limited."""
    assert comparisons_of(objects=40, names=50) == 2 * comparisons_of(objects=20, names=50)
    assert MAX_NAMES**2 / 2 <= COMPARISONS_PER_SECOND


def test_an_object_with_too_many_names_is_malformed() -> None:
    """The limit is for a single object; a request may have more names in all, as for a large register."""
    assert len(parsing.parse(json.dumps([{f"{number}": 0 for number in range(MAX_NAMES)}] * 3))) == 3
    with pytest.raises(WireError, match=f"^malformed: not JSON: an object has more than {MAX_NAMES} names"):
        parsing.parse(json.dumps({f"{number}": 0 for number in range(MAX_NAMES + 1)}))


@pytest.mark.parametrize(("form", "limit"), [(RECORD, 2_000), (PROGRESS, 10_000)])
def test_a_file_with_too_many_names_is_not_parsed(form: Any, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is too large. Parsing alone would compare all names, even those of different objects."""
    assert form.max_names == limit
    with pytest.raises(WireError, match=r"^malformed: the document must be an object with the fields"):
        form.read(file_of(limit - 200, form.name))
    monkeypatch.setattr("quizzes.engine.files.parse", lambda text: pytest.fail("it was parsed"))
    with pytest.raises(WireError, match=f"^too-large: the file must have at most {limit} different names"):
        form.read(file_of(limit, form.name))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{}", 0),
        ('{"a":1,"b":{"c" : [{"d":null}]}}', 4),
        (json.dumps([{"a": 1, "b": 2}] * 5), 2),
        (json.dumps({"a:b:c": '{"x": "\\":"}', "\\": ":\\"}), 2),
        (json.dumps({'"': 1, "\\": 2, '\\"': 3, "\n": 4}), 4),
        ('"a:b', 0),
        ("::", 0),
    ],
)
def test_only_different_names_are_counted(text: str, names: int) -> None:
    """A name counts once, in however many objects. Colons in strings do not count, whatever is escaped in them."""
    assert not has_more_names(text, names)
    assert names == 0 or has_more_names(text, names - 1)
