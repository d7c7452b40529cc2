"""One response becomes its outcome."""

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
    """Best is 1 mark, acceptable a half, poor and harmful none; feedback, clauses and link are the option's."""
    assert score(ITEM, (grade.value,)) == Outcome(grade, mark, ((grade.value, verdict),), (f"q-{grade}",), "next")


def test_nothing_selected_is_unanswered() -> None:
    """An empty response is no outcome: it has neither score nor grade."""
    outcome = score(ITEM, ())
    assert isinstance(outcome, Unanswered)
    assert not hasattr(outcome, "score")
    assert not hasattr(outcome, "grade")


def test_an_option_that_ends_the_path_leads_nowhere() -> None:
    """An option without a link has an outcome without one."""
    outcome = score(choice("q", Option("stop", Grade.BEST)), ("stop",))
    assert isinstance(outcome, Outcome)
    assert outcome.to is None


def test_an_option_of_another_item_is_refused() -> None:
    """A response that names what the item does not have is an error, never a score of 0."""
    with pytest.raises(WireError, match=r'^unknown-option: item "q" has no option "elsewhere"$'):
        score(ITEM, ("elsewhere",))


def test_a_choice_accepts_only_one_option() -> None:
    """Two options are malformed where one is asked for."""
    with pytest.raises(WireError, match=r"^malformed: .*takes one option, not 2"):
        score(ITEM, ("best", "poor"))


def test_an_option_named_twice_is_malformed() -> None:
    """An option that a response names twice makes it malformed."""
    with pytest.raises(WireError, match=r"^malformed: .*names an option twice"):
        score(ITEM, ("best", "best"))


@pytest.mark.parametrize(
    ("mark", "grade"),
    [(1, Grade.BEST), (0.999, Grade.ACCEPTABLE), (0.5, Grade.ACCEPTABLE), (0.499, Grade.POOR), (0, Grade.POOR)],
)
def test_the_mark_decides_the_grade(mark: float, grade: Grade) -> None:
    """A full mark is best, half or more acceptable, less poor."""
    assert grade_of(mark, harmful=False) is grade


def test_a_harmful_selection_overrides_any_mark() -> None:
    """What is harmful stays harmful whatever the mark."""
    assert {grade_of(mark, harmful=True) for mark in (0, 0.5, 1)} == {Grade.HARMFUL}
