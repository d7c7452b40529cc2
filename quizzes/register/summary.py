"""The summary of a register, as a JSON document or as plain text. Where the page says the same, so do the words."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from quizzes.engine.documents import codec
from quizzes.engine.records.checking import Status
from quizzes.engine.records.register import Findings, Register
from quizzes.engine.records.staff_list import ListLine, ListReading
from quizzes.engine.standing import COUNTED_IF_ANY, OF_ROWS
from quizzes.register.rows import Rows
from quizzes.words.lookup import translate

_CLAUSES_LISTED = _SKIPPED_LISTED = 5
_UNSOUND = (Status.POSTDATED, Status.ALTERED, Status.UNREADABLE)
# In a name, these would reverse the text that follows it on the line.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass
class Summary:
    """A register with the number of its files, and the paths of files that were passed over."""

    register: Register
    files: int = 0
    skipped: list[str] = field(default_factory=list)

    @cached_property
    def findings(self) -> Findings:
        """What the register comes to. Ask only when all its rows have been made."""
        return self.register.findings()

    @property
    def sound(self) -> bool:
        """Whether nothing is postdated, altered or unreadable, and every line of the staff list was read."""
        staff = self.findings.staff
        return not any(self.findings.statuses[status] for status in _UNSOUND) and not (staff and staff.unread)

    def counted(self, words: Mapping[str, str]) -> str:
        """Return the counts in one line."""
        counts = self.findings.standings
        counted = (standing for standing in OF_ROWS if counts[standing] or standing not in COUNTED_IF_ANY)
        listed = "; ".join(f"{words[f'standing_{standing}'].lower()} {counts[standing]:,}" for standing in counted)
        return f"{_number_of(self.files, 'file')} read: {listed}."


def as_json(summary: Summary, rows: Rows) -> str:
    """Write the summary as JSON: what the register page is told, and the files to look at."""
    look_at = [
        {"file": file, "status": status.value, "name": name, "module": module, "why": why}
        for status in _UNSOUND
        for file, name, module, why in rows.of_status(status)
    ]
    document = {
        "date": summary.register.today,
        "files": summary.files,
        "skipped": sorted(summary.skipped),
        **codec(Findings).write(summary.findings),
        "to_look_at": look_at,
    }
    return json.dumps(document, indent=1)


def as_text(summary: Summary, rows: Rows, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the summary's lines, for people."""
    found = summary.findings
    today = summary.register.today
    yield f"{_number_of(found.people, 'person', 'people')}. {summary.counted(words)}"
    if found.superseded:
        yield translate("register_say_older", count=found.superseded)
    if found.duplicates:
        yield translate("register_say_duplicates", count=found.duplicates)
    if summary.skipped:
        yield _without_controls(_skipped(sorted(summary.skipped)))
    for status in _UNSOUND:
        listed = (
            f"{_of(file, name, _module(module, words))}: {why}" for file, name, module, why in rows.of_status(status)
        )
        yield from _section(words[f"standing_{status}"], listed)
    yield from _section(
        translate("register_namesakes"), (f"{same.name}: {', '.join(same.roles)}" for same in found.namesakes)
    )
    due = (
        f"{name}, {_module(module, words)}: {day}{f' ({why})' if why else ''}"
        for name, module, day, why in rows.due_by(today)
    )
    yield from _section(f"Due by {today}", due)
    if found.staff:
        yield from _section(translate("register_staff"), _list(found.staff))
        unread = found.staff.unread
        yield from _section(translate("register_say_list_unread", count=len(unread)), map(_line, unread))
    if found.all_in:
        yield from ("", translate("register_all_in"))
    yield from _section(translate("register_nothing"), (_of(member.name, member.role) for member in found.nothing))
    strangers = (
        translate("register_say_near", name=stranger.name, member=stranger.near) if stranger.near else stranger.name
        for stranger in found.strangers
    )
    yield from _section(translate("register_strangers"), strangers)
    yield from _section(f"{translate('register_doubles')}. {translate('register_doubles_text')}", found.doubles)
    worst = (
        f"{count.id}: {translate('register_say_missed', missed=count.missed, count=count.asked)}"
        for count in found.clauses[:_CLAUSES_LISTED]
    )
    yield from _section(translate("register_clauses"), worst)


def _list(reading: ListReading) -> Iterator[str]:
    """Yield how a staff list was understood."""
    lines = translate("register_say_list_lines", count=reading.lines)
    people = translate("register_say_people", count=reading.people)
    yield translate("register_say_list_read", people=people, lines=lines, first=reading.first, last=reading.last)
    column, *others = reading.name
    for second in others:
        yield translate("register_say_list_names", column=column, second=second)
    if not others:
        yield translate("register_say_list_name", column=column)
    if reading.surname_first:
        yield translate("register_say_list_turned")
    if reading.role:
        yield translate("register_say_list_role", column=reading.role)
    if reading.reference:
        yield translate("register_say_list_reference", column=reading.reference)
    yield from map(_line, reading.passed)


def _line(line: ListLine) -> str:
    return translate(f"register_say_list_{line.kind}", line=line.line, text=line.text)


def _skipped(paths: list[str]) -> str:
    more = len(paths) - _SKIPPED_LISTED
    names = ", ".join(paths[:_SKIPPED_LISTED]) + (translate("register_say_and_more", count=more) if more > 0 else "")
    return translate("register_say_passed_over", count=len(paths), names=names)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a title and its lines, or nothing if there are no lines."""
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield title
        yield f"  {_without_controls(line)}"


def _without_controls(line: str) -> str:
    return _BIDI_CONTROLS.sub("\ufffd", line)


def _of(what: str, *about: str) -> str:
    known = ", ".join(detail for detail in about if detail)
    return f"{what} ({known})" if known else what


def _number_of(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def _module(module: str, words: Mapping[str, str]) -> str:
    return words.get(f"module_{module}", module)
