"""Any stored entry is used or set aside, and any progress file is opened or refused by name.

`make fuzz` tries many more cases.
"""

import json
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.errors import WireError
from quizzes.engine.model import Module
from quizzes.engine.progress import decode_entries, encode_entry
from quizzes.engine.progress_file import decode_file, encode_file
from quizzes.engine.session import Attempt, Session
from tests.engine.asking import ask, request, stored
from tests.engine.items import ALL_FOUR
from tests.engine.modules import MODULES, with_digests
from tests.engine.test_any_text import ANY_JSON, ANY_TEXT, json_paths, replaced_at
from tests.recording import completed_session, random_answers

MODULE = with_digests(ALL_FOUR)
GOOD = [encode_entry(MODULE.id, attempt) for attempt in completed_session(MODULE).log]
FILE = encode_file({MODULE.id: {f"{number}-a": entry for number, entry in enumerate(GOOD)}})


def assert_usable(entries: dict[str, str], module: Module) -> None:
    """Fail unless a session with these entries gets a reply that counts the entries set aside."""
    session, set_aside = decode_entries(entries, module.id)
    reply = ask(request(module, "resume", entries))
    assert reply["set_aside"] == set_aside == len(entries) - len(session.log)
    assert reply["completed"] is session.outcome(module).completed


@given(st.lists(ANY_TEXT | st.sampled_from(GOOD), max_size=10))
def test_only_good_entries_are_used(entries: list[str]) -> None:
    """Bad entries among good ones are set aside, and the good ones are used in order."""
    assert_usable(stored(entries), MODULE)
    good, _ = decode_entries(stored([entry for entry in entries if entry in GOOD]), MODULE.id)
    assert decode_entries(stored(entries), MODULE.id)[0] == good


@given(st.data())
def test_a_changed_entry_is_used_or_set_aside(data: st.DataObject) -> None:
    """An entry that was changed in storage never makes the engine fail."""
    entry = json.loads(data.draw(st.sampled_from(GOOD)))
    changed = replaced_at(entry, data.draw(st.sampled_from(list(json_paths(entry)))), data.draw(ANY_JSON))
    assert_usable(stored([*GOOD[:2], json.dumps(changed), *GOOD[2:]]), MODULE)


@given(MODULES, st.lists(st.tuples(ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=3), ANY_TEXT), max_size=8))
def test_attempts_at_unknown_items_change_nothing(
    module: Module, attempts: list[tuple[str, str, list[str], str]]
) -> None:
    """Well-formed entries for items that the module lacks do not change the outcome."""
    texts = [
        encode_entry(module.id, Attempt(scenario, item, tuple(response), edition))
        for scenario, item, response, edition in attempts
    ]
    entries = stored(texts)
    assert_usable(entries, module)
    assert Session().outcome(module) == decode_entries(entries, module.id)[0].outcome(module)


@given(MODULES, MODULES, st.integers(0, 10_000))
def test_a_session_survives_any_edit(was: Module, module: Module, seed: int) -> None:
    """After any edit of a module, its old session still gets a reply with every scenario done or to be taken."""
    log = completed_session(was, random_answers(Random(seed))).log
    entries = stored([encode_entry(module.id, attempt) for attempt in log])
    assert_usable(entries, module)
    reply = ask(request(module, "resume", entries))
    assert [each["id"] for each in reply["scenarios"]] == [scenario.id for scenario in module.scenarios]
    for each in reply["scenarios"]:
        assert each["completed"] is (each["next"] is None)
        assert not (each["completed"] and each["changed"])
    assert not (reply["completed"] and reply["passed_before"])


def assert_opened_or_refused(text: str) -> None:
    """Fail unless a progress file is refused by a known name, or opens and can be saved and used again."""
    try:
        progress = decode_file(text)
    except WireError as error:
        refused = error.name
    else:
        assert decode_file(encode_file(progress)) == progress
        for entries in progress.values():
            assert_usable(entries, MODULE)
        return
    assert refused in {"malformed", "foreign", "future", "too-large"}


@given(ANY_TEXT | ANY_JSON.map(json.dumps) | st.binary().map(lambda data: data.decode("utf-8", "replace")))
def test_any_text_as_a_progress_file_is_opened_or_refused(text: str) -> None:
    """Random text, JSON or bytes are opened or refused by a known name."""
    assert_opened_or_refused(text)


@given(st.data())
def test_a_progress_file_with_changed_values_is_opened_or_refused(data: st.DataObject) -> None:
    """A progress file with up to three changed values is opened or refused by a known name."""
    file: Any = json.loads(FILE)
    for _ in range(data.draw(st.integers(1, 3))):
        file = replaced_at(file, data.draw(st.sampled_from(list(json_paths(file)))), data.draw(ANY_JSON))
    assert_opened_or_refused(json.dumps(file))


@given(st.dictionaries(ANY_TEXT | st.just("m"), ANY_JSON | st.dictionaries(ANY_TEXT | st.just("1-a"), ANY_TEXT)))
def test_every_saved_file_can_be_opened(progress: Any) -> None:
    """The engine either refuses to save, or makes a file that it can open."""
    try:
        file = ask({"operation": "save", "progress": progress, "date": "2026-11-23"})["file"]
    except WireError as error:
        refused = error.name
    else:
        decode_file(file)
        return
    assert refused in {"malformed", "too-large"}


@given(st.integers(0), st.integers(0, 20), ANY_TEXT)
def test_a_garbled_progress_file_is_opened_or_refused(place: int, length: int, text: str) -> None:
    """A truncated or garbled progress file is opened or refused by a known name."""
    place %= len(FILE)
    assert_opened_or_refused(FILE[:place] + text + FILE[place + length :])
