"""The summary of a register, as a JSON document or as plain text."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from quizzes.engine.records.checking import Status
from quizzes.engine.records.register import Register
from quizzes.engine.standing import OF_ROWS
from quizzes.register.rows import Rows

_CLAUSES_LISTED = 5
_UNSOUND = (Status.POSTDATED, Status.ALTERED, Status.UNREADABLE)
# In a name, these would reverse the text that follows it on the line.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(slots=True)
class Summary:
    """A register with the numbers of its files; ``skipped`` counts files whose names are not those of records."""

    register: Register
    has_staff_list: bool
    files: int = 0
    skipped: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is postdated, altered or unreadable."""
        return not any(self.register.by_status[status] for status in _UNSOUND)

    def counted(self, words: Mapping[str, str]) -> str:
        """Return the counts in one line."""
        counts = self.register.by_standing
        listed = "; ".join(f"{words[f'standing_{standing}'].lower()} {counts[standing]:,}" for standing in OF_ROWS)
        return f"{_number_of(self.files, 'file')} read: {listed}."


def as_json(summary: Summary, rows: Rows) -> str:
    """Write the summary as JSON. Without a staff list, the lists of people are empty."""
    look_at = [
        {"file": file, "status": status.value, "name": name, "module": module, "why": why}
        for status in _UNSOUND
        for file, name, module, why in rows.of_status(status)
    ]
    register = summary.register
    staff = register.staff
    document = {
        "date": register.today,
        "files": summary.files,
        "people": register.people,
        **{status.value: register.by_status[status] for status in Status},
        "standings": {standing.value: register.by_standing[standing] for standing in OF_ROWS},
        "duplicates": register.duplicates,
        "superseded": register.superseded,
        "passed_over": summary.skipped,
        "due": register.due,
        "to_look_at": look_at,
        "nothing": [asdict(member) for member in staff.nothing],
        "strangers": [{"name": name, "near": near} for name, near in staff.strangers] if summary.has_staff_list else [],
        "doubles": staff.doubles,
        "clauses": [{"id": name, "asked": asked, "missed": missed} for name, asked, missed in register.worst_clauses()],
    }
    return json.dumps(document, indent=1)


def as_text(summary: Summary, rows: Rows, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the summary's lines, for people."""
    register = summary.register
    yield f"{_number_of(register.people, 'person', 'people')}. {summary.counted(words)}"
    if register.duplicates or register.superseded:
        yield f"Left out: {_number_of(register.duplicates, 'duplicate')}, {register.superseded:,} superseded."
    if summary.skipped:
        names = _number_of(
            summary.skipped, "file whose name doesn’t end in .json", "files whose names don’t end in .json"
        )
        yield f"Skipped: {names}."
    for status in _UNSOUND:
        listed = (
            f"{_of(file, name, _module(module, words))}: {why}" for file, name, module, why in rows.of_status(status)
        )
        yield from _section(words[f"standing_{status}"], listed)
    due = (
        f"{name}, {_module(module, words)}: {day}{f' ({why})' if why else ''}"
        for name, module, day, why in rows.due_by(register.today)
    )
    yield from _section(f"Due by {register.today}", due)
    if summary.has_staff_list:
        staff = register.staff
        yield from _section("Hasn’t handed anything in", (_of(member.name, member.role) for member in staff.nothing))
        strangers = (f"{name}{f'; could this be {near}?' if near else ''}" for name, near in staff.strangers)
        yield from _section("Not on the staff list", strangers)
        yield from _section(
            "On the staff list more than once, so the name alone doesn’t show whose records these are", staff.doubles
        )
    worst = (
        f"{clause}: {missed:,} of {_number_of(asked, 'answer')} could have been better"
        for clause, asked, missed in register.worst_clauses()[:_CLAUSES_LISTED]
    )
    yield from _section("Clauses to teach again", worst)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a title and its lines, or nothing if there are no lines."""
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield title
        yield f"  {_BIDI_CONTROLS.sub('\ufffd', line)}"


def _of(what: str, *about: str) -> str:
    known = ", ".join(detail for detail in about if detail)
    return f"{what} ({known})" if known else what


def _number_of(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def _module(module: str, words: Mapping[str, str]) -> str:
    return words.get(f"module_{module}", module)
