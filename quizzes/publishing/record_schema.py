"""record.schema.json: what a record file is made of, as JSON Schema, for whoever reads records with other programs."""

from typing import Any

from quizzes.engine.digest import LENGTH
from quizzes.engine.model import ACKNOWLEDGED, Grade
from quizzes.engine.parsing import write_file
from quizzes.engine.record import FORMAT, LARGEST, LONGEST_NAME, VERSION

FILE = "record.schema.json"
"""The schema, at the top of the site."""

# Said as what must not be in it: to some programs `$` also stands before a line break at a text's end.
_NO_TEXT = {"not": {"pattern": r"[\u0000-\u001f\u007f-\u009f\ud800-\udfff]"}}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_DIGEST = {"type": "string", "pattern": f"^[0-9a-f]{{{LENGTH}}}$", "maxLength": LENGTH}
_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "maxLength": 10}


def record_schema() -> dict[str, Any]:
    """The schema (2020-12) of the record files that ``read_record`` reads.

    It cannot say that a module or a scenario stands once in a list, that a date is in the calendar, that a name has
    a sign in it that can be seen, or how many characters the whole file may have; ``read_record`` asks for that too.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of the staff handbook",
        "description": (
            "A reader made it on their own device after completing a module, and handed it in as one hands in a form. "
            "Self-paced, unsupervised and marked on the reader's own device: it is not proof of identity or "
            "competence. The checksum finds damage and casual edits; it is no signature. "
            f"The file has {LARGEST} characters at most; no module and no scenario stands in it twice."
        ),
        **_object(
            {
                "format": {"title": "What kind of file this is", "const": FORMAT},
                "version": {"title": "Version of this format", "const": VERSION},
                "limits": {
                    "title": "What this is no proof of",
                    "description": "For whoever opens the file, in the words of the printed sheet.",
                    "type": "string",
                },
                "name": {
                    "title": "Name",
                    "description": "The reader's, as they typed it.",
                    "type": "string",
                    "pattern": r"\S",
                    "maxLength": LONGEST_NAME,
                    **_NO_TEXT,
                },
                "role": {
                    "title": "Role",
                    "description": "The reader's, as they typed it; it may be empty.",
                    "type": "string",
                    "maxLength": LONGEST_NAME,
                    **_NO_TEXT,
                },
                "date": {
                    "title": "Date",
                    "description": "The day the record was made, by the reader's device: year-month-day.",
                    **_DAY,
                },
                "acknowledged": {
                    "title": "What was acknowledged",
                    "description": (
                        f"The id of the clause whose statement was acknowledged: that disciplinary action may be "
                        f"taken, {ACKNOWLEDGED}. A register calls a record with another one altered."
                    ),
                    "type": "string",
                },
                "modules": {
                    "title": "Modules",
                    "description": "What was completed, each module once.",
                    "type": "array",
                    "minItems": 1,
                    "items": _module(),
                },
                "clauses": {
                    "title": "Clauses",
                    "description": (
                        "The clauses that the scenarios rest on, and the one that was acknowledged: by the clause's "
                        "id, the digest of its words as they were then. One that reads otherwise today asks for its "
                        "scenarios to be taken again."
                    ),
                    "type": "object",
                    "additionalProperties": _DIGEST,
                },
                "checksum": {
                    "title": "Checksum",
                    "description": (
                        f"The first {LENGTH} hexadecimal digits of the SHA-256 of everything else in the file, written "
                        "as JSON in ASCII on one line, with names in order and no spaces. It finds damage and casual "
                        "edits; it is no signature. A register calls a record with another checksum altered."
                    ),
                    "type": "string",
                },
            }
        ),
    }


def record_schema_bytes() -> bytes:
    """The schema as a file: UTF-8, indented, the same bytes every time."""
    return write_file(record_schema()).encode()


def _module() -> dict[str, Any]:
    return _object(
        {
            "id": {
                "title": "The module's id",
                "type": "string",
                "pattern": "^[a-z0-9-]+$",
                "not": {"pattern": r"\n"},
                "maxLength": 100,
            },
            "mastery_score": {
                "title": "Mastery score",
                "description": "The share of marks that passed the module then.",
                **_SHARE,
            },
            "completed": {"title": "Whether every scenario was answered", "type": "boolean"},
            "passed": {
                "title": "Whether it was passed",
                "description": "The mastery score was reached, and no answer that stood was harmful.",
                "type": "boolean",
            },
            "score": {"title": "Score", "description": "The mean of its scenarios' scores.", **_SHARE},
            "scenarios": {
                "title": "Scenarios",
                "description": "Each once, with the latest responses and never earlier ones.",
                "type": "array",
                "minItems": 1,
                "items": _scenario(),
            },
        }
    )


def _scenario() -> dict[str, Any]:
    return _object(
        {
            "id": {"title": "The scenario's id", "type": "string"},
            "digest": {
                "title": "Digest",
                "description": (
                    "Of the scenario's words as they were then. Where they are others today, it is to be taken again."
                ),
                **_DIGEST,
            },
            "grade": {"title": "Grade", **_GRADE},
            "score": {"title": "Score", "description": "The mean of the scores on its path.", **_SHARE},
            "path": {
                "title": "Path",
                "description": "The items that were answered, in their order.",
                "type": "array",
                "minItems": 1,
                "items": _step(),
            },
        }
    )


def _step() -> dict[str, Any]:
    return _object(
        {
            "item": {"title": "The item's id", "type": "string"},
            "response": {
                "title": "Response",
                "description": (
                    "The ids of what was selected, in order where the order counts; where statements were put under "
                    "categories, a statement's id and its category's with a space between."
                ),
                "type": "array",
                "items": {"type": "string"},
            },
            "grade": {"title": "Grade", **_GRADE},
            "score": {"title": "Score", **_SHARE},
        }
    )


_GRADE = {
    "description": "Best to harmful. A module is not passed while a harmful response stands.",
    "enum": [grade.value for grade in Grade],
}


def _object(properties: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An object with all of these fields and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }
