"""scenarios/modules.yaml: which scenarios are taken together, and which were written for whom."""

from pathlib import Path

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.problems import nearest, quoted
from quizzes.authoring.source import Fields, Source, report_duplicate_ids
from quizzes.engine.model import DEFAULT_MASTERY_SCORE, Module, Route, Scenario

MODULE: Shape = {
    "id": Field(Kind.ID, "Names the module; its page asks for it by `/// module | <id>`."),
    "title": Field(Kind.TEXT, "What it is called."),
    "summary": Field(Kind.TEXT, "What it covers, in a sentence."),
    "minutes": Field(Kind.NUMBER, "How long it takes, in minutes.", minimum=1, maximum=60),
    "audience": Field(Kind.TEXTS, "Whom it is for: Everyone, Teachers…"),
    "mastery_score": Field(
        Kind.NUMBER, f"The share of marks that passes, 0 to 1; {DEFAULT_MASTERY_SCORE} unless given.", False
    ),
    "scenarios": Field(Kind.TEXTS, "Ids of its scenarios, in order."),
}

ROUTE: Shape = {
    "id": Field(Kind.ID, "Names the route."),
    "title": Field(Kind.TEXT, "Whom it is for: Governors, Lunchtime supervisors…"),
    "scenarios": Field(Kind.TEXTS, "Ids of the scenarios that were written for them, in order; each is in a module."),
}

MODULES: Shape = {
    "modules": Field(Kind.OBJECTS, "All modules, in order.", shape=MODULE),
    "routes": Field(Kind.OBJECTS, "For people of one kind of work: the first module, then these.", False, shape=ROUTE),
}


def read_modules(file: Path, source: Source, scenarios: dict[str, Scenario | None]) -> tuple[list[Module], list[Route]]:
    """Read scenarios/modules.yaml. ``scenarios``: by id; None stands for one that has problems of its own."""
    root = source.load(file)
    if root is None:
        return [], []
    fields = source.fields(root, MODULES)
    nodes = [source.fields(each, MODULE) for each in fields.each("modules")]
    report_duplicate_ids(nodes, "module", "file")
    modules = [_read_module(each, scenarios) for each in nodes]
    nodes = [source.fields(each, ROUTE) for each in fields.each("routes")]
    report_duplicate_ids(nodes, "route", "file")
    routes = [_read_route(each, scenarios, modules) for each in nodes]
    return ([], []) if source.problems else (modules, routes)


def _read_module(fields: Fields, scenarios: dict[str, Scenario | None]) -> Module:
    return Module(
        id=fields.text("id"),
        scenarios=_read_scenarios(fields, scenarios),
        mastery_score=fields.number("mastery_score", DEFAULT_MASTERY_SCORE),
        title=fields.text("title"),
        summary=fields.text("summary"),
        minutes=int(fields.number("minutes", 0)),
        audience=fields.texts("audience"),
    )


def _read_route(fields: Fields, scenarios: dict[str, Scenario | None], modules: list[Module]) -> Route:
    found = _read_scenarios(fields, scenarios)
    for node in fields.each("scenarios"):
        scenario = scenarios.get(str(node.value).strip())
        if scenario and not any(scenario in module.scenarios for module in modules):
            what = f'the scenario "{scenario.id}" is in no module, so that nobody could take it'
            fields.source.report(node, what, "put it into a module above")
    return Route(fields.text("id"), fields.text("title"), found)


def _read_scenarios(fields: Fields, scenarios: dict[str, Scenario | None]) -> tuple[Scenario, ...]:
    found: list[Scenario] = []
    seen: set[str] = set()
    for node in fields.each("scenarios"):
        name = str(node.value).strip()
        scenario = scenarios.get(name)
        if name not in scenarios:
            fields.source.report(node, f"there is no scenario {quoted(name)}", nearest(name, scenarios))
        elif name in seen:
            fields.source.report(node, f'the scenario "{name}" stands here twice', "take one of them out")
        elif scenario:
            found.append(scenario)
        seen.add(name)
    return tuple(found)
