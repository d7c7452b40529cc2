"""Comparing two editions says what changed and what must be retaken, in agreement with a register."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.authoring.catalogue import load_catalogue
from quizzes.editions.changes import Changes, compare
from quizzes.editions.edition import Edition, EditionClause, EditionModule, EditionScenario, edition_of
from quizzes.editions.report import WIDTH, as_document, as_text, marked
from quizzes.engine.digest import clause_digest, digest_of
from quizzes.engine.model import ACKNOWLEDGED, Grade, Interaction, Item, Module, Option, Scenario
from quizzes.engine.records.checking import Status
from tests.building import ROOT
from tests.editions.editing import (
    Edit,
    check_against,
    edited,
    module_with,
    reworded,
    scenario_added,
    scenario_removed,
    with_fields,
)
from tests.recording import record_of

WAS, NOW = "bring the school into disrepute;", "bring the school or the county into disrepute;"
CLAUSE = reworded("source/clauses.csv", WAS, NOW)
WIDE = reworded("source/clauses.csv", "That they do not form on-line", "That they never form on-line")
WORD = with_fields("scenarios/tired-post.yaml", situation="It is Friday night. You are tired after a very wet week.")
NEW = "linkedin-requests"
"""A scenario that *First day* does not have."""
ADDED = scenario_added("first-day", NEW)
REMOVED = scenario_removed("first-day", "number-for-coursework")
MASTERY = module_with("first-day", mastery_score=0.9)
DISCIPLINE = reworded("source/clauses.csv", "disciplinary action may be taken", "disciplinary action will be taken")
NO_EFFECT = [
    with_fields(
        "scenarios/tired-post.yaml",
        title="A weary post",
        content_note="It has a rude word.",
        search_words=["grumble"],
        editorial_note={"date": "2026-11-29", "text": "Much has changed since."},
    ),
    module_with("first-day", summary="What everybody should know.", audience=["All"]),
]
EDITS = {
    "clause": [CLAUSE],
    "scenario": [WORD],
    "added": [ADDED],
    "removed": [REMOVED],
    "mastery": [MASTERY],
    "acknowledged": [DISCIPLINE],
    "beside": NO_EFFECT,
    "several": [CLAUSE, WORD, ADDED, REMOVED, MASTERY],
}

type Retakes = dict[str, tuple[set[str], bool, bool]]
"""By module: the scenarios to retake, whether the acknowledged clause changed, and whether the mastery score did."""


def changes_after(folder: Path, *edits: Edit) -> Changes:
    """Compare the project with an edited copy."""
    return compare(edition_of(load_catalogue(ROOT)), edition_of(edited(folder, *edits)))


def retakes_of(changes: Changes) -> Retakes:
    return {
        each.module.id: ({scenario.id for scenario in again.scenarios}, again.acknowledgement, again.mastery)
        for each in changes.retake
        for again in [each.again]
    }


def retakes_by_register(old: dict[str, Module], new: dict[str, Module]) -> Retakes:
    """Return what records of the old modules must retake under the new modules, without records that hold."""
    retakes = {}
    for module in old.values():
        if module.id in new:
            row = check_against(record_of(module), new[module.id])
            reasons = {reason.name: set(reason.ids) for reason in row.reasons}
            if row.status is not Status.HOLDS:
                assert row.status is Status.RETAKE, row
                retakes[module.id] = reasons.get("scenarios", set()), "acknowledgement" in reasons, "mastery" in reasons
    return retakes


@pytest.mark.parametrize("name", EDITS)
def test_changes_and_register_agree_on_every_edit(tmp_path: Path, name: str) -> None:
    """After each kind of edit, a register asks for exactly the retakes that `changes` lists."""
    old, new = load_catalogue(ROOT), edited(tmp_path, *EDITS[name])
    found = retakes_of(compare(edition_of(old), edition_of(new)))
    assert found == retakes_by_register(old.modules, new.modules)
    assert bool(found) is (name not in ("removed", "beside"))


CLAUSES = ["A-1", "A-2", "A-3"]


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Make a small edition. Each clause and scenario has one of two wordings, and modules have some scenarios."""
    wording = st.sampled_from(["one", "two"])
    some = st.lists(st.sampled_from(CLAUSES), min_size=1, unique=True).map(tuple)
    clauses = [
        EditionClause(name, clause_digest(text, ""), "A", "", text)
        for name in (*CLAUSES, ACKNOWLEDGED)
        for text in [draw(wording)]
    ]
    scenarios = [
        EditionScenario(name, name, digest_of([cited, draw(wording)]), cited, draw(st.booleans()))
        for name in ("s1", "s2", "s3")
        for cited in [draw(some)]
    ]
    names = st.lists(st.sampled_from([each.id for each in scenarios]), min_size=1, unique=True).map(tuple)
    modules = [
        EditionModule(name, name, draw(st.sampled_from([0.5, 0.8])), draw(names))
        for name in draw(st.lists(st.sampled_from(["m1", "m2"]), unique=True))
    ]
    return Edition(
        {each.id: each for each in clauses},
        {each.id: each for each in scenarios},
        {each.id: each for each in modules},
    )


def modules_of(edition: Edition) -> dict[str, Module]:
    """Make the engine's modules of an edition. Each scenario has one question with one option per clause."""
    found = {}
    for module in edition.modules.values():
        scenarios = [edition.scenarios[name] for name in module.scenarios]
        cited = {ACKNOWLEDGED, *(clause for each in scenarios for clause in each.clauses)}
        items = {
            each.id: Item("q", Interaction.CHOICE, tuple(Option(name, Grade.BEST, (name,)) for name in each.clauses))
            for each in scenarios
        }
        found[module.id] = Module(
            module.id,
            tuple(Scenario(each.id, (items[each.id],), each.digest, each.optional) for each in scenarios),
            module.mastery_score,
            {name: clause.digest for name, clause in edition.clauses.items() if name in cited},
        )
    return found


@given(editions(), editions())
def test_changes_and_register_agree_on_any_two_editions(old: Edition, new: Edition) -> None:
    """For any two editions, a register asks for exactly the retakes that `changes` lists."""
    assert retakes_of(compare(old, new)) == retakes_by_register(modules_of(old), modules_of(new))


@given(editions(), editions())
def test_comparing_backwards_mirrors_the_changes(old: Edition, new: Edition) -> None:
    """An edition equals itself, comparing backwards swaps added and removed, and both reports can be made."""
    assert not compare(old, old)
    there, back = compare(old, new), compare(new, old)
    assert {each.id for each in there.modules.added} == {each.id for each in back.modules.removed}
    assert {was.id for was, _ in there.scenarios.changed} == {was.id for was, _ in back.scenarios.changed}
    assert as_text(there)
    assert json.loads(as_document(there)).keys() == {"clauses", "scenarios", "modules", "retake"}


def test_a_changed_clause_names_the_scenarios_that_cite_it(tmp_path: Path) -> None:
    """A changed clause lists every module with scenarios that cite it, only those scenarios, and the reason."""
    changes = changes_after(tmp_path, WIDE)
    expected = {
        module.id: resting
        for module in load_catalogue(ROOT).modules.values()
        if (resting := [scenario.id for scenario in module.scenarios if "SG-3" in scenario.clauses])
    }
    assert len(expected) > 1
    assert {each.module.id: [again.id for again in each.again.scenarios] for each in changes.retake} == expected
    for retake in changes.retake:
        reasons = {(again.new, again.changed, again.clauses) for again in retake.again.scenarios}
        assert reasons == {(False, False, ("SG-3",))}
    assert [was.id for was, _ in changes.clauses.changed] == ["SG-3"]
    assert not changes.scenarios
    assert not changes.modules


def test_titles_notes_and_summaries_require_no_retake(tmp_path: Path) -> None:
    """Changing a title, content note, search words, editor's note or summary requires no retake."""
    assert not changes_after(tmp_path, *NO_EFFECT)


def test_a_new_module_is_not_retaken(tmp_path: Path) -> None:
    """A new module or a removed one requires no retake."""
    new = edition_of(edited(tmp_path))
    old = replace(new, modules={name: each for name, each in new.modules.items() if name != "first-day"})
    assert [each.id for each in compare(old, new).modules.added] == ["first-day"]
    assert [each.id for each in compare(new, old).modules.removed] == ["first-day"]
    assert compare(old, new).retake == compare(new, old).retake == ()


def test_the_report_lists_retakes_then_wording(tmp_path: Path) -> None:
    """The report lists retakes by module and scenario with reasons, then the old and new texts."""
    text = as_text(changes_after(tmp_path, CLAUSE, WORD, ADDED, REMOVED, MASTERY))
    assert text.startswith("Retake\n  first-day “First day”: ")
    title = load_catalogue(ROOT).scenarios["tired-post"].title
    assert f"\n    tired-post “{title}”: changed\n" in text
    assert f"\n    {NEW} “" in text
    assert "”: new to the module" in text
    assert "”: cites SG-2a, which changed\n" in text
    assert "\n    Make a new record: the mastery score has changed.\n" in text
    assert "\nClauses changed\n  SG-2a, Specific Guidance\n    was: That they do not" in text
    assert "school [or the county] into disrepute;" in " ".join(text.split())
    assert "\nScenarios changed\n  tired-post “" in text
    assert "\nModules changed\n  first-day “First day”\n    mastery score: was 0.8, now 0.9\n" in text
    assert f"\n    scenarios added: {NEW}\n    scenarios removed: number-for-coursework\n" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_the_report_says_that_nothing_changed() -> None:
    """The report says so if nothing that counts has changed."""
    edition = edition_of(load_catalogue(ROOT))
    assert as_text(compare(edition, edition)).startswith("Nothing that counts has changed")


def test_the_report_says_that_no_retake_is_needed(tmp_path: Path) -> None:
    """If only a scenario was removed, the report says so and that no module must be retaken."""
    text = as_text(changes_after(tmp_path, REMOVED))
    assert text.startswith("No module must be retaken.\n")
    assert "scenarios removed: number-for-coursework" in text


def test_the_json_report_has_full_texts_and_reasons(tmp_path: Path) -> None:
    """The JSON report has the full old and new texts, and the reasons as values."""
    document = json.loads(as_document(changes_after(tmp_path, CLAUSE, MASTERY)))
    (changed,) = document["clauses"]["changed"]
    assert changed["old"]["text"] == WAS
    assert changed["new"]["text"] == NOW
    assert changed["old"]["stem"] == changed["new"]["stem"] != ""
    first_day = next(each for each in document["retake"] if each["module"] == "first-day")
    assert (first_day["acknowledgement"], first_day["mastery"]) == (False, True)
    again = [(each["new"], each["changed"], each["clauses"]) for each in first_day["scenarios"]]
    assert set(map(str, again)) <= {"(False, False, ['SG-2a'])"}


@pytest.mark.parametrize(
    ("was", "now", "old", "new"),
    [
        ("Staff must not", "Staff should not", "Staff [must] not", "Staff [should] not"),
        ("Staff must", "Staff must not ever", "Staff must", "Staff must [not ever]"),
        ("a b c", "c", "[a b] c", "c"),
        ("one  two", "one two", "one two", "one two"),
        ("", "one", "", "[one]"),
    ],
)
def test_differing_words_are_in_brackets(was: str, now: str, old: str, new: str) -> None:
    """Words that the other text lacks are in square brackets."""
    assert marked(was, now) == (old, new)


def test_the_report_says_that_only_spaces_differ() -> None:
    """If only spaces differ, the report says so instead of showing two identical lines."""
    old, new = (
        EditionClause("A-1", clause_digest(text, ""), "A", "", text) for text in ("Staff must.", "Staff  must.")
    )
    changes = compare(Edition({"A-1": old}, {}, {}), Edition({"A-1": new}, {}, {}))
    assert "Only the spaces between the words differ." in as_text(changes)
