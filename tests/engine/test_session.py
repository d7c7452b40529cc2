"""Paths, marks, completion and mastery all follow from a session's log."""

import pytest

from quizzes.engine.errors import WireError
from quizzes.engine.model import Module, Scenario
from tests.engine.asking import FORK, STEPS, Reader, graded, module_of


def answer_all(module: Module, *options: str) -> Reader:
    """Return a reader who has answered the only item of each scenario."""
    reader = Reader(module)
    for scenario, option in zip(module.scenarios, options, strict=False):
        reader.answer(scenario.id, "q", option)
    return reader


def scenarios(count: int) -> tuple[Scenario, ...]:
    return tuple(Scenario(f"s{n}", (graded("q"),)) for n in range(count))


def test_a_new_session_has_nothing_marked() -> None:
    """Before the first response, no scenario has a grade or a score, and each starts at its first item."""
    reader = Reader(module_of(STEPS, FORK))
    assert (reader.reply["completed"], reader.reply["passed"], reader.reply["score"]) == (False, False, None)
    assert [(each["next"], each["grade"], each["score"]) for each in reader.reply["scenarios"]] == [
        ("one", None, None),
        ("start", None, None),
    ]


def test_nothing_selected_changes_nothing() -> None:
    """An empty response gets a reply with "unanswered", and the session does not change."""
    reader = Reader(module_of())
    reader.answer("s1", "q", "acceptable")
    before = reader.outcome
    assert reader.answer("s1", "q") == {**before, "unanswered": True}


def test_an_unanswered_scenario_never_counts_as_zero() -> None:
    """With two of three scenarios answered, the module has no score yet."""
    reader = answer_all(module_of(mastery_score=0.5), "best", "best")
    assert (reader.reply["completed"], reader.reply["passed"], reader.reply["score"]) == (False, False, None)


def test_a_scenario_is_not_marked_before_its_path_ends() -> None:
    """In an unfinished scenario the steps have scores, but the scenario has no score or grade."""
    reader = Reader(module_of(STEPS))
    reader.answer("steps", "one", "best")
    found = reader.scenario("steps")
    assert (found["completed"], found["next"], found["score"], found["grade"]) == (False, "two", None, None)
    assert [step["score"] for step in found["path"]] == [1]


@pytest.mark.parametrize(
    ("options", "score", "grade"),
    [
        (("best", "best", "best"), 1, "best"),
        (("best", "best", "acceptable"), 2.5 / 3, "acceptable"),
        (("best", "acceptable", "poor"), 0.5, "acceptable"),
        (("acceptable", "acceptable", "poor"), 1 / 3, "poor"),
        (("best", "best", "harmful"), 2 / 3, "harmful"),
    ],
)
def test_a_scenarios_mark_is_the_mean_over_its_path(options: tuple[str, ...], score: float, grade: str) -> None:
    """Each of three steps counts a third, and one harmful response makes the scenario harmful."""
    reader = Reader(module_of(STEPS))
    for item, option in zip(("one", "two", "three"), options, strict=True):
        reader.answer("steps", item, option)
    assert reader.scenario("steps")["score"] == pytest.approx(score)
    assert reader.scenario("steps")["grade"] == grade


def test_only_the_items_on_the_path_count() -> None:
    """Items off the path are not part of the mean."""
    short, long = Reader(module_of(FORK)), Reader(module_of(FORK))
    short.answer("fork", "start", "left")
    short.answer("fork", "end", "stop")
    long.answer("fork", "start", "right")
    long.answer("fork", "detour", "back")
    long.answer("fork", "end", "stop")
    assert (short.reply["score"], long.reply["score"]) == (1, 0.5)


def test_answering_an_earlier_step_again_drops_the_later_ones() -> None:
    """After a new answer to the first step, the path has only that step, and the next one is unanswered."""
    reader = Reader(module_of(STEPS))
    for item in ("one", "two", "three"):
        reader.answer("steps", item, "poor")
    reader.answer("steps", "one", "best")
    found = reader.scenario("steps")
    assert reader.path("steps") == ["one"]
    assert (found["next"], found["score"], reader.reply["completed"]) == ("two", None, False)


def test_a_dropped_step_leaves_nothing_behind() -> None:
    """A harmful response no longer counts once its path is left, although the log keeps it."""
    reader = Reader(module_of(FORK, STEPS))
    reader.answer("steps", "one", "best")
    reader.answer("steps", "two", "harmful")
    assert reader.scenario("steps")["harmful"]
    reader.answer("steps", "one", "best")
    assert not reader.scenario("steps")["harmful"]
    assert reader.scenario("steps")["clauses"] == []


def test_changing_the_branch_changes_what_follows() -> None:
    """A new option at a fork leads to a different item, and drops the steps of the old branch."""
    reader = Reader(module_of(FORK))
    reader.answer("fork", "start", "right")
    reader.answer("fork", "detour", "back")
    reader.answer("fork", "start", "left")
    assert reader.path("fork") == ["start"]
    with pytest.raises(WireError, match=r"^out-of-turn"):
        reader.answer("fork", "detour", "back")


def test_the_last_step_can_be_answered_again() -> None:
    """A new answer to the last step replaces only that step."""
    reader = Reader(module_of(STEPS))
    for item in ("one", "two", "three", "three"):
        reader.answer("steps", item, "best" if reader.path("steps")[2:] else "poor")
    assert [step["grade"] for step in reader.scenario("steps")["path"]] == ["poor", "poor", "best"]


def test_responses_that_are_not_best_give_clauses_to_reread() -> None:
    """Every response that is not best gives its clauses, in the order of the path."""
    reader = Reader(module_of(STEPS))
    for item, option in (("one", "poor"), ("two", "best"), ("three", "acceptable")):
        reader.answer("steps", item, option)
    assert reader.scenario("steps")["clauses"] == ["one-poor", "three-acceptable"]


def test_meeting_the_mastery_score_exactly_passes() -> None:
    """A score of 0.8 passes at a mastery score of 0.8, and 0.7 does not."""
    module = module_of(*scenarios(5))
    enough = answer_all(module, "best", "best", "best", "acceptable", "acceptable")
    short = answer_all(module, "best", "best", "acceptable", "acceptable", "acceptable")
    assert (enough.reply["score"], enough.reply["passed"]) == (0.8, True)
    assert (short.reply["score"], short.reply["passed"]) == (0.7, False)
    assert short.reply["completed"]


@pytest.mark.parametrize("mastery_score", [2.5 / 3, 0.8333, 0.833333333333, 0.8333334, (1 + 1 + 0.5) / 3])
def test_thirds_reach_a_mastery_score_of_thirds(mastery_score: float) -> None:
    """Two best answers and an acceptable one reach five sixths, however many decimals the author writes."""
    assert answer_all(module_of(mastery_score=mastery_score), "best", "best", "acceptable").reply["passed"]


@pytest.mark.parametrize(("mastery_score", "passed"), [(0.666667, True), (2 / 3, True), (0.667, False), (0.67, False)])
def test_a_mastery_score_may_be_rounded_to_six_places(mastery_score: float, passed: bool) -> None:
    """Two marks of three reach 0.666667, which is two thirds to six places, but not 0.667."""
    assert answer_all(module_of(mastery_score=mastery_score), "best", "best", "poor").reply["passed"] is passed


def test_means_of_thirds_add_up() -> None:
    """Three scenarios with a third each reach a mastery score of one third."""
    module = module_of(*(Scenario(f"s{n}", STEPS.items) for n in range(3)), mastery_score=1 / 3)
    reader = Reader(module)
    for scenario in module.scenarios:
        for item, option in (("one", "best"), ("two", "poor"), ("three", "poor")):
            reader.answer(scenario.id, item, option)
    assert reader.reply["passed"]


def test_a_harmful_response_prevents_a_pass() -> None:
    """With one harmful response the module is completed but not passed, even above the mastery score."""
    module = module_of(*scenarios(10))
    reader = answer_all(module, "harmful", *["best"] * 9)
    assert (reader.reply["score"], reader.reply["completed"], reader.reply["passed"]) == (0.9, True, False)
    reader.answer("s0", "q", "poor")
    assert (reader.reply["score"], reader.reply["passed"]) == (0.9, True)


def test_a_harmful_step_prevents_a_pass() -> None:
    """A harmful step prevents a pass, even if all later steps are best."""
    reader = Reader(module_of(STEPS, mastery_score=0.5))
    for item, option in (("one", "harmful"), ("two", "best"), ("three", "best")):
        reader.answer("steps", item, option)
    assert reader.reply["score"] == pytest.approx(2 / 3)
    assert not reader.reply["passed"]


def test_a_mastery_score_of_0_still_requires_completion() -> None:
    """At a mastery score of 0 poor responses pass, but every scenario must be answered."""
    module = module_of(mastery_score=0)
    assert not answer_all(module, "poor", "poor").reply["passed"]
    assert answer_all(module, "poor", "poor", "poor").reply["passed"]
