"""scenarios/modules.yaml: which scenarios are taken together."""

from pathlib import Path

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.problems import nearest, quoted
from quizzes.authoring.source import Fields, Source, report_doubles
from quizzes.engine.model import Module, Scenario

MODULE: Shape = {
    "id": Field(Kind.ID, "Names the module; its page asks for it by `/// module | <id>`."),
    "title": Field(Kind.TEXT, "What it is called."),
    "summary": Field(Kind.TEXT, "What it covers, in a sentence."),
    "minutes": Field(Kind.NUMBER, "How long it takes, in minutes.", minimum=1, maximum=60),
    "audience": Field(Kind.TEXTS, "Whom it is for: Everyone, Teachers…"),
    "mastery_score": Field(Kind.NUMBER, "The share of marks that passes, 0 to 1; 0.8 unless given.", False),
    "scenarios": Field(Kind.TEXTS, "Ids of its scenarios, in order."),
}

MODULES: Shape = {"modules": Field(Kind.OBJECTS, "All modules, in order.", shape=MODULE)}


def read_modules(file: Path, source: Source, scenarios: dict[str, Scenario | None]) -> list[Module]:
    """Read scenarios/modules.yaml. ``scenarios``: by id; None stands for one that has problems of its own."""
    root = source.load(file)
    if root is None:
        return []
    nodes = [source.fields(each, MODULE) for each in source.fields(root, MODULES).each("modules")]
    report_doubles(nodes, "module", "file")
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
