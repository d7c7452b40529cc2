"""The answers that readers could give to the real modules, and what the engine makes of them.

``transcript(handle)`` asks whichever engine stands behind ``handle``, CPython's or the browser's, and writes
down what it says, so that both can be held against transcript.json: a list of parts, each a line of its own and
then its entries, a line each.

A part with ``scenario`` alone has every path through it: each option of each *choice*, and of the other
interactions the best response. An entry is

    ["lock-it later", "poor", 0.0, "w", "SG-1 SI-8", null, "acceptable", 0.5]

the options taken so far (``*`` for a best response of another interaction), the grade, score and verdicts of the
last, the clauses to read again, the item that follows and, where none does, the scenario's grade and score.

A part with ``item`` has, for one item of another interaction asked by itself, the best response, all that are one
change away from it, and others at random. An entry is

    ["bac", "acceptable", 0.5, "-+rrrl"]

the response, its grade, its score and its verdicts. ``letters`` says which letter stands for which option or, of
*match*, category; there the response has one letter a statement, and ``-`` for one that is left over, so that
nothing is marked. The verdicts are those of tests/responses.py, of the pairs and then of the options or statements.

A part with ``module`` has runs through all its scenarios: what was chosen throughout, whether the module is
completed and passed, its score, and each scenario's grade, score and clauses.
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
"""The engine's one entry: a request's text to its reply's."""

type Json = dict[str, Any]
type Entry = list[Any]

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "transcript.json"
RANDOM_RESPONSES = 200


def transcript(handle: Handle) -> str:
    """What the engine says of the real modules."""
    return text_of(parts_of(handle, load_catalogue(ROOT).modules.values()))


def text_of(parts: Iterable[Json]) -> str:
    """The parts as JSON, with an entry a line, so that a changed entry is a changed line."""
    texts = []
    for part in parts:
        head = json.dumps({name: value for name, value in part.items() if name != "entries"}, ensure_ascii=False)
        entries = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in part["entries"])
        texts.append(f'{head[:-1]}, "entries": [\n{entries}\n]}}')
    return "[\n" + ",\n".join(texts) + "\n]\n"


def parts_of(handle: Handle, modules: Collection[Module]) -> Iterator[Json]:
    """The parts: of each scenario, once though several modules have it, its paths and items; then of each module."""
    scenarios = {scenario.id: scenario for module in modules for scenario in module.scenarios}
    for scenario in scenarios.values():
        small_module = Module("alone", (scenario,))  # so that no request carries more than what it asks about
        yield {"scenario": scenario.id, "entries": list(_path_entries(handle, small_module, scenario.items[0], [], ""))}
        for item in scenario.items:
            if item.interaction is not Interaction.CHOICE:
                yield _item_part(handle, scenario, item)
    for module in modules:
        yield {"module": module.id, "entries": [_run_entry(handle, module, grade) for grade in Grade]}


def _ask(handle: Handle, module: Module, session: list[str], scenario: str, item: str, response: Response) -> Json:
    request = {
        "operation": "answer",
        "module": encode_module(module),
        "session": session,
        "scenario": scenario,
        "item": item,
        "response": response,
    }
    reply: Json = json.loads(handle(json.dumps(request)))
    return reply


def _path_entries(handle: Handle, module: Module, item: Item, session: list[str], path: str) -> Iterator[Entry]:
    """The entries from one item on, where ``session`` holds the path that led to it."""
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
            yield from _path_entries(handle, module, following, [*session, reply["entry"]], here)


def _item_part(handle: Handle, scenario: Scenario, item: Item) -> Json:
    """One item of *multiple*, *order* or *match*, asked by itself."""
    match = item.interaction is Interaction.MATCH
    names = list(item.statements[0].grades) if match else [option.id for option in item.options]
    letters = dict(zip(names, ascii_letters[: len(names)], strict=True))
    small_module = Module("alone", (replace(scenario, items=(replace(item, to=None),)),))
    random = Random(f"{scenario.id} {item.id}")
    responses = [best(item), *single_changes(item), *(at_random(item, random) for _ in range(RANDOM_RESPONSES))]
    unfinished = [best(item)[:-1]] if match and len(item.statements) > 1 else []
    entries: list[Entry] = []
    for response in dict.fromkeys(responses + unfinished):
        reply = _ask(handle, small_module, [], scenario.id, item.id, response)
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
    """Grade, score and verdicts of a step; the verdicts in letters, since the order of their parts is known."""
    names = [each.id for each in (*item.pairs, *item.parts)]
    named = [name for name, _ in step["feedback"]]
    expected = step["response"] if item.interaction is Interaction.CHOICE else names
    assert (step["item"], named) == (item.id, expected)
    return [step["grade"], step["score"], "".join(LETTERS[Verdict(verdict)] for _, verdict in step["feedback"])]


def _run_entry(handle: Handle, module: Module, grade: Grade) -> Entry:
    """The module from end to end, with whatever is of this grade selected everywhere."""
    session: list[str] = []
    for scenario in module.scenarios:
        item: Item | None = scenario.items[0]
        while item:
            reply = _ask(handle, module, session, scenario.id, item.id, of_grade(item, grade))
            session.append(reply["entry"])
            found = next(each for each in reply["scenarios"] if each["id"] == scenario.id)
            item = scenario.item(found["next"]) if found["next"] else None
    scenarios = [[each["grade"], each["score"], " ".join(each["clauses"])] for each in reply["scenarios"]]
    return [grade, reply["completed"], reply["passed"], reply["score"], scenarios]
