"""The minutes of a module are those of its words and decisions, along its longest path."""

from dataclasses import replace

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.minutes import measured_minutes, shown_minutes
from quizzes.engine.model import (
    Category,
    Grade,
    Interaction,
    Item,
    Message,
    Module,
    Option,
    Pair,
    Role,
    Scenario,
    Statement,
    Stimulus,
    Tell,
    When,
)
from tests.authoring.banks import ROOT


def words(count: int) -> str:
    """Make a text of so many words."""
    return " ".join(["go"] * count)


def option(name: str = "o", text: int = 0, feedback: int = 0, to: str | None = None, already_done: int = 0) -> Option:
    """Make an option whose texts have so many words."""
    return Option(name, Grade.POOR, text=words(text), feedback=words(feedback), to=to, already_done=words(already_done))


def choice(*options: Option, name: str = "q", situation: int = 0, prompt: int = 0) -> Item:
    """Make a *choice* whose texts have so many words."""
    return Item(name, Interaction.CHOICE, options, situation=words(situation), prompt=words(prompt))


def minutes(scenario: Scenario, **fields: object) -> float:
    """Measure a module of one scenario with these fields, to a millionth."""
    return round(measured_minutes(Module("m", (replace(scenario, **fields),))), 6)  # type: ignore[arg-type]


def of_words(count: int, decisions: int = 1) -> float:
    """Return the minutes of so many words at 200 a minute, and of 10 seconds a decision, to a millionth."""
    return round(count / 200 + decisions / 6, 6)


BARE = Scenario("s", (choice(option(), option("p")),))


def test_nothing_to_read_takes_one_decision() -> None:
    """An item takes ten seconds besides its words."""
    assert minutes(BARE) == of_words(0)


def test_all_that_a_reader_reads_counts() -> None:
    """Situations, prompts, options, content notes and stimuli count, and the words of a link count once."""
    item = choice(option(text=9), option("p", text=8), situation=30, prompt=5)
    stimulus = Stimulus("chat", "Friday", (Message("Ann", words(7), "a parent"), Message("You", words(4))), "Year 4")
    note = "See [this page](https://www.example.org/far/away)."
    assert minutes(Scenario("s", (item,), situation=words(40))) == of_words(40 + 30 + 5 + 9 + 8)
    assert minutes(BARE, stimulus=stimulus, content_note=note) == of_words(1 + 7 + 2 + 1 + 4 + 2 + 3)


def test_who_to_tell_counts() -> None:
    """What to tell counts, three words for each role with its time, and all that is said below."""
    tell = (Tell((Role.DSL, Role.HEADTEACHER), words(6), When.TODAY), Tell((Role.NOBODY,), words(5)))
    assert minutes(BARE, tell=tell) == of_words(6 + 3 + 3 + 5)
    assert minutes(BARE, not_tell=words(9), if_not_heard=words(8), for_you=words(7)) == of_words(24)


def test_the_longest_feedback_counts() -> None:
    """One feedback of a *choice* counts, the longest, together with what to do if it has been done already."""
    item = choice(option(feedback=40), option("p", feedback=30, already_done=20))
    assert minutes(Scenario("s", (item,))) == of_words(50)


def test_the_longest_path_counts() -> None:
    """Of the items, only those on the longest path count, with the feedback on the options that lead along it."""
    first = choice(option(feedback=45, to="short"), option("p", feedback=20, to="long"), option("r", feedback=30))
    short = choice(option(text=10), name="short")
    long = choice(option(text=90, to="last"), name="long")
    last = choice(option(text=7), name="last")
    assert minutes(Scenario("s", (first, short, long, last))) == of_words(20 + 90 + 7, decisions=3)
    assert minutes(Scenario("s", (first, short, replace(long, options=(option(),)), last))) == of_words(45 + 10, 2)


@pytest.mark.parametrize("interaction", [Interaction.MULTIPLE, Interaction.ORDER])
def test_ticks_and_steps_are_one_decision(interaction: Interaction) -> None:
    """An item of several ticks or steps is one decision with one feedback, besides what ties its parts together."""
    parts = (option("a", text=9, feedback=30), option("b", text=8, feedback=20), option("c", text=7, feedback=10))
    pairs = (Pair("a", "b", words(40)),)
    item = Item("q", interaction, parts, pairs, prompt=words(5), feedback=words(6), to="q2")
    scenario = Scenario("s", (item, choice(option(), name="q2")))
    assert minutes(scenario) == of_words(5 + 9 + 8 + 7 + 30 + 6, decisions=2)


def test_statements_are_one_decision() -> None:
    """A *match* is one decision; its categories are read too."""
    grades = {"yes": Grade.BEST}
    statements = tuple(Statement(name, grades, text=words(8), feedback=words(30)) for name in "abc")
    item = Item("q", Interaction.MATCH, categories=(Category("yes", "Yes, today"),), statements=statements)
    assert minutes(Scenario("s", (item,))) == of_words(2 + 3 * 8 + 30)


def test_all_scenarios_of_a_module_count() -> None:
    """A module takes as long as its scenarios together."""
    other = replace(BARE, id="t", situation=words(100))
    assert round(measured_minutes(Module("m", (BARE, other))), 6) == of_words(100, decisions=2)


def test_pages_show_full_minutes() -> None:
    """The minutes shown are rounded up, and full minutes stay as they are."""
    six = Module("m", tuple(replace(BARE, id=f"s{number}") for number in range(6)))
    assert shown_minutes(six) == 1
    assert shown_minutes(replace(six, scenarios=(*six.scenarios, BARE))) == 2


def test_our_modules_are_short() -> None:
    """Our own *First day* takes at most 10 minutes, and no module more than 15."""
    measured = {module.id: measured_minutes(module) for module in load_catalogue(ROOT).modules.values()}
    assert measured["first-day"] <= 10
    assert max(measured.values()) <= 15
