"""Check that scenarios are easy to read, by their Flesch-Kincaid grade, apart from listed exceptions."""

import re
from collections.abc import Iterator

import yaml

from quizzes.authoring.bank import Bank, Place
from quizzes.authoring.catalogue import SCENARIOS
from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.problems import Problem, nearest, quoted
from quizzes.authoring.source import Fields, Source, report_duplicate_ids
from quizzes.authoring.wording import plain
from quizzes.engine.model import Scenario

MAX_GRADE = 9
"""Flesch-Kincaid grade: years at school in the USA. Pupils in the ninth grade are 14 to 15 years old."""

EXCEPTIONS = f"{SCENARIOS}/exceptions/reading.yaml"
"""Optional. It has its own folder, because every file in scenarios/ except modules.yaml is a scenario."""

_EXCEPTION: Shape = {
    "id": Field(Kind.ID, "The scenario's id."),
    "reason": Field(Kind.TEXT, "Why it cannot be written more simply."),
}
_EXCEPTIONS: Shape = {
    "reading": Field(
        Kind.OBJECTS, "The scenarios that may be harder to read. Delete the file if there are none.", shape=_EXCEPTION
    ),
}

_POINT_WITHIN = re.compile(r"(?<=\w)\.(?=\w)")
_ENDED = re.compile(r"[.!?]['\")\]”]*$")


def reads_easily(bank: Bank) -> Iterator[Problem]:
    """Every scenario has at most reading grade 9, unless it is an exception. No exception is unnecessary."""
    source = Source(EXCEPTIONS)
    exceptions = _read_exceptions(bank, source)
    hard = {
        scenario.id: grade for scenario in bank.scenarios.values() if (grade := reading_grade(scenario)) > MAX_GRADE
    }
    for fields in exceptions:
        name = fields.text("id")
        if name and name not in bank.scenarios:
            fields.report("id", f"there is no scenario {quoted(name)}", nearest(name, bank.scenarios))
        elif name and name not in hard:
            fields.report("id", f'"{name}" is easy enough to read and needs no exception', "delete this entry")
    yield from source.problems
    for name in hard.keys() - {fields.text("id") for fields in exceptions}:
        yield bank.problem(
            Place(name, ("situation",)),
            f"the reading grade (Flesch-Kincaid) of situations and options is {hard[name]:.2f}, above {MAX_GRADE}",
            f"use shorter sentences and plainer words, or give a reason in {EXCEPTIONS}",
        )


def reading_grade(scenario: Scenario) -> float:
    """Return the Flesch-Kincaid grade of a scenario's situations, options and statements, to two decimals."""
    texts = [scenario.situation, *(item.situation for item in scenario.items)]
    return grade_of(*texts, *(part.text for item in scenario.items for part in item.parts))


def grade_of(*texts: str) -> float:
    """Return the Flesch-Kincaid grade of texts that are read one after the other, to two decimals."""
    import textstat  # imported here because it takes 0.2 s and other commands don't need it

    return round(float(textstat.flesch_kincaid_grade(" ".join(_sentences(text) for text in texts if text))), 2)


def _sentences(text: str) -> str:
    """Prepare a text for textstat: straight apostrophes, a full stop at the end, and none within words."""
    text = plain(text).replace("’", "'").replace("‘", "'")
    text = _POINT_WITHIN.sub("", text)
    return text if _ENDED.search(text) else f"{text}."


def _read_exceptions(bank: Bank, source: Source) -> list[Fields]:
    file = bank.root / EXCEPTIONS
    top: yaml.Node | None = source.load(file) if file.exists() else None
    if top is None:
        return []
    exceptions = [source.fields(node, _EXCEPTION) for node in source.fields(top, _EXCEPTIONS).nodes_of("reading")]
    report_duplicate_ids(exceptions, "exception", "file")
    return exceptions
