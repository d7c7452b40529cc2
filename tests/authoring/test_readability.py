"""How hard a scenario may read, and what may read harder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizzes.authoring.readability import reading_grade
from quizzes.engine.model import Grade, Interaction, Item, Option, Scenario
from tests.authoring.banks import Fields, choice, item_of, messages, part, scenario, write_bank

type Check = Callable[..., list[str]]

HARD = " ".join(["teacher"] * 20 + ["go"] * 4) + "."
GRADE = "the reading grade (Flesch-Kincaid) of situations and options is"
FIX = "use shorter sentences and plainer words, or give a reason in scenarios/exceptions/reading.yaml"


@pytest.fixture
def check_bank(tmp_path: Path) -> Check:
    """What the checks say of these scenarios, with a file of exceptions where its text is given."""

    def check_bank(exceptions: str | None = None, **scenarios: Fields) -> list[str]:
        root = tmp_path / str(len(list(tmp_path.iterdir())))
        write_bank(root, scenarios)
        if exceptions is not None:
            (root / "scenarios/exceptions").mkdir()
            (root / "scenarios/exceptions/reading.yaml").write_text(exceptions, encoding="utf-8")
        return messages(root)

    return check_bank


def grade_of(text: str) -> float:
    """The grade of a scenario of this situation and of another sentence."""
    item = Item("q", Interaction.CHOICE, (Option("o", Grade.BEST, text="And then you go home."),))
    return reading_grade(Scenario("a", (item,), situation=text))


def words(long: int, of: int = 12) -> str:
    """A sentence of so many words, of which some have two syllables and the others one."""
    return " ".join(["teacher"] * long + ["go"] * (of - long)) + "."


def hard(long: int, best: int = 1) -> Fields:
    """A scenario of four sentences of twelve words: 24 words of two syllables in the options, more in the situation."""
    options = [part(f"o{each}", grade="best" if each == best else "poor", text=words(8)) for each in (1, 2, 3)]
    return scenario(item_of("choice", options=options), situation=words(long))


def exception(name: str) -> str:
    """A file with one exception."""
    return f"reading:\n  - id: {name}\n    reason: The rule that it turns on cannot be put more simply.\n"


def test_grade_nine_passes(check_bank: Check) -> None:
    """Grade 9.00 passes."""
    assert check_bank(a=hard(9)) == []


def test_more_than_grade_nine_is_too_hard(check_bank: Check) -> None:
    """One syllable more does not; the situation's place is said."""
    assert check_bank(a=hard(10)) == [f"scenarios/a.yaml:6:12: {GRADE} 9.25, above 9; {FIX}"]


def test_later_situations_and_statements_are_measured(check_bank: Check) -> None:
    """What has happened before a later item is read too, and so are statements."""
    later = choice(1, situation=HARD)
    statement = part("s", text=HARD, grades={"yes": "best"})
    match = item_of("match", categories=[{"id": "yes", "text": "Yes"}], statements=[statement])
    assert check_bank(a=scenario(later), b=scenario(match)) == [
        f"scenarios/a.yaml:6:12: {GRADE} 9.78, above 9; {FIX}",
        f"scenarios/b.yaml:6:12: {GRADE} 10.00, above 9; {FIX}",
    ]


def test_prompts_stimuli_and_feedback_are_not_measured(check_bank: Check) -> None:
    """What other people write, and what an answer is told, may read harder."""
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
    """A point within a time ends no sentence, an address is not read, and quotation marks and an end change nothing."""
    assert grade_of(written) == grade_of(read)


def test_an_exception_may_read_harder(check_bank: Check) -> None:
    """A scenario that the file of exceptions names passes, and no other does by it."""
    assert check_bank(exception("a"), a=hard(10)) == []
    assert check_bank(exception("a"), a=hard(10), b=hard(11, best=2)) == [
        f"scenarios/b.yaml:6:12: {GRADE} 9.49, above 9; {FIX}"
    ]


def test_an_unneeded_exception_is_a_problem(check_bank: Check) -> None:
    """When a scenario reads easily enough, its exception has to go."""
    assert check_bank(exception("a"), a=hard(9)) == [
        'scenarios/exceptions/reading.yaml:2:9: "a" is easy enough to read and needs no exception; delete this entry'
    ]


def test_an_exception_for_an_unknown_scenario_is_a_problem(check_bank: Check) -> None:
    """An exception for a scenario that is not there is told of the nearest that is."""
    assert check_bank(exception("lost-phones"), **{"lost-phone": hard(9)}) == [
        'scenarios/exceptions/reading.yaml:2:9: there is no scenario "lost-phones"; did you mean "lost-phone"?'
    ]


def test_an_exception_needs_a_reason(check_bank: Check) -> None:
    """The file of exceptions is read as strictly as the scenarios are."""
    assert check_bank("reading:\n  - id: a\n", a=hard(10)) == [
        'scenarios/exceptions/reading.yaml:2:5: field "reason" is missing; '
        "add it: Why it cannot be written more simply."
    ]
    assert check_bank("reading: []\n", a=hard(9)) == [
        'scenarios/exceptions/reading.yaml:1:10: "reading" is empty; '
        "write it: The scenarios that may be harder to read. Delete the file if there are none."
    ]
