"""Check that the quizzes are fair: no option's position gives it away, and every answer is explained, in few words.

What the options' wording gives away is not a problem but a note: see `cue_note.py`.

Only ``python -m quizzes check`` runs these checks. The build doesn't, so that an unfinished scenario can be tried.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from quizzes.authoring import house_rules, lengths
from quizzes.authoring.bank import Bank, Entry, Place
from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.names import names_are_distinct
from quizzes.authoring.problems import Problem, quoted
from quizzes.authoring.readability import reads_easily
from quizzes.authoring.wording import normalised, own_sentences, words
from quizzes.engine.model import Basis, Grade, Interaction

MIN_FEEDBACK_LENGTH = 60
"""Characters. Shorter feedback says "well done", but not why."""

MIN_SENTENCE_WORDS = 4
"""Words. Shorter sentences may occur in more than one feedback."""


def check_fairness(root: Path, catalogue: Catalogue) -> list[Problem]:
    """Run all checks on the content of the project in ``root``. Return the problems in the order of the files."""
    bank = Bank(root, catalogue)
    return sorted(problem for check in _CHECKS for problem in check(bank))


def best_is_spread(bank: Bank) -> Iterator[Problem]:
    """The first best option is in the same position (1st, 2nd, …) in at most 40% of the *choice* items."""
    entries = _choices(bank)
    by_position: dict[int, list[Entry]] = {}
    for entry in entries:
        grades = [option.grade for option in entry.item.options]
        by_position.setdefault(grades.index(Grade.BEST), []).append(entry)
    allowed = max(1, len(entries) * 2 // 5)  # a single item must have its best option somewhere
    for index, affected in sorted(by_position.items()):
        if len(affected) > allowed:
            yield bank.problem(
                affected[0].place.at("options", index),
                f"the best option is {_ordinal(index + 1)} in {len(affected)} of {len(entries)} choice items, "
                f"more than 40%: {_names(affected)}",
                f"move it in {len(affected) - allowed} of these items",
            )


def feedback_is_long_enough(bank: Bank) -> Iterator[Problem]:
    """The feedback of every option, statement and critical pair has at least 60 characters."""
    for entry in bank.entries():
        for part, place in (*entry.parts(), *entry.pairs()):
            if len(part.feedback) < MIN_FEEDBACK_LENGTH:
                yield bank.problem(
                    place.at("feedback"),
                    f'"feedback" has only {len(part.feedback)} characters, too few to say why',
                    f"write at least {MIN_FEEDBACK_LENGTH}",
                )


def grades_cite_clauses(bank: Bank) -> Iterator[Problem]:
    """Every option and statement cites a clause, unless its basis is editorial."""
    for entry in bank.entries():
        for part, place in entry.parts():
            basis = part.basis or entry.item.basis or entry.scenario.basis
            if not part.clauses and basis is not Basis.EDITORIAL:
                yield bank.problem(
                    place,
                    f'"{part.id}" cites no clause',
                    "add `clauses`; or, if no clause decides the grade, add `basis: editorial` to the item",
                )


def no_sentence_is_repeated(bank: Bank) -> Iterator[Problem]:
    """No two feedbacks share a sentence of four or more words, apart from quotations."""
    first: dict[str, Place] = {}
    for feedback, place in bank.feedbacks():
        own = {
            normalised(sentence): sentence
            for sentence in own_sentences(feedback)
            if len(words(sentence)) >= MIN_SENTENCE_WORDS
        }
        for key, sentence in own.items():
            other = first.setdefault(key, place)
            if other is not place:
                yield bank.problem(
                    place,
                    f"this repeats a sentence of the feedback at {bank.position(other)}: {quoted(sentence)}",
                    "keep it in one of them only, or reword it",
                )


def no_situation_is_repeated(bank: Bank) -> Iterator[Problem]:
    """No two scenarios have the same situation. Within one scenario, two paths may."""
    first: dict[str, Place] = {}
    for situation, place in bank.situations():
        other = first.setdefault(normalised(situation), place)
        if other.scenario != place.scenario:
            yield bank.problem(
                place, f"this repeats the situation at {bank.position(other)}", "write another, or delete one of them"
            )


_CHECKS: tuple[Callable[[Bank], Iterator[Problem]], ...] = (
    best_is_spread,
    feedback_is_long_enough,
    grades_cite_clauses,
    no_sentence_is_repeated,
    no_situation_is_repeated,
    reads_easily,
    names_are_distinct,
    *lengths.CHECKS,
    *house_rules.CHECKS,
)


def _choices(bank: Bank) -> list[Entry]:
    return [entry for entry in bank.entries() if entry.item.interaction is Interaction.CHOICE]


def _names(entries: list[Entry]) -> str:
    return ", ".join(entry.name for entry in entries)


def _ordinal(number: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")
