"""From a response to its outcome: one pure function an interaction.

Scores are shares of one mark, 0 to 1. The rules are those of the design's "Marking".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Interaction, Item, Option

type Response = tuple[str, ...]
"""What the reader submitted: option ids, in their order where an order was asked for.

Of *match*, one text a statement: its id, a blank, and the id of the category that it was put under (as QTI
writes a directedPair).
"""

MARKS = {Grade.BEST: 1.0, Grade.ACCEPTABLE: 0.5, Grade.POOR: 0.0, Grade.HARMFUL: 0.0}


class Verdict(StrEnum):
    """What is to be said of one part of a response: of an option or a statement, or of a critical pair."""

    RIGHT = "right"
    """Selected, and it belongs; or put under its best category."""
    LEFT = "left"
    """Not selected, and it does not belong."""
    MISSED = "missed"
    """Not selected, but it belongs."""
    ACCEPTABLE = "acceptable"
    WRONG = "wrong"
    HARMFUL = "harmful"
    HOLDS = "holds"
    """A critical pair in the right order."""
    BROKEN = "broken"
    """A critical pair the wrong way round, or with a step left out."""


_GOOD = {Verdict.RIGHT, Verdict.LEFT, Verdict.HOLDS}
_VERDICTS = {
    Grade.BEST: Verdict.RIGHT,
    Grade.ACCEPTABLE: Verdict.ACCEPTABLE,
    Grade.POOR: Verdict.WRONG,
    Grade.HARMFUL: Verdict.HARMFUL,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of scoring a response.

    ``score`` is 0 to 1; ``feedback`` names the parts whose authored words answer this response, each with
    its verdict; ``clauses`` are those of the parts that could have been better; ``to`` names the item that
    follows, None where the path ends.
    """

    grade: Grade
    score: float
    feedback: tuple[tuple[str, Verdict], ...]
    clauses: tuple[str, ...]
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Not yet a response: something is still to be selected. It has no score, so that it can never count as 0."""


def grade_of(score: float, *, harmful: bool) -> Grade:
    """The grade of a score from 0 to 1; a selection authored harmful makes it harmful whatever the score."""
    if harmful:
        return Grade.HARMFUL
    if score >= 1:
        return Grade.BEST
    return Grade.ACCEPTABLE if score >= 0.5 else Grade.POOR


def score(item: Item, response: Response) -> Outcome | Unanswered:
    """Mark one response to one item.

    Raises WireError "unknown-option" where the response names what the item does not have, and
    "malformed" where it has another shape than the interaction's.
    """
    return SCORERS[item.interaction](item, response) if response else Unanswered()


def score_choice(item: Item, response: Response) -> Outcome:
    """*choice*: one option; its grade is the outcome's."""
    selected = _selected(item, response)
    if len(selected) != 1:
        raise WireError("malformed", f'item "{item.id}" takes one option, not {len(selected)}')
    option = selected[0]
    return Outcome(
        option.grade, MARKS[option.grade], ((option.id, _VERDICTS[option.grade]),), option.clauses, option.to
    )


def score_multiple(item: Item, response: Response) -> Outcome:
    """*multiple*: right ticks and right blanks less the wrong ones, as a share of all options, never below 0."""
    verdicts = _verdicts(item, _selected(item, response))
    right = sum(verdict in _GOOD for verdict in verdicts.values())
    return _outcome(item, max(0.0, (2 * right - len(verdicts)) / len(verdicts)), verdicts)


def score_order(item: Item, response: Response) -> Outcome:
    """*order*: the share of critical pairs that hold; a pair with a step left out does not.

    A distractor that was put in counts as one more pair that does not hold.
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
    """*match*: the mean over the statements, each marked by the grade of the category that it was put under."""
    chosen: dict[str, str] = {}
    for each in response:
        statement_id, _, category = each.partition(" ")
        statement = next((statement for statement in item.statements if statement.id == statement_id), None)
        if statement is None or category not in statement.grades:
            raise WireError("unknown-option", f'item "{item.id}" has no statement and category "{each}"')
        if statement_id in chosen:
            raise WireError("malformed", f'item "{item.id}": the statement "{statement_id}" was put twice')
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
    """The options that the response names, in its order."""
    options = {option.id: option for option in item.options}
    for option_id in response:
        if option_id not in options:
            raise WireError("unknown-option", f'item "{item.id}" has no option "{option_id}"')
    if len(set(response)) < len(response):
        raise WireError("malformed", f'the response to item "{item.id}" names an option twice')
    return [options[option_id] for option_id in response]


def _verdicts(item: Item, selected: Iterable[Option]) -> dict[str, Verdict]:
    """What is to be said of each option, selected or not; no option is half right here."""
    taken = {option.id for option in selected}
    return {
        option.id: (_VERDICTS[option.grade] if option.id in taken else _NOT_TAKEN[option.grade is Grade.BEST])
        for option in item.options
    }


_NOT_TAKEN = {True: Verdict.MISSED, False: Verdict.LEFT}


def _outcome(item: Item, score: float, verdicts: dict[str, Verdict], unsure: Iterable[str] = ()) -> Outcome:
    """An outcome of many parts. ``unsure``: parts whose own verdict is good, but which are worth another look."""
    behind = {name for name, verdict in verdicts.items() if verdict not in _GOOD} | set(unsure)
    clauses = dict.fromkeys(clause for part in item.parts if part.id in behind for clause in part.clauses)
    grade = grade_of(score, harmful=Verdict.HARMFUL in verdicts.values())
    return Outcome(grade, score, tuple(verdicts.items()), tuple(clauses), item.to)
