"""The engine says today what transcript.json says. tests/browser holds the browser's engine against the same file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.wire import handle
from tests.conformance.transcript import GOLDEN, ROOT, Entry, transcript


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    found: list[Entry] = json.loads(transcript(handle))
    return found


def test_cpython_gives_the_transcript(golden: Callable[[Path, str], None]) -> None:
    """Under CPython, every option at every place gets the grades and scores of the golden transcript."""
    golden(GOLDEN, transcript(handle))


def test_every_option_is_in_the_transcript(entries: list[Entry]) -> None:
    """No option of any scenario of a module is left out, nor any that is not authored put in."""
    asked = {(entry["scenario"], entry["path"][-1]) for entry in entries if "path" in entry}
    authored = {
        (scenario.id, f"{item.id}: {option.id}")
        for module in load_catalogue(ROOT).modules.values()
        for scenario in module.scenarios
        for item in scenario.items
        for option in item.options
    }
    assert asked == authored


def test_every_path_is_followed_to_its_end(entries: list[Entry]) -> None:
    """Each path that goes on is followed by every option of the item that it goes on to."""
    items = {
        (scenario.id, item.id): len(item.options)
        for module in load_catalogue(ROOT).modules.values()
        for scenario in module.scenarios
        for item in scenario.items
    }
    walks = [entry for entry in entries if "path" in entry]
    for entry in walks:
        longer = [
            other for other in walks if other["scenario"] == entry["scenario"] and other["path"][:-1] == entry["path"]
        ]
        assert len(longer) == (0 if entry["completed"] else items[entry["scenario"], entry["next"]])


def test_the_authored_grades_are_the_transcripts(entries: list[Entry]) -> None:
    """The grade of the last step is the one that the author gave the option."""
    authored = {
        (scenario.id, f"{item.id}: {option.id}"): option.grade
        for scenario in load_catalogue(ROOT).scenarios.values()
        for item in scenario.items
        for option in item.options
    }
    walks = [entry for entry in entries if "path" in entry]
    assert [entry["grades"][-1] for entry in walks] == [
        authored[entry["scenario"], entry["path"][-1]] for entry in walks
    ]


def test_an_engine_that_marks_otherwise_is_found_out() -> None:
    """An engine that takes poor for best gives another transcript."""
    assert transcript(lambda request: handle(request.replace('"poor"', '"best"'))) != GOLDEN.read_text("utf-8")
