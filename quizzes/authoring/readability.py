"""How hard a scenario reads, by the Flesch-Kincaid grade, and which scenarios may read harder than the others."""

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
"""The Flesch-Kincaid grade: years at school in the USA, where the ninth begins at the age of 14."""

EXCEPTIONS = f"{SCENARIOS}/exceptions/reading.yaml"
"""In a folder of its own, since every file of scenarios/ itself but modules.yaml is a scenario. It may be missing."""

_EXCEPTION: Shape = {
    "id": Field(Kind.ID, "The scenario's id."),
    "reason": Field(Kind.TEXT, "Why it cannot be said more simply."),
}
_EXCEPTIONS: Shape = {
    "reading": Field(
        Kind.OBJECTS, "The scenarios that may read harder; delete the file if there is none.", shape=_EXCEPTION
    ),
}

_POINT_WITHIN = re.compile(r"(?<=\w)\.(?=\w)")
_ENDED = re.compile(r"[.!?]['\")\]”]*$")


def reads_easily(bank: Bank) -> Iterator[Problem]:
    """Every scenario reads at grade 9 at most, but for the exceptions; and those need to be exceptions."""
    source = Source(EXCEPTIONS)
    exceptions = _read_exceptions(bank, source)
    hard = {
        scenario.id: found for scenario in bank.scenarios.values() if (found := reading_grade(scenario)) > MAX_GRADE
    }
    for fields in exceptions:
        name = fields.text("id")
        if name and name not in bank.scenarios:
            fields.report("id", f"there is no scenario {quoted(name)}", nearest(name, bank.scenarios))
        elif name and name not in hard:
            fields.report("id", f'"{name}" reads easily enough now and needs no exception', "take this one out")
    yield from source.problems
    for name in hard.keys() - {fields.text("id") for fields in exceptions}:
        yield bank.problem(
            Place(name, ("situation",)),
            f"situations and options read at grade {hard[name]:.2f} (Flesch-Kincaid), above {MAX_GRADE}",
            f"shorten sentences and take plainer words, or say in {EXCEPTIONS} why not",
        )


def reading_grade(scenario: Scenario) -> float:
    """The Flesch-Kincaid grade of a scenario's situations and of its options and statements, to two decimals."""
    import textstat  # here, because it takes a fifth of a second and no other command needs it

    texts = [scenario.situation, *(item.situation for item in scenario.items)]
    texts += [part.text for item in scenario.items for part in item.parts]
    return round(float(textstat.flesch_kincaid_grade(" ".join(_sentences(text) for text in texts if text))), 2)


def _sentences(text: str) -> str:
    """The text as textstat counts best: ended, with straight apostrophes, and no point that ends no sentence."""
    text = plain(text).replace("’", "'").replace("‘", "'")
    text = _POINT_WITHIN.sub("", text)
    return text if _ENDED.search(text) else f"{text}."


def _read_exceptions(bank: Bank, source: Source) -> list[Fields]:
    file = bank.root / EXCEPTIONS
    top: yaml.Node | None = source.load(file) if file.exists() else None
    if top is None:
        return []
    exceptions = [source.fields(each, _EXCEPTION) for each in source.fields(top, _EXCEPTIONS).each("reading")]
    report_duplicate_ids(exceptions, "exception", "file")
    return exceptions
