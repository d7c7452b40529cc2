"""The critical pairs of *order*: of steps that belong, each in a pair, and never round in a circle."""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.problems import nearest
from quizzes.authoring.source import Fields
from quizzes.engine.model import Grade, Option, Pair

PAIR: Shape = {
    "first": Field(Kind.ID, "The id of the option that has to come first."),
    "then": Field(Kind.ID, "The id of the option that has to come after it, straight after or later."),
    "feedback": Field(Kind.TEXT, "Why it has to."),
}


def read_pairs(item: Fields, options: Sequence[Option]) -> tuple[Pair, ...]:
    """Read the pairs of an item with these options. With problems noted, they are not what was meant."""
    steps = [option.id for option in options if option.grade is Grade.BEST]
    nodes = [item.source.fields(each, PAIR) for each in item.each("pairs")]
    for fields in nodes:
        _check_ends(fields, steps, [option.id for option in options])
    pairs = [Pair(each.text("first"), each.text("then"), each.text("feedback")) for each in nodes]
    for index, pair in enumerate(pairs):
        if pair.id in [other.id for other in pairs[:index]]:
            nodes[index].report("first", "this pair stands here twice", "take one of them out")
    if item.source.problems or not pairs:
        return tuple(pairs)
    _check_together(item, steps, pairs)
    return tuple(pairs)


def _check_ends(fields: Fields, steps: Sequence[str], options: Sequence[str]) -> None:
    for end in ("first", "then"):
        name = fields.text(end)
        if name and name not in options:
            fields.report(end, f'there is no option "{name}" in this item', nearest(name, options))
        elif name and name not in steps:
            fields.report(end, f'the option "{name}" is to be left out', "a pair is of two options graded best")
    if fields.text("first") and fields.text("first") == fields.text("then"):
        fields.report("then", "an option cannot come after itself", "name two options")


def _check_together(item: Fields, steps: Sequence[str], pairs: Sequence[Pair]) -> None:
    before: dict[str, set[str]] = {}
    for pair in pairs:
        before.setdefault(pair.then, set()).add(pair.first)
    try:
        order = list(TopologicalSorter(before).static_order())
    except CycleError as error:
        circle = " before ".join(f'"{name}"' for name in error.args[1])
        item.report("pairs", f"the pairs go round in a circle: {circle}", "take one of them out")
        return
    for step in steps:
        if step not in order:
            what = f'the step "{step}" stands in no pair, so that nothing marks its place'
            item.report("pairs", what, "add a pair with it, or grade it poor")
    place = {step: index for index, step in enumerate(steps)}
    for pair in pairs:
        if place[pair.first] > place[pair.then]:
            what = f'the options are to stand in a good order, but "{pair.first}" stands after "{pair.then}"'
            item.report("options", what, "move it up")
