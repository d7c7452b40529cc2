"""Every step of a scenario can be reached, and every path ends."""

from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from quizzes.authoring.problems import nearest
from quizzes.authoring.source import Fields, Source


@dataclass(frozen=True, slots=True)
class _Link:
    node: yaml.Node
    to: str


def check_paths(source: Source, items: Sequence[Fields]) -> None:
    """Report dead links, items that no path comes to, and links that lead round in a circle."""
    links = {item.text("id"): _links(item) for item in items if "id" in item.nodes}
    if not links:
        return
    for each in links.values():
        for link in each:
            if link.to not in links:
                source.report(link.node, f'there is no item "{link.to}" in this scenario', nearest(link.to, links))
    reached: set[str] = set()
    _walk(source, links, next(iter(links)), (), reached)
    for item in items:
        name = item.text("id")
        if name and name not in reached:
            item.report("id", f'no path comes to the item "{name}"', f"give an option `to: {name}`, or take it out")


def _links(item: Fields) -> list[_Link]:
    found = []
    for option in item.each("options"):
        if isinstance(option, yaml.MappingNode):
            found += [_Link(value, str(value.value)) for key, value in option.value if key.value == "to"]
    return found


def _walk(source: Source, links: dict[str, list[_Link]], item: str, before: tuple[str, ...], reached: set[str]) -> None:
    if item in reached:
        return
    reached.add(item)
    for link in links[item]:
        if link.to == item or link.to in before:
            source.report(
                link.node,
                f'this leads back to "{link.to}", so that the path need never end',
                "lead on to a later item, or leave `to` out to end here",
            )
        elif link.to in links:
            _walk(source, links, link.to, (*before, item), reached)
