"""Scenarios must be easy enough to read, except those with an exception."""

import pytest

from quizzes.authoring.readability import reading_grade
from quizzes.engine.model import Grade, Interaction, Item, Option, Scenario
from tests.authoring.banks import BEST_IS_YES, CATEGORIES, Check, Fields, choice, item_of, part, scenario

HARD = " ".join(["computer"] * 12) + "."
GRADE = "the reading grade (Flesch-Kincaid) of situations and options is"
FIX = "use shorter sentences and plainer words, or give a reason in scenarios/exceptions/reading.yaml"


def grade_of(text: str) -> float:
    """Return the reading grade of a scenario with this situation and one option."""
    item = Item("q", Interaction.CHOICE, (Option("o", Grade.BEST, text="And then you go home."),))
    return reading_grade(Scenario("a", (item,), situation=text))


def words(long: int, of: int = 12) -> str:
    """Make a sentence of ``of`` words; ``long`` of them have two syllables, the others one."""
    return " ".join(["teacher"] * long + ["go"] * (of - long)) + "."


def hard(long: int, best: int = 1) -> Fields:
    """Make a scenario of four 12-word sentences, with ``long`` two-syllable words in the situation, 24 in options."""
    options = [part(f"o{each}", grade="best" if each == best else "poor", text=words(8)) for each in (1, 2, 3)]
    return scenario(item_of("choice", options=options), situation=words(long))


def exception(name: str) -> str:
    """Make the text of a file with one exception."""
    return f"reading:\n  - id: {name}\n    reason: The rule that it turns on cannot be put more simply.\n"


def test_grade_nine_passes(check_bank: Check) -> None:
    """A scenario of grade 9.00 passes."""
    assert check_bank(a=hard(9)) == []


def test_more_than_grade_nine_is_too_hard(check_bank: Check) -> None:
    """A scenario just above grade 9 gets a message with the position of its situation."""
    assert check_bank(a=hard(10)) == [f"scenarios/a.yaml:6:12: {GRADE} 9.25, above 9; {FIX}"]


def test_later_situations_and_statements_are_measured(check_bank: Check) -> None:
    """The situations of later items are measured, and so are statements."""
    later = choice(1, situation=HARD)
    statement = part("s", text=HARD, grades=BEST_IS_YES)
    match = item_of("match", categories=CATEGORIES, statements=[statement])
    assert check_bank(a=scenario(later), b=scenario(match)) == [
        f"scenarios/a.yaml:6:12: {GRADE} 13.01, above 9; {FIX}",
        f"scenarios/b.yaml:6:12: {GRADE} 16.18, above 9; {FIX}",
    ]


def test_prompts_stimuli_and_feedback_are_not_measured(check_bank: Check) -> None:
    """Prompts, stimuli and feedback may be harder to read."""
    stimulus = {"kind": "post", "when": "Friday", "messages": [{"from": "A parent", "words": HARD}]}
    item = item_of("multiple", options=[part("o", grade="best", feedback=HARD)], prompt=HARD, stimulus=stimulus)
    assert check_bank(a=scenario(item)) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The bell goes at 10.42 and you are late again.", "The bell goes at 1042 and you are late again."),
        ("Read [our *own* page](https://www.example.org/rules.html) on it.", "Read our own page on it."),
        ("You don’t know the pupils’ new ‘friend’ at all.", "You don't know the pupils new friend at all."),
        ("You meet her ‘as a friend.’", "You meet her as a friend."),
        ("You meet her as a friend", "You meet her as a friend."),
    ],
)
def test_markup_and_punctuation_do_not_change_the_grade(written: str, read: str) -> None:
    """Times, addresses, emphasis, quotation marks and a missing full stop do not change the grade."""
    assert grade_of(written) == grade_of(read)


def test_an_exception_may_read_harder(check_bank: Check) -> None:
    """A scenario with an exception passes, and the exception applies to no other."""
    assert check_bank(exception("a"), a=hard(10)) == []
    assert check_bank(exception("a"), a=hard(10), b=hard(11, best=2)) == [
        f"scenarios/b.yaml:6:12: {GRADE} 9.49, above 9; {FIX}"
    ]


def test_an_unneeded_exception_is_a_problem(check_bank: Check) -> None:
    """An exception for a scenario that is easy enough must be removed."""
    assert check_bank(exception("a"), a=hard(9)) == [
        'scenarios/exceptions/reading.yaml:2:9: "a" is easy enough to read and needs no exception; delete this entry'
    ]


def test_an_exception_for_an_unknown_scenario_is_a_problem(check_bank: Check) -> None:
    """An exception for an unknown scenario gets a message that suggests a similar id."""
    assert check_bank(exception("lost-phones"), **{"lost-phone": hard(9)}) == [
        'scenarios/exceptions/reading.yaml:2:9: there is no scenario "lost-phones"; did you mean "lost-phone"?'
    ]


def test_an_exception_needs_a_reason(check_bank: Check) -> None:
    """An exception without a reason is a problem, and so is an empty file of exceptions."""
    assert check_bank("reading:\n  - id: a\n", a=hard(10)) == [
        'scenarios/exceptions/reading.yaml:2:5: field "reason" is missing; '
        "add it: Why it cannot be written more simply."
    ]
    assert check_bank("reading: []\n", a=hard(9)) == [
        'scenarios/exceptions/reading.yaml:1:10: "reading" is empty; '
        "write it: The scenarios that may be harder to read. Delete the file if there are none."
    ]
