"""A module's definition: what marking needs of it, without its words, which the page has already."""

from typing import Any

from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Interaction, Item, Module, Option, Pair, Scenario, Statement
from quizzes.engine.parsing import as_map, as_object, as_optional, as_share, as_text, as_texts, write


def encode_module(module: Module) -> str:
    """The module's definition without its words, for the page: what ``decode_module`` reads back."""
    definition = {
        "id": module.id,
        "mastery_score": module.mastery_score,
        "clauses": module.clauses,
        "scenarios": [
            {"id": scenario.id, "digest": scenario.digest, "items": [_encode_item(item) for item in scenario.items]}
            for scenario in module.scenarios
        ],
    }
    return write(definition)


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
        scenarios = tuple(_decode_scenario(as_object(each, "a scenario")) for each in definition["scenarios"])
        if not scenarios:
            raise WireError("malformed", "the module has no scenarios")
        return Module(
            as_text(definition["id"], "module.id"),
            scenarios,
            as_share(definition["mastery_score"], "module.mastery_score"),
            as_map(definition["clauses"], "module.clauses"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise WireError("malformed", f"the module's definition: {error!r}") from None


def _decode_scenario(scenario: dict[str, Any]) -> Scenario:
    items = tuple(_decode_item(as_object(each, "an item")) for each in scenario["items"])
    if not items:
        raise WireError("malformed", "a scenario has no items")
    return Scenario(
        as_text(scenario["id"], "scenario.id"), items, digest=as_text(scenario["digest"], "scenario.digest")
    )


def _decode_item(item: dict[str, Any]) -> Item:
    decoded = Item(
        as_text(item["id"], "item.id"),
        Interaction(as_text(item["interaction"], "item.interaction")),
        tuple(_decode_option(as_object(each, "an option")) for each in item.get("options", ())),
        tuple(_decode_pair(as_texts(each, "a pair")) for each in item.get("pairs", ())),
        statements=tuple(_decode_statement(as_object(each, "a statement")) for each in item.get("statements", ())),
        to=as_optional(item.get("to"), "item.to"),
    )
    if not decoded.parts or (decoded.interaction is Interaction.ORDER and not decoded.pairs):
        raise WireError("malformed", f'item "{decoded.id}" has nothing to mark it by')
    return decoded


def _decode_option(option: dict[str, Any]) -> Option:
    return Option(
        as_text(option["id"], "option.id"),
        Grade(as_text(option["grade"], "option.grade")),
        as_texts(option["clauses"], "option.clauses"),
        as_optional(option["to"], "option.to"),
    )


def _decode_pair(pair: tuple[str, ...]) -> Pair:
    first, then = pair
    return Pair(first, then)


def _decode_statement(statement: dict[str, Any]) -> Statement:
    grades = as_object(statement["grades"], "statement.grades")
    return Statement(
        as_text(statement["id"], "statement.id"),
        {category: Grade(as_text(grade, "a grade")) for category, grade in grades.items()},
        as_texts(statement["clauses"], "statement.clauses"),
    )
