"""What this project promises of its own bank, and asks of no other author."""

from statistics import median

from quizzes.authoring.bank import Bank
from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.for_schools import check_for_schools, read_checklist
from quizzes.authoring.readability import grade_of
from quizzes.authoring.wording import words
from tests.authoring.banks import ROOT


def catalogue() -> Catalogue:
    """Return the project's own content."""
    return load_catalogue(ROOT)


def feedbacks() -> list[str]:
    """Return the feedback of all options, statements, critical pairs and items."""
    return [feedback for feedback, _ in Bank(ROOT, catalogue()).feedbacks()]


def test_the_bank_has_40_to_44_scenarios_in_seven_modules() -> None:
    """Every scenario is in one module, and in one only."""
    bank = catalogue()
    listed = [scenario.id for module in bank.modules.values() for scenario in module.scenarios]
    assert sorted(listed) == sorted(bank.scenarios)
    assert 40 <= len(listed) <= 44
    assert len(bank.modules) == 7


def test_every_clause_is_covered() -> None:
    """A scenario practises each of the 41 clauses for staff, and the checklist has the 18 for the school."""
    bank = catalogue()
    assert check_for_schools(ROOT, bank) == []
    assert len([clause for clause in bank.clauses.values() if clause.for_staff and bank.practice(clause.id)]) == 41
    assert len(read_checklist(ROOT, bank.clauses)) == 18


def test_first_day_has_a_disclosure() -> None:
    """*First day* has a scenario with a content note: a child says something that is not to be kept secret."""
    assert any(scenario.content_note for scenario in catalogue().modules["first-day"].scenarios)


def test_feedback_is_read_at_a_glance() -> None:
    """Feedback has at most 35 words in the median. The limit for each is in `lengths.py`."""
    assert median(len(words(feedback)) for feedback in feedbacks()) <= 35


def test_feedback_is_easy_to_read() -> None:
    """The reading grade of feedback (Flesch-Kincaid) is at most 7 in the median."""
    assert median(grade_of(feedback) for feedback in feedbacks()) <= 7
