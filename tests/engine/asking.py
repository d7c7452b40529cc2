"""A test client for the engine: it sends requests, keeps the session's entries, and reads the replies."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.engine.api import handle
from quizzes.engine.definition import encode_module
from quizzes.engine.model import Grade, Interaction, Item, Module, Option, Scenario

type Json = dict[str, Any]


def request(module: Module, operation: str = "resume", session: Mapping[str, str] | None = None, **fields: Any) -> Json:
    """Make a request as an object, which a test can change before it sends it."""
    return {"operation": operation, "module": encode_module(module), "session": dict(session or {}), **fields}


def stored(entries: Sequence[str]) -> dict[str, str]:
    """Return entries as they are stored, by keys that give them this order."""
    return {f"{number:015}-a": entry for number, entry in enumerate(entries, start=1)}


def ask(message: Any) -> Json:
    """Send a request to the engine, and return the reply as an object."""
    reply: Json = json.loads(handle(json.dumps(message)))
    return reply


class Reader:
    """Somebody who takes a module. ``reply`` is the engine's last reply."""

    def __init__(self, module: Module) -> None:
        self.session: dict[str, str] = {}
        self.edit(module)
        self.reply = self.resume()

    def edit(self, module: Module) -> None:
        """Give the reader another edition of the module. It is encoded only here, because that takes long."""
        self.request = request(module)

    def answer(self, scenario: str, item: str, *response: str) -> Json:
        """Answer an item, and keep the reply. A WireError leaves the reader unchanged."""
        fields = {"scenario": scenario, "item": item, "response": response}
        self.reply = self._ask("answer", **fields)
        if self.reply["entry"]:
            self.session[self.reply["entry"]["key"]] = self.reply["entry"]["text"]
        return self.reply

    def leave_out(self, scenario: str) -> Json:
        """Leave a scenario out, and keep the reply. A WireError leaves the reader unchanged."""
        self.reply = self._ask("leave-out", scenario=scenario)
        if self.reply["entry"]:
            self.session[self.reply["entry"]["key"]] = self.reply["entry"]["text"]
        return self.reply

    @property
    def outcome(self) -> Json:
        """The last reply without its entry. Only a reply to a marked answer has an entry."""
        return {**self.reply, "entry": None}

    def resume(self) -> Json:
        """Resume from the session's entries, and return the reply. The engine remembers nothing else."""
        return self._ask("resume")

    def _ask(self, operation: str, **fields: Any) -> Json:
        """Send a request with the reader's entries."""
        return ask({**self.request, "operation": operation, "session": self.session, **fields})

    def scenario(self, scenario: str) -> Json:
        """Return one scenario from the last reply."""
        found: Json = next(each for each in self.reply["scenarios"] if each["id"] == scenario)
        return found

    def path(self, scenario: str) -> list[str]:
        """Return the ids of the answered items, in the order of the path."""
        return [step["item"] for step in self.scenario(scenario)["path"]]


def choice(name: str, *options: Option) -> Item:
    """Make a *choice* item."""
    return Item(name, Interaction.CHOICE, options)


def graded(name: str, to: str | None = None) -> Item:
    """Make a choice with one option per grade, named after it. All options link to the same item."""
    return choice(name, *(Option(grade.value, grade, (f"{name}-{grade}",), to) for grade in Grade))


def module_of(*scenarios: Scenario, mastery_score: float = 0.8) -> Module:
    """Make a module. Without scenarios it gets "s1", "s2" and "s3", which have one item each."""
    return Module("m", scenarios or tuple(Scenario(f"s{n}", (graded("q"),)) for n in (1, 2, 3)), mastery_score)


STEPS = Scenario("steps", (graded("one", "two"), graded("two", "three"), graded("three")))
"""Three items, one after the other."""

FORK = Scenario(
    "fork",
    (
        choice("start", Option("left", Grade.BEST, (), "end"), Option("right", Grade.POOR, (), "detour")),
        choice("detour", Option("back", Grade.ACCEPTABLE, (), "end")),
        choice("end", Option("stop", Grade.BEST)),
    ),
)
"""Two paths of different lengths to the same last item."""
