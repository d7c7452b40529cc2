"""All scenarios for the fairness checks: every item and text, with its place in the author's file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from quizzes.authoring.catalogue import SCENARIOS, Catalogue
from quizzes.authoring.problems import Problem
from quizzes.authoring.source import Source
from quizzes.engine.model import Item, Option, Pair, Scenario, Statement


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a scenario's file; ``steps`` are the field names and list indexes that lead to it from the top."""

    scenario: str
    steps: tuple[str | int, ...] = ()

    def at(self, *steps: str | int) -> "Place":
        """Return the place that these steps lead to from here."""
        return Place(self.scenario, self.steps + steps)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its place and its scenario."""

    scenario: Scenario
    item: Item
    place: Place

    @property
    def name(self) -> str:
        """The item's name in messages, unique among all scenarios."""
        return f"{self.scenario.id}/{self.item.id}"

    def parts(self) -> Iterator[tuple[Option | Statement, Place]]:
        """Yield the options or statements, with their places."""
        field = "options" if self.item.options else "statements"
        parts: tuple[Option | Statement, ...] = self.item.parts
        yield from ((part, self.place.at(field, index)) for index, part in enumerate(parts))

    def pairs(self) -> Iterator[tuple[Pair, Place]]:
        """Yield the critical pairs of an *order* item, with their places."""
        yield from ((pair, self.place.at("pairs", index)) for index, pair in enumerate(self.item.pairs))


class Bank:
    """All scenarios of a catalogue that was read from the project in ``root``."""

    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        self.root = root
        self.scenarios = catalogue.scenarios
        self._document = cache(self._load)

    def entries(self) -> Iterator[Entry]:
        """Yield every item of every scenario, in the order of the files."""
        for scenario in self.scenarios.values():
            for index, item in enumerate(scenario.items):
                yield Entry(scenario, item, Place(scenario.id, ("items", index)))

    def situations(self) -> Iterator[tuple[str, Place]]:
        """Yield the situations of all scenarios and items, with their places."""
        for scenario in self.scenarios.values():
            yield scenario.situation, Place(scenario.id, ("situation",))
        yield from (
            (entry.item.situation, entry.place.at("situation")) for entry in self.entries() if entry.item.situation
        )

    def feedbacks(self) -> Iterator[tuple[str, Place]]:
        """Yield the feedback of all options, statements, critical pairs and items, with its place."""
        for entry in self.entries():
            for part, place in (*entry.parts(), *entry.pairs()):
                yield part.feedback, place.at("feedback")
            if entry.item.feedback:
                yield entry.item.feedback, entry.place.at("feedback")

    def problem(self, place: Place, what: str, fix: str) -> Problem:
        """Make a problem at a place."""
        return Problem(*self._position(place), what, fix)

    def position(self, place: Place) -> str:
        """Return a place as file:line:column, for messages."""
        return ":".join(map(str, self._position(place)))

    def _position(self, place: Place) -> tuple[str, int, int]:
        node = self._document(place.scenario)
        for step in place.steps:
            child = _child(node, step)
            if child is None:
                break  # the author left the field out, so point at its parent
            node = child
        mark = node.start_mark if node else None
        return _path(place.scenario), *((mark.line + 1, mark.column + 1) if mark else (1, 1))

    def _load(self, scenario_id: str) -> yaml.Node | None:
        path = _path(scenario_id)
        return Source(path).load(self.root / path)


def _path(scenario_id: str) -> str:
    return f"{SCENARIOS}/{scenario_id}.yaml"


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return next(iter(node.value[step : step + 1]), None)
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None
