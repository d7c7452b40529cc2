"""Make records of completed sessions with random responses, and helpers to change and check them."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from quizzes.engine.digest import digest_of
from quizzes.engine.model import Module
from quizzes.engine.records.checking import Row, check
from quizzes.engine.records.handbook import Handbook
from tests.engine.asking import Json
from tests.engine.modules import MODULES
from tests.recording import random_answers, record_of

ODD_NAMES = [
    "Zoë O’Brien 😀",
    "👩🏽‍🏫",
    "فاطمة الزهراء",
    "שרה \u202eיעקב",
    'Robert "Bob" Smith',
    '=HYPERLINK("http://school.example","Ann")',
    "<script>alert(1)</script>",
    "@SUM(A1)",
    "Ann;=1+1",
]
NAMES = st.sampled_from(ODD_NAMES) | st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=50
).filter(lambda text: any(each.isprintable() and not each.isspace() for each in text))


DETAILS = st.tuples(NAMES, st.just("") | NAMES, st.dates().map(str))
"""The name, the role and the day of a record."""

SEEDS = st.integers(0, 10_000)
BOOLEANS = st.booleans()


@st.composite
def records(draw: st.DrawFn) -> tuple[Module, str]:
    """Make a module and a random record of it. Optional scenarios may be left out, but at least one is answered."""
    module = draw(MODULES)
    answering = random_answers(Random(draw(SEEDS)))
    leaving_out = [scenario.id for scenario in module.scenarios if scenario.optional and draw(BOOLEANS)]
    leaving_out = leaving_out[: len(module.scenarios) - 1]
    return module, record_of(module, *draw(DETAILS), answering, leaving_out)


def content_of(record: str) -> Json:
    """Parse a record, so that a test can change it."""
    content: Json = json.loads(record)
    return content


def with_valid_checksum(content: Json) -> str:
    """Write a record with this content and a matching checksum."""
    rest = {name: value for name, value in content.items() if name != "checksum"}
    return json.dumps({**rest, "checksum": digest_of(rest)})


def check_record(record: str, *modules: Module) -> list[Row]:
    """Check a record against a handbook with these modules."""
    return check("a.json", record, Handbook(modules))


def only_row(record: str, *modules: Module) -> Row:
    """Check a record of one module, and return its only row."""
    (row,) = check_record(record, *modules)
    return row


def reasons_by_name(row: Row) -> dict[str, Sequence[str]]:
    """Return the ids of a row's reasons, by the reasons' names."""
    return {reason.name: reason.ids for reason in row.reasons}


def steps_of(content: Json) -> list[Any]:
    """Return every step in a record of one module."""
    return [step for scenario in content["modules"][0]["scenarios"] for step in scenario["path"]]
