"""An author's fields become the model; whatever is wrong with them is noted, all of it."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

import yaml

from quizzes.authoring.fields import EDITORIAL_NOTE, ITEM, MODULE, MODULES, OPTION, SCENARIO
from quizzes.authoring.paths import check_paths
from quizzes.authoring.problems import nearest, quoted
from quizzes.authoring.source import ID, Fields, Source
from quizzes.engine.model import (
    Basis,
    EditorialNote,
    Grade,
    Interaction,
    Item,
    Module,
    Option,
    Scenario,
)


def read_scenario(file: Path, source: Source, clauses: Collection[str]) -> Scenario | None:
    """Read one scenario. ``clauses``: the ids that may be cited. None, with the problems noted, if it has any."""
    root = source.load(file)
    if root is None:
        return None
    fields = source.fields(root, SCENARIO)
    if "id" in fields.nodes and fields.text("id") != file.stem:
        name = fields.text("id")
        mend = f'rename the file to "{name}.yaml"'
        mend = f'make it "{file.stem}", or {mend}' if ID.fullmatch(file.stem) else mend
        fields.report("id", f'the id "{name}" is not the file\'s name', mend)
    nodes = [source.fields(each, ITEM) for each in fields.each("items")]
    _unique(nodes, "item", "scenario")
    items = [_INTERACTIONS[_interaction(each)](each, clauses) for each in nodes]
    written = fields.nodes.get("editorial_note")
    note = source.fields(written, EDITORIAL_NOTE) if written else None
    check_paths(source, nodes)
    if source.problems:
        return None
    return Scenario(
        id=fields.text("id"),
        items=tuple(items),
        title=fields.text("title"),
        role=fields.text("role"),
        level=fields.text("level"),
        basis=Basis(fields.text("basis")),
        situation=fields.text("situation"),
        who_to_tell=fields.text("who_to_tell"),
        editorial_note=EditorialNote(note.text("date"), note.text("text")) if note else None,
    )


def read_modules(file: Path, source: Source, scenarios: dict[str, Scenario | None]) -> list[Module]:
    """Read scenarios/modules.yaml. ``scenarios``: by id; None stands for one that has problems of its own."""
    root = source.load(file)
    if root is None:
        return []
    nodes = [source.fields(each, MODULE) for each in source.fields(root, MODULES).each("modules")]
    _unique(nodes, "module", "file")
    modules = [_read_module(each, scenarios) for each in nodes]
    return [] if source.problems else modules


def _read_module(fields: Fields, scenarios: dict[str, Scenario | None]) -> Module:
    found: list[Scenario] = []
    seen: set[str] = set()
    for node in fields.each("scenarios"):
        name = str(node.value)
        scenario = scenarios.get(name)
        if name not in scenarios:
            fields.source.report(node, f"there is no scenario {quoted(name)}", nearest(name, scenarios))
        elif name in seen:
            fields.source.report(node, f'the scenario "{name}" stands here twice', "take one of them out")
        elif scenario:
            found.append(scenario)
        seen.add(name)
    return Module(
        id=fields.text("id"),
        scenarios=tuple(found),
        mastery_score=fields.number("mastery_score", 0.8),
        title=fields.text("title"),
        summary=fields.text("summary"),
        minutes=int(fields.number("minutes", 0)),
        audience=tuple(str(node.value) for node in fields.each("audience")),
    )


def _interaction(fields: Fields) -> Interaction:
    # An unknown interaction has been reported already; its options are still worth checking as a choice's.
    return Interaction(fields.text("interaction") or Interaction.CHOICE)


def _read_choice(fields: Fields, clauses: Collection[str]) -> Item:
    source = fields.source
    options = [source.fields(each, OPTION) for each in fields.each("options")]
    _unique(options, "option", "item")
    if options and all("grade" in each.nodes for each in options):
        grades = [each.text("grade") for each in options]
        if Grade.BEST not in grades:
            fields.report("options", "no option is graded best", "give one of them `grade: best`")
    return Item(
        id=fields.text("id"),
        interaction=Interaction.CHOICE,
        options=tuple(_read_option(each, clauses) for each in options),
        prompt=fields.text("prompt"),
        situation=fields.text("situation"),
        basis=Basis(fields.text("basis")) if "basis" in fields.nodes else None,
    )


def _read_option(fields: Fields, clauses: Collection[str]) -> Option:
    for node in fields.each("clauses"):
        name = str(node.value)
        if name not in clauses:
            fields.source.report(node, f"clause {quoted(name)} is not in the guidance", nearest(name, clauses))
    return Option(
        id=fields.text("id"),
        grade=Grade(fields.text("grade") or Grade.POOR),  # a missing grade has been reported already
        clauses=tuple(str(node.value) for node in fields.each("clauses")),
        to=fields.text("to") or None,
        text=fields.text("text"),
        feedback=fields.text("feedback"),
    )


_INTERACTIONS: dict[Interaction, Callable[[Fields, Collection[str]], Item]] = {
    Interaction.CHOICE: _read_choice,
}


def _unique(each: Iterable[Fields], what: str, where: str) -> None:
    seen: dict[str, yaml.Node] = {}
    for fields in each:
        node = fields.nodes.get("id")
        if node is None:
            continue
        first = seen.setdefault(str(node.value), node)
        if first is not node:
            line = first.start_mark.line + 1
            fields.report("id", f'another {what} of this {where} has the id "{node.value}" (line {line})', "rename one")
