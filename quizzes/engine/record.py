"""A record of a completed module, which a reader makes on their own device and hands in like a form.

It has the latest response to each scenario and never an earlier one, so that whoever has it can mark it again. Its
checksum finds damage and casual edits; it is no signature, and says nothing of who gave the answers.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from quizzes.engine.digest import LENGTH, digest_of
from quizzes.engine.errors import WireError
from quizzes.engine.model import ACKNOWLEDGED, Grade, Module
from quizzes.engine.parsing import (
    as_flag,
    as_list,
    as_map,
    as_object,
    as_share,
    as_text,
    as_texts,
    parse,
    write_file,
)
from quizzes.engine.session import Session

FORMAT = "staff-handbook-record"
VERSION = 1

LARGEST = 200_000
"""Characters of a record file, at most; one of ours has some 5,000."""

LONGEST_NAME = 200
"""Characters of a name or a role, at most."""


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """A response that stood, with what it was marked."""

    item: str
    response: tuple[str, ...]
    grade: Grade
    score: float


@dataclass(frozen=True, slots=True)
class RecordedScenario:
    """A scenario's latest path, with what it came to; ``digest`` is that of its words then."""

    id: str
    digest: str
    grade: Grade
    score: float
    path: tuple[RecordedStep, ...]


@dataclass(frozen=True, slots=True)
class RecordedModule:
    """A module, with what it came to under the mastery score of then."""

    id: str
    mastery_score: float
    completed: bool
    passed: bool
    score: float
    scenarios: tuple[RecordedScenario, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as its file has it.

    ``date`` is ISO 8601; ``clauses`` are the digests, by id, of what the scenarios rest on and of what was
    acknowledged; ``checksum`` is the one in the file, ``expected`` the one that it should have.
    """

    name: str
    role: str
    date: str
    acknowledged: str
    modules: tuple[RecordedModule, ...]
    clauses: dict[str, str]
    checksum: str
    expected: str


def make_record(module: Module, session: Session, name: str, role: str, day: str, limits: str) -> str:
    """The file of a completed module's record; ``day`` is today by the reader's device.

    ``limits`` says, for whoever opens the file, what a record is no proof of.

    Raises WireError: "incomplete" where the module is not completed, "malformed" for a name or a day that is none.
    """
    outcome = session.outcome(module)
    if not outcome.completed:
        raise WireError("incomplete", f'module "{module.id}" is not completed')
    content = {
        "format": FORMAT,
        "version": VERSION,
        "limits": limits,
        "name": _person(" ".join(name.split()), "name"),
        "role": _person(" ".join(role.split()), "role", empty=True),
        "date": _day(day),
        "acknowledged": ACKNOWLEDGED,
        "modules": [
            {
                "id": module.id,
                "mastery_score": module.mastery_score,
                "completed": True,
                "passed": outcome.passed,
                "score": outcome.score,
                "scenarios": [
                    {
                        "id": taken.id,
                        "digest": scenario.digest,
                        "grade": taken.grade,
                        "score": taken.score,
                        "path": [
                            {
                                "item": step.item,
                                "response": step.response,
                                "grade": step.outcome.grade,
                                "score": step.outcome.score,
                            }
                            for step in taken.path
                        ],
                    }
                    for scenario, taken in zip(module.scenarios, outcome.scenarios, strict=True)
                ],
            }
        ],
        "clauses": module.clauses,
    }
    return write_file({**content, "checksum": digest_of(content)})


def file_name(module_id: str, day: str, name: str) -> str:
    """``record-<module>-<date>-<initials>.json``, with those initials that are letters, ten at most."""
    initials = "".join(word[0] for word in name.split() if word[0].isalpha())[:10].upper()
    return f"record-{module_id}-{day}-{initials or 'record'}.json"


def code_of(checksum: str) -> str:
    """A checksum as people compare it, on paper and in the register: twelve signs in three groups."""
    return "-".join(checksum[start : start + 4].upper() for start in (0, 4, 8))


_FIELDS = {"format", "version", "limits", "name", "role", "date", "acknowledged", "modules", "clauses", "checksum"}
_MODULE = {"id", "mastery_score", "completed", "passed", "score", "scenarios"}
_SCENARIO = {"id", "digest", "grade", "score", "path"}
_STEP = {"item", "response", "grade", "score"}


def read_record(text: str) -> Record:
    """Read a record file, and work out the checksum that it should have.

    Raises WireError: "too-large"; "foreign" for another file; "future" for a later version; "malformed" for one that
    is damaged or has anything that a record does not.
    """
    if len(text) > LARGEST:
        raise WireError("too-large", f"a record has {LARGEST} characters at most")
    content = as_object(parse(text.removeprefix("\ufeff")), "the file")
    if content.get("format") != FORMAT:
        raise WireError("foreign", "not a record")
    version = content.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise WireError("future", f"a record of version {version}")
    as_object(content, "the record", _FIELDS)
    if isinstance(version, bool) or version != VERSION:
        raise WireError("malformed", f"version is not {VERSION}")
    as_text(content["limits"], "limits")
    checksum = as_text(content["checksum"], "checksum")
    modules = tuple(_module(each) for each in as_list(content["modules"], "modules"))
    if not modules or len({module.id for module in modules}) < len(modules):
        raise WireError("malformed", "modules is empty, or has one of them twice")
    return Record(
        _person(as_text(content["name"], "name"), "name"),
        _person(as_text(content["role"], "role"), "role", empty=True),
        _day(as_text(content["date"], "date")),
        as_text(content["acknowledged"], "acknowledged"),
        modules,
        _digests(content["clauses"]),
        checksum,
        digest_of({name: value for name, value in content.items() if name != "checksum"}),
    )


def _module(value: Any) -> RecordedModule:
    fields = as_object(value, "a module", _MODULE)
    scenarios = tuple(_scenario(each) for each in as_list(fields["scenarios"], "scenarios"))
    if not scenarios or len({scenario.id for scenario in scenarios}) < len(scenarios):
        raise WireError("malformed", "scenarios is empty, or has one of them twice")
    return RecordedModule(
        _matching(_ID, fields["id"], "a module's id"),
        as_share(fields["mastery_score"], "mastery_score"),
        as_flag(fields["completed"], "completed"),
        as_flag(fields["passed"], "passed"),
        as_share(fields["score"], "score"),
        scenarios,
    )


def _scenario(value: Any) -> RecordedScenario:
    fields = as_object(value, "a scenario", _SCENARIO)
    path = tuple(_step(each) for each in as_list(fields["path"], "path"))
    if not path:
        raise WireError("malformed", "path is empty")
    return RecordedScenario(
        as_text(fields["id"], "id"),
        _matching(_DIGEST, fields["digest"], "a digest"),
        _grade(fields["grade"]),
        as_share(fields["score"], "score"),
        path,
    )


def _step(value: Any) -> RecordedStep:
    fields = as_object(value, "a step", _STEP)
    return RecordedStep(
        as_text(fields["item"], "item"),
        as_texts(fields["response"], "response"),
        _grade(fields["grade"]),
        as_share(fields["score"], "score"),
    )


_GRADES = {grade.value: grade for grade in Grade}


def _grade(value: Any) -> Grade:
    grade = _GRADES.get(value) if isinstance(value, str) else None
    if grade is None:
        raise WireError("malformed", "a grade is none")
    return grade


_ID = re.compile(r"[a-z0-9-]{1,100}")
_DIGEST = re.compile(f"[0-9a-f]{{{LENGTH}}}")


def _matching(pattern: re.Pattern[str], value: Any, what: str) -> str:
    text = as_text(value, what)
    if not pattern.fullmatch(text):
        raise WireError("malformed", f"{what} is none")
    return text


def _digests(value: Any) -> dict[str, str]:
    digests = as_map(value, "clauses")
    if not all(map(_DIGEST.fullmatch, digests.values())):
        raise WireError("malformed", "a clause's digest is none")
    return digests


# Control characters, and halves of what two of them write.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def _person(text: str, what: str, *, empty: bool = False) -> str:
    """A name or a role; with something to be seen in it, unless it may be empty."""
    if len(text) > LONGEST_NAME or not (empty or any(each.isprintable() and not each.isspace() for each in text)):
        raise WireError("malformed", f"{what} has 1 to {LONGEST_NAME} characters")
    if _NO_TEXT.search(text):
        raise WireError("malformed", f"{what} has signs in it that are no text")
    return text


def _day(text: str) -> str:
    try:
        if len(text) == 10 and date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise WireError("malformed", "date is not a day, as 2026-11-23")
