"""Read scenarios/modules.yaml: modules, and routes for one kind of job."""

from pathlib import Path

import yaml

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.problems import nearest, quoted
from quizzes.authoring.source import Fields, Source, report_duplicate_ids
from quizzes.engine.model import DEFAULT_MASTERY_SCORE, Module, Route, Scenario

MODULE: Shape = {
    "id": Field(Kind.ID, "The module's id. Its page is practise/<id>.html."),
    "title": Field(Kind.TEXT, "The module's title."),
    "summary": Field(Kind.TEXT, "What the module covers, in one sentence."),
    "lead": Field(Kind.TEXT, "What its own page says under the title, if that is not the summary.", False),
    "audience": Field(Kind.TEXTS, "Who it is for: Everyone, Teachers…"),
    "mastery_score": Field(
        Kind.NUMBER, f"The score needed to pass, 0 to 1; by default {DEFAULT_MASTERY_SCORE}.", False
    ),
    "search_boost": Field(
        Kind.NUMBER, "What the search multiplies the page's weight by; below 1, it comes later.", False
    ),
    "scenarios": Field(Kind.NAMES, "Ids of the module's scenarios, in order."),
}

ROUTE: Shape = {
    "id": Field(Kind.ID, "The route's id."),
    "title": Field(Kind.TEXT, "Who it is for: Governors, Lunchtime supervisors…"),
    "scenarios": Field(
        Kind.NAMES, "Ids of the scenarios that were written for them, in order. Each must be in a module."
    ),
}

MODULES: Shape = {
    "modules": Field(Kind.OBJECTS, "All modules, in order.", shape=MODULE),
    "routes": Field(
        Kind.OBJECTS, "For each kind of job, the scenarios to take after the first module.", False, shape=ROUTE
    ),
}


def read_modules(file: Path, source: Source, scenarios: dict[str, Scenario | None]) -> tuple[list[Module], list[Route]]:
    """Read scenarios/modules.yaml. ``scenarios`` maps ids to scenarios, or to None for one that has problems."""
    root = source.load(file)
    if root is None:
        return [], []
    fields = source.fields(root, MODULES)
    written = [source.fields(node, MODULE) for node in fields.nodes_of("modules")]
    report_duplicate_ids(written, "module", "file")
    modules = [_read_module(module, scenarios) for module in written]
    written = [source.fields(node, ROUTE) for node in fields.nodes_of("routes")]
    report_duplicate_ids(written, "route", "file")
    routes = [_read_route(route, scenarios, modules) for route in written]
    return ([], []) if source.problems else (modules, routes)


def named_scenarios(file: Path) -> set[str] | None:
    """Return the ids that modules and routes name. None means that any may be named: the file cannot be read."""
    root = Source(file.name).load(file) if file.exists() else None
    if not isinstance(root, yaml.MappingNode):
        return None
    lists = [value for _, value in root.value if isinstance(value, yaml.SequenceNode)]
    owners = [entry for entries in lists for entry in entries.value if isinstance(entry, yaml.MappingNode)]
    named = [value for owner in owners for key, value in owner.value if key.value == "scenarios"]
    return {
        str(node.value).strip()
        for value in named
        for node in (value.value if isinstance(value, yaml.SequenceNode) else [value])
        if isinstance(node, yaml.ScalarNode)
    }


def _read_module(fields: Fields, scenarios: dict[str, Scenario | None]) -> Module:
    return Module(
        id=fields.text("id"),
        scenarios=_read_scenarios(fields, scenarios),
        mastery_score=fields.number("mastery_score", DEFAULT_MASTERY_SCORE),
        title=fields.text("title"),
        summary=fields.text("summary"),
        audience=fields.texts("audience"),
        lead=fields.text("lead"),
        search_boost=fields.number("search_boost", 1),
    )


def _read_route(fields: Fields, scenarios: dict[str, Scenario | None], modules: list[Module]) -> Route:
    route = _read_scenarios(fields, scenarios)
    for node in fields.nodes_of("scenarios"):
        scenario = scenarios.get(str(node.value).strip())
        if scenario and not any(scenario in module.scenarios for module in modules):
            what = f'scenario "{scenario.id}" is in no module, so nobody could take it'
            fields.source.report(node, what, "add it to a module above")
    return Route(fields.text("id"), fields.text("title"), route)


def _read_scenarios(fields: Fields, scenarios: dict[str, Scenario | None]) -> tuple[Scenario, ...]:
    listed: list[Scenario] = []
    seen: set[str] = set()
    for node in fields.nodes_of("scenarios"):
        name = str(node.value).strip()
        scenario = scenarios.get(name)
        if name not in scenarios:
            fields.source.report(node, f"there is no scenario {quoted(name)}", nearest(name, scenarios))
        elif name in seen:
            fields.source.report(node, f'scenario "{name}" is listed twice', "delete one of them")
        elif scenario:
            listed.append(scenario)
        seen.add(name)
    return tuple(listed)
