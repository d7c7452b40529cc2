"""An unchanged record holds, a change in it is detected, and later changes to the handbook are named."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quizzes.engine.digest import clause_digest, code_of, scenario_digest
from quizzes.engine.errors import WireError
from quizzes.engine.model import ACKNOWLEDGED, Grade, Module, Scenario
from quizzes.engine.progress import encode_entry
from quizzes.engine.records.checking import Status
from quizzes.engine.records.making import RECORD, file_name, make_record
from quizzes.engine.session import Attempt, Session, extend
from tests.engine.asking import ask, graded, module_of, request
from tests.engine.items import ALL_FOUR
from tests.engine.modules import with_digests
from tests.engine.records import NAMES, content_of, only_row, reasons_by_name, records, steps_of, with_valid_checksum
from tests.recording import DAY, LIMITS, completed_session, random_answers, record_of
from tests.responses import at_random

FOUR = with_digests(ALL_FOUR)
EXTRA = with_digests(module_of(Scenario("extra", (graded("q"),)))).scenarios[0]


@given(records())
def test_an_unchanged_record_holds(made: tuple[Module, str]) -> None:
    """Every record that the engine makes holds, and its row has the record's details and result."""
    module, record = made
    row = only_row(record, module)
    content = content_of(record)
    assert (row.status, row.reasons) == (Status.HOLDS, ())
    assert (row.name, row.role, row.date) == (content["name"], content["role"], content["date"])
    assert (row.module, row.passed) == (module.id, content["modules"][0]["passed"])
    assert row.code == code_of(content["checksum"])
    assert set(row.asked) == {clause for scenario in module.scenarios for clause in scenario.clauses}
    assert set(row.missed) <= set(row.asked)


@given(records(), st.data())
def test_a_changed_grade_mark_or_digest_is_detected(made: tuple[Module, str], data: st.DataObject) -> None:
    """A changed grade, mark, digest or result is detected even if the checksum matches."""
    module, record = made
    content = content_of(record)
    (recorded,) = content["modules"]
    scenario = data.draw(st.sampled_from(recorded["scenarios"]))
    where, what = data.draw(
        st.sampled_from(
            [
                *((each, what) for each in [scenario, *scenario["path"]] for what in ("grade", "score")),
                *((recorded, what) for what in ("score", "mastery_score", "completed", "passed")),
                (scenario, "digest"),
                *((content["clauses"], clause) for clause in content["clauses"]),
            ]
        )
    )
    others: dict[type, st.SearchStrategy[Any]] = {
        bool: st.just(not where[what]),
        float: st.floats(0, 1) | st.sampled_from([0.0, 0.5, 1.0]),
        int: st.floats(0, 1),
        str: st.sampled_from(Grade) if what == "grade" else st.text("0123456789abcdef", min_size=16, max_size=16),
    }
    other = data.draw(others[type(where[what])])
    assume(other != where[what])
    where[what] = other
    row = only_row(with_valid_checksum(content), module)
    assert row.status is not Status.HOLDS
    if what not in {"digest", "mastery_score", *content["clauses"]}:
        assert row.status is Status.ALTERED


@given(records(), st.data(), st.integers(0, 10_000))
def test_a_changed_response_is_detected_if_its_marking_differs(
    made: tuple[Module, str], data: st.DataObject, seed: int
) -> None:
    """A changed response is detected, even if the checksum matches, unless it would be marked the same."""
    module, record = made
    content = content_of(record)
    recorded = data.draw(st.sampled_from(content["modules"][0]["scenarios"]))
    scenario = next(each for each in module.scenarios if each.id == recorded["id"])
    step = data.draw(st.sampled_from(recorded["path"]))
    item = scenario.item(step["item"])
    assert item
    step["response"] = list(at_random(item, Random(seed)))
    row = only_row(with_valid_checksum(content), module)
    assert row.status is (Status.HOLDS if marks_unchanged(scenario, recorded) else Status.ALTERED)
    assert row.status is Status.HOLDS or set(reasons_by_name(row)) <= {"marks", "answers"}


def marks_unchanged(scenario: Scenario, recorded: Any) -> bool:
    """Return whether a recorded path, marked again, gets the recorded marks at each step and ends."""
    at: str | None = scenario.items[0].id
    for step in recorded["path"]:
        item = scenario.item(step["item"])
        if item is None or item.id != at:
            return False
        (again,) = extend(Scenario(scenario.id, (item,)), (), attempt(scenario.id, step)) or ()
        if (again.outcome.grade, again.outcome.score) != (step["grade"], step["score"]):
            return False
        at = again.outcome.to
    return at is None


def attempt(scenario_id: str, step: Any) -> Attempt:
    """Convert a recorded step to an attempt."""
    return Attempt(scenario_id, step["item"], tuple(step["response"]))


@pytest.mark.parametrize("response", [[], ["nobody", "lead"], ["ask"], ["lead", "lead"], ["\ud800"]])
def test_an_impossible_response_is_reported_with_its_scenario(response: list[str]) -> None:
    """An empty response, or one that the item does not allow, makes the record altered."""
    content = content_of(record_of(FOUR))
    steps_of(content)[0]["response"] = response
    row = only_row(with_valid_checksum(content), FOUR)
    assert (row.status, reasons_by_name(row)) == (Status.ALTERED, {"answers": ("phone",)})


def test_a_path_with_a_repeated_item_is_detected() -> None:
    """A record whose path has the same item twice is altered, because a new answer replaces the old one."""
    content = content_of(record_of(FOUR))
    sort = content["modules"][0]["scenarios"][1]
    sort["path"] *= 2
    assert reasons_by_name(only_row(with_valid_checksum(content), FOUR)) == {"answers": ("sort",)}


def test_an_unfinished_path_is_detected() -> None:
    """A record whose path stops early is altered, because an unfinished scenario has no mark."""
    content = content_of(record_of(FOUR))
    content["modules"][0]["scenarios"][0]["path"].pop()
    assert reasons_by_name(only_row(with_valid_checksum(content), FOUR)) == {"marks": ("phone",)}


def test_added_or_missing_clauses_are_detected() -> None:
    """A record must have the digests of exactly the clauses that its scenarios cite and that it acknowledges."""
    content = content_of(record_of(FOUR))
    more = {**content, "clauses": {**content["clauses"], "SG-99": "0" * 16}}
    assert reasons_by_name(only_row(with_valid_checksum(more), FOUR)) == {"rests-on": ()}
    for clause in content["clauses"]:
        fewer = {**content, "clauses": {name: each for name, each in content["clauses"].items() if name != clause}}
        assert only_row(with_valid_checksum(fewer), FOUR).status is Status.ALTERED
    assert reasons_by_name(only_row(with_valid_checksum({**content, "acknowledged": "SG-1"}), FOUR)) == {"rests-on": ()}


@given(records(), st.data())
def test_a_changed_clause_is_named_with_the_scenarios_that_cite_it(
    made: tuple[Module, str], data: st.DataObject
) -> None:
    """If the text of a clause changes, the row names the clause and only the scenarios that cite it."""
    module, record = made
    content = content_of(record)
    clause = data.draw(st.sampled_from(sorted(content["clauses"])))
    today = replace(module, clauses={**module.clauses, clause: clause_digest("other words", "")})
    row = only_row(record, today)
    answered = {scenario["id"] for scenario in content["modules"][0]["scenarios"]}
    resting = tuple(each.id for each in module.scenarios if clause in each.clauses and each.id in answered)
    expected = {"clauses": (clause,), "scenarios": resting, "acknowledgement": (clause,)}
    assert row.status is Status.RETAKE
    assert reasons_by_name(row) == {
        name: ids for name, ids in expected.items() if ids and (name != "acknowledgement" or clause == ACKNOWLEDGED)
    }


@given(records(), st.data())
def test_only_the_changed_scenario_is_named(made: tuple[Module, str], data: st.DataObject) -> None:
    """If one scenario is edited, only that one must be retaken."""
    module, record = made
    answered = [scenario["id"] for scenario in content_of(record)["modules"][0]["scenarios"]]
    changed = module.scenario(data.draw(st.sampled_from(answered)))
    assert changed
    other = replace(changed, situation="Something else has happened.", digest="")
    other = replace(other, digest=scenario_digest(other))
    today = replace(module, scenarios=tuple(other if each is changed else each for each in module.scenarios))
    row = only_row(record, today)
    assert (row.status, reasons_by_name(row)) == (Status.RETAKE, {"scenarios": (changed.id,)})


@given(records())
def test_only_the_new_scenario_is_named(made: tuple[Module, str]) -> None:
    """If a scenario was added, only that one must be taken, even if it cites a new clause."""
    module, record = made
    clauses = {**module.clauses, **{clause: clause_digest(clause, "") for clause in EXTRA.clauses}}
    today = replace(module, scenarios=(*module.scenarios, EXTRA), clauses=clauses)
    row = only_row(record, today)
    assert (row.status, reasons_by_name(row)) == (Status.RETAKE, {"scenarios": ("extra",)})


def test_a_removed_scenario_needs_no_retake() -> None:
    """A record still holds after one of its scenarios was removed from the module."""
    row = only_row(record_of(FOUR), with_digests(replace(ALL_FOUR, scenarios=ALL_FOUR.scenarios[:1])))
    assert (row.status, row.passed) == (Status.HOLDS, True)


def test_a_made_up_scenario_earns_no_marks() -> None:
    """Adding made-up scenarios and a matching checksum to a failed record does not make it a pass."""
    module = with_digests(module_of())
    content = content_of(record_of(module, answering=random_answers(Random(4))))
    recorded = content["modules"][0]
    for scenario in recorded["scenarios"]:  # so that no response is harmful
        scenario["path"] = [{"item": "q", "response": ["poor"], "grade": "poor", "score": 0.0}]
        scenario |= {"grade": "poor", "score": 0.0}
    step = {"item": "q", "response": ["best"], "grade": "best", "score": 1.0}
    about = {"digest": "0" * 16, "grade": "best", "score": 1.0, "path": [step]}
    recorded["scenarios"] += [{"id": f"made-up-{number}", **about} for number in range(12)]
    recorded |= {"score": 0.8, "passed": True}
    row = only_row(with_valid_checksum(content), module)
    assert (row.status, row.passed) == (Status.HOLDS, False)


def test_a_changed_mastery_score_is_reported() -> None:
    """If the mastery score has changed, the module must be retaken, because the old pass may not count."""
    row = only_row(record_of(FOUR), replace(FOUR, mastery_score=1.0))
    assert (row.status, reasons_by_name(row)) == (Status.RETAKE, {"mastery": ()})


def test_an_incomplete_session_makes_no_record() -> None:
    """Making a record fails while a scenario is incomplete."""
    with pytest.raises(WireError, match=r"^incomplete: "):
        make_record(FOUR, Session(completed_session(FOUR).log[:-1]), "Ann", "", DAY, LIMITS)


def test_white_space_in_names_and_roles_is_collapsed() -> None:
    """Extra spaces, tabs and line ends are removed from both; a blank or invalid name is refused."""
    made = RECORD.read(record_of(FOUR, " Ann\t Smith\n", "Teacher\n of  art "))
    assert (made.name, made.role) == ("Ann Smith", "Teacher of art")
    for name in ("", " ", "\u200b", "a" * 201, "\ud800"):
        with pytest.raises(WireError, match=r"^malformed: "):
            record_of(FOUR, name)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ann Smith", "AS"),
        ("zoë o’brien-jones", "ZO"),
        ("😀 Ann", "A"),
        ("فاطمة", "ف"),
        ("😀", ""),
        ('../../="<b>', ""),
        ("a " * 100, "A" * 10),
    ],
)
def test_a_file_is_named_for_its_module_day_code_and_initials(name: str, initials: str) -> None:
    """Every name gives a file name that can be saved, with no more of the name than its initials."""
    file = file_name("first-day", DAY, "690E-284A-862B", name)
    assert file == f"record-first-day-{DAY}-690E-284A-862B{initials and f'-{initials}'}.json"


SESSION = completed_session(FOUR)
ENTRIES = {f"{number}-a": encode_entry(FOUR.id, attempt) for number, attempt in enumerate(SESSION.log)}


def saved_name(text: str) -> str:
    """Return the name under which a page saves a record."""
    made = RECORD.read(text)
    person = {"name": made.name, "role": made.role, "date": made.date, "limits": made.limits}
    reply = ask(request(FOUR, "record", ENTRIES, **person))
    assert reply["file"] == text
    name: str = reply["file_name"]
    return name


@given(st.lists(st.tuples(NAMES, st.just("") | NAMES, st.dates().map(str)), max_size=8))
@example([("Jane Smith", "", DAY), ("John Smith", "", DAY), ("فاطمة", "", DAY), ("王芳", "", DAY), ("😀", "", DAY)])
def test_no_two_records_share_a_file_name(people: list[tuple[str, str, str]]) -> None:
    """Records that differ in anything have different names, also where case makes no difference; equal ones share."""
    texts = {RECORD.write(make_record(FOUR, SESSION, *person, LIMITS)) for person in people}
    assert len({saved_name(text).casefold() for text in texts}) == len(texts)
