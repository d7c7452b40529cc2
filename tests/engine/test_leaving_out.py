"""An optional scenario may be left out. It never blocks completion, and no record or register shows it."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.definition import encode_module
from quizzes.engine.digest import clause_digest, module_digest, scenario_digest
from quizzes.engine.errors import WireError
from quizzes.engine.model import ACKNOWLEDGED, Item, Module, Scenario
from quizzes.engine.records.checking import Row, Status
from quizzes.engine.records.making import make_record
from quizzes.engine.records.register import ClauseCount, Findings, Register
from quizzes.engine.records.staff import Staff
from quizzes.engine.scoring import Response
from quizzes.engine.session import Attempt, Session
from quizzes.engine.standing import Standing
from tests.engine.asking import STEPS, Reader, graded, module_of
from tests.engine.modules import WITH_OPTIONAL, items_of, with_digests
from tests.engine.records import content_of, only_row, with_valid_checksum
from tests.recording import DAY, LIMITS, completed_session, random_answers, record_of
from tests.responses import at_random, best

OPTIONAL = Scenario("optional", (graded("q"),), optional=True)
MIXED = with_digests(module_of(Scenario("required", (graded("r"),)), OPTIONAL))
ALL_OPTIONAL = with_digests(module_of(OPTIONAL, replace(OPTIONAL, id="another", items=(graded("a"),))))

ACTS = st.lists(st.tuples(st.integers(0, 10_000), st.booleans()), max_size=25)
"""Numbers that choose items and random responses, each with whether to leave the item's scenario out instead."""


def act(module: Module, acts: Collection[tuple[int, bool]]) -> Session:
    """Return the session of a reader who answers and leaves out as the numbers say. What is refused is skipped."""
    session = Session()
    everything = items_of(module)
    for number, leaves_out in acts:
        scenario, item = everything[number % len(everything)]
        with suppress(WireError):
            if leaves_out:
                session = session.leave_out(module, scenario)
            else:
                session = session.answer(module, Attempt(scenario, item.id, at_random(item, Random(number))))
    return session


def optional_ids(module: Module) -> list[str]:
    """Return the ids of a module's optional scenarios."""
    return [scenario.id for scenario in module.scenarios if scenario.optional]


def without(module: Module, left_out: Collection[str]) -> Module:
    """Return the module as it would be if it had never had these scenarios."""
    scenarios = tuple(scenario for scenario in module.scenarios if scenario.id not in left_out)
    cited = {ACKNOWLEDGED, *(clause for scenario in scenarios for clause in scenario.clauses)}
    clauses = {clause: digest for clause, digest in module.clauses.items() if clause in cited}
    return replace(module, scenarios=scenarios, clauses=clauses)


@st.composite
def some_left_out(draw: st.DrawFn) -> tuple[Module, list[str]]:
    """Make a module, and choose one or more optional scenarios, but not all scenarios that it has."""
    choosable = WITH_OPTIONAL.filter(lambda module: len(module.scenarios) > 1)
    module = draw(choosable)
    chosen = draw(st.lists(st.sampled_from(optional_ids(module)), min_size=1, unique=True))
    return module, chosen[: len(module.scenarios) - 1]


@given(WITH_OPTIONAL, ACTS)
def test_a_module_is_completed_when_each_scenario_is_answered_or_left_out(
    module: Module, acts: list[tuple[int, bool]]
) -> None:
    """It is passed only with a mark. Completed without one, it is called completed, and has no score."""
    outcome = act(module, acts).outcome(module)
    for scenario in outcome.scenarios:
        answered = scenario.next is None and not scenario.changed
        assert scenario.completed is (answered or scenario.left_out)
        assert not scenario.left_out or (scenario.path, scenario.score, scenario.clauses) == ((), None, ())
    scores = [scenario.score for scenario in outcome.scenarios if scenario.score is not None]
    assert outcome.completed is all(scenario.completed for scenario in outcome.scenarios)
    assert (outcome.score is not None) is (outcome.completed and bool(scores))
    assert not outcome.passed or scores
    assert (outcome.standing is Standing.COMPLETED) is (outcome.completed and not scores)


@given(WITH_OPTIONAL, ACTS, st.data())
def test_leaving_out_undoes_a_scenarios_answers_and_touches_no_other(
    module: Module, acts: list[tuple[int, bool]], data: st.DataObject
) -> None:
    """After leaving a scenario out, the outcome is the same as if none of its items had ever been answered."""
    chosen = data.draw(st.sampled_from(optional_ids(module)))
    session = act(module, acts)
    others = Session(tuple(attempt for attempt in session.log if attempt.scenario != chosen))
    left = session.leave_out(module, chosen)
    assert left.outcome(module) == others.leave_out(module, chosen).outcome(module)
    assert left.leave_out(module, chosen) == left


@given(WITH_OPTIONAL, ACTS, st.data())
def test_a_scenario_can_be_answered_after_it_was_left_out(
    module: Module, acts: list[tuple[int, bool]], data: st.DataObject
) -> None:
    """Once its first item is answered, nothing remains of having left it out."""
    scenario = module.scenario(data.draw(st.sampled_from(optional_ids(module))))
    assert scenario
    item = scenario.items[0]
    attempt = Attempt(scenario.id, item.id, best(item))
    before = Session(tuple(each for each in act(module, acts).log if each.scenario != scenario.id))
    after = before.leave_out(module, scenario.id).answer(module, attempt)
    assert after.outcome(module) == before.answer(module, attempt).outcome(module)


@given(some_left_out(), st.integers(0, 10_000))
def test_a_record_is_the_same_as_if_the_module_had_never_had_the_scenario(
    made: tuple[Module, list[str]], seed: int
) -> None:
    """It holds. It has no id, no clause and no count of what was left out."""
    module, left_out = made
    kept = without(module, left_out)
    record = record_of(module, answering=random_answers(Random(seed)), leaving_out=left_out, day=DAY)
    assert record == record_of(kept, answering=random_answers(Random(seed)), day=DAY)
    assert only_row(record, module).status is Status.HOLDS
    assert only_row(record, kept).status is Status.HOLDS


@given(some_left_out(), st.integers(0, 10_000))
def test_a_row_differs_only_by_the_result(made: tuple[Module, list[str]], seed: int) -> None:
    """A scenario left out, and the same one answered best, give the same row but for the file and the result."""
    module, left_out = made
    faultless = [item for scenario, item in items_of(module) if scenario in left_out]

    def answering(item: Item) -> Response:
        return best(item) if any(item is other for other in faultless) else at_random(item, Random(f"{seed} {item.id}"))

    answered = only_row(record_of(module, answering=answering, day=DAY), module)
    left = only_row(record_of(module, answering=answering, leaving_out=left_out, day=DAY), module)
    assert left == replace(answered, content=left.content, code=left.code, passed=left.passed)


@given(WITH_OPTIONAL)
def test_nothing_reminds_a_register_of_what_was_left_out(module: Module) -> None:
    """In the counts of clauses, somebody who left everything optional out counts like everybody else."""
    rows = [
        replace(only_row(record_of(module, leaving_out=left_out, day=DAY), module), name=name)
        for name, left_out in (("Ann", []), ("Bob", optional_ids(module)))
    ]
    assert rows[0].asked == rows[1].asked
    missed = replace(rows[0], missed=rows[0].asked)
    counts = tuple(ClauseCount(clause, 2, 1) for clause in sorted(rows[0].asked))
    assert registered(missed, rows[1]).clauses == counts


def registered(*rows: Row) -> Findings:
    """Return what a register of these rows comes to, on the day of the records."""
    register = Register(Staff([], {}), 12, DAY)
    list(register.rows(rows))
    return register.findings()


def test_a_scenario_without_a_content_note_cannot_be_left_out() -> None:
    """The engine refuses it, and a scenario that the module does not have."""
    reader = Reader(MIXED)
    with pytest.raises(WireError, match=r"^not-optional: .*content note"):
        reader.leave_out("required")
    with pytest.raises(WireError, match=r"^unknown-item: "):
        reader.leave_out("none")
    assert reader.resume()["standing"] == "not-started"


def test_what_is_not_reached_yet_is_not_left_out() -> None:
    """With only the other scenario answered, the module is under way, until the reader leaves the optional one out."""
    reader = Reader(MIXED)
    assert reader.answer("required", "r", "best")["standing"] == "under-way"
    assert (reader.reply["completed"], reader.reply["score"]) == (False, None)
    reply = reader.leave_out("optional")
    assert (reply["standing"], reply["completed"], reply["passed"], reply["score"]) == ("passed", True, True, 1)
    left_out = reader.scenario("optional")
    assert (left_out["left_out"], left_out["completed"], left_out["next"]) == (True, True, "q")
    assert reader.resume() == reader.outcome


def test_leaving_out_first_is_under_way() -> None:
    """A module is begun once something is left out. To leave it out again stores no entry."""
    reader = Reader(MIXED)
    assert reader.leave_out("optional")["standing"] == "under-way"
    assert reader.reply["entry"]
    assert reader.leave_out("optional")["entry"] is None


def test_a_scenario_can_be_left_out_halfway() -> None:
    """A reader who stops halfway, after a harmful answer, is not held to it."""
    reader = Reader(module_of(Scenario("s", (graded("q"),)), replace(STEPS, optional=True)))
    reader.answer("s", "q", "best")
    reader.answer("steps", "one", "harmful")
    assert not reader.reply["completed"]
    assert reader.leave_out("steps")["standing"] == "passed"
    assert reader.path("steps") == []


def test_a_module_of_optional_scenarios_is_completed_when_all_are_left_out() -> None:
    """It is neither passed nor failed, and a record of it holds. With one answer it can be passed."""
    reader = Reader(ALL_OPTIONAL)
    assert reader.leave_out("optional")["standing"] == "under-way"
    reply = reader.leave_out("another")
    assert (reply["standing"], reply["completed"], reply["passed"], reply["score"]) == ("completed", True, False, None)
    assert reader.answer("another", "a", "best")["standing"] == "passed"
    assert reader.answer("another", "a", "poor")["standing"] == "not-passed"


def test_a_record_without_a_mark_holds() -> None:
    """It has no scenarios and no score. The register calls it completed, and due again in a year."""
    record = record_of(ALL_OPTIONAL, leaving_out=optional_ids(ALL_OPTIONAL), day=DAY)
    (recorded,) = content_of(record)["modules"]
    assert (recorded["completed"], recorded["passed"]) == (True, False)
    assert (recorded["score"], recorded["scenarios"]) == (None, [])
    row = only_row(record, ALL_OPTIONAL)
    assert (row.status, row.passed, row.marked) == (Status.HOLDS, False, False)
    assert registered(row).standings[Standing.COMPLETED] == 1
    old = replace(row, date="2025-11-23")
    assert registered(old).standings[Standing.DUE] == 1


@pytest.mark.parametrize(("field", "value"), [("passed", True), ("score", 1.0), ("score", 0.0), ("completed", False)])
def test_a_record_without_a_mark_cannot_claim_one(field: str, value: object) -> None:
    """A record without scenarios that says it was passed, or has a score, is altered."""
    content = content_of(record_of(ALL_OPTIONAL, leaving_out=optional_ids(ALL_OPTIONAL), day=DAY))
    content["modules"][0][field] = value
    assert only_row(with_valid_checksum(content), ALL_OPTIONAL).status is Status.ALTERED


@given(some_left_out())
def test_a_record_without_a_scenario_that_is_not_optional_does_not_hold(made: tuple[Module, list[str]]) -> None:
    """If a scenario must be answered today, a record that lacks it does not hold."""
    module, left_out = made
    record = record_of(module, leaving_out=left_out, day=DAY)
    today = replace(module, scenarios=tuple(replace(scenario, optional=False) for scenario in module.scenarios))
    row = only_row(record, today)
    assert row.status is Status.RETAKE
    (scenarios,) = (reason.ids for reason in row.reasons if reason.name == "scenarios")
    assert set(scenarios) == set(left_out)


@given(some_left_out())
def test_a_change_to_what_was_left_out_asks_for_nothing(made: tuple[Module, list[str]]) -> None:
    """If its text changes, or a clause that only it cites, neither the record nor the session is affected."""
    module, left_out = made
    kept = without(module, left_out)
    scenarios = tuple(
        replace(changed, digest=scenario_digest(changed)) if scenario.id in left_out else scenario
        for scenario in module.scenarios
        for changed in [replace(scenario, situation="Something else has happened.")]
    )
    clauses = {
        clause: digest if clause in kept.clauses else clause_digest("other words", "")
        for clause, digest in module.clauses.items()
    }
    today = replace(module, scenarios=scenarios, clauses=clauses)
    session = completed_session(module, leaving_out=left_out)
    assert only_row(record_of(module, leaving_out=left_out, day=DAY), today).status is Status.HOLDS
    assert session.outcome(today) == session.outcome(module)


def test_a_new_optional_scenario_leaves_records_valid() -> None:
    """Nobody can tell whether a record lacks it because it was left out, or because it is new."""
    before = without(MIXED, ["optional"])
    assert only_row(record_of(before, day=DAY), MIXED).status is Status.HOLDS
    assert completed_session(before).outcome(MIXED).standing is Standing.UNDER_WAY


def test_a_scenario_that_loses_its_content_note_has_to_be_answered() -> None:
    """What was left out before is as if it had never been begun."""
    session = completed_session(MIXED, leaving_out=["optional"])
    today = replace(MIXED, scenarios=tuple(replace(scenario, optional=False) for scenario in MIXED.scenarios))
    outcome = session.outcome(today)
    assert (outcome.standing, outcome.scenarios[1].changed) == (Standing.UNDER_WAY, False)
    with pytest.raises(WireError, match=r"^incomplete: "):
        make_record(today, session, "Ann Smith", "", DAY, LIMITS)


def test_only_optional_scenarios_say_so_in_a_definition() -> None:
    """So definitions and digests of modules without any are those of the first edition."""
    plain = replace(MIXED, scenarios=tuple(replace(scenario, optional=False) for scenario in MIXED.scenarios))
    assert encode_module(MIXED).count('"optional":true') == 1
    assert '"optional":' not in encode_module(plain)
    assert scenario_digest(OPTIONAL) == scenario_digest(replace(OPTIONAL, optional=False))
    assert module_digest(MIXED) != module_digest(plain)
