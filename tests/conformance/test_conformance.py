"""CPython's engine gives the golden transcript.json. tests/browser checks the browser's engine with the same file."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import perm
from pathlib import Path
from typing import Any

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.api import handle
from quizzes.engine.model import Grade, Interaction, Item, Module
from quizzes.engine.scoring import SCORERS, Outcome, Response, Unanswered, grade_of, score_match, score_multiple
from tests.conformance.transcript import GOLDEN, RANDOM_RESPONSES, ROOT, Json, parts_of, text_of, transcript
from tests.engine.items import ALL_FOUR

type Key = tuple[str, str]
"""The ids of a scenario and of an item."""


@pytest.fixture(scope="module", params=["real", "made up"])
def modules(request: pytest.FixtureRequest) -> list[Module]:
    """The handbook's modules, or one made-up module with all four interactions."""
    return list(load_catalogue(ROOT).modules.values()) if request.param == "real" else [ALL_FOUR]


@pytest.fixture(scope="module")
def items(modules: list[Module]) -> dict[Key, Item]:
    return {
        (scenario.id, item.id): item for module in modules for scenario in module.scenarios for item in scenario.items
    }


@pytest.fixture(scope="module")
def actual_transcript() -> str:
    """The transcript that the engine gives under CPython."""
    return transcript(handle)


@pytest.fixture(scope="module")
def parts(modules: list[Module], actual_transcript: str) -> list[Json]:
    found: list[Json] = list(parts_of(handle, modules)) if modules == [ALL_FOUR] else json.loads(actual_transcript)
    return found


@pytest.fixture(scope="module")
def separate_items(items: dict[Key, Item], parts: list[Json]) -> list[tuple[Item, Json]]:
    """The items that have a part of their own, each with that part."""
    return [(items[part["scenario"], part["item"]], part) for part in parts if "item" in part]


@pytest.fixture(scope="module")
def paths(modules: list[Module], parts: list[Json]) -> dict[str, list[list[Any]]]:
    """The entries of every path, by scenario."""
    return {part["scenario"]: part["entries"] for part in parts if "scenario" in part and "item" not in part}


@pytest.fixture(scope="module")
def last_steps(modules: list[Module], paths: dict[str, list[list[Any]]]) -> list[tuple[Key, str, Grade]]:
    """The last step of every path: the item, the option (or "*" for a best response), and the grade."""
    first = {scenario.id: scenario.items[0].id for module in modules for scenario in module.scenarios}
    found = []
    for scenario, entries in paths.items():
        following = {"": first[scenario]} | {entry[0]: entry[5] for entry in entries}
        for path, grade, *_ in entries:
            before, _, option = path.rpartition(" ")
            found.append(((scenario, following[before]), option, grade))
    return found


def test_cpython_gives_the_transcript(golden: Callable[[Path, str], None], actual_transcript: str) -> None:
    """Under CPython, every response gets the grade, score and verdicts of the golden transcript."""
    golden(GOLDEN, actual_transcript)


def test_the_transcript_is_json_with_one_entry_per_line(parts: list[Json]) -> None:
    """The transcript contains all parts and entries, and each entry has its own line."""
    text = text_of(parts)
    assert json.loads(text) == parts
    assert len(text.splitlines()) == 2 + sum(len(part["entries"]) + 2 for part in parts)


def test_every_option_of_a_choice_is_in_the_transcript(
    items: dict[Key, Item], last_steps: list[tuple[Key, str, Grade]]
) -> None:
    """The paths cover every item and every option of a choice, and nothing else."""
    authored = {
        (key, option)
        for key, item in items.items()
        for option in ([each.id for each in item.options] if item.interaction is Interaction.CHOICE else ["*"])
    }
    assert {(key, option) for key, option, _ in last_steps} == authored


def test_every_path_is_followed_to_its_end(items: dict[Key, Item], paths: dict[str, list[list[Any]]]) -> None:
    """Each unfinished path continues with every option of the next choice, or with the best response."""
    for scenario, entries in paths.items():
        for path, _, _, _, _, following, *ending in entries:
            longer = [entry for entry in entries if entry[0].rpartition(" ")[0] == path]
            item = items[scenario, following] if following else None
            choice = item and item.interaction is Interaction.CHOICE
            assert len(longer) == (0 if item is None else len(item.options) if choice else 1)
            assert len(ending) == (2 if item is None else 0)


def test_the_transcript_has_the_authored_grades(
    items: dict[Key, Item], last_steps: list[tuple[Key, str, Grade]]
) -> None:
    """Each step has the grade that the author gave the option. A best response is graded best."""
    authored = {(key, option.id): option.grade for key, item in items.items() for option in item.options}
    for key, option, grade in last_steps:
        assert grade == (Grade.BEST if option == "*" else authored[key, option])


def test_every_other_item_has_its_own_part(items: dict[Key, Item], separate_items: list[tuple[Item, Json]]) -> None:
    """Each item that is not a choice has its own part, with all its options or categories, statements and pairs."""
    expected = {key for key, item in items.items() if item.interaction is not Interaction.CHOICE}
    assert {(part["scenario"], part["item"]) for _, part in separate_items} == expected
    for item, part in separate_items:
        lettered = [option.id for option in item.options] or list(item.statements[0].grades)
        assert (part["interaction"], list(part["letters"].values())) == (item.interaction, lettered)
        assert part.get("statements", []) == [each.id for each in item.statements]
        assert part.get("pairs", []) == [f"{each.first}.{each.then}" for each in item.pairs]


def one_change_away(part: Json) -> set[str]:
    """Return a part's best response and all responses one change away from it, in letters."""
    right: str = part["entries"][0][0]
    if part["interaction"] == Interaction.MULTIPLE:
        return {right} | {"".join(sorted({*right} ^ {each})) for each in part["letters"]} - {""}
    if part["interaction"] == Interaction.MATCH:
        return {right[:n] + each + right[n + 1 :] for n in range(len(right)) for each in part["letters"]}
    swapped = {right.replace(one + other, other + one) for one, other in pairwise(right)}
    left_out = {right.replace(each, "") for each in right}
    return {right} | swapped | left_out | {right + each for each in part["letters"] if each not in right}


def test_every_single_change_to_the_best_response_is_included(separate_items: list[tuple[Item, Json]]) -> None:
    """The best response comes first with a full mark, and every response one change away is included."""
    for _, part in separate_items:
        _, grade, score, verdicts = part["entries"][0]
        assert (grade, score, set(verdicts) - set("rl+")) == (Grade.BEST, 1, set())
        assert one_change_away(part) <= {entry[0] for entry in part["entries"]}


def response_count(item: Item) -> int:
    """Return how many different responses to an item can be marked."""
    count = len(item.parts)
    match item.interaction:
        case Interaction.MULTIPLE:
            return int(2**count) - 1
        case Interaction.ORDER:
            return sum(perm(count, length) for length in range(1, count + 1))
        case _:
            return int(len(item.statements[0].grades) ** count)


def test_random_responses_are_included(separate_items: list[tuple[Item, Json]]) -> None:
    """No response is repeated, and there are many random ones beside the single changes, if the item allows it."""
    for item, part in separate_items:
        marked = [entry[0] for entry in part["entries"] if entry[1] is not None]
        assert len(set(marked)) == len(marked)
        assert (
            len({*marked} - one_change_away(part))
            >= min(RANDOM_RESPONSES, response_count(item) - len(one_change_away(part))) / 3
        )


def test_only_an_unfinished_match_is_unanswered(separate_items: list[tuple[Item, Json]]) -> None:
    """Only one response to each *match*, which leaves a statement over, is not marked."""
    for item, part in separate_items:
        unmarked = [entry for entry in part["entries"] if entry[1] is None]
        unfinished = f"{part['entries'][0][0][:-1]}-"
        assert unmarked == ([[unfinished, None, None, ""]] if len(item.statements) > 1 else [])


def test_each_module_is_taken_once_per_grade(modules: list[Module], parts: list[Json]) -> None:
    """Each module is completed with every grade, and best responses pass it."""
    for module, part in zip(modules, [part for part in parts if "module" in part], strict=True):
        assert part["module"] == module.id
        runs = part["entries"]
        assert [run[:2] for run in runs[: len(Grade)]] == [[grade, True] for grade in Grade]
        assert runs[0][2:4] == [True, 1]
        assert all(len(run[4]) == len(module.scenarios) for run in runs)


def test_optional_scenarios_are_left_out_once(modules: list[Module], parts: list[Json]) -> None:
    """One more run of each module with optional scenarios completes it, passed if others are answered best."""
    for module, part in zip(modules, [part for part in parts if "module" in part], strict=True):
        optional = [scenario.optional for scenario in module.scenarios]
        expected = [["left-out", True, not all(optional), None if all(optional) else 1]] if any(optional) else []
        runs = part["entries"][len(Grade) :]
        assert [run[:4] for run in runs] == expected
        for run in runs:
            assert run[4] == [[None, None, ""] if each else ["best", 1, ""] for each in optional]


def test_an_engine_that_marks_differently_is_detected() -> None:
    """An engine that treats poor as best gives a different transcript."""
    assert transcript(lambda request: handle(request.replace(r"\"poor\"", r"\"best\""))) != GOLDEN.read_text("utf-8")


def all_or_nothing(item: Item, response: Response) -> Outcome | Unanswered:
    """Mark any interaction 1 or 0, with nothing between."""
    outcome = ORIGINAL_SCORERS[item.interaction](item, response)
    return replace(outcome, score=float(outcome.score == 1)) if isinstance(outcome, Outcome) else outcome


def no_deduction(item: Item, response: Response) -> Outcome | Unanswered:
    """Mark *multiple* without taking anything off for wrong ticks."""
    outcome = score_multiple(item, response)
    right = sum(verdict in ("right", "left") for _, verdict in outcome.feedback)
    return replace(outcome, score=right / len(item.options))


def one_sequence(item: Item, response: Response) -> Outcome | Unanswered:
    """Mark *order* poor unless the steps are in the author's sequence."""
    outcome = ORIGINAL_SCORERS[Interaction.ORDER](item, response)
    steps = [option.id for option in item.options if option.id in response]
    return outcome if list(response) == steps or isinstance(outcome, Unanswered) else replace(outcome, grade=Grade.POOR)


def no_harm(item: Item, response: Response) -> Outcome | Unanswered:
    """Mark *match* as if nothing were harmful."""
    outcome = score_match(item, response)
    return (
        outcome if isinstance(outcome, Unanswered) else replace(outcome, grade=grade_of(outcome.score, harmful=False))
    )


ORIGINAL_SCORERS = dict(SCORERS)


@pytest.mark.parametrize(
    ("interaction", "scorer"),
    [
        (Interaction.MULTIPLE, all_or_nothing),
        (Interaction.MULTIPLE, no_deduction),
        (Interaction.ORDER, all_or_nothing),
        (Interaction.ORDER, one_sequence),
        (Interaction.MATCH, all_or_nothing),
        (Interaction.MATCH, no_harm),
    ],
)
def test_an_engine_with_a_different_rule_is_detected(
    monkeypatch: pytest.MonkeyPatch, interaction: Interaction, scorer: Callable[[Item, Response], Outcome | Unanswered]
) -> None:
    """An engine that marks just one interaction by a different rule gives different entries."""
    expected = list(parts_of(handle, [ALL_FOUR]))
    monkeypatch.setitem(SCORERS, interaction, scorer)
    assert list(parts_of(handle, [ALL_FOUR])) != expected
