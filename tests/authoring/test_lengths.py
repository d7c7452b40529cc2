"""Every limit on length passes a text that is just short enough, and finds one that is a word longer."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.authoring.banks import BEST_IS_YES, CATEGORIES, Check, Fields, choice, item_of, part, scenario


def words(count: int) -> str:
    """Make a text of so many words, in sentences of at most ten."""
    tens, rest = divmod(count, 10)
    sentences = [f"{each}{' go' * 9}." for each in ("First", "Then", "Now", "Here", "There", "Last")[:tens]]
    return " ".join([*sentences, *([f"End{' go' * (rest - 1)}."] if rest else [])])


def short(**fields: Any) -> Fields:
    """Make a scenario with one *choice*."""
    return scenario(choice(1), **fields)


def one_option(grade: str = "poor", **fields: Any) -> Fields:
    """Make a scenario with a *multiple*, of which one option has these fields."""
    return scenario(item_of("multiple", options=[part("o1", grade="best"), part("o2", grade=grade, **fields)]))


def stimulus(first: int, second: int) -> Fields:
    """Make a stimulus of two messages with so many words."""
    sent = [{"from": name, "words": words(count)} for name, count in (("Ann", first), ("Bob", second))]
    return {"kind": "chat", "when": "Friday", "messages": sent}


def about(text: str) -> Fields:
    """Make a scenario that tells the DSL about something."""
    return short(tell=[{"who": ["dsl"], "when": "today", "about": text}])


def note(text: str) -> Fields:
    """Make a scenario with an editorial note."""
    return short(editorial_note={"date": "2026-11-22", "text": text})


def match(count: int) -> Fields:
    """Make a scenario with a *match*, of which one statement has so many words."""
    statement = part("s", text=words(count), grades=BEST_IS_YES)
    return scenario(item_of("match", categories=CATEGORIES, statements=[statement]))


def order(count: int) -> Fields:
    """Make a scenario with an *order*, of which the feedback on a critical pair has so many words."""
    steps = [part("o1", grade="best"), part("o2", grade="best")]
    pairs = [{"first": "o1", "then": "o2", "feedback": words(count) + " This is long enough to say why it matters."}]
    return scenario(item_of("order", options=steps, pairs=pairs))


LIMITS: dict[str, tuple[int, Callable[[int], Fields]]] = {
    "the situation": (60, lambda count: short(situation=words(count))),
    "the situation of an item": (60, lambda count: scenario(choice(1, situation=words(count)))),
    "the stimulus": (50, lambda count: short(stimulus=stimulus(20, count - 20))),
    "the prompt": (12, lambda count: scenario({**choice(1), "prompt": words(count)})),
    "this option": (18, lambda count: one_option(text=words(count))),
    "this statement": (18, match),
    "the feedback": (45, lambda count: one_option(feedback=words(count))),
    "the feedback of a pair": (45, lambda count: order(count - 9)),
    '"already_done"': (30, lambda count: one_option(grade="harmful", already_done=words(count))),
    '"about"': (14, lambda count: about(words(count))),
    '"not_tell"': (30, lambda count: short(not_tell=words(count))),
    '"if_not_heard"': (30, lambda count: short(if_not_heard=words(count))),
    '"for_you"': (30, lambda count: short(for_you=words(count))),
    "the editorial note": (45, lambda count: note(words(count))),
}


@pytest.mark.parametrize("kind", LIMITS)
def test_a_text_may_be_this_long_and_no_longer(kind: str, check_bank: Check) -> None:
    """A text of the limit's words passes. One word more gets a message with both numbers."""
    limit, make = LIMITS[kind]
    assert check_bank(a=make(limit)) == []
    (message,) = check_bank(a=make(limit + 1))
    noun = kind.removesuffix(" of an item").removesuffix(" of a pair")
    assert f": {noun} has {limit + 1} words, more than {limit}; " in message
    assert message.endswith(" (1 too many)")


def test_a_message_names_the_place_and_the_mend(check_bank: Check) -> None:
    """The message points at the text itself, and says what to cut."""
    assert check_bank(a=one_option(feedback=words(48))) == [
        "scenarios/a.yaml:21:15: the feedback has 48 words, more than 45; "
        'keep the reason, and move what to do now to "already_done" (3 too many)'
    ]


def test_addresses_of_links_are_not_counted(check_bank: Check) -> None:
    """Only the words of a link count, as readers see no address."""
    assert check_bank(a=note(f"{words(44)} [Here](https://www.example.org/a/long/way/off.html).")) == []


def test_about_has_at_least_three_words(check_bank: Check) -> None:
    """Two words are too few to say what to tell somebody about."""
    assert check_bank(a=about("what happened there")) == []
    assert check_bank(a=about("what happened")) == [
        'scenarios/a.yaml:11:10: "about" has 2 words, fewer than 3; name the matter in 3 to 14 words'
    ]


def test_a_sentence_has_at_most_twenty_words(check_bank: Check) -> None:
    """A sentence of 20 words passes, and one of 21 does not, wherever we write it."""
    twenty = "Twenty words are not too many" + " go" * 14
    message = 'a sentence has 21 words, more than 20: "{}…"; make two of it: one idea in each'
    shown = f"{twenty} go"[:59]
    assert check_bank(a=short(situation=f"{twenty}. {twenty}?")) == []
    assert check_bank(a=short(situation=f"{twenty}. {twenty} go!", not_tell=f"{twenty} go.")) == [
        f"scenarios/a.yaml:6:12: {message.format(shown)}",
        f"scenarios/a.yaml:7:11: {message.format(shown)}",
    ]


def test_a_quotation_ends_a_sentence(check_bank: Check) -> None:
    """A full stop before a closing quotation mark ends a sentence."""
    assert check_bank(a=short(situation=f"‘Go{' on' * 14}.’ Go{' on' * 14}.")) == []


def test_others_may_write_long_sentences(check_bank: Check) -> None:
    """The sentences of a stimulus are not ours."""
    said = {"kind": "post", "when": "Friday", "messages": [{"from": "Ann", "words": f"Go{' on' * 29}."}]}
    assert check_bank(a=short(stimulus=said)) == []


def test_options_are_alike_in_length(check_bank: Check) -> None:
    """The longest option may have one and a half times the words of the shortest, and no more. Only *choice* counts."""
    three, four, five = (f"Go{' on' * count}." for count in (2, 3, 4))

    def item(interaction: str, *texts: str) -> Fields:
        parts = [part(f"o{number}", "poor" if number else "best", text) for number, text in enumerate(texts)]
        return scenario(item_of(interaction, options=parts))

    assert check_bank(a=item("choice", three, four, four)) == []
    assert check_bank(a=item("choice", three, four, five)) == [
        'scenarios/a.yaml:26:11: option "o2" has 5 words, more than 1.5 times as many as "o0", which has 3; '
        'shorten it to 4 words, or lengthen "o0"'
    ]
    assert check_bank(a=item("multiple", three, four, five)) == []


def test_at_most_two_clauses_are_cited(check_bank: Check) -> None:
    """An option or statement cites two clauses at most."""
    assert check_bank(a=one_option(clauses=["SG-3", "SI-8"])) == []
    assert check_bank(a=one_option(clauses=["SG-3", "SI-8", "SI-9"])) == [
        'scenarios/a.yaml:23:5: "o2" cites 3 clauses, more than 2; keep those that decide the grade'
    ]
