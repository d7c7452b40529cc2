"""Checks that keep the bank fair: nobody passes by the look of an option, and every answer is explained.

The site's build does not ask for them, so that a scenario can be tried before it is finished; ``check`` does.
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
"""Characters. Less than that says "well done", not why."""

MIN_SENTENCE_WORDS = 4
"""Words. Two feedbacks may share a shorter one."""


def check_fairness(root: Path, catalogue: Catalogue) -> list[Problem]:
    """Every problem that the checks find in the content below a project's root, in the order of the files."""
    bank = Bank(root, catalogue)
    return sorted(problem for check in _CHECKS for problem in check(bank))


def best_is_seldom_longest(bank: Bank) -> Iterator[Problem]:
    """The best option is longer than all others in at most a third of the *choice* items."""
    entries = _choices(bank)
    found = [(entry, index) for entry in entries if (index := _best_and_longest(entry.item)) is not None]
    allowed = len(entries) // 3
    if len(found) > allowed:
        entry, index = found[0]
        yield bank.problem(
            entry.place.at("options", index, "text"),
            f"the best option is the longest in {len(found)} of {len(entries)} choice items, more than a third: "
            + _names([entry for entry, _ in found]),
            f"shorten it, or lengthen another, in {len(found) - allowed} of them",
        )


def best_is_spread(bank: Bank) -> Iterator[Problem]:
    """No place, first, second and so on, holds the first best option of more than 40% of the *choice* items."""
    entries = _choices(bank)
    by_place: dict[int, list[Entry]] = {}
    for entry in entries:
        grades = [option.grade for option in entry.item.options]
        by_place.setdefault(grades.index(Grade.BEST), []).append(entry)
    allowed = max(1, len(entries) * 2 // 5)  # one item alone has to have its best option somewhere
    for index, found in sorted(by_place.items()):
        if len(found) > allowed:
            yield bank.problem(
                found[0].place.at("options", index),
                f"the best option stands {_ordinal(index + 1)} in {len(found)} of {len(entries)} choice items, "
                f"more than 40%: {_names(found)}",
                f"move it in {len(found) - allowed} of them",
            )


def feedback_is_long_enough(bank: Bank) -> Iterator[Problem]:
    """The feedback of every option, statement and critical pair has 60 characters at least."""
    for entry in bank.entries():
        for each, place in (*entry.parts(), *entry.pairs()):
            if len(each.feedback) < MIN_FEEDBACK_LENGTH:
                yield bank.problem(
                    place.at("feedback"),
                    f'"feedback" has {len(each.feedback)} characters, too few to say why',
                    f"write {MIN_FEEDBACK_LENGTH} or more",
                )


def grades_rest_on_clauses(bank: Bank) -> Iterator[Problem]:
    """Every option and statement cites a clause, but for those that the editors alone decide."""
    for entry in bank.entries():
        for part, place in entry.parts():
            basis = part.basis or entry.item.basis or entry.scenario.basis
            if not part.clauses and basis is not Basis.EDITORIAL:
                yield bank.problem(
                    place,
                    f'"{part.id}" cites no clause',
                    "add `clauses`, or `basis: editorial` to the item where none decides",
                )


def no_sentence_stands_twice(bank: Bank) -> Iterator[Problem]:
    """No two feedbacks share a sentence of four words or more, quotations not counted."""
    first: dict[str, Place] = {}
    for feedback, place in bank.feedbacks():
        own = {normalised(each): each for each in own_sentences(feedback) if len(words(each)) >= MIN_SENTENCE_WORDS}
        for key, sentence in own.items():
            other = first.setdefault(key, place)
            if other is not place:
                yield bank.problem(
                    place,
                    f"this shares a sentence with the feedback at {bank.position(other)}: {quoted(sentence)}",
                    "say it in one of them only, or in other words",
                )


def no_situation_stands_twice(bank: Bank) -> Iterator[Problem]:
    """No two scenarios tell the same situation; within one, two paths may come to the same."""
    first: dict[str, Place] = {}
    for situation, place in bank.situations():
        other = first.setdefault(normalised(situation), place)
        if other.scenario != place.scenario:
            yield bank.problem(
                place, f"the same situation stands at {bank.position(other)}", "tell another, or take one of them out"
            )


_CHECKS: tuple[Callable[[Bank], Iterator[Problem]], ...] = (
    best_is_seldom_longest,
    best_is_spread,
    feedback_is_long_enough,
    grades_rest_on_clauses,
    no_sentence_stands_twice,
    no_situation_stands_twice,
    reads_easily,
)


def _choices(bank: Bank) -> list[Entry]:
    return [entry for entry in bank.entries() if entry.item.interaction is Interaction.CHOICE]


def _best_and_longest(item: Item) -> int | None:
    """The position of the longest option, if it is a best one and no other is as long."""
    lengths = [len(option.text) for option in item.options]
    index = lengths.index(max(lengths))
    alone = lengths.count(lengths[index]) == 1
    return index if alone and item.options[index].grade is Grade.BEST else None


def _names(entries: list[Entry]) -> str:
    return ", ".join(entry.name for entry in entries)


def _ordinal(number: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")
