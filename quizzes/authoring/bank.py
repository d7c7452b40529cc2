"""The bank of scenarios as its checks see it: every item and text, with its place in the author's file."""

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
    """A field or an entry of a scenario's file: the names and positions, from 0, that lead to it from the top."""

    scenario: str
    steps: tuple[str | int, ...] = ()

    def at(self, *steps: str | int) -> "Place":
        """The place that lies so many steps further in."""
        return Place(self.scenario, self.steps + steps)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item, where it stands, and the scenario that it is part of."""

    scenario: Scenario
    item: Item
    place: Place

    @property
    def name(self) -> str:
        """The item's name in the whole bank, as messages give it."""
        return f"{self.scenario.id}/{self.item.id}"

    def parts(self) -> Iterator[tuple[Option | Statement, Place]]:
        """The options or the statements."""
        field = "options" if self.item.options else "statements"
        parts: tuple[Option | Statement, ...] = self.item.parts
        yield from ((part, self.place.at(field, index)) for index, part in enumerate(parts))

    def pairs(self) -> Iterator[tuple[Pair, Place]]:
        """The critical pairs of *order*."""
        yield from ((pair, self.place.at("pairs", index)) for index, pair in enumerate(self.item.pairs))


class Bank:
    """All scenarios below a project's root, which have been read without a problem."""

    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        self.root = root
        self.scenarios = catalogue.scenarios
        self._document = cache(self._load)

    def entries(self) -> Iterator[Entry]:
        """Every item of every scenario, in the order of the files."""
        for scenario in self.scenarios.values():
            for index, item in enumerate(scenario.items):
                yield Entry(scenario, item, Place(scenario.id, ("items", index)))

    def situations(self) -> Iterator[tuple[str, Place]]:
        """What every scenario begins with, and what is said to have happened before an item of it."""
        for scenario in self.scenarios.values():
            yield scenario.situation, Place(scenario.id, ("situation",))
        yield from (
            (entry.item.situation, entry.place.at("situation")) for entry in self.entries() if entry.item.situation
        )

    def feedbacks(self) -> Iterator[tuple[str, Place]]:
        """The feedback of every option, statement and critical pair, and what ties those of an item together."""
        for entry in self.entries():
            for each, place in (*entry.parts(), *entry.pairs()):
                yield each.feedback, place.at("feedback")
            if entry.item.feedback:
                yield entry.item.feedback, entry.place.at("feedback")

    def problem(self, place: Place, what: str, fix: str) -> Problem:
        """A problem at a place."""
        return Problem(*self._position(place), what, fix)

    def position(self, place: Place) -> str:
        """A place as messages give it: file, line and column."""
        return ":".join(str(each) for each in self._position(place))

    def _position(self, place: Place) -> tuple[str, int, int]:
        node = self._document(place.scenario)
        for step in place.steps:
            below = _below(node, step)
            if below is None:
                break  # a field that was left out: it belongs where the search ends
            node = below
        mark = node.start_mark if node else None
        return _path(place.scenario), *((mark.line + 1, mark.column + 1) if mark else (1, 1))

    def _load(self, scenario_id: str) -> yaml.Node | None:
        path = _path(scenario_id)
        return Source(path).load(self.root / path)


def _path(scenario_id: str) -> str:
    return f"{SCENARIOS}/{scenario_id}.yaml"


def _below(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return next(iter(node.value[step : step + 1]), None)
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None
