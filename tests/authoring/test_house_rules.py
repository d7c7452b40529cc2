"""Each house rule passes a scenario that keeps it, and finds one that breaks it."""

from typing import Any

import pytest

from tests.authoring.banks import Check, Fields, choice, item_of, part, scenario

WHY = "This is long enough to say why it has the grade that it has."


def with_option(grade: str = "poor", **fields: Any) -> Fields:
    """Make a scenario with a *multiple*, of which one option has these fields."""
    return scenario(item_of("multiple", options=[part("o1", grade="best"), part("o2", grade=grade, **fields)]))


def note(text: str, best: int) -> Fields:
    """Make a scenario with an editorial note. Its best option is in the given place."""
    return scenario(choice(best), editorial_note={"date": "2026-11-22", "text": text})


def sent(sender: str, words: str = "Hello.", **fields: str) -> Fields:
    """Make a stimulus of one message."""
    return {"kind": "chat", "when": "Friday", "messages": [{"from": sender, **fields, "words": words}]}


def test_nobody_says_whom(check_bank: Check) -> None:
    """ "Whom" is found in any text, but not within a quotation."""
    assert check_bank(a=scenario(choice(1), situation="You ask who she told. It says ‘to whom it may concern’.")) == []
    assert check_bank(a=scenario(choice(1), situation="You ask whom she told.")) == [
        'scenarios/a.yaml:6:12: the situation says "whom"; say "who", or turn the sentence round'
    ]


def test_a_harmful_option_says_what_to_do_now(check_bank: Check) -> None:
    """A harmful option needs "already_done"; a poor one may go without."""
    assert check_bank(a=with_option(grade="harmful", already_done="Tell the DSL.")) == []
    assert check_bank(a=with_option(grade="poor")) == []
    assert check_bank(a=with_option(grade="harmful")) == [
        'scenarios/a.yaml:18:5: "o2" is harmful, and has no "already_done"; '
        "add it: say what readers should do now if they have done this already"
    ]


@pytest.mark.parametrize("words", ["If you’ve already", "if you've already", "If you have already"])
def test_feedback_hides_no_remedy(words: str, check_bank: Check) -> None:
    """What to do if it has already happened is not part of the feedback."""
    assert check_bank(a=with_option(feedback=f"{WHY} If you like, ask.")) == []
    assert check_bank(a=with_option(feedback=f"{WHY} {words} sent it, stop.")) == [
        f'scenarios/a.yaml:21:15: the feedback says "{words}"; move what to do now to "already_done"'
    ]


@pytest.mark.parametrize(
    ("feedback", "found"),
    [
        (f"Well done. {WHY}", "Well done."),
        (f"No, {WHY}", "No,"),
        (f"That’s right: {WHY}", "That’s right"),
        (f"It is a good answer. {WHY}", "It is a good"),
        (f"The right call. {WHY}", "The right call"),
        (f"You’re wrong here. {WHY}", "You’re wrong"),
    ],
)
def test_feedback_begins_with_the_reason(feedback: str, found: str, check_bank: Check) -> None:
    """Feedback that begins with praise or scolding is found."""
    assert check_bank(a=with_option(feedback=feedback)) == [
        f'scenarios/a.yaml:21:15: the feedback begins with a judgement: "{found}"; '
        "begin with the reason: what would happen, or what the rule protects"
    ]


@pytest.mark.parametrize("start", ["The right person hears of it.", "Nobody else can see it.", "No pupil can see it."])
def test_a_reason_may_begin_with_such_words(start: str, check_bank: Check) -> None:
    """A reason is not taken for a judgement because of its first word."""
    assert check_bank(a=with_option(feedback=f"{start} {WHY}")) == []


def test_openness_is_cited_for_contact_with_pupils_only(check_bank: Check) -> None:
    """SI-11 needs another clause about contact with pupils in the same scenario."""
    other = {**choice(1), "options": [part("o1", grade="best", clauses=["SI-8"]), part("o2"), part("o3")]}
    cited = item_of("multiple", options=[part("o1", grade="best", clauses=["SG-3", "SI-11"])])
    assert check_bank(a=scenario({**cited, "to": "next"}, {**other, "id": "next"})) == []
    assert check_bank(a=scenario(cited)) == [
        'scenarios/a.yaml:18:7: "o1" cites SI-11, and nothing in this scenario is about communication with pupils; '
        "cite the clause that decides the grade; or, if none does, add `basis: editorial`"
    ]


def test_two_notes_do_not_say_the_same(check_bank: Check) -> None:
    """Seven words in a row may be shared, and eight may not. Words of links don't count."""
    seven = "the head has three days to answer"
    link = "[the guidance for staff in all of our schools](https://www.example.org)"
    assert check_bank(a=note(f"Now {seven} you. See {link}.", 1), b=note(f"Then {seven} her. See {link}.", 2)) == []
    assert check_bank(a=note(f"Now {seven} you.", 1), b=note(f"Then {seven} you.", 2)) == [
        "scenarios/b.yaml:9:9: this repeats words of the editorial note at scenarios/a.yaml:9:9: "
        '"the head has three days to answer you"; keep them in one note; '
        "what several scenarios need belongs on docs/guidance/what-has-changed.md"
    ]


PEOPLE = {
    "a sender": scenario(choice(1), stimulus=sent("Haroon")),
    "a relation": scenario(choice(1), stimulus=sent("h_09", relation="Haroon, the Year 9 pupil")),
    "a pupil": scenario(choice(1), situation="You help Haroon, in Year 9."),
    "a parent": scenario(choice(1), situation="You meet Haroon’s mum."),
    "a colleague": scenario(choice(1), situation="You work with Mr Haroon."),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_a_name_is_in_one_scenario_only(person: str, check_bank: Check) -> None:
    """If a word means a person in one scenario, no other scenario has it."""
    assert check_bank(a=PEOPLE[person], b=scenario(choice(2), situation="You meet Gwen there.")) == []
    (message,) = check_bank(a=PEOPLE[person], b=scenario(choice(2), situation="You meet Haroon there."))
    assert message.startswith("scenarios/b.yaml:6:12: Haroon is in another scenario too: scenarios/a.yaml:")
    assert message.endswith("; choose a name that is in no other scenario")


def test_other_capitals_may_be_shared(check_bank: Check) -> None:
    """Days, sites, first words and words that the bank also writes in lower case are no names."""
    first = scenario(choice(1), situation="On Monday, Instagram asks you. Will you go?", stimulus=sent("Instagram"))
    second = scenario(choice(2), situation="On Monday you use Instagram. Will, who will go, asks.")
    assert check_bank(a=first, b=second) == []
