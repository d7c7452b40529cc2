"""Properties that hold for every module and every sequence of responses."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.errors import WireError
from quizzes.engine.model import Interaction, Item, Module
from tests.engine.asking import Json, Reader
from tests.engine.modules import MODULES, items_of
from tests.responses import at_random, best

RESPONSES = st.lists(st.integers(0, 10_000), max_size=25)
"""Numbers that choose items and random responses; see answer_by_numbers()."""


def answer_by_numbers(module: Module, responses: list[int]) -> Iterator[tuple[str, Json, Json]]:
    """Answer as the numbers say. Yield the scenario, the reply before and the reply after each accepted response.

    Two numbers in three choose from the items that can be answered now. The others choose from all items. Each
    number is also the seed of the random response.
    """
    reader = Reader(module)
    everything = items_of(module)
    for number in responses:
        open_items = {
            (scenario["id"], item)
            for scenario in reader.reply["scenarios"]
            for item in [*(step["item"] for step in scenario["path"]), scenario["next"]]
        }
        allowed = [each for each in everything if (each[0], each[1].id) in open_items] if number % 3 else everything
        scenario, item = allowed[number // 3 % len(allowed)]
        response = at_random(item, Random(number))
        before = reader.reply
        if (scenario, item.id) in open_items:
            yield scenario, before, reader.answer(scenario, item.id, *response)
        else:
            with pytest.raises(WireError, match=r"^out-of-turn"):
                reader.answer(scenario, item.id, *response)


def next_item(item: Item, response: list[str]) -> str | None:
    """Return the id of the item that the author put after this response."""
    if item.interaction is not Interaction.CHOICE:
        return item.to
    return next(option.to for option in item.options if [option.id] == response)


@given(MODULES, RESPONSES)
def test_scores_are_from_0_to_1(module: Module, responses: list[int]) -> None:
    """Every score is from 0 to 1, and only completed scenarios and modules have one."""
    for _, _, reply in answer_by_numbers(module, responses):
        for each in [reply, *reply["scenarios"]]:
            assert (each["score"] is not None) is each["completed"]
            assert each["score"] is None or 0 <= each["score"] <= 1
        assert all(0 <= step["score"] <= 1 for each in reply["scenarios"] for step in each["path"])
        assert reply["completed"] is all(each["completed"] for each in reply["scenarios"])


@given(MODULES, RESPONSES)
def test_a_response_leaves_other_scenarios_alone(module: Module, responses: list[int]) -> None:
    """A response to one scenario never changes the outcome of another."""
    for scenario, before, after in answer_by_numbers(module, responses):
        others = [[each for each in reply["scenarios"] if each["id"] != scenario] for reply in (before, after)]
        assert others[0] == others[1]


@given(MODULES, RESPONSES)
def test_a_log_replayed_gives_the_same_reply(module: Module, responses: list[int]) -> None:
    """Resuming from the session's entries gives the last reply again."""
    session: dict[str, str] = {}
    for _, _, reply in answer_by_numbers(module, responses):
        if reply["entry"]:
            session[reply["entry"]["key"]] = reply["entry"]["text"]
        reader = Reader(module)
        reader.session = session
        assert reader.resume() == {**reply, "entry": None, "unanswered": False}


@given(MODULES, RESPONSES)
def test_a_harmful_response_is_never_averaged_away(module: Module, responses: list[int]) -> None:
    """While a path has a harmful response, its scenario is harmful and the module is not passed."""
    for _, _, reply in answer_by_numbers(module, responses):
        for each in reply["scenarios"]:
            harmful = any(step["grade"] == "harmful" for step in each["path"])
            assert each["harmful"] is harmful
            assert not each["completed"] or (each["grade"] == "harmful") is harmful
        assert not (reply["passed"] and any(each["harmful"] for each in reply["scenarios"]))


@given(MODULES, RESPONSES)
def test_a_path_follows_the_links_of_its_responses(module: Module, responses: list[int]) -> None:
    """A path starts at the first item and follows the links of the chosen responses."""
    for _, _, reply in answer_by_numbers(module, responses):
        for scenario, each in zip(module.scenarios, reply["scenarios"], strict=True):
            items = {item.id: item for item in scenario.items}
            at: str | None = scenario.items[0].id
            for step in each["path"]:
                assert step["item"] == at
                at = next_item(items[step["item"]], step["response"])
            assert each["next"] == at


@given(MODULES, RESPONSES)
def test_a_scenarios_mark_is_the_mean_of_its_path(module: Module, responses: list[int]) -> None:
    """The mark of a finished path is the mean of its items' marks, whatever their interactions."""
    for _, _, reply in answer_by_numbers(module, responses):
        for each in reply["scenarios"]:
            marks = [step["score"] for step in each["path"]]
            assert not each["completed"] or each["score"] == pytest.approx(sum(marks) / len(marks), abs=1e-9)


@given(MODULES)
def test_best_responses_throughout_pass(module: Module) -> None:
    """Best responses pass the module with a full mark, and give no clauses to read again."""
    reader = Reader(module)
    for scenario in module.scenarios:
        following: str | None = scenario.items[0].id
        while following is not None:
            item = next(each for each in scenario.items if each.id == following)
            reader.answer(scenario.id, item.id, *best(item))
            following = reader.scenario(scenario.id)["next"]
    assert (reader.reply["score"], reader.reply["passed"]) == (1, True)
    assert [each["clauses"] for each in reader.reply["scenarios"]] == [[] for _ in module.scenarios]
