"""What holds for every module and any sequence of responses."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.engine.errors import WireError
from quizzes.engine.model import Module
from tests.engine.asking import Json, Reader
from tests.engine.modules import MODULES, option_ids

RESPONSES = st.lists(st.integers(0, 10_000), max_size=25)
"""Which options are tried, as places in the list of those that could be; most are in turn, some are not."""

fast = settings(deadline=None, max_examples=60)


def take(module: Module, responses: list[int]) -> Iterator[tuple[str, Json, Json]]:
    """Answer as the numbers say; gives, for each response that counted, its scenario, and the replies round it.

    Two of three numbers pick among the options of an item whose turn it is, or that stands answered; the
    others among all options, in turn or not.
    """
    reader = Reader(module)
    everything = option_ids(module)
    for number in responses:
        open_items = {
            (scenario["id"], item)
            for scenario in reader.reply["scenarios"]
            for item in [*(step["item"] for step in scenario["path"]), scenario["next"]]
        }
        allowed = [each for each in everything if each[:2] in open_items] if number % 3 else everything
        scenario, item, option = allowed[number % len(allowed)]
        before = reader.reply
        if (scenario, item) in open_items:
            yield scenario, before, reader.answer(scenario, item, option)
        else:
            with pytest.raises(WireError, match=r"^out-of-turn"):
                reader.answer(scenario, item, option)


@fast
@given(MODULES, RESPONSES)
def test_scores_are_shares(module: Module, responses: list[int]) -> None:
    """Every score is from 0 to 1, and there is one exactly where something is completed."""
    for _, _, reply in take(module, responses):
        for each in [reply, *reply["scenarios"]]:
            assert (each["score"] is not None) is each["completed"]
            assert each["score"] is None or 0 <= each["score"] <= 1
        assert all(0 <= step["score"] <= 1 for each in reply["scenarios"] for step in each["path"])
        assert reply["completed"] is all(each["completed"] for each in reply["scenarios"])


@fast
@given(MODULES, RESPONSES)
def test_a_response_leaves_other_scenarios_alone(module: Module, responses: list[int]) -> None:
    """A response to one scenario never changes another's outcome."""
    for scenario, before, after in take(module, responses):
        others = [[each for each in reply["scenarios"] if each["id"] != scenario] for reply in (before, after)]
        assert others[0] == others[1]


@fast
@given(MODULES, RESPONSES)
def test_a_log_replayed_gives_the_same_reply(module: Module, responses: list[int]) -> None:
    """The session's text alone, in a new engine, gives the reply that it came with."""
    for _, _, reply in take(module, responses):
        reader = Reader(module)
        reader.reply = reply
        assert reader.again() == reply


@fast
@given(MODULES, RESPONSES)
def test_nothing_harmful_is_averaged_away(module: Module, responses: list[int]) -> None:
    """While a response that stands is harmful, its scenario says so and the module is not passed."""
    for _, _, reply in take(module, responses):
        for each in reply["scenarios"]:
            harmful = any(step["grade"] == "harmful" for step in each["path"])
            assert each["harmful"] is harmful
            assert not each["completed"] or (each["grade"] == "harmful") is harmful
        assert not (reply["passed"] and any(each["harmful"] for each in reply["scenarios"]))


@fast
@given(MODULES, RESPONSES)
def test_the_latest_response_is_the_last_that_stands(module: Module, responses: list[int]) -> None:
    """A path goes from the first item by the links of what was answered, with no item twice."""
    first: dict[str, str | None] = {scenario.id: scenario.items[0].id for scenario in module.scenarios}
    links: dict[tuple[str, str | None, str], str | None] = {
        (scenario.id, item.id, option.id): option.to
        for scenario in module.scenarios
        for item in scenario.items
        for option in item.options
    }
    for _, _, reply in take(module, responses):
        for each in reply["scenarios"]:
            at = first[each["id"]]
            for step in each["path"]:
                assert step["item"] == at
                at = links[each["id"], at, step["response"][0]]
            assert each["next"] == at


@fast
@given(MODULES)
def test_best_all_the_way_passes(module: Module) -> None:
    """Where every item answered has a best option and it is chosen, the module is passed with a full mark."""
    reader = Reader(module)
    for scenario in module.scenarios:
        item = scenario.items[0].id
        while item is not None:
            options = next(each for each in scenario.items if each.id == item).options
            best = next((each for each in options if each.grade == "best"), None)
            if best is None:
                return
            reader.answer(scenario.id, item, best.id)
            item = reader.scenario(scenario.id)["next"]
    assert (reader.reply["score"], reader.reply["passed"]) == (1, True)
