"""Every answer that a reader could give to the real modules, and what the engine makes of it.

``transcript(handle)`` asks whichever engine stands behind ``handle``, CPython's or the browser's, and writes
down what it says, so that both can be held against transcript.json.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Item, Module, Scenario
from quizzes.engine.wire import encode_module

type Handle = Callable[[str], str]
"""The engine's one entry: a request's text to its reply's."""

type Entry = dict[str, Any]

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "transcript.json"


def transcript(handle: Handle) -> str:
    """Every option of every item at every place of every path, an entry a line; then each module taken through."""
    entries = [
        entry
        for module in load_catalogue(ROOT).modules.values()
        for entry in [*_walks(handle, module), *_runs(handle, module)]
    ]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f"[\n{lines}\n]\n"


def _ask(handle: Handle, module: Module, session: str | None, scenario: str, item: str, option: str) -> Entry:
    request = {
        "operation": "answer",
        "module": json.loads(encode_module(module)),
        "session": session,
        "scenario": scenario,
        "item": item,
        "response": [option],
    }
    reply: Entry = json.loads(handle(json.dumps(request)))
    return reply


def _walks(handle: Handle, module: Module) -> Iterator[Entry]:
    for scenario in module.scenarios:
        yield from _walk(handle, module, scenario, scenario.items[0], None)


def _walk(handle: Handle, module: Module, scenario: Scenario, item: Item, session: str | None) -> Iterator[Entry]:
    """The entries from one item on, where ``session`` holds the path that led to it."""
    for option in item.options:
        reply = _ask(handle, module, session, scenario.id, item.id, option.id)
        found = next(each for each in reply["scenarios"] if each["id"] == scenario.id)
        path = found["path"]
        yield {
            "scenario": scenario.id,
            "path": [f"{step['item']}: {', '.join(step['response'])}" for step in path],
            "grades": [step["grade"] for step in path],
            "scores": [step["score"] for step in path],
            "feedback": path[-1]["feedback"],
            "clauses": found["clauses"],
            "next": found["next"],
            "completed": found["completed"],
            "grade": found["grade"],
            "score": found["score"],
        }
        following = scenario.item(found["next"]) if found["next"] else None
        if following:
            yield from _walk(handle, module, scenario, following, reply["session"])


def _runs(handle: Handle, module: Module) -> Iterator[Entry]:
    """The module from end to end: the first option of each grade everywhere, where an item has one."""
    for grade in ("best", "acceptable", "poor", "harmful"):
        reply: Entry = {"session": None}
        for scenario in module.scenarios:
            item: Item | None = scenario.items[0]
            while item:
                option = next((each for each in item.options if each.grade == grade), item.options[0])
                reply = _ask(handle, module, reply["session"], scenario.id, item.id, option.id)
                found = next(each for each in reply["scenarios"] if each["id"] == scenario.id)
                item = scenario.item(found["next"]) if found["next"] else None
        yield {
            "module": module.id,
            "chosen": grade,
            "completed": reply["completed"],
            "passed": reply["passed"],
            "score": reply["score"],
            "scores": [each["score"] for each in reply["scenarios"]],
        }
