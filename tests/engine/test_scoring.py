"""A response to a *choice* gets a grade, a mark and feedback."""

import pytest

from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Option
from quizzes.engine.scoring import Outcome, Unanswered, Verdict, grade_of, score
from tests.engine.asking import choice, graded

ITEM = graded("q", "next")


@pytest.mark.parametrize(
    ("grade", "mark", "verdict"),
    [
        (Grade.BEST, 1, Verdict.RIGHT),
        (Grade.ACCEPTABLE, 0.5, Verdict.ACCEPTABLE),
        (Grade.POOR, 0, Verdict.WRONG),
        (Grade.HARMFUL, 0, Verdict.HARMFUL),
    ],
)
def test_a_choice_gets_its_options_grade_and_mark(grade: Grade, mark: float, verdict: Verdict) -> None:
    """Best gets 1, acceptable 0.5, poor and harmful 0. Feedback, clauses and link come from the option."""
    assert score(ITEM, (grade.value,)) == Outcome(grade, mark, ((grade.value, verdict),), (f"q-{grade}",), "next")


def test_nothing_selected_is_unanswered() -> None:
    """An empty response is unanswered, with neither a score nor a grade."""
    outcome = score(ITEM, ())
    assert isinstance(outcome, Unanswered)
    assert not hasattr(outcome, "score")
    assert not hasattr(outcome, "grade")


def test_an_option_that_ends_the_path_leads_nowhere() -> None:
    """The outcome of an option without a link has no next item."""
    outcome = score(choice("q", Option("stop", Grade.BEST)), ("stop",))
    assert isinstance(outcome, Outcome)
    assert outcome.to is None


def test_an_option_of_another_item_is_refused() -> None:
    """A response with an unknown option is an error, never a score of 0."""
    with pytest.raises(WireError, match=r'^unknown-option: item "q" has no option "elsewhere"$'):
        score(ITEM, ("elsewhere",))


def test_a_choice_accepts_only_one_option() -> None:
    """A response with two options to a *choice* is malformed."""
    with pytest.raises(WireError, match=r"^malformed: .*takes one option, not 2"):
        score(ITEM, ("best", "poor"))


def test_an_option_named_twice_is_malformed() -> None:
    """A response that names an option twice is malformed."""
    with pytest.raises(WireError, match=r"^malformed: .*names an option twice"):
        score(ITEM, ("best", "best"))


@pytest.mark.parametrize(
    ("mark", "grade"),
    [(1, Grade.BEST), (0.999, Grade.ACCEPTABLE), (0.5, Grade.ACCEPTABLE), (0.499, Grade.POOR), (0, Grade.POOR)],
)
def test_the_mark_decides_the_grade(mark: float, grade: Grade) -> None:
    """A mark of 1 is best, of 0.5 or more acceptable, and less is poor."""
    assert grade_of(mark, harmful=False) is grade


def test_a_harmful_selection_overrides_any_mark() -> None:
    """A harmful response is graded harmful, whatever its mark."""
    assert {grade_of(mark, harmful=True) for mark in (0, 0.5, 1)} == {Grade.HARMFUL}
