"""The critical pairs of *order*: of steps that belong, each in a pair, and never round in a circle."""

from collections.abc import Collection, Sequence
from graphlib import CycleError, TopologicalSorter

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.problems import nearest
from quizzes.authoring.source import Fields
from quizzes.engine.model import Grade, Pair

PAIR: Shape = {
    "first": Field(Kind.ID, "The id of the option that has to come first."),
    "then": Field(Kind.ID, "The id of the option that has to come after it, straight after or later."),
    "feedback": Field(Kind.TEXT, "Why it has to."),
}


def read_pairs(item: Fields, options: Sequence[Fields]) -> tuple[Pair, ...]:
    """Read the pairs of an item with these options. With problems noted, they are not what was meant.

    What could not be read has been reported already; nothing is said of it, nor of what would follow from it.
    """
    nodes = [item.source.fields(each, PAIR) for each in item.each("pairs")]
    names = [option.text("id") for option in options]
    left_out = {option.text("id") for option in options if option.text("grade") not in ("", Grade.BEST)}
    sound = all([_ends_are_sound(each, names, left_out) for each in nodes])  # noqa: C419 - each is to be reported
    pairs = [Pair(each.text("first"), each.text("then"), each.text("feedback")) for each in nodes]
    for index, pair in enumerate(pairs):
        if pair.first and pair.then and pair.id in [other.id for other in pairs[:index]]:
            nodes[index].report("first", "this pair stands here twice", "take one of them out")
    if pairs and sound and all({"id", "grade"} <= option.nodes.keys() for option in options):
        _check_together(item, [name for name in names if name not in left_out], pairs)
    return tuple(pairs)


def _ends_are_sound(pair: Fields, options: Sequence[str], left_out: Collection[str]) -> bool:
    """Whether both ends are steps that belong."""
    ends = [pair.text("first"), pair.text("then")]
    sound = all(ends)
    for field, name in zip(("first", "then"), ends, strict=True):
        if name and name not in options:
            pair.report(field, f'there is no option "{name}" in this item', nearest(name, options))
            sound = False
        elif name in left_out:
            pair.report(field, f'the option "{name}" is to be left out', "a pair is of two options graded best")
            sound = False
    if sound and ends[0] == ends[1]:
        pair.report("then", "an option cannot come after itself", "name two options")
        sound = False
    return sound


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
