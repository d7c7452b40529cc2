"""What a learning platform is told of a module: the answers that count, and never what was left out."""

import json
import re
from collections.abc import Collection
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.errors import WireError
from quizzes.engine.model import Module
from quizzes.engine.progress import encode_entry, next_key
from quizzes.engine.report import pack, unpack
from quizzes.engine.session import Session
from tests.engine.asking import STEPS, Json, Reader, ask, module_of, request
from tests.engine.items import ALL_FOUR
from tests.engine.modules import REAL, WITH_OPTIONAL, with_digests
from tests.engine.test_any_text import ANY_TEXT
from tests.engine.test_leaving_out import ACTS, ALL_OPTIONAL, MIXED, act, optional_ids
from tests.recording import Answering, completed_session, random_answers


def stored(module: Module, session: Session) -> dict[str, str]:
    """Return a session's entries by key."""
    entries: dict[str, str] = {}
    for attempt in session.log:
        text = encode_entry(module.id, attempt)
        entries[next_key(entries, text)] = text
    return entries


def report(module: Module, session: Session) -> Json:
    """Return the engine's report of a session."""
    return ask(request(module, "report", stored(module, session)))


def carried_on(module: Module, session: Session) -> Json:
    """Return the state of a reader who comes back with what the platform has kept of a session."""
    packed = report(module, session)["packed"]
    progress = ask({"operation": "unpack", "packed": packed})["progress"] if packed else {module.id: {}}
    return ask(request(module, "resume", progress[module.id]))


def scenarios(reply: Json, leaving_out: Collection[str] = ()) -> list[Any]:
    """Return the scenarios of a reply, without those that are named."""
    return [scenario for scenario in reply["scenarios"] if scenario["id"] not in leaving_out]


@given(WITH_OPTIONAL, ACTS)
def test_a_reader_carries_on_with_what_the_platform_kept(module: Module, acts: list[tuple[int, bool]]) -> None:
    """Every answer that counts comes back, but for optional scenarios once the module is completed."""
    session = act(module, acts)
    here = ask(request(module, "resume", stored(module, session)))
    there = carried_on(module, session)
    gone = optional_ids(module) if here["completed"] else [each["id"] for each in scenarios(here) if each["left_out"]]
    assert scenarios(there, gone) == scenarios(here, gone)
    assert [each["path"] for each in scenarios(there) if each["id"] in gone] == [[] for _ in gone]
    assert not any(each["left_out"] for each in there["scenarios"])


@given(WITH_OPTIONAL, st.integers(0, 10_000), st.data())
def test_the_platform_cannot_tell_what_was_left_out(module: Module, seed: int, data: st.DataObject) -> None:
    """The report of a completed module is the same, whatever was left out of it and however the rest was answered."""
    left_out = data.draw(st.sets(st.sampled_from(optional_ids(module) or [""])))
    some = completed_session(module, random_answers(Random(seed)), left_out)
    assert report(module, some) == report(module, _with_answers(module, some, random_answers(Random(seed))))


def _with_answers(module: Module, session: Session, answering: Answering) -> Session:
    """Return a completed session in which what was left out is answered too."""
    for scenario in module.scenarios:
        if not any(outcome.id == scenario.id and outcome.left_out for outcome in session.outcome(module).scenarios):
            continue
        alone = completed_session(replace(module, scenarios=(scenario,)), answering)
        session = Session((*session.log, *alone.log))
    assert session.outcome(module).completed
    return session


def test_a_scenario_left_out_under_way_is_as_if_it_was_not_begun() -> None:
    """Leaving a scenario out tells nothing, not even after it was answered."""
    reader = Reader(MIXED)
    nothing = ask(request(MIXED, "report"))
    assert nothing == {"packed": "", "responses": []}
    reader.leave_out("optional")
    assert ask(request(MIXED, "report", reader.session)) == nothing
    reader.answer("optional", "q", "best")
    assert ask(request(MIXED, "report", reader.session))["packed"] != ""
    reader.leave_out("optional")
    assert ask(request(MIXED, "report", reader.session)) == nothing


def test_nothing_is_kept_of_a_completed_module_that_is_all_optional() -> None:
    """A module of optional scenarios leaves nothing with the platform once it is completed."""
    assert report(ALL_OPTIONAL, completed_session(ALL_OPTIONAL)) == {"packed": "", "responses": []}


def test_only_answers_that_count_are_reported() -> None:
    """An answer that was changed, and the steps after it, are gone, and the keys begin at 1."""
    module = with_digests(module_of(STEPS))
    reader = Reader(module)
    for item, option in (("one", "poor"), ("two", "best"), ("three", "harmful"), ("two", "acceptable")):
        reader.answer("steps", item, option)
    reply = ask(request(module, "report", reader.session))
    entries = ask({"operation": "unpack", "packed": reply["packed"]})["progress"][module.id]
    attempts = [json.loads(text)["attempt"][1:3] for text in entries.values()]
    assert attempts == [["one", ["poor"]], ["two", ["acceptable"]]]
    assert [key.partition("-")[0] for key in entries] == ["000000000000001", "000000000000002"]
    assert [(each["item"], each["response"], each["grade"]) for each in reply["responses"]] == [
        ("one", ["c"], "poor"),
        ("two", ["b"], "acceptable"),
    ]


def test_responses_are_letters() -> None:
    """Each interaction's response is given in letters, in the reader's order for *order*."""
    module = with_digests(ALL_FOUR)
    reader = Reader(module)
    reader.answer("phone", "whom", "lead")
    reader.answer("phone", "ticks", "lock", "tell")
    reader.answer("phone", "routine", "save", "stop", "reply")
    reader.answer("phone", "sorting", "weather fine", "photo never", "address ask")
    replies = ask(request(module, "report", reader.session))["responses"]
    assert [(each["interaction"], each["response"]) for each in replies] == [
        ("choice", ["a"]),
        ("multiple", ["a", "c"]),
        ("order", ["b", "a", "f"]),
        ("match", ["a.a", "b.c", "c.b"]),
    ]


def test_responses_to_optional_scenarios_are_never_reported() -> None:
    """Where a host wants to see responses, those to optional scenarios stay out, so that no gap tells anything."""
    reader = Reader(MIXED)
    reader.answer("optional", "q", "harmful")
    assert ask(request(MIXED, "report", reader.session))["responses"] == []
    reader.answer("required", "r", "best")
    assert [each["scenario"] for each in ask(request(MIXED, "report", reader.session))["responses"]] == ["required"]


@given(ANY_TEXT.filter(lambda text: text.isprintable()))
def test_what_is_packed_is_unpacked(text: str) -> None:
    """Any text comes back as it was, and takes only characters that every platform stores."""
    assert unpack(pack(text)) == text
    assert re.fullmatch("1:[A-Za-z0-9+/]+=*", pack(text))


@given(ANY_TEXT)
def test_any_text_that_a_platform_returns_is_unpacked_or_refused(text: str) -> None:
    """What another package, another author or a damaged platform stored is refused by a known name."""
    for packed in (text, f"1:{text}"):
        with pytest.raises(WireError) as refused:
            ask({"operation": "unpack", "packed": packed})
        assert refused.value.name == "malformed"


@pytest.mark.parametrize("length", [0, 1, 2, 3, 40, -1, -4])
def test_answers_that_are_cut_off_are_refused(length: int) -> None:
    """A platform that stores less than it says gives back nothing."""
    packed = report(MIXED, Session(completed_session(MIXED).log[:1]))["packed"]
    with pytest.raises(WireError, match="the answers"):
        ask({"operation": "unpack", "packed": packed[:length]})


def test_answers_of_every_module_fit_into_a_platform() -> None:
    """The answers to a whole module of ours take less than a third of the 4,096 characters that SCORM 1.2 stores."""
    for module in REAL:
        required = replace(module, scenarios=tuple(replace(each, optional=False) for each in module.scenarios))
        assert 0 < len(report(required, completed_session(required))["packed"]) < 1300
