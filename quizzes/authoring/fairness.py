"""Check that the quizzes are fair: no option's length or position gives it away, and every answer is explained.

Only ``python -m quizzes check`` runs these checks. The build doesn't, so that an unfinished scenario can be tried.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from quizzes.authoring.bank import Bank, Entry, Place
from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.problems import Problem, quoted
from quizzes.authoring.readability import reads_easily
from quizzes.authoring.wording import normalised, own_sentences, words
from quizzes.engine.model import Basis, Grade, Interaction, Item

MIN_FEEDBACK_LENGTH = 60
"""Characters. Shorter feedback says "well done", but not why."""

MIN_SENTENCE_WORDS = 4
"""Words. Shorter sentences may occur in more than one feedback."""


def check_fairness(root: Path, catalogue: Catalogue) -> list[Problem]:
    """Run all checks on the content of the project in ``root``. Return the problems in the order of the files."""
    bank = Bank(root, catalogue)
    return sorted(problem for check in _CHECKS for problem in check(bank))


def best_is_seldom_longest(bank: Bank) -> Iterator[Problem]:
    """The best option is the longest in at most a third of the *choice* items."""
    entries = _choices(bank)
    longest = [(entry, index) for entry in entries if (index := _best_and_longest(entry.item)) is not None]
    allowed = len(entries) // 3
    if len(longest) > allowed:
        entry, index = longest[0]
        yield bank.problem(
            entry.place.at("options", index, "text"),
            f"the best option is the longest in {len(longest)} of {len(entries)} choice items, more than a third: "
            + _names([entry for entry, _ in longest]),
            f"shorten it, or lengthen another option, in {len(longest) - allowed} of these items",
        )


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
    best_is_seldom_longest,
    best_is_spread,
    feedback_is_long_enough,
    grades_cite_clauses,
    no_sentence_is_repeated,
    no_situation_is_repeated,
    reads_easily,
)


def _choices(bank: Bank) -> list[Entry]:
    return [entry for entry in bank.entries() if entry.item.interaction is Interaction.CHOICE]


def _best_and_longest(item: Item) -> int | None:
    """Return the index of the longest option, if it is a best one and no other is as long. Otherwise None."""
    lengths = [len(option.text) for option in item.options]
    index = lengths.index(max(lengths))
    is_unique = lengths.count(lengths[index]) == 1
    return index if is_unique and item.options[index].grade is Grade.BEST else None


def _names(entries: list[Entry]) -> str:
    return ", ".join(entry.name for entry in entries)


def _ordinal(number: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")
