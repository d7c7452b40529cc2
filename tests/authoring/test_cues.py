"""The cue check finds options whose wording gives them away, and nothing where all are worded alike."""

from pathlib import Path

import pytest
import yaml

from quizzes.authoring.bank import Bank
from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.cue_note import choices
from quizzes.authoring.cues import Choice, find_cues
from tests.authoring.banks import ROOT, Fields, item_of, messages, part, scenario, write_bank
from tests.commands import run

FIRST_EDITION = ROOT / "tests/first_edition/scenarios"

# Three options of equal length that have none of the words that the model knows.
ALIKE = ("Go to the hall with her", "Go to the yard with her", "Go to the gate with her")

# For each group of words, options that differ in it alone, the best one first.
GIVEN_AWAY = {
    "a reason": ("Leave it in the red box", "Hide it since it is old", "Keep it since it is new"),
    "a word for telling or asking": ("Tell her in the red box", "Hide it in the blue cup", "Keep it in the blue bag"),
    "somebody in charge": ("See the DSL of the hall", "See the man of the hall", "See the boy of the hall"),
    "a word for “at once”": ("Go to the hall tonight", "Go to the hall by foot", "Go to the hall by road"),
    "a word for “later”": ("Go to the hall by foot", "Go to it the week after", "Go to it next thing on"),
    "a word for “private”": ("Use a pen of this hall", "Use a pen of your own", "Use my personal pen on"),
    "a negative": ("Go to the hall by foot", "Do not go by any means", "Go to no hall by a car"),
    "an absolute word": ("Go to the hall by foot", "Always go by the river", "Go to every hall by car"),
    "a tone word": ("Sit gently by the door", "Sit in a chair by them", "Sit on a bench by them"),
    "a number": ("Go to the hall by foot", "Go to hall 12 by a car", "Go to three of the cars"),
    "a quotation": ("Put ‘Hi’ up in the red", "Put a hat up in the red", "Put a cat up in the red"),
    "two halves": ("Sit in, and go to them", "Sit in; so go off to it", "Sit in; so go on to it"),
    "length": ("Go to it", "Go to the hall with her", "Go to the yard with her"),
}


def bank(*options: str, count: int = 6) -> list[Choice]:
    """Make ``count`` scenarios with an item of these options. The first is the best, and stands in any place."""
    made = []
    for number in range(count):
        best, *others = options
        place = number % (len(others) + 1)
        texts = (*others[:place], best, *others[place:])
        made.append(Choice(f"s{number}", "q", texts, frozenset({place})))
    return made


def first_edition() -> list[Choice]:
    """Return the *choice* items of the first edition."""
    made = []
    for file in sorted(FIRST_EDITION.glob("*.yaml")):
        fields = yaml.safe_load(file.read_text(encoding="utf-8"))
        for item in fields.get("items", ()):
            if item["interaction"] == "choice":
                best = {index for index, option in enumerate(item["options"]) if option["grade"] == "best"}
                texts = tuple(option["text"] for option in item["options"])
                made.append(Choice(fields["id"], item["id"], texts, frozenset(best)))
    return made


def asking(best: int, *texts: str) -> Fields:
    """Make a scenario with a *choice* of these options; ``best`` counts from 1."""
    grades = ["best" if number == best else "poor" for number in range(1, len(texts) + 1)]
    pairs = zip(grades, texts, strict=True)
    return scenario(
        item_of("choice", options=[part(f"o{number}", grade, text) for number, (grade, text) in enumerate(pairs, 1)])
    )


def test_the_model_is_strong_enough() -> None:
    """In the first edition, which gave its answers away, it finds at least 36 of 61; chance is 15."""
    report = find_cues(first_edition())
    assert (report.total, round(report.chance)) == (61, 15)
    assert report.found >= 36


def test_no_two_runs_differ() -> None:
    """It finds the same items by the same features each time, whatever the order of the scenarios."""
    items = first_edition()
    report = find_cues(items)
    assert report == find_cues(items)
    names = {(each.choice.scenario, each.choice.item) for each in report.giveaways}
    assert names == {(each.choice.scenario, each.choice.item) for each in find_cues(items[::-1]).giveaways}


def test_options_that_are_worded_alike_give_nothing_away() -> None:
    """If all options of an item have the same features, none is guessed."""
    assert find_cues(bank(*ALIKE)).giveaways == ()


@pytest.mark.parametrize("group", GIVEN_AWAY)
def test_each_group_of_features_is_seen(group: str) -> None:
    """If the best options differ from the others in one group only, all of them are found, and the group is named."""
    report = find_cues(bank(*GIVEN_AWAY[group]))
    assert report.found == report.total
    assert all(group in [cue.group for cue in each.cues] for each in report.giveaways)


def test_a_scenario_is_guessed_from_the_others_only() -> None:
    """A single scenario gives nothing away, because there is nothing to learn from."""
    report = find_cues([Choice("s", f"q{number}", GIVEN_AWAY["length"], frozenset({0})) for number in range(6)])
    assert (report.found, report.total, report.shortest) == (0, 6, 6)


def test_length_counts_only_if_it_is_unique() -> None:
    """An option counts as the longest or the shortest only if no other is as long."""
    long, short, other = "Go to the hall with her", "Go to it", "Go to the yard with her"
    alone = Choice("a", "q", ("Go to the hall with them", short, other), frozenset({0}))
    shared = Choice("b", "q", (long, short, other), frozenset({0}))
    shortest = Choice("c", "q", (long, short, other), frozenset({1}))
    report = find_cues([alone, shared, shortest])
    assert (report.longest, report.shortest) == (1, 1)


def test_check_names_what_gives_an_item_away(tmp_path: Path) -> None:
    """`check` names each item that it finds, with its place and the words, but neither fails nor counts a problem."""
    others = ("Hide it in the blue cup", "Keep it in the blue bag")
    told = {"a": asking(1, "Tell her in the red box", *others), "b": asking(2, others[0], "Ask him for one", others[1])}
    write_bank(tmp_path, told)
    assert messages(tmp_path) == []
    assert run(tmp_path, "check") == (
        0,
        "Note: from the options' wording alone, a small model finds the best one in 2 of 2 choice items; "
        "by chance it would be 0.7.\n"
        "The best option is the longest in 0 of them, and the shortest in 1; each should be about a quarter.\n"
        "These are the items that it finds, some of them by luck, each with what gave it away:\n"
        'scenarios/a.yaml:12:3: "q": only the best option has a word for telling or asking (Tell)\n'
        'scenarios/b.yaml:12:3: "q": only the best option has a word for telling or asking (Ask)\n'
        "2 scenarios in 1 modules: no problem found.\n",
        "",
    )


def test_check_says_nothing_of_a_single_scenario(tmp_path: Path) -> None:
    """With a single scenario, `check` prints no note."""
    write_bank(tmp_path, {"a": asking(1, *ALIKE)})
    assert run(tmp_path, "check") == (0, "1 scenarios in 1 modules: no problem found.\n", "")


def test_our_bank_gives_little_away() -> None:
    """In our own bank, the model finds at most 1.3 times what chance would."""
    report = find_cues([*choices(Bank(ROOT, load_catalogue(ROOT)))])
    assert report.found <= 1.3 * report.chance


def test_our_best_options_are_of_any_length() -> None:
    """In our own bank, the best option is the longest in 15 to 35% of the items, and the shortest in 15 to 35%."""
    report = find_cues([*choices(Bank(ROOT, load_catalogue(ROOT)))])
    assert 0.15 <= report.longest / report.total <= 0.35
    assert 0.15 <= report.shortest / report.total <= 0.35
