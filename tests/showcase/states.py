"""The states that the page *Components* shows, made from the components' examples.

For interactions and stimuli see tests/components.py. Other examples have one of four fields. ``arguments`` go to the
component's template. ``scenarios`` are taken as a module up to some state, with those ``left_out``. ``on_paper`` names
the scenarios of a module on paper. ``register`` has rows as if records had been checked.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring

import yaml
from markupsafe import Markup

from quizzes.engine.api import handle
from quizzes.engine.definition import encode_module
from quizzes.engine.model import Module
from quizzes.pages.components import component
from quizzes.pages.module import render_module
from quizzes.pages.on_paper import render_paper
from quizzes.pages.register import render_register, words
from tests.building import ROOT
from tests.components import MODULE, Example, examples_catalogue, examples_of

type Attempt = tuple[str, str, tuple[str, ...]]
"""The ids of a scenario and an item, and a response."""


@dataclass(frozen=True, slots=True)
class State:
    """One state of an example: its HTML, and instructions for page.ts as JSON, or None if there are none.

    ``pictured`` says whether the state is tested by picture. Other tests measure examples with long or odd words.
    """

    name: str
    html: Element
    done: str | None = None
    pictured: bool = True


class _Loader(yaml.SafeLoader):
    """A YAML loader with the tags ``!html``, ``!clause`` (by its id) and ``!component`` (a nested component)."""


def _component(loader: yaml.SafeLoader, node: yaml.Node) -> Markup:
    assert isinstance(node, yaml.MappingNode)
    arguments = {str(name): value for name, value in loader.construct_mapping(node, deep=True).items()}
    return component(arguments.pop("component"), **arguments)


def _text(loader: Any, node: yaml.Node) -> str:
    assert isinstance(node, yaml.ScalarNode)
    return str(loader.construct_scalar(node))


_Loader.add_constructor("!html", lambda loader, node: Markup(_text(loader, node)))
_Loader.add_constructor("!clause", lambda loader, node: examples_catalogue().clauses[_text(loader, node)])
_Loader.add_constructor("!component", _component)

COMPONENTS = sorted(
    file.parent.name
    for file in ROOT.glob("quizzes/components/*/component.yaml")
    if "\nexamples:" in file.read_text(encoding="utf-8")
)


def states_of(name: str) -> list[State]:
    """Return every state of every example of a component, in the order of its file."""
    text = (ROOT / f"quizzes/components/{name}/component.yaml").read_text(encoding="utf-8")
    written = yaml.load(text, _Loader)["examples"]
    if "item" in written[0] or "stimulus" in written[0]:
        first, *others = examples_of(name)
        states = [*_example_states(first, first=True)]
        for other in others:
            states += [replace(each, pictured=not other.answers) for each in _example_states(other, first=False)]
        return states
    return [_state_of(name, each) for each in written]


def _state_of(name: str, written: dict[str, Any]) -> State:
    if "arguments" in written:
        return State(written["name"], fromstring(component(name, **written["arguments"])))
    if "register" in written:
        return _register_state(**written)
    if "on_paper" in written:
        module = fromstring(render_paper(examples_catalogue(), _definition(tuple(written["on_paper"]))))
        shown = next(each for each in module.iter() if each.get("class") == name)
        around = Element("div", {"class": "paper"})
        around.append(shown)
        return State(written["name"], shown if name == "paper" else around)
    attempts = [(scenario, item, tuple(response)) for scenario, item, response in written.get("attempts", ())]
    requests = [*map(_answer, attempts), *map(_leave_out, written.get("left_out", ()))]
    return _module_state(written["name"], name, tuple(written["scenarios"]), requests, written.get("then", ""))


def _register_state(name: str, register: list[list[Any]], staff: str = "", required: Sequence[Any] = ()) -> State:
    """Return the register with the engine's reply for these rows on a fixed day."""
    request = {
        "operation": "register",
        "rows": [_row(number, *row) for number, row in enumerate(register)],
        "staff": staff,
        "name_columns": "",
        "same": {},
        "required": required,
        "left": [],
        "months": 12,
        "today": _TODAY,
        "words": words(),
    }
    done = {"register": json.loads(handle(json.dumps(request))), "staff": staff}
    return State(name, fromstring(render_register(examples_catalogue())), json.dumps(done))


_TODAY = "2026-11-23"


def _row(number: int, name: str, role: str, day: str, status: str, reasons: Any = ()) -> dict[str, Any]:
    """Make a row as the engine's operation "check" does."""
    return {
        "file": f"record-{number}.json",
        "content": str(number),
        "status": "holds" if status == "paper" else status,
        "reasons": [{"name": reason, "ids": ids} for reason, ids in reasons],
        "name": name,
        "role": role,
        "date": str(day),
        "module": MODULE if name else "",
        "passed": bool(name) and status != "paper",
        "marked": status != "paper",
        "code": "1234-5678-9ABC" if name else "",
        "given_name": "",
        "paper": status == "paper",
        "kept": False,
        "asked": ["SG-3", "SG-4"] if name and status != "paper" else [],
        "missed": ["SG-3"] if number % 2 and status != "paper" else [],
    }


def _example_states(example: Example, *, first: bool) -> Iterator[State]:
    """Yield every state of the first example, or the first and last state of another."""
    if not example.answers:
        figure = _module((example.id,)).find(".//figure")
        assert figure is not None
        yield State(example.name, figure)
        return
    yield _item_state(example, "before")
    if first:
        for then in ("error", "waiting", "unavailable"):
            yield _item_state(example, then, then=then)
    answers = {answer.grade: answer for answer in example.answers} if first else {"after": example.answers[-1]}
    for grade, answer in answers.items():
        yield _item_state(example, grade, [(example.id, example.item.id, answer.response)])


def _item_state(example: Example, state: str, attempts: Sequence[Attempt] = (), then: str = "") -> State:
    requests = [_answer(attempt) for attempt in attempts]
    return _module_state(f"{example.name}: {state}", example.component, (example.id,), requests, then)


def _module_state(
    name: str, shown: str, scenarios: tuple[str, ...], requests: Sequence[dict[str, Any]], then: str
) -> State:
    """Take a module up to a state, and return the component ``shown`` inside its usual surroundings."""
    reply: dict[str, Any] = {}
    session: dict[str, str] = {}
    definition = encode_module(_definition(scenarios))
    for request in [{"operation": "resume"}, *requests]:
        reply = json.loads(handle(json.dumps({**request, "module": definition, "session": session})))
        if reply["entry"]:
            session[reply["entry"]["key"]] = reply["entry"]["text"]
    if then == "changed":
        edited = json.loads(definition)
        edited["scenarios"][0]["digest"] = then
        request = {"operation": "resume", "module": json.dumps(edited), "session": session}
        reply = json.loads(handle(json.dumps(request)))
    module = _module(scenarios)
    around = Element("div", {"class": "module", "data-running": ""})
    if shown == "module":
        # Without its name, or the page's script would start the engine.
        around.extend(list(module))
    elif shown in ("summary", "record"):
        around.extend(module.findall(f"*[@data-{shown}]"))
    elif shown == "scenario":
        around.extend(module.findall("*[@data-scenario]")[-1:])
    else:
        scenario = module.find("*[@data-scenario]")
        assert scenario is not None
        steps = scenario.findall(".//*[@data-step]")[:1]
        inside = Element("div", {"class": "scenario", "data-scenario": scenario.attrib["data-scenario"]})
        SubElement(inside, "div", {"class": "steps"}).extend(steps)
        around.append(inside)
    return State(name, around, json.dumps({"reply": reply, "answered": bool(requests), "then": then}))


def _answer(attempt: Attempt) -> dict[str, Any]:
    scenario, item, response = attempt
    return {"operation": "answer", "scenario": scenario, "item": item, "response": response}


def _leave_out(scenario: str) -> dict[str, Any]:
    return {"operation": "leave-out", "scenario": scenario}


@lru_cache
def _definition(scenarios: tuple[str, ...]) -> Module:
    catalogue = examples_catalogue()
    return replace(catalogue.modules[MODULE], scenarios=tuple(catalogue.scenarios[each] for each in scenarios))


def _module(scenarios: tuple[str, ...]) -> Element:
    return fromstring(_rendered(scenarios))


@lru_cache
def _rendered(scenarios: tuple[str, ...]) -> str:
    return render_module(examples_catalogue(), _definition(scenarios))
