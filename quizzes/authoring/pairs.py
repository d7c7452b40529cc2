"""Read the critical pairs of *order* items. Every best option must be in one, and they must not form a cycle."""

from collections.abc import Collection, Sequence
from graphlib import CycleError, TopologicalSorter

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.problems import nearest
from quizzes.authoring.source import Fields
from quizzes.engine.model import Grade, Pair

PAIR: Shape = {
    "first": Field(Kind.ID, "The id of the option that must come first."),
    "then": Field(Kind.ID, "The id of the option that must come after it, immediately or later."),
    "feedback": Field(Kind.TEXT, "Why this order matters."),
}


def read_pairs(item: Fields, options: Sequence[Fields]) -> tuple[Pair, ...]:
    """Read the pairs of an item with these options. If they have problems, they are reported.

    Mistakes that were reported already are not reported again, nor are their consequences.
    """
    written = [item.source.fields(node, PAIR) for node in item.nodes_of("pairs")]
    names = [option.text("id") for option in options]
    left_out = {option.text("id") for option in options if option.text("grade") not in ("", Grade.BEST)} - {""}
    sound = all([_ends_are_sound(pair, names, left_out) for pair in written])  # noqa: C419 - report every pair
    pairs = [Pair(pair.text("first"), pair.text("then"), pair.text("feedback")) for pair in written]
    for index, pair in enumerate(pairs):
        if pair.first and pair.then and pair.id in [other.id for other in pairs[:index]]:
            written[index].report("first", "this pair occurs twice", "delete one of them")
    if pairs and sound and all({"id", "grade"} <= option.nodes.keys() for option in options):
        _check_together(item, [name for name in names if name not in left_out], pairs)
    return tuple(pairs)


def _ends_are_sound(pair: Fields, options: Sequence[str], left_out: Collection[str]) -> bool:
    """Check that both ends are different options graded best; report them otherwise."""
    ends = [pair.text("first"), pair.text("then")]
    sound = all(ends)
    for field, name in zip(("first", "then"), ends, strict=True):
        if name and name not in options:
            pair.report(field, f'there is no option "{name}" in this item', nearest(name, options))
            sound = False
        elif name in left_out:
            pair.report(field, f'option "{name}" is not graded best', "name two options that are graded best")
            sound = False
    if sound and ends[0] == ends[1]:
        pair.report("then", "an option cannot come after itself", "name two different options")
        sound = False
    return sound


def _check_together(item: Fields, steps: Sequence[str], pairs: Sequence[Pair]) -> None:
    before: dict[str, set[str]] = {}
    for pair in pairs:
        before.setdefault(pair.then, set()).add(pair.first)
    try:
        order = list(TopologicalSorter(before).static_order())
    except CycleError as error:
        cycle = " before ".join(f'"{name}"' for name in error.args[1])
        item.report("pairs", f"the pairs form a cycle: {cycle}", "delete one of them")
        return
    for step in steps:
        if step not in order:
            what = f'step "{step}" is in no pair, so its position would not be marked'
            item.report("pairs", what, "add a pair with it, or grade it `poor`")
    place = {step: index for index, step in enumerate(steps)}
    for pair in pairs:
        if place[pair.first] > place[pair.then]:
            what = f'options must be in a good order, but "{pair.first}" is listed after "{pair.then}"'
            item.report("options", what, "move it up")
