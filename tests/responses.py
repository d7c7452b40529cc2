"""Make responses to an item: of one grade, one change away from the best, or at random."""

from itertools import pairwise
from random import Random

from quizzes.engine.model import Grade, Interaction, Item
from quizzes.engine.scoring import Response, Verdict

LETTERS = {
    Verdict.RIGHT: "r",
    Verdict.LEFT: "l",
    Verdict.MISSED: "m",
    Verdict.ACCEPTABLE: "a",
    Verdict.WRONG: "w",
    Verdict.HARMFUL: "h",
    Verdict.HOLDS: "+",
    Verdict.BROKEN: "-",
}
"""One letter for each verdict, to keep tables short."""


def of_grade(item: Item, grade: Grade) -> Response:
    """Select everything of this grade, in the author's order, or the first option if nothing has this grade.

    For *choice* it is the first option of the grade. For *match* it is the first category of the grade for each
    statement.
    """
    if item.interaction is Interaction.MATCH:
        return tuple(
            f"{statement.id} {next((name for name, given in statement.grades.items() if given is grade), first)}"
            for statement in item.statements
            for first in list(statement.grades)[:1]
        )
    found = tuple(option.id for option in item.options if option.grade is grade) or (item.options[0].id,)
    return found[:1] if item.interaction is Interaction.CHOICE else found


def best(item: Item) -> Response:
    """Return the response that the author graded best. For *order*, it is in the author's order."""
    return of_grade(item, Grade.BEST)


def single_changes(item: Item) -> list[Response]:
    """Return every response that is one change away from the best.

    For *choice*: each other option. For *multiple*: one option ticked or unticked. For *order*: one step left out,
    one other option added at the end, or two neighbours swapped. For *match*: one statement under another category.
    """
    right = best(item)
    match item.interaction:
        case Interaction.CHOICE:
            return [(option.id,) for option in item.options if option.id not in right]
        case Interaction.MULTIPLE:
            toggled = [
                tuple(each.id for each in item.options if (each.id in right) is not (each is option))
                for option in item.options
            ]
            return [response for response in toggled if response]  # an empty selection is not a response
        case Interaction.ORDER:
            left_out = [tuple(each for each in right if each != step) for step in right]
            put_in = [(*right, option.id) for option in item.options if option.id not in right]
            swapped = [
                _replace_at(right, {place: then, place + 1: first})
                for place, (first, then) in enumerate(pairwise(right))
            ]
            return left_out + put_in + swapped
        case Interaction.MATCH:
            every = [
                _replace_at(right, {place: f"{statement.id} {category}"})
                for place, statement in enumerate(item.statements)
                for category in statement.grades
            ]
            return [response for response in every if response != right]


def at_random(item: Item, random: Random) -> Response:
    """Return a random response that can be marked; the same seed gives the same response on every machine."""
    ids = [option.id for option in item.options]
    match item.interaction:
        case Interaction.CHOICE:
            return (random.choice(ids),)
        case Interaction.MULTIPLE:
            ticked = set(random.sample(ids, random.randint(1, len(ids))))
            return tuple(each for each in ids if each in ticked)
        case Interaction.ORDER:
            return tuple(random.sample(ids, random.randint(1, len(ids))))
        case Interaction.MATCH:
            return tuple(f"{each.id} {random.choice(list(each.grades))}" for each in item.statements)


def _replace_at(response: Response, at: dict[int, str]) -> Response:
    """Return the response with the texts at some positions replaced."""
    return tuple(at.get(place, each) for place, each in enumerate(response))
