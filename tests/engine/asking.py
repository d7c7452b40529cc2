"""A reader at the engine's one door: asks it, keeps the session's entries, and takes the reply apart."""

import json
from collections.abc import Sequence
from typing import Any

from quizzes.engine.api import handle
from quizzes.engine.definition import encode_module
from quizzes.engine.model import Grade, Interaction, Item, Module, Option, Scenario

type Json = dict[str, Any]


def request(module: Module, operation: str = "resume", session: Sequence[str] = (), **fields: Any) -> Json:
    """A request as an object, for tests that spoil it."""
    return {"operation": operation, "module": encode_module(module), "session": [*session], **fields}


def ask(message: Any) -> Json:
    """The reply to a request, as an object."""
    reply: Json = json.loads(handle(json.dumps(message)))
    return reply


class Reader:
    """Someone who takes a module, with the last reply at hand."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.session: list[str] = []
        self.reply = ask(request(module))

    def answer(self, scenario: str, item: str, *response: str) -> Json:
        """Answer an item, and keep the reply. A WireError leaves everything as it was."""
        fields = {"scenario": scenario, "item": item, "response": response}
        self.reply = ask(request(self.module, "answer", self.session, **fields))
        if self.reply["entry"]:
            self.session.append(self.reply["entry"])
        return self.reply

    @property
    def outcome(self) -> Json:
        """The last reply without the entry to keep, which only an answer that was marked has."""
        return {**self.reply, "entry": None}

    def resume(self) -> Json:
        """The reply to a new request with the session alone: nothing else is remembered."""
        return ask(request(self.module, "resume", self.session))

    def scenario(self, scenario: str) -> Json:
        """One scenario of the last reply."""
        found: Json = next(each for each in self.reply["scenarios"] if each["id"] == scenario)
        return found

    def path(self, scenario: str) -> list[str]:
        """The items that stand answered, in the path's order."""
        return [step["item"] for step in self.scenario(scenario)["path"]]


def choice(name: str, *options: Option) -> Item:
    """A *choice* item."""
    return Item(name, Interaction.CHOICE, options)


def graded(name: str, to: str | None = None) -> Item:
    """An item with one option a grade, named by it, each leading to the same item."""
    return choice(name, *(Option(grade.value, grade, (f"{name}-{grade}",), to) for grade in Grade))


def module_of(*scenarios: Scenario, mastery_score: float = 0.8) -> Module:
    """A module, of one step scenarios "s1", "s2" and "s3" where none are given."""
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
"""Two paths of different length to one end."""
