"""Writes the JSON Schemas of record files and register files, for people who read these with other programs.

They are generated from the declarations in engine/records/: types, rules and the docstring of each field. A docstring's
first sentence becomes the field's title.
"""

from collections.abc import Iterable
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin

from quizzes.engine.documents import Rule, bare, declared_fields, notes_of
from quizzes.engine.files import FileFormat
from quizzes.engine.parsing import write_file
from quizzes.engine.records.keeping import KEPT
from quizzes.engine.records.making import RECORD
from quizzes.shipping.declared import field_docs


def schema_files() -> dict[str, bytes]:
    """Return the schemas by their paths in the site, in UTF-8 and indented. The bytes are the same every time."""
    schemas = {"record.schema.json": record_schema(), "register.schema.json": register_schema()}
    return {name: write_file(schema).encode() for name, schema in schemas.items()}


def record_schema() -> dict[str, Any]:
    """Return the schema (2020-12) of the record files that ``RECORD.read`` reads.

    ``RECORD.read`` also checks what a schema cannot express. No id is listed twice, the date exists, a name has a
    visible character, and the file is not too long.
    """
    return _file_schema(
        RECORD,
        "A record of the staff handbook",
        "A reader made it on their own device after completing a module, and handed it in like a form. Self-paced, "
        "unsupervised and marked on the reader's own device: it is not proof of identity or competence. The checksum "
        "helps to spot a damaged or edited file, but it is not a signature. The file has "
        f"{RECORD.max_length} characters at most, and no module and no scenario twice.",
    )


def register_schema() -> dict[str, Any]:
    """Return the schema (2020-12) of the register files that ``read_kept`` reads.

    ``read_kept`` also checks what a schema cannot express: see ``record_schema``. Each row's module is described.
    """
    return _file_schema(
        KEPT,
        "A register of the staff handbook",
        "A school office saved it and keeps it, to add to it. It has names, roles, references, modules, days and "
        "results, and no responses. Anybody can edit it, so it proves nothing. The file has "
        f"{KEPT.max_length} characters at most.",
    )


def _file_schema(form: FileFormat[Any], title: str, description: str) -> dict[str, Any]:
    fields = json_schema(form.kind)
    head = {
        "format": {"title": "What kind of file this is", "const": form.name},
        "version": {"title": "Version of this format", "const": form.version},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        **fields,
        "required": [*head, *fields["required"]],
        "properties": head | fields["properties"],
    }


def json_schema(kind: Any) -> dict[str, Any]:
    """Return the schema of a type that documents.py can read, with all rules that a schema can express."""
    schema = _schema_of_type(bare(kind))
    rules = [note.schema for note in notes_of(kind) if isinstance(note, Rule)]
    for rule in rules:
        both = "not" in schema and "not" in rule
        schema |= {"not": {"anyOf": [schema["not"], rule["not"]]}, **_without_not(rule)} if both else rule
    return schema


def _without_not(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "not"}


_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number"}


def _schema_of_type(kind: Any) -> dict[str, Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if origin is UnionType:
        return {"anyOf": [json_schema(inner[0]), {"type": "null"}]}
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": json_schema(inner[0])}
    if origin is tuple:
        return _schema_of_values(inner)
    if origin is dict:
        return {"type": "object", "additionalProperties": json_schema(inner[1])}
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    if getattr(kind, "AS_LIST", False):
        return _schema_of_values(field.kind for field in declared_fields(kind))
    return _schema_of_class(kind)


def _schema_of_values(kinds: Iterable[Any]) -> dict[str, Any]:
    """Return the schema of a list with exactly one value of each kind, in this order."""
    values = [json_schema(kind) for kind in kinds]
    return {"type": "array", "prefixItems": values, "items": False, "minItems": len(values)}


def _schema_of_class(kind: type) -> dict[str, Any]:
    """Return the schema of an object with the fields of a dataclass and no others."""
    docs = field_docs(kind)
    properties = {}
    required: list[str] = []
    for field in declared_fields(kind):
        title, _, description = docs.get(field.name, "").partition(". ")
        about = (
            {"title": title.rstrip("."), "description": description} if description else {"title": title.rstrip(".")}
        )
        properties[field.name] = about | json_schema(field.kind)
        required += [] if field.if_filled else [field.name]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }
