"""The engine's one entry, ``handle``: a request in JSON gives a reply in JSON.

A request is an object:

- ``operation``: "resume" (give the state of a session) or "answer" (mark a response, then the same)
- ``module``: the module's definition, as ``encode_module`` writes it into the page
- ``session``: the text of an earlier reply's ``session``, or null for a new one; only Python reads it
- for "answer": ``scenario``, ``item`` (ids) and ``response`` (a list of texts, see quizzes/engine/scoring.py)

A reply is an object:

- ``session``: the session to keep, as text
- ``unanswered``: true where nothing was selected, and so nothing was marked
- ``completed``, ``passed``: booleans; ``score``: 0 to 1, or null until completed
- ``scenarios``: a list, in the module's order, of ``id``, ``completed``, ``harmful``, ``grade`` and
  ``score`` (null until completed), ``next`` (the item to answer, null at an end), ``clauses`` (worth
  reading again) and ``path``: a list of ``item``, ``response``, ``grade``, ``score`` and ``feedback``, which
  is a list of pairs: the id of an option, a statement or a critical pair, and its verdict

It holds ids, grades and numbers only: every word that a reader sees is in the page already.
"""

import json
from typing import Any

from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Interaction, Item, Module, Option, Pair, Scenario, Statement
from quizzes.engine.session import Attempt, ModuleOutcome, Session

SESSION_VERSION = 1

# In the browser Python's own limit comes too late: the JavaScript stack is full at about 5,000, and then the
# engine is gone. Nothing of ours is nested more than ten deep.
DEEPEST = 1000


def handle(request: str) -> str:
    """Answer one request. Raises WireError, and nothing else, whatever the text."""
    message = _object(_parse(request), "the request")
    module = decode_module(_object(message.get("module"), "module"))
    session = _decode_session(message.get("session"), module)
    operation = message.get("operation")
    unanswered = False
    if operation == "answer":
        longer = session.answer(module, _decode_attempt([message.get(key) for key in _ATTEMPT]))
        unanswered, session = longer is session, longer
    elif operation != "resume":
        raise WireError("unknown-operation", 'the operations are "resume" and "answer"')
    reply = _encode_outcome(session.outcome(module))
    return json.dumps(
        {"session": _encode_session(session, module), "unanswered": unanswered, **reply},
        separators=(",", ":"),
    )


def encode_module(module: Module) -> str:
    """The module's definition without its words, for the page: what ``decode_module`` reads back."""
    definition = {
        "id": module.id,
        "mastery_score": module.mastery_score,
        "scenarios": [
            {"id": scenario.id, "items": [_encode_item(item) for item in scenario.items]}
            for scenario in module.scenarios
        ],
    }
    return json.dumps(definition, separators=(",", ":"))


def _encode_item(item: Item) -> dict[str, Any]:
    """An item's fields for marking; those that its interaction does not have are left out."""
    fields: dict[str, Any] = {
        "id": item.id,
        "interaction": item.interaction,
        "to": item.to,
        "options": [
            {"id": option.id, "grade": option.grade, "clauses": option.clauses, "to": option.to}
            for option in item.options
        ],
        "pairs": [[pair.first, pair.then] for pair in item.pairs],
        "statements": [
            {"id": statement.id, "grades": statement.grades, "clauses": statement.clauses}
            for statement in item.statements
        ],
    }
    return {name: value for name, value in fields.items() if value}


def decode_module(definition: dict[str, Any]) -> Module:
    """Read a definition; raises WireError "malformed" where it is not one."""
    try:
        scenarios = tuple(_decode_scenario(_object(each, "a scenario")) for each in definition["scenarios"])
        if not scenarios:
            raise WireError("malformed", "the module has no scenarios")
        return Module(_string(definition["id"], "module.id"), scenarios, _share(definition["mastery_score"]))
    except (KeyError, TypeError, ValueError) as error:
        raise WireError("malformed", f"the module's definition: {error!r}") from None


def _decode_scenario(scenario: dict[str, Any]) -> Scenario:
    items = tuple(_decode_item(_object(each, "an item")) for each in scenario["items"])
    if not items:
        raise WireError("malformed", "a scenario has no items")
    return Scenario(_string(scenario["id"], "scenario.id"), items)


def _decode_item(item: dict[str, Any]) -> Item:
    decoded = Item(
        _string(item["id"], "item.id"),
        Interaction(_string(item["interaction"], "item.interaction")),
        tuple(_decode_option(_object(each, "an option")) for each in item.get("options", ())),
        tuple(_decode_pair(_strings(each, "a pair")) for each in item.get("pairs", ())),
        statements=tuple(_decode_statement(_object(each, "a statement")) for each in item.get("statements", ())),
        to=_optional(item.get("to"), "item.to"),
    )
    if not decoded.parts or (decoded.interaction is Interaction.ORDER and not decoded.pairs):
        raise WireError("malformed", f'item "{decoded.id}" has nothing to mark it by')
    return decoded


def _decode_option(option: dict[str, Any]) -> Option:
    return Option(
        _string(option["id"], "option.id"),
        Grade(_string(option["grade"], "option.grade")),
        _strings(option["clauses"], "option.clauses"),
        _optional(option["to"], "option.to"),
    )


def _decode_pair(pair: tuple[str, ...]) -> Pair:
    first, then = pair
    return Pair(first, then)


def _decode_statement(statement: dict[str, Any]) -> Statement:
    grades = _object(statement["grades"], "statement.grades")
    return Statement(
        _string(statement["id"], "statement.id"),
        {category: Grade(_string(grade, "a grade")) for category, grade in grades.items()},
        _strings(statement["clauses"], "statement.clauses"),
    )


_ATTEMPT = ("scenario", "item", "response")


def _decode_attempt(fields: list[Any]) -> Attempt:
    if len(fields) != len(_ATTEMPT):
        raise WireError("malformed", f"an attempt has {len(_ATTEMPT)} fields")
    scenario, item, response = fields
    return Attempt(_string(scenario, "scenario"), _string(item, "item"), _strings(response, "response"))


def _encode_session(session: Session, module: Module) -> str:
    log = [[attempt.scenario, attempt.item, attempt.response] for attempt in session.log]
    return json.dumps({"version": SESSION_VERSION, "module": module.id, "log": log}, separators=(",", ":"))


def _decode_session(text: Any, module: Module) -> Session:
    if text is None:
        return Session()
    stored = _object(_parse(_string(text, "session")), "session")
    if stored.get("version") != SESSION_VERSION or stored.get("module") != module.id:
        raise WireError("foreign-session", f'not a session of version {SESSION_VERSION} for "{module.id}"')
    log = stored.get("log")
    if not isinstance(log, list) or not all(isinstance(each, list) for each in log):
        raise WireError("malformed", "session.log is not a list of lists")
    return Session(tuple(_decode_attempt(each) for each in log))


def _encode_outcome(outcome: ModuleOutcome) -> dict[str, Any]:
    return {
        "completed": outcome.completed,
        "passed": outcome.passed,
        "score": outcome.score,
        "scenarios": [
            {
                "id": scenario.id,
                "completed": scenario.completed,
                "harmful": scenario.harmful,
                "grade": scenario.grade,
                "score": scenario.score,
                "next": scenario.next,
                "clauses": scenario.clauses,
                "path": [
                    {
                        "item": step.item,
                        "response": step.response,
                        "grade": step.outcome.grade,
                        "score": step.outcome.score,
                        "feedback": step.outcome.feedback,
                    }
                    for step in scenario.path
                ],
            }
            for scenario in outcome.scenarios
        ],
    }


def _parse(text: str) -> Any:
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        raise WireError("malformed", f"nested more than {DEEPEST} deep")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WireError("malformed", f"not JSON: {error}") from None


def _depth(text: str) -> int:
    """How deep the brackets go, those inside of texts left out."""
    depth = deepest = 0
    for number, part in enumerate(text.replace("\\\\", "").replace('\\"', "").split('"')):
        for bracket in part if number % 2 == 0 else "":
            depth += (bracket in "[{") - (bracket in "]}")
            deepest = max(deepest, depth)
    return deepest


def _object(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WireError("malformed", f"{what} is not an object")
    return value


def _string(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise WireError("malformed", f"{what} is not text")
    return value


def _optional(value: Any, what: str) -> str | None:
    return None if value is None else _string(value, what)


def _share(value: Any) -> float:
    # Written so that NaN, which JSON in Python may hold, is none; and True is no number here.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise WireError("malformed", "module.mastery_score is not a number from 0 to 1")
    return float(value)


def _strings(value: Any, what: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise WireError("malformed", f"{what} is not a list of texts")
    return tuple(value)
