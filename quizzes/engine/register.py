"""A register of records: the latest of each person and module, who is due, who has handed in nothing.

It is made of the rows that checking gives, and of a staff list where the office has one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from quizzes.engine.checking import Row, Status
from quizzes.engine.names import Member, Names, key_of

_SOUND = (Status.HOLDS, Status.RETAKE)


@dataclass(slots=True)
class Shown:
    """How many rows are left out of a register, since others say the same or say it later."""

    duplicates: int = 0
    superseded: int = 0


def sort_key(row: Row) -> tuple[str, str, str, bool, bool, str]:
    """Rows in this order, and no other, are what ``current`` reads.

    Of one day's, that which holds was made after the change for which the other is to be taken again.
    """
    return key_of(row.name), row.module, row.date, row.status is Status.HOLDS, row.passed, row.content


def current(rows: Iterable[Row], shown: Shown) -> Iterator[Row]:
    """Of sorted rows the latest of each person and module, and every one that is altered or unreadable, once.

    One that was altered takes no other's place. ``shown`` counts what is left out.
    """
    for _, group in groupby(rows, key=lambda row: (key_of(row.name), row.module)):
        before = ""
        latest: Row | None = None
        for row in group:
            if row.content == before:
                shown.duplicates += 1
                continue
            before = row.content
            if row.status not in _SOUND:
                yield row
            else:
                shown.superseded += latest is not None
                latest = row
        if latest:
            yield latest


def due(row: Row, months: int, today: str) -> str:
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
    taken = date.fromisoformat(row.date)
    year, month = divmod(taken.year * 12 + taken.month - 1 + months, 12)
    if year >= date.max.year:
        return ""
    last = (date(year, month + 1, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last.replace(day=min(taken.day, last.day)).isoformat()


@dataclass(slots=True)
class Totals:
    """How often each clause was asked, and how often the answer could have been better: of people, without names."""

    asked: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, row: Row) -> None:
        """Count one row; what is altered or unreadable counts for nothing."""
        if row.status in _SOUND:
            self.asked.update(row.asked)
            self.missed.update(row.missed)

    def worst(self) -> list[tuple[str, int, int]]:
        """Clauses that were missed at all, with how often they were asked and missed; the worst first."""
        found = [(clause, self.asked[clause], missed) for clause, missed in self.missed.items() if self.asked[clause]]
        return sorted(found, key=lambda each: (-each[2] / each[1], -each[1], each[0]))


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
