"""Editors check scenarios with scenarios/schema.json, which agrees with the reader."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from quizzes.authoring.clauses import read_clauses
from quizzes.authoring.schema import PATH, schema_text

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted(file for file in (ROOT / "scenarios").glob("*.yaml") if file.name != "modules.yaml")
BAD = Path(__file__).parent / "bad"

SEEN_BY_AN_EDITOR = [
    "unknown-field",
    "missing-field",
    "list-for-text",
    "number-for-text",
    "text-for-list",
    "fields-for-list",
    "text-for-fields",
    "unknown-clause",
    "unknown-grade",
    "unknown-level",
    "empty-list",
    "bad-id",
    "to-a-list",
    "match-unknown-grade",
    "multiple-acceptable-option",
    "options-in-match",
    "order-without-pairs",
    "stimulus-unknown-kind",
    "school-unknown-entry",
    "choice-with-one-option",
]


class _EditorLoader(yaml.SafeLoader):
    """A YAML loader that reads dates as text, as editors do."""


_EditorLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: str(node.value))


def load(file: Path) -> Any:
    """Load a YAML file as an editor does."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_EditorLoader)


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads((ROOT / PATH).read_text(encoding="utf-8")))


def test_the_schema_is_current(golden: Callable[[Path, str], None]) -> None:
    """The file equals what `python -m quizzes schema` writes."""
    golden(ROOT / PATH, schema_text(read_clauses(ROOT / "source/clauses.csv")))


def test_the_schema_is_valid(schema: jsonschema.Draft7Validator) -> None:
    """The schema is valid under the draft of JSON Schema that it names."""
    schema.check_schema(schema.schema)


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_the_schema_accepts_every_scenario(schema: jsonschema.Draft7Validator, file: Path) -> None:
    """The schema accepts every scenario that the build accepts."""
    assert [error.message for error in schema.iter_errors(load(file))] == []


@pytest.mark.parametrize("name", SEEN_BY_AN_EDITOR)
def test_the_schema_refuses_what_the_reader_refuses(schema: jsonschema.Draft7Validator, name: str) -> None:
    """The schema refuses mistakes in fields and types, so that editors show them."""
    assert not schema.is_valid(load(BAD / name / "scenarios/lost-phone.yaml"))


def test_the_schema_names_the_unknown_field(schema: jsonschema.Draft7Validator) -> None:
    """The schema's error names the unknown field."""
    messages = [error.message for error in schema.iter_errors(load(BAD / "unknown-field/scenarios/lost-phone.yaml"))]
    assert any("'titel' was unexpected" in message for message in messages)
