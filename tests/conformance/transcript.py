"""Write a transcript of possible answers to the handbook's modules and the engine's replies.

``transcript(handle)`` asks the engine behind ``handle``, either CPython's or the browser's, and writes its replies.
So both can be compared with transcript.json. The transcript is a list of parts. Each part has a line of its own,
followed by its entries, one per line.

A part with only ``scenario`` has every path through it: each option of each *choice*, and the best response to
each other interaction. An entry is

    ["lock-it later", "poor", 0.0, "w", "SG-1 SI-8", null, "acceptable", 0.5]

the options chosen so far (``*`` for a best response to another interaction), then the grade, score and verdicts of
the last response, the clauses to read again and the next item. If there is no next item, the scenario's grade and
score follow.

A part with ``item`` is for one item of another interaction, asked by itself. It has the best response, every
response one change away from it, and random ones. An entry is

    ["bac", "acceptable", 0.5, "-+rrrl"]

the response, its grade, its score and its verdicts. ``letters`` maps letters to options or, for *match*, to
categories. A response to *match* has one letter per statement; ``-`` is a statement left over, so the item is not
marked. The verdicts use the letters of tests/responses.py, first for the pairs, then for the options or statements.

A part with ``module`` has runs through all its scenarios. An entry is the grade selected throughout, whether the
module is completed and passed, its score, and each scenario's grade, score and clauses. If some scenarios are optional,
there is one more run, "left-out", in which these are left out after the first answer, and the best is selected in the
others.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from string import ascii_letters
from typing import Any

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.definition import encode_module
from quizzes.engine.model import Grade, Interaction, Item, Module, Scenario
from quizzes.engine.scoring import Response, Verdict
from tests.responses import LETTERS, at_random, best, of_grade, single_changes

type Handle = Callable[[str], str]
"""The engine's entry point: it takes a request's text and returns the reply's text."""

type Json = dict[str, Any]
type Entry = list[Any]

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "transcript.json"
RANDOM_RESPONSES = 200


def transcript(handle: Handle) -> str:
    """Return the engine's transcript of the handbook's modules."""
    return text_of(parts_of(handle, load_catalogue(ROOT).modules.values()))


def text_of(parts: Iterable[Json]) -> str:
    """Write the parts as JSON with one entry per line, so that a diff shows changed entries."""
    texts = []
    for part in parts:
        head = json.dumps({name: value for name, value in part.items() if name != "entries"}, ensure_ascii=False)
        entries = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in part["entries"])
        texts.append(f'{head[:-1]}, "entries": [\n{entries}\n]}}')
    return "[\n" + ",\n".join(texts) + "\n]\n"


def parts_of(handle: Handle, modules: Collection[Module]) -> Iterator[Json]:
    """Yield the parts of each scenario (its paths, then its items), then one part per module."""
    scenarios = {scenario.id: scenario for module in modules for scenario in module.scenarios}
    for scenario in scenarios.values():
        small_module = Module("alone", (scenario,))  # keeps the requests small
        yield {"scenario": scenario.id, "entries": list(_path_entries(handle, small_module, scenario.items[0], {}, ""))}
        for item in scenario.items:
            if item.interaction is not Interaction.CHOICE:
                yield _item_part(handle, scenario, item)
    for module in modules:
        runs = [_run_entry(handle, module, grade) for grade in Grade]
        if any(scenario.optional for scenario in module.scenarios):
            runs.append(_left_out_entry(handle, module))
        yield {"module": module.id, "entries": runs}


def _ask(handle: Handle, module: Module, session: Json, scenario: str, item: str, response: Response) -> Json:
    return _send(handle, module, session, "answer", scenario=scenario, item=item, response=response)


def _send(handle: Handle, module: Module, session: Json, operation: str, **fields: Any) -> Json:
    request = {"operation": operation, "module": encode_module(module), "session": session, **fields}
    reply: Json = json.loads(handle(json.dumps(request)))
    return reply


def _stored(reply: Json) -> Json:
    return {reply["entry"]["key"]: reply["entry"]["text"]}


def _path_entries(handle: Handle, module: Module, item: Item, session: Json, path: str) -> Iterator[Entry]:
    """Yield the entries from one item on. ``session`` has the entries of the path before it."""
    (scenario,) = module.scenarios
    choice = item.interaction is Interaction.CHOICE
    for response in [(option.id,) for option in item.options] if choice else [best(item)]:
        reply = _ask(handle, module, session, scenario.id, item.id, response)
        (found,) = reply["scenarios"]
        here = f"{path} {response[0] if choice else '*'}".strip()
        ending = [] if found["next"] else [found["grade"], found["score"]]
        yield [here, *_marks(item, found["path"][-1]), " ".join(found["clauses"]), found["next"], *ending]
        following = scenario.item(found["next"]) if found["next"] else None
        if following:
            yield from _path_entries(handle, module, following, session | _stored(reply), here)


def _item_part(handle: Handle, scenario: Scenario, item: Item) -> Json:
    """Make the part of one *multiple*, *order* or *match* item."""
    match = item.interaction is Interaction.MATCH
    names = list(item.statements[0].grades) if match else [option.id for option in item.options]
    letters = dict(zip(names, ascii_letters[: len(names)], strict=True))
    small_module = Module("alone", (replace(scenario, items=(replace(item, to=None),)),))
    random = Random(f"{scenario.id} {item.id}")
    responses = [best(item), *single_changes(item), *(at_random(item, random) for _ in range(RANDOM_RESPONSES))]
    unfinished = [best(item)[:-1]] if match and len(item.statements) > 1 else []
    entries: list[Entry] = []
    for response in dict.fromkeys(responses + unfinished):
        reply = _ask(handle, small_module, {}, scenario.id, item.id, response)
        (found,) = reply["scenarios"]
        written = "".join(letters[each.rpartition(" ")[2]] for each in response)
        if reply["unanswered"]:
            entries.append([f"{written}-", None, None, ""])
        else:
            entries.append([written, *_marks(item, found["path"][0])])
    return {
        "scenario": scenario.id,
        "item": item.id,
        "interaction": item.interaction,
        "letters": {letter: name for name, letter in letters.items()},
        **({"statements": [each.id for each in item.statements]} if match else {}),
        **({"pairs": [each.id for each in item.pairs]} if item.pairs else {}),
        "entries": entries,
    }


def _marks(item: Item, step: Json) -> Entry:
    """Return a step's grade, score and verdicts. The verdicts are letters in the order of pairs and parts."""
    names = [each.id for each in (*item.pairs, *item.parts)]
    named = [name for name, _ in step["feedback"]]
    expected = step["response"] if item.interaction is Interaction.CHOICE else names
    assert (step["item"], named) == (item.id, expected)
    return [step["grade"], step["score"], "".join(LETTERS[Verdict(verdict)] for _, verdict in step["feedback"])]


def _run_entry(handle: Handle, module: Module, grade: Grade) -> Entry:
    """Take a whole module, selecting everything of one grade, and return the entry."""
    session: Json = {}
    for scenario in module.scenarios:
        reply = _take(handle, module, session, scenario, grade)
    return _result(grade, reply)


def _left_out_entry(handle: Handle, module: Module) -> Entry:
    """Take a module's other scenarios, leave the optional ones out halfway, and return the entry."""
    session: Json = {}
    for scenario in module.scenarios:
        if not scenario.optional:
            reply = _take(handle, module, session, scenario, Grade.BEST)
            continue
        item = scenario.items[0]
        session |= _stored(_ask(handle, module, session, scenario.id, item.id, best(item)))
        reply = _send(handle, module, session, "leave-out", scenario=scenario.id)
        session |= _stored(reply)
    return _result("left-out", reply)


def _take(handle: Handle, module: Module, session: Json, scenario: Scenario, grade: Grade) -> Json:
    """Take a scenario to its end, add its entries to the session, and return the last reply."""
    item: Item | None = scenario.items[0]
    while item:
        reply = _ask(handle, module, session, scenario.id, item.id, of_grade(item, grade))
        session |= _stored(reply)
        found = next(each for each in reply["scenarios"] if each["id"] == scenario.id)
        item = scenario.item(found["next"]) if found["next"] else None
    return reply


def _result(name: str, reply: Json) -> Entry:
    scenarios = [[each["grade"], each["score"], " ".join(each["clauses"])] for each in reply["scenarios"]]
    return [name, reply["completed"], reply["passed"], reply["score"], scenarios]
