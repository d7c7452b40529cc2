"""Write scenarios/schema.json, a JSON Schema that lets editors complete and check scenarios as authors type."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.reader import SCENARIO
from quizzes.authoring.source import ID

PATH = "scenarios/schema.json"


def write_schema(root: Path, clauses: Iterable[str]) -> Path:
    """Write the schema, and return its path."""
    path = root / PATH
    path.write_text(schema_text(clauses), encoding="utf-8")
    return path


def schema_text(clauses: Iterable[str]) -> str:
    """Return the schema as text; ``clauses`` are the ids that an option may cite."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A scenario of the staff handbook",
        **_object(SCENARIO),
        "definitions": {"clause": {"enum": list(clauses)}},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _object(shape: Shape) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in shape.items() if field.required],
        "properties": {name: _field(name, field) for name, field in shape.items()},
    }


def _open_object(field: Field) -> dict[str, Any]:
    """Make the schema of an object whose field names the author chooses."""
    return {"type": "object", "minProperties": 1, "additionalProperties": {"enum": list(field.values)}}


def _variants(shapes: dict[str, Shape]) -> dict[str, Any]:
    """Make the schema of an item. It uses conditions, so that editors show the mistakes of one interaction only."""
    interaction = next(iter(shapes.values()))["interaction"]
    return {
        "type": "object",
        "required": ["interaction"],
        "properties": {"interaction": _field("interaction", interaction)},
        "allOf": [
            {
                "if": {"required": ["interaction"], "properties": {"interaction": {"const": name}}},
                "then": _object(shape),
            }
            for name, shape in shapes.items()
        ],
    }


def _text(name: str, field: Field) -> dict[str, Any]:
    if name == "clauses":
        return {"$ref": "#/definitions/clause"}
    return {"enum": list(field.values)} if field.values else {"type": "string", "minLength": 1}


def _field(name: str, field: Field) -> dict[str, Any]:
    about = {"description": field.help}
    match field.kind:
        case Kind.OBJECT:
            return {**about, **(_object(field.shape) if field.shape else _open_object(field))}
        case Kind.OBJECTS if field.variants:
            return {**about, "type": "array", "minItems": field.at_least, "items": _variants(field.variants)}
        case Kind.OBJECTS:
            return {**about, "type": "array", "minItems": field.at_least, "items": _object(field.shape or {})}
        case Kind.TEXTS | Kind.NAMES:
            return {**about, "type": "array", "minItems": field.at_least, "items": _text(name, field)}
        case Kind.NUMBER:
            return {**about, "type": "number", "minimum": field.minimum, "maximum": field.maximum}
        case Kind.ID:
            return {**about, "type": "string", "pattern": f"^{ID.pattern}$"}
        case Kind.DATE:
            return {**about, "type": "string", "format": "date"}
        case Kind.TEXT if field.values:
            return {**about, "enum": list(field.values)}
        case _:
            return {**about, "type": "string", "minLength": 1}
