"""Responses to an item: those of one grade, those one change away from the best, and any at all."""

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
"""A letter a verdict, for tables of many."""


def of_grade(item: Item, grade: Grade) -> Response:
    """Whatever is of this grade, in the author's order; the first there is, where nothing is.

    Of *choice* it is the first option of the grade, of *match* the first category of it for each statement.
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
    """The response that the author graded best; of *order*, the one in the author's order."""
    return of_grade(item, Grade.BEST)


def single_changes(item: Item) -> list[Response]:
    """Every response one change away from the best.

    Of *choice*: each other option. Of *multiple*: each option ticked or not, against the best. Of *order*: each
    step left out, each other option put in at the end, each two neighbours swapped. Of *match*: each statement put
    under each other category.
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
            return [response for response in toggled if response]  # with nothing ticked it is none
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
    """Any response that can be marked, alike from machine to machine for the same seed."""
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
    """The response with other texts at these places."""
    return tuple(at.get(place, each) for place, each in enumerate(response))
