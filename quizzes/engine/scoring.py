"""Mark responses: one pure function for each interaction.

Scores are from 0 to 1.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Interaction, Item, Option

type Response = tuple[str, ...]
"""What the reader submitted: the ids of the selected options. For *order*, they are in the reader's order.

For *match*, one string for each statement: its id, a space, and the id of the chosen category (like QTI's
directedPair).
"""

MARKS = {Grade.BEST: 1.0, Grade.ACCEPTABLE: 0.5, Grade.POOR: 0.0, Grade.HARMFUL: 0.0}


class Verdict(StrEnum):
    """The verdict on one part of a response: an option, a statement or a critical pair."""

    RIGHT = "right"
    """A best option that was selected, or a statement put under a best category."""
    LEFT = "left"
    """A poor or harmful option that was not selected."""
    MISSED = "missed"
    """A best option that was not selected."""
    ACCEPTABLE = "acceptable"
    WRONG = "wrong"
    HARMFUL = "harmful"
    HOLDS = "holds"
    """A critical pair in the right order."""
    BROKEN = "broken"
    """A critical pair in the wrong order, or with a step left out."""


_GOOD = {Verdict.RIGHT, Verdict.LEFT, Verdict.HOLDS}
_VERDICTS = {
    Grade.BEST: Verdict.RIGHT,
    Grade.ACCEPTABLE: Verdict.ACCEPTABLE,
    Grade.POOR: Verdict.WRONG,
    Grade.HARMFUL: Verdict.HARMFUL,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of marking a response.

    ``score`` is 0 to 1. ``feedback`` lists the ids of the parts whose feedback to show, each with its verdict.
    ``clauses`` are cited by the parts that could have been better. ``to`` is the id of the next item, or None if the
    path ends.
    """

    grade: Grade
    score: float
    feedback: tuple[tuple[str, Verdict], ...]
    clauses: tuple[str, ...]
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The response is not complete yet. A type of its own, without a score, so that it can't count as 0."""


def grade_of(score: float, *, harmful: bool) -> Grade:
    """Return the grade for a score from 0 to 1. A harmful selection makes it harmful, whatever the score."""
    if harmful:
        return Grade.HARMFUL
    if score >= 1:
        return Grade.BEST
    return Grade.ACCEPTABLE if score >= 0.5 else Grade.POOR


def score(item: Item, response: Response) -> Outcome | Unanswered:
    """Mark one response to one item.

    Raises WireError "unknown-option" if the response names something that the item doesn't have, and "malformed" if the
    response's form doesn't fit the interaction.
    """
    return SCORERS[item.interaction](item, response) if response else Unanswered()


def score_choice(item: Item, response: Response) -> Outcome:
    """Mark a *choice* response: one option, whose grade is the grade of the outcome."""
    selected = _selected(item, response)
    if len(selected) != 1:
        raise WireError("malformed", f'item "{item.id}" takes one option, not {len(selected)}')
    option = selected[0]
    return Outcome(
        option.grade, MARKS[option.grade], ((option.id, _VERDICTS[option.grade]),), option.clauses, option.to
    )


def score_multiple(item: Item, response: Response) -> Outcome:
    """Mark a *multiple* response: right minus wrong ticks and blanks, as a share of all options, but at least 0."""
    verdicts = _verdicts(item, _selected(item, response))
    right = sum(verdict in _GOOD for verdict in verdicts.values())
    return _outcome(item, max(0.0, (2 * right - len(verdicts)) / len(verdicts)), verdicts)


def score_order(item: Item, response: Response) -> Outcome:
    """Mark an *order* response: the share of critical pairs that hold. A pair with a step left out does not hold.

    Each selected distractor counts as one more pair that doesn't hold.
    """
    place = {option.id: index for index, option in enumerate(_selected(item, response))}
    pairs = {
        pair.id: Verdict.HOLDS
        if pair.first in place and pair.then in place and place[pair.first] < place[pair.then]
        else Verdict.BROKEN
        for pair in item.pairs
    }
    verdicts = _verdicts(item, [option for option in item.options if option.id in place])
    distractors = sum(verdict in (Verdict.WRONG, Verdict.HARMFUL) for verdict in verdicts.values())
    holding = sum(verdict is Verdict.HOLDS for verdict in pairs.values())
    broken = [pair for pair in item.pairs if pairs[pair.id] is Verdict.BROKEN]
    unsure = {name for pair in broken for name in (pair.first, pair.then)}
    return _outcome(item, holding / (len(pairs) + distractors), pairs | verdicts, unsure)


def score_match(item: Item, response: Response) -> Outcome | Unanswered:
    """Mark a *match* response: the mean mark of its statements, each by the grade of the chosen category."""
    chosen: dict[str, str] = {}
    for pair in response:
        statement_id, _, category = pair.partition(" ")
        statement = next((statement for statement in item.statements if statement.id == statement_id), None)
        if statement is None or category not in statement.grades:
            raise WireError("unknown-option", f'item "{item.id}" has no statement and category "{pair}"')
        if statement_id in chosen:
            raise WireError("malformed", f'the response to item "{item.id}" names the statement "{statement_id}" twice')
        chosen[statement_id] = category
    if len(chosen) < len(item.statements):
        return Unanswered()
    grades = {statement.id: statement.grades[chosen[statement.id]] for statement in item.statements}
    mean = sum(MARKS[grade] for grade in grades.values()) / len(grades)
    return _outcome(item, mean, {name: _VERDICTS[grade] for name, grade in grades.items()})


SCORERS: dict[Interaction, Callable[[Item, Response], Outcome | Unanswered]] = {
    Interaction.CHOICE: score_choice,
    Interaction.MULTIPLE: score_multiple,
    Interaction.ORDER: score_order,
    Interaction.MATCH: score_match,
}


def _selected(item: Item, response: Response) -> list[Option]:
    """Return the options that the response names, in its order. Raises WireError if it names one twice."""
    options = {option.id: option for option in item.options}
    for option_id in response:
        if option_id not in options:
            raise WireError("unknown-option", f'item "{item.id}" has no option "{option_id}"')
    if len(set(response)) < len(response):
        raise WireError("malformed", f'the response to item "{item.id}" names an option twice')
    return [options[option_id] for option_id in response]


def _verdicts(item: Item, selected: Iterable[Option]) -> dict[str, Verdict]:
    """Return the verdict on each option, selected or not. These interactions have no acceptable options."""
    taken = {option.id for option in selected}
    return {
        option.id: (_VERDICTS[option.grade] if option.id in taken else _NOT_TAKEN[option.grade is Grade.BEST])
        for option in item.options
    }


_NOT_TAKEN = {True: Verdict.MISSED, False: Verdict.LEFT}


def _outcome(item: Item, score: float, verdicts: dict[str, Verdict], unsure: Iterable[str] = ()) -> Outcome:
    """Make the outcome of an item with many parts; ``unsure`` are good parts whose clauses should be read again."""
    weak = {name for name, verdict in verdicts.items() if verdict not in _GOOD} | set(unsure)
    clauses = dict.fromkeys(clause for part in item.parts if part.id in weak for clause in part.clauses)
    grade = grade_of(score, harmful=Verdict.HARMFUL in verdicts.values())
    return Outcome(grade, score, tuple(verdicts.items()), tuple(clauses), item.to)
