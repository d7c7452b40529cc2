"""From a response to its outcome: one pure function an interaction.

Scores are shares of one mark, 0 to 1. The rules are those of the design's "Marking".
"""

from collections.abc import Callable
from dataclasses import dataclass

from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Interaction, Item

type Response = tuple[str, ...]
"""What the reader submitted: option ids, in the order given where an order was asked for."""

MARKS = {Grade.BEST: 1.0, Grade.ACCEPTABLE: 0.5, Grade.POOR: 0.0, Grade.HARMFUL: 0.0}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of scoring a response.

    ``score`` is 0 to 1; ``feedback`` names the options whose authored words answer this response;
    ``to`` names the item that follows, None where the path ends.
    """

    grade: Grade
    score: float
    feedback: tuple[str, ...]
    clauses: tuple[str, ...]
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Not yet a response: nothing was selected. It has no score, so that it can never count as 0."""


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
    for option_id in response:
        if item.option(option_id) is None:
            raise WireError("unknown-option", f'item "{item.id}" has no option "{option_id}"')
    if not response:
        return Unanswered()
    return SCORERS[item.interaction](item, response)


def score_choice(item: Item, response: Response) -> Outcome:
    """*choice*: one option; its grade is the outcome's."""
    if len(response) != 1:
        raise WireError("malformed", f'item "{item.id}" takes one option, not {len(response)}')
    option = next(option for option in item.options if option.id == response[0])
    return Outcome(option.grade, MARKS[option.grade], (option.id,), option.clauses, option.to)


SCORERS: dict[Interaction, Callable[[Item, Response], Outcome]] = {
    Interaction.CHOICE: score_choice,
}
