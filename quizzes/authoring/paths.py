"""Every step of a scenario can be reached, and every path ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from quizzes.authoring.problems import nearest
from quizzes.authoring.source import ID, Fields, Source


@dataclass(frozen=True, slots=True)
class _Link:
    node: yaml.Node
    to: str


def check_paths(source: Source, items: Sequence[Fields]) -> None:
    """Report dead links, items that no path comes to, and links that lead round in a circle.

    Where an item or a link could not be read, or is dead, nobody can say what is reached; mending it may fix that.
    """
    known = [item for item in items if "id" in item.nodes]
    links = {item.text("id"): list(_links(item)) for item in known}
    if not links:
        return
    dead = [link for each in links.values() for link in each if link.to not in links]
    for link in dead:
        if ID.fullmatch(link.to):  # what is no id has been reported already
            source.report(link.node, f'there is no item "{link.to}" in this scenario', nearest(link.to, links))
    reached = _walk(source, links)
    if dead or not all("id" in item.nodes and item.nodes.keys() & {"options", "statements"} for item in items):
        return
    for item in known:
        name = item.text("id")
        if name not in reached:
            item.report("id", f'no path comes to the item "{name}"', f"lead to it by `to: {name}`, or take it out")


def _links(item: Fields) -> Iterator[_Link]:
    if "to" in item.nodes:
        yield _Link(item.nodes["to"], item.text("to"))
    for option in item.each("options"):
        if isinstance(option, yaml.MappingNode):
            yield from (_Link(value, str(value.value).strip()) for key, value in option.value if key.value == "to")


def _walk(source: Source, links: dict[str, list[_Link]]) -> set[str]:
    """The items reached from the first, depth first; ``trail`` is the way from it to where the walk stands."""
    first = next(iter(links))
    reached = {first}
    trail = {first: iter(links[first])}
    while trail:
        item, untried = trail.popitem()
        link = next(untried, None)
        if link is None:
            continue
        trail[item] = untried
        if link.to in trail:
            source.report(
                link.node,
                f'this leads back to "{link.to}", so that the path need never end',
                "lead on to a later item, or leave `to` out to end here",
            )
        elif link.to in links and link.to not in reached:
            reached.add(link.to)
            trail[link.to] = iter(links[link.to])
    return reached
