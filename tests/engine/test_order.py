"""Entries have an order of their own, which no clock gives: the keys say it, and Python reads them."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.progress import decode_entries, in_order, next_key
from quizzes.engine.progress_file import decode_file, encode_file
from tests.engine.asking import FORK, STEPS, Reader, ask, module_of, request

MODULE = module_of(STEPS, FORK)

IN_2030 = "001893456000000-aaaaaaaa"
AFTER_ALL_CLOCKS = "8640000000000000-aaaaaaaa"  # the last millisecond that a browser's clock can show


def reader_with(session: dict[str, str]) -> Reader:
    """A reader who finds these entries on the device."""
    reader = Reader(MODULE)
    reader.session = dict(session)
    return reader


def answers(count: int, seed: int = 0) -> Reader:
    """A reader who answered the first step over and over."""
    reader = Reader(MODULE)
    random = Random(seed)
    for _ in range(count):
        reader.answer("steps", "one", random.choice(["best", "acceptable", "poor", "harmful"]))
    return reader


@pytest.mark.parametrize("key", ["1-a", "001790000000000-zzzzzzzz", IN_2030, AFTER_ALL_CLOCKS])
def test_a_new_entry_comes_after_every_entry_there_is(key: str) -> None:
    """Whatever the clock said when an earlier entry was made, a later answer is the one that counts."""
    (earlier,) = answers(1).session.values()
    reader = reader_with({key: earlier})
    for grade in ("harmful", "poor", "best"):
        reader.answer("steps", "one", grade)
        assert reader.resume()["scenarios"][0]["path"][0]["grade"] == grade
    reader.answer("steps", "two", "best")
    assert [step["item"] for step in reader.resume()["scenarios"][0]["path"]] == ["one", "two"]
    file = encode_file({MODULE.id: reader.session})
    assert decode_file(file)[MODULE.id] == reader.session


def test_the_first_edition_finds_the_order_too() -> None:
    """The first edition sorts keys as texts: from the first entry to the hundredth, and after a time of its own."""
    (earlier,) = answers(1).session.values()
    for start in ({}, {IN_2030: earlier}):
        reader = reader_with(start)
        for _ in range(100):
            reader.answer("steps", "one", "best")
        assert [reader.session[key] for key in sorted(reader.session)] == in_order(reader.session)
        assert list(reader.session) == sorted(reader.session)


def test_python_orders_whatever_order_entries_are_handed_over_in() -> None:
    """A script hands the entries over as its storage lists them."""
    reader = answers(12)
    for seed in range(10):
        shuffled = list(reader.session.items())
        Random(seed).shuffle(shuffled)
        assert ask(request(MODULE, "resume", dict(shuffled))) == reader.resume()


def test_two_entries_never_share_a_key() -> None:
    """Two tabs or devices that go on from the same entries make different keys for different answers."""
    first = answers(3)
    one, other = reader_with(first.session), reader_with(first.session)
    one.answer("fork", "start", "left")
    other.answer("fork", "start", "right")
    assert len(one.session | other.session) == len(first.session) + 2


def test_a_key_that_gives_no_order_is_set_aside() -> None:
    """An entry is used by its key: one whose key was damaged is counted and left where it is."""
    reader = answers(1)
    (text,) = reader.session.values()
    for key in ("", "1", "-a", "1-A", "1-", "٣-a", "1-a\n", f"{'9' * 17}-a"):
        session, set_aside = decode_entries({**reader.session, key: text}, MODULE.id)
        assert (len(session.log), set_aside) == (1, 1)
        assert next_key([*reader.session, key], text).startswith("000000000000002-")


DEVICES = st.lists(st.lists(st.sampled_from([0, 1, 2]), max_size=12), min_size=2, max_size=3)
"""What each device does in turn: it answers, answers twice, or opens another device's file."""


@given(DEVICES, st.integers(0, 100))
def test_where_devices_meet_each_keeps_its_order(devices: Sequence[Sequence[int]], start: int) -> None:
    """Every device's entries stay in the order in which it made them, however often files go to and fro."""
    readers = [reader_with({f"{start:015}-a": "damaged"} if number else {}) for number, _ in enumerate(devices)]
    made: list[list[str]] = [[] for _ in devices]
    seen: list[list[tuple[set[str], str]]] = [[] for _ in devices]
    for turn in range(max(map(len, devices))):
        for number, actions in enumerate(devices):
            action = actions[turn] if turn < len(actions) else 2
            here = readers[number]
            if action == 2:
                other = readers[(number + 1) % len(readers)]
                here.session = {**other.session, **here.session}
                continue
            for grade in ("poor", "best")[: action + 1]:
                before = set(here.session)
                here.answer("steps", "one", grade)
                (key,) = set(here.session) - before
                made[number].append(key)
                seen[number].append((before, key))
    everything = {key: key for reader in readers for key in reader.session}
    order = in_order(everything)
    for keys in made:
        assert [key for key in order if key in keys] == keys
    for steps in seen:
        for before, key in steps:
            assert all(order.index(earlier) < order.index(key) for earlier in before)


def test_where_two_paths_meet_the_longer_log_ends_last() -> None:
    """Two devices took a scenario's steps apart from one another: the merged answers make one path, to its end."""
    one, other = Reader(MODULE), Reader(MODULE)
    for item in ("one", "two", "three"):
        one.answer("steps", item, "best")
    for item in ("one", "two", "three", "one", "two", "three"):
        other.answer("steps", item, "poor")
    for merged in (one.session | other.session, other.session | one.session):
        reply = ask(request(MODULE, "resume", merged))
        path = reply["scenarios"][0]["path"]
        assert [(step["item"], step["grade"]) for step in path] == [(item, "poor") for item in ("one", "two", "three")]
