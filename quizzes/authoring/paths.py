"""Check the paths of a scenario: every item can be reached, and every path ends."""

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
    """Report links to items that don't exist, items that no path reaches, and links that form a cycle.

    If an item or a link is invalid, unreachable items are not reported, because correcting it may make them reachable.
    """
    known = [item for item in items if "id" in item.nodes]
    links = {item.text("id"): list(_links(item)) for item in known}
    if not links:
        return
    dead = [link for outgoing in links.values() for link in outgoing if link.to not in links]
    for link in dead:
        if ID.fullmatch(link.to):  # an invalid id has been reported already
            source.report(link.node, f'there is no item "{link.to}" in this scenario', nearest(link.to, links))
    reached = _walk(source, links)
    if dead or not all("id" in item.nodes and item.nodes.keys() & {"options", "statements"} for item in items):
        return
    for item in known:
        name = item.text("id")
        if name not in reached:
            item.report("id", f'no path reaches item "{name}"', f"link to it with `to: {name}`, or delete it")


def _links(item: Fields) -> Iterator[_Link]:
    if "to" in item.nodes:
        yield _Link(item.nodes["to"], item.text("to"))
    for option in item.nodes_of("options"):
        if isinstance(option, yaml.MappingNode):
            yield from (_Link(value, str(value.value).strip()) for key, value in option.value if key.value == "to")


def _walk(source: Source, links: dict[str, list[_Link]]) -> set[str]:
    """Walk depth first from the first item, and report cycles. Return the ids of the reached items."""
    first = next(iter(links))
    reached = {first}
    trail = {first: iter(links[first])}  # the path from the first item to the current one
    while trail:
        item, untried = trail.popitem()
        link = next(untried, None)
        if link is None:
            continue
        trail[item] = untried
        if link.to in trail:
            source.report(
                link.node,
                f'this leads back to "{link.to}", so the path might never end',
                "link to a later item, or delete `to` to end the path here",
            )
        elif link.to in links and link.to not in reached:
            reached.add(link.to)
            trail[link.to] = iter(links[link.to])
    return reached
