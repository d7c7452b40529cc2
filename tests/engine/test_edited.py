"""A session is still valid after its module was edited, except for the scenarios that changed."""

from dataclasses import replace

import pytest

from quizzes.engine.digest import clause_digest, scenario_digest
from quizzes.engine.model import Grade, Module, Option, Scenario
from quizzes.engine.progress import decode_entries, encode_entry
from tests.engine.asking import Json, Reader, ask, choice, graded, module_of, request
from tests.engine.modules import with_digests

STEPS = Scenario("steps", (graded("one", "two"), graded("two")))
OTHER = Scenario("other", (graded("three"),))
WAS = with_digests(module_of(STEPS, OTHER, mastery_score=0.5))


def completed_reader(module: Module = WAS, grade: str = "best") -> Reader:
    """Return a reader who has answered every item with the same grade."""
    reader = Reader(module)
    for scenario, item in ("steps", "one"), ("steps", "two"), ("other", "three"):
        reader.answer(scenario, item, grade)
    return reader


def edited(steps: Scenario) -> Module:
    """Return the module with its first scenario replaced."""
    steps = replace(steps, digest="")
    return replace(WAS, scenarios=(replace(steps, digest=scenario_digest(steps)), WAS.scenarios[1]))


def resumed(reader: Reader, module: Module) -> tuple[Json, Json, Json]:
    """Resume a reader's session in an edited module. Return the reply and its two scenarios."""
    reader.edit(module)
    reply = reader.resume()
    return reply, *reply["scenarios"]


def test_an_unedited_module_changes_nothing() -> None:
    """If nothing was edited, the module is still passed and no scenario has changed."""
    reply, steps, other = resumed(completed_reader(), WAS)
    assert (reply["passed"], reply["passed_before"], steps["changed"], other["changed"]) == (True, False, False, False)


def test_a_reworded_scenario_must_be_retaken() -> None:
    """The answers are kept, the scenario starts again at its first item, and the other is still complete."""
    reply, steps, other = resumed(completed_reader(), edited(replace(STEPS, situation="Another.")))
    assert (reply["completed"], reply["passed"], reply["passed_before"]) == (False, False, True)
    assert (steps["changed"], steps["completed"], steps["next"], len(steps["path"])) == (True, False, "one", 2)
    assert (other["changed"], other["completed"]) == (False, True)


def test_retaking_the_changed_scenario_is_enough() -> None:
    """The module is passed again once the changed scenario has been retaken."""
    reader = completed_reader()
    reader.edit(edited(replace(STEPS, situation="Another.")))
    reader.answer("steps", "one", "best")
    assert reader.scenario("steps")["next"] == "two"
    assert not reader.reply["passed"]
    reply = reader.answer("steps", "two", "best")
    assert (reply["passed"], reply["passed_before"], reader.scenario("steps")["changed"]) == (True, False, False)


@pytest.mark.parametrize("number", [1, 1_893_456_000_000])
def test_an_answer_to_an_older_text_hides_none_to_todays(number: int) -> None:
    """A file from before the edit is opened afterwards, and a clock in 2030 gave its order: today's answers count."""
    older = completed_reader(grade="harmful")
    today = completed_reader(edited(replace(STEPS, situation="Another.")))
    before = today.resume()
    assert (before["completed"], before["passed"]) == (True, True)
    keys = (f"{number + place:015}-aaaaaaaa" for place, _ in enumerate(older.session))
    of_steps = {key: entry for key, entry in zip(keys, older.session.values(), strict=True) if '"steps"' in entry}
    assert len(of_steps) == 2
    today.session |= of_steps
    assert today.resume() == before
    today.answer("steps", "one", "poor")
    assert [step["grade"] for step in today.scenario("steps")["path"]] == ["poor"]


def test_retaking_only_a_later_step_is_not_enough() -> None:
    """After a new answer to the second item, the answer to the first item is still outdated."""
    reader = completed_reader()
    reader.edit(edited(replace(STEPS, situation="Another.")))
    reply = reader.answer("steps", "two", "best")
    assert (reply["completed"], reader.scenario("steps")["changed"]) == (False, True)


def test_an_answer_whose_option_is_gone_is_ignored() -> None:
    """If the chosen option is gone, the steps before it are kept, and the scenario must be retaken."""
    shorter = choice("two", Option("poor", Grade.POOR))
    _, steps, other = resumed(completed_reader(), edited(replace(STEPS, items=(STEPS.items[0], shorter))))
    assert [step["item"] for step in steps["path"]] == ["one"]
    assert (steps["changed"], steps["completed"], steps["next"]) == (True, False, "one")
    assert other["completed"]


def test_a_lost_first_answer_is_reported_as_a_change() -> None:
    """If no answer fits any more, the scenario is still reported as changed."""
    reader = completed_reader()
    reply, steps, _ = resumed(reader, edited(replace(STEPS, items=(graded("new"),))))
    assert (steps["path"], steps["changed"], steps["next"], reply["completed"]) == ([], True, "new", False)
    reply = reader.answer("steps", "new", "best")
    assert (reader.scenario("steps")["changed"], reply["passed"]) == (False, True)


def test_a_changed_clause_changes_the_scenarios_that_cite_it() -> None:
    """If the text of a clause changes, only the scenarios that cite it must be retaken."""
    clauses = {**WAS.clauses, "three-best": clause_digest("other words", "")}
    reply, steps, other = resumed(completed_reader(), replace(WAS, clauses=clauses))
    assert (steps["changed"], other["changed"], reply["passed_before"]) == (False, True, True)


def test_passed_before_is_false_unless_the_module_was_passed() -> None:
    """`passed_before` needs the mastery score and no harmful response, as `passed` does."""
    for grade in ("poor", "harmful"):
        reply, *_ = resumed(completed_reader(grade=grade), edited(replace(STEPS, situation="Another.")))
        assert (reply["completed"], reply["passed_before"]) == (False, False)


def test_a_removed_scenario_is_ignored() -> None:
    """Answers to a removed scenario do not count, but they are not set aside either."""
    reader = completed_reader()
    today = replace(WAS, scenarios=WAS.scenarios[1:])
    reply = ask(request(today, "resume", reader.session))
    assert (reply["passed"], reply["set_aside"], [each["id"] for each in reply["scenarios"]]) == (True, 0, ["other"])


def test_entries_keep_the_edition_that_they_answered() -> None:
    """The edition is written when the answer is given, and stays the same when the entry is read."""
    reader = completed_reader()
    session, _ = decode_entries(reader.session, WAS.id)
    assert [encode_entry(WAS.id, attempt) for attempt in session.log] == [*reader.session.values()]
    assert len({attempt.edition for attempt in session.log if attempt.scenario == "steps"}) == 1
    assert len({attempt.edition for attempt in session.log}) == 2
