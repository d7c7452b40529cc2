"""What a register comes to: as one JSON document, or as a page of plain text."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from quizzes.engine.records.checking import Status
from quizzes.engine.records.register import Register
from quizzes.register.rows import Rows

_WORST = 5
_UNSOUND = (Status.ALTERED, Status.UNREADABLE)
# In a name these turn round what stands after it on the line.
_NOT_SHOWN = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(slots=True)
class Summary:
    """A register's counts, and those of its files; ``skipped`` are files that are no records."""

    register: Register
    has_staff_list: bool
    files: int = 0
    skipped: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is altered or unreadable."""
        return not any(self.register.by_status[status] for status in _UNSOUND)

    def counted(self, words: Mapping[str, str]) -> str:
        """The counts in a line."""
        counts = self.register.by_status
        each = ", ".join(f"{words[f'status_{status}'].lower()} {counts[status]:,}" for status in Status)
        return f"{self.files:,} file{'' if self.files == 1 else 's'} read: {each}."


def as_json(summary: Summary, rows: Rows) -> str:
    """The summary as a JSON document; lists of people are empty where there is no staff list."""
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
    """The summary's lines, for people."""
    register = summary.register
    yield f"{_many(register.people, 'person', 'people')}. {summary.counted(words)}"
    if register.duplicates or register.superseded:
        yield f"Left out: {_many(register.duplicates, 'duplicate')}, {register.superseded:,} superseded."
    if summary.skipped:
        yield f"Passed over: {_many(summary.skipped, 'file')} whose names do not end in .json."
    for status in _UNSOUND:
        listed = (
            f"{_of(file, name, _module(module, words))}: {why}" for file, name, module, why in rows.of_status(status)
        )
        yield from _section(words[f"status_{status}"], listed)
    due = (
        f"{name}, {_module(module, words)}: {day}{f' ({why})' if why else ''}"
        for name, module, day, why in rows.due_by(register.today)
    )
    yield from _section(f"Due by {register.today}", due)
    if summary.has_staff_list:
        staff = register.staff
        yield from _section("Handed in nothing", (_of(each.name, each.role) for each in staff.nothing))
        strangers = (f"{name}{f'; could this be {near}?' if near else ''}" for name, near in staff.strangers)
        yield from _section("Not on the staff list", strangers)
        yield from _section("On the staff list more than once, so that records cannot be told apart", staff.doubles)
    worst = (
        f"{clause}: {missed:,} of {asked:,} answers could have been better"
        for clause, asked, missed in register.worst_clauses()[:_WORST]
    )
    yield from _section("Clauses to teach again", worst)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A title and what stands below it; nothing where there is nothing."""
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield title
        yield f"  {_NOT_SHOWN.sub('\ufffd', line)}"


def _of(what: str, *about: str) -> str:
    known = ", ".join(each for each in about if each)
    return f"{what} ({known})" if known else what


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def _module(module: str, words: Mapping[str, str]) -> str:
    return words.get(f"module_{module}", module)
