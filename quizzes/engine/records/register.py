"""A register of records: the latest of each person and module, who is due, and who has handed in nothing.

It is made of the rows that checking gives, and of a staff list where the office has one. The page and the command
both make it here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

from quizzes.engine.records.checking import Row, Status
from quizzes.engine.records.names import Member, Names, key_of

_SOUND = (Status.HOLDS, Status.RETAKE)


class DueIn(StrEnum):
    """When a module is to be taken again, as seen from today."""

    NOW = "now"
    SOON = "soon"
    """Within a month."""
    LATER = "later"
    """Or on no day that is known."""


@dataclass(frozen=True, slots=True)
class ListedRow(Row):
    """A row that the register shows."""

    key: str = ""
    """The name without case, accents and spacing, which tells people apart."""
    due: str = ""
    """The day from which the module is to be taken again, ISO 8601; empty where none is known."""
    due_in: DueIn = DueIn.LATER
    reference: str = ""
    """The school's own, from the staff list; empty where there is none."""


def sort_key(row: Row) -> tuple[str, str, str, bool, bool, str]:
    """The order in which ``Register.rows`` takes rows.

    Of two rows of one day, the one that holds comes later: it was made after the change that the other has missed.
    """
    return key_of(row.name), row.module, row.date, row.status is Status.HOLDS, row.passed, row.content


class Register:
    """One register, made in one pass over its rows; the counts are complete when ``rows`` has ended.

    ``people`` counts names; ``due`` counts rows that are due by today. ``duplicates`` and ``superseded`` count rows
    that are left out: another says the same, or says it later.
    """

    def __init__(self, staff: "Staff", months: int, today: str) -> None:
        self.staff = staff
        self.today = today
        self.people = self.due = self.duplicates = self.superseded = 0
        self.by_status: Counter[Status] = Counter()
        self._months = months
        self._soon = months_later(today, 1)
        self._asked: Counter[str] = Counter()
        self._missed: Counter[str] = Counter()

    def rows(self, checked: Iterable[Row]) -> Iterator[ListedRow]:
        """The rows to show, of rows under the names of the staff list and in the order of ``sort_key``.

        Raises ValueError for a row whose date is not a day.
        """
        before = ""
        for row in self._current(checked):
            key = key_of(row.name)
            self.people += bool(key) and key != before
            before = key
            self._count(row)
            member = self.staff.find(row.name)
            due = _due(row, self._months, self.today)
            listed = ListedRow(
                **_fields_of(row),
                key=key,
                due=due,
                due_in=self._due_in(due),
                reference=member.reference if member else "",
            )
            self.due += listed.due_in is DueIn.NOW
            yield listed

    def _due_in(self, due: str) -> DueIn:
        if not due or due > self._soon:
            return DueIn.LATER
        return DueIn.NOW if due <= self.today else DueIn.SOON

    def _current(self, checked: Iterable[Row]) -> Iterator[Row]:
        """The latest of each person and module, and every row that is altered or unreadable, once.

        One that was altered takes no other's place.
        """
        for _, group in groupby(checked, key=lambda row: (key_of(row.name), row.module)):
            before = ""
            latest: Row | None = None
            for row in group:
                if row.content == before:
                    self.duplicates += 1
                    continue
                before = row.content
                if row.status not in _SOUND:
                    yield row
                else:
                    self.superseded += latest is not None
                    latest = row
            if latest:
                yield latest

    def _count(self, row: Row) -> None:
        self.staff.add(row)
        self.by_status[row.status] += 1
        if row.status in _SOUND:
            self._asked.update(row.asked)
            self._missed.update(row.missed)

    def worst_clauses(self) -> list[tuple[str, int, int]]:
        """Each clause that was missed, with how often it was asked and missed; the worst first. Nobody is named."""
        found = [
            (clause, self._asked[clause], missed) for clause, missed in self._missed.items() if self._asked[clause]
        ]
        return sorted(found, key=lambda each: (-each[2] / each[1], -each[1], each[0]))


def _fields_of(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Row.__slots__}


def _due(row: Row, months: int, today: str) -> str:
    """The day from which a module is to be taken again, ISO 8601; today where it did not pass or has changed.

    Empty for what is altered or unreadable: there, it is not known whether it was taken. ``months`` is the renewal
    interval; with 0 nothing falls due by its age.
    """
    if row.status not in _SOUND:
        return ""
    if row.status is Status.RETAKE or not row.passed:
        return today
    if not months:
        return ""
    return months_later(row.date, months)


def months_later(day: str, months: int) -> str:
    """The same day of a later month, or that month's last day; empty beyond the calendar. Days are ISO 8601."""
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year >= date.max.year:
        return ""
    last = (date(year, month + 1, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last.replace(day=min(start.day, last.day)).isoformat()


class Staff:
    """A staff list held against the names on records.

    ``same`` says, by the keys of both, which name on a record an office has said to be whose on the list.
    """

    def __init__(self, members: Sequence[Member], same: Mapping[str, str]) -> None:
        self.members = members
        self._same = same
        self._by_key: dict[str, list[Member]] = {}
        for member in members:
            self._by_key.setdefault(key_of(member.name), []).append(member)
        self._handed_in: set[str] = set()
        self._strangers: dict[str, str] = {}

    def find(self, name: str) -> Member | None:
        """Whose record it is; None for who is not on the list, or stands there twice."""
        key = key_of(name)
        found = self._by_key.get(self._same.get(key, key), [])
        return found[0] if len(found) == 1 else None

    def listed(self, row: Row) -> Row:
        """The row under the name that the list has for whose it is."""
        member = self.find(row.name)
        return replace(row, name=member.name) if member else row

    def add(self, row: Row) -> None:
        """Note that somebody has handed something in, be it altered."""
        if not row.name:
            return
        key = key_of(row.name)
        key = self._same.get(key, key)
        if key in self._by_key:
            self._handed_in.add(key)
        else:
            self._strangers.setdefault(key, row.name)

    @property
    def nothing(self) -> list[Member]:
        """Who has handed in nothing, in the list's order."""
        return [member for member in self.members if key_of(member.name) not in self._handed_in]

    @property
    def doubles(self) -> list[str]:
        """Names that stand on the list more than once: whose records are whose cannot be told."""
        return [found[0].name for found in self._by_key.values() if len(found) > 1]

    @property
    def strangers(self) -> list[tuple[str, str | None]]:
        """Names on records that are not on the list, each with the one there that is most like it, or None."""
        missing = Names(member.name for member in self.nothing)
        return [(name, missing.near(name)) for name in self._strangers.values()]
