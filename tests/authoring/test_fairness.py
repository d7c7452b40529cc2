"""Each fairness check passes a made-up bank that is just fair enough, and finds one that is not."""

import subprocess
import sys
from pathlib import Path

from tests.authoring.banks import (
    BEST_IS_YES,
    CATEGORIES,
    ROOT,
    Check,
    Fields,
    choice,
    item_of,
    messages,
    part,
    scenario,
    without_field,
    write_bank,
)
from tests.commands import run

SIXTY = "Sixty characters are just enough to say why it has its mark."


def options(*feedback: str, **fields: object) -> Fields:
    """Make a *multiple* with one option for each feedback."""
    parts = [
        part(f"o{number}", grade="best" if number == 1 else "poor", feedback=each)
        for number, each in enumerate(feedback, 1)
    ]
    return item_of("multiple", options=parts, **fields)


def test_the_real_bank_is_fair() -> None:
    """The checks find nothing in the project's own scenarios."""
    assert messages(ROOT) == []


def test_position_counts_only_for_choice(check_bank: Check) -> None:
    """In a *multiple* the best options may always be the first."""
    item = item_of("multiple", options=[part("o1", grade="best"), part("o2")])
    assert check_bank(a=scenario(item), b=scenario(item), c=scenario(item)) == []


def test_two_fifths_of_best_options_may_share_a_position(check_bank: Check) -> None:
    """Two of five best options may be first, and two second."""
    places = zip("abcde", (1, 1, 2, 2, 3), strict=True)
    assert check_bank(**{name: scenario(choice(place)) for name, place in places}) == []


def test_too_many_best_options_share_a_position(check_bank: Check) -> None:
    """Three of five best options in the same position are too many; the message names all three."""
    places = zip("abcde", (1, 2, 1, 3, 1), strict=True)
    assert check_bank(**{name: scenario(choice(place)) for name, place in places}) == [
        "scenarios/a.yaml:12:5: the best option is 1st in 3 of 5 choice items, more than 40%: a/q, c/q, e/q; "
        "move it in 1 of these items"
    ]


def test_only_the_first_best_option_counts_for_position(check_bank: Check) -> None:
    """An item with two best options counts only for the position of the first one."""
    both = item_of("choice", options=[part("o1"), part("o2", grade="best"), part("o3", grade="best")])
    assert check_bank(a=scenario(both), b=scenario(choice(3)), c=scenario(choice(1))) == []
    assert check_bank(a=scenario(both), b=scenario(choice(2)), c=scenario(choice(1))) == [
        "scenarios/a.yaml:18:5: the best option is 2nd in 2 of 3 choice items, more than 40%: a/q, b/q; "
        "move it in 1 of these items"
    ]


def test_a_single_item_may_have_its_best_option_anywhere(check_bank: Check) -> None:
    """With a single item, its best option may be in any position."""
    assert check_bank(a=scenario(choice(1))) == []


def test_feedback_needs_sixty_characters(check_bank: Check) -> None:
    """Feedback of 60 characters passes, and feedback of 59 does not."""
    assert len(SIXTY) == 60
    assert check_bank(a=scenario(options(SIXTY))) == []
    assert check_bank(a=scenario(options(SIXTY.replace("Sixty", "Some")))) == [
        'scenarios/a.yaml:15:15: "feedback" has only 59 characters, too few to say why; write at least 60'
    ]


def test_feedback_of_statements_and_pairs_needs_sixty_characters(check_bank: Check) -> None:
    """Feedback of statements and critical pairs needs 60 characters too, but an item's own feedback does not."""
    statement = part("s", grades=BEST_IS_YES, feedback="So.")
    match = item_of("match", categories=CATEGORIES, statements=[statement], feedback="So it is.")
    steps = [part("o1", grade="best"), part("o2", grade="best")]
    order = item_of("order", options=steps, pairs=[{"first": "o1", "then": "o2", "feedback": "It is so."}])
    assert check_bank(a=scenario(match), b=scenario(order)) == [
        'scenarios/a.yaml:19:15: "feedback" has only 3 characters, too few to say why; write at least 60',
        'scenarios/b.yaml:27:15: "feedback" has only 9 characters, too few to say why; write at least 60',
    ]


def test_an_option_must_cite_a_clause(check_bank: Check) -> None:
    """An option or statement that cites no clause is a problem."""
    silent = without_field("clauses", part("o", grade="best"))
    match = item_of(
        "match",
        categories=CATEGORIES,
        statements=[without_field("clauses", part("s", grades=BEST_IS_YES))],
    )
    assert check_bank(a=scenario(item_of("multiple", options=[silent])), b=scenario(match)) == [
        'scenarios/a.yaml:12:5: "o" cites no clause; '
        "add `clauses`; or, if no clause decides the grade, add `basis: editorial` to the item",
        'scenarios/b.yaml:17:5: "s" cites no clause; '
        "add `clauses`; or, if no clause decides the grade, add `basis: editorial` to the item",
    ]


def test_an_editorial_item_needs_no_clause(check_bank: Check) -> None:
    """If an item's basis, or else its scenario's, is editorial, an option need not cite a clause."""
    silent = [without_field("clauses", part("o", grade="best"))]
    editorial = item_of("multiple", options=silent, basis="editorial")
    assert check_bank(a=scenario(editorial)) == []
    assert check_bank(a=scenario(item_of("multiple", options=silent), basis="editorial")) == []
    assert len(check_bank(a=scenario(item_of("multiple", options=silent, basis="clause"), basis="editorial"))) == 1


def test_a_shared_sentence_is_found_across_the_bank(check_bank: Check) -> None:
    """Feedback in two scenarios may not share a sentence, even with other punctuation; the message names both."""
    first = f"{SIXTY} Tell the head – today – and don’t wait."
    second = "Here is something else that is long enough to say why. tell the head; today and don't wait!"
    assert check_bank(a=scenario(options(first)), b=scenario(options(second))) == [
        "scenarios/b.yaml:15:15: this repeats a sentence of the feedback at scenarios/a.yaml:15:15: "
        '"tell the head; today and don\'t wait!"; keep it in one of them only, or reword it'
    ]


def test_a_shared_sentence_is_found_within_a_scenario(check_bank: Check) -> None:
    """Feedback of pairs and items is compared too, and each repetition gets a message that names the first place."""
    steps = [part("o1", grade="best", feedback=SIXTY), part("o2", grade="best")]
    pairs = [{"first": "o1", "then": "o2", "feedback": SIXTY}]
    order = item_of("order", options=steps, pairs=pairs, feedback=f"At last. {SIXTY}")
    expected = (
        "this repeats a sentence of the feedback at scenarios/a.yaml:15:15: "
        '"Sixty characters are just enough to say why it has its mark."; keep it in one of them only, or reword it'
    )
    assert check_bank(a=scenario(order)) == [
        f"scenarios/a.yaml:27:15: {expected}",
        f"scenarios/a.yaml:28:13: {expected}",
    ]


def test_a_sentence_of_three_words_may_be_shared(check_bank: Check) -> None:
    """A sentence of three words may be repeated, but not one of four. A clause's number counts as one word."""
    one, two = f"{SIXTY} SI-17b says so.", f"SI-17b says so. Even so: {SIXTY[:-1]}, and more."
    assert check_bank(a=scenario(options(one, two))) == []
    assert check_bank(a=scenario(options(one.replace(" so.", " so too."), two.replace(" so.", " so too.")))) == [
        "scenarios/a.yaml:21:15: this repeats a sentence of the feedback at scenarios/a.yaml:15:15: "
        '"SI-17b says so too."; keep it in one of them only, or reword it'
    ]


def test_one_feedback_may_repeat_a_sentence(check_bank: Check) -> None:
    """A sentence may be repeated within one feedback, because it does not serve two options."""
    assert check_bank(a=scenario(options(f"{SIXTY} {SIXTY}"))) == []


def test_a_quoted_clause_may_be_shared(check_bank: Check) -> None:
    """Quoted words are not compared, even if they contain sentences and apostrophes."""
    quotation = "‘Staff don’t add pupils. They tell pupils so.’"
    one = f"Here the rule that counts for you is plain to see. SI-8 says {quotation}"
    two = f"It is a rule that you can show to whoever asks you again. SI-8 says {quotation}"
    assert check_bank(a=scenario(options(one, two))) == []


def test_words_around_a_quotation_may_not_be_shared(check_bank: Check) -> None:
    """Two sentences that differ only in their quotation count as the same."""
    one = f"{SIXTY} The guidance says ‘clear and explicit’ about it."
    two = "Here is something else that is long enough to say why. The guidance says ‘open to scrutiny’ about it."
    assert check_bank(a=scenario(options(one, two))) == [
        "scenarios/a.yaml:21:15: this repeats a sentence of the feedback at scenarios/a.yaml:15:15: "
        '"The guidance says … about it."; keep it in one of them only, or reword it'
    ]


def test_two_scenarios_may_not_share_a_situation(check_bank: Check) -> None:
    """Two scenarios may not have the same situation, neither at the beginning nor later."""
    first = scenario(choice(2), situation="A parent asks you for help.")
    later = scenario(choice(1, situation="a parent asks you, for help"))
    again = scenario(choice(3), situation="A parent asks you for help!")
    fix = "write another, or delete one of them"
    assert check_bank(a=first, b=later, c=again) == [
        f"scenarios/b.yaml:30:14: this repeats the situation at scenarios/a.yaml:6:12; {fix}",
        f"scenarios/c.yaml:6:12: this repeats the situation at scenarios/a.yaml:6:12; {fix}",
    ]


def test_two_paths_may_lead_to_the_same_situation(check_bank: Check) -> None:
    """Two items of one scenario may have the same situation."""
    first = item_of("choice", options=[part("o1", grade="best", to="b"), part("o2", to="c")])
    ends = [{**choice(place, situation="She rings you up."), "id": name} for name, place in (("b", 2), ("c", 3))]
    assert check_bank(a=scenario(first, *ends)) == []


def test_check_prints_unfairness(tmp_path: Path) -> None:
    """`check` prints unfair items, says that the handbook can still be built, and exits with 1."""
    write_bank(tmp_path / "bank", {"a": scenario(options("It is too short."))})
    result = run(tmp_path / "bank", "check")
    (message,) = messages(tmp_path / "bank")
    so = "1 problem found; the handbook can be built, but its quizzes are not yet fair."
    assert result == (1, "", f"{message}\n{so}\n")


def test_only_check_loads_textstat() -> None:
    """The command line does not import textstat, which loads slowly."""
    program = "import sys, quizzes.cli; sys.exit('textstat' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
