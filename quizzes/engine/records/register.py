"""Make the register: each person's latest record of each module, who is due, and who has handed in nothing.

It is made from checked rows and, optionally, a staff list. The page and the command both use it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from quizzes.engine.records.checking import CREDIBLE, Reason, Row, Status
from quizzes.engine.records.names import Member, Names, key_of
from quizzes.engine.standing import Standing

_CACHE_SIZE = 1_000
"""Days whose renewal dates are remembered. Most records of a school are from a few days of a year."""


class DueIn(StrEnum):
    """When a module must be taken again, seen from today."""

    NOW = "now"
    SOON = "soon"
    """Within a month."""
    LATER = "later"
    """Or on no known day."""


@dataclass(frozen=True, slots=True)
class ListedRow(Row):
    """A row shown in the register."""

    key: str = ""
    """The name without case, accents and extra spaces. It identifies a person."""
    due: str = ""
    """The day from which the module must be taken again, ISO 8601; empty if unknown."""
    due_in: DueIn = DueIn.LATER
    standing: Standing = Standing.UNREADABLE
    reference: str = ""
    """The school's reference from the staff list; empty if it has none."""


def sort_key(row: Row) -> tuple[str, str, str, bool, bool, str]:
    """Return the sort key of the order that ``Register.rows`` expects.

    Of two rows of the same day, the one that holds comes later: it was made after the change that the other missed.
    """
    return key_of(row.name), row.module, row.date, row.status is Status.HOLDS, row.passed, row.identity


class Register:
    """One register, made in one pass over its rows. The counts are complete when ``rows`` has ended.

    ``people`` counts names, ``due`` rows that are due by today. ``duplicates`` and ``superseded`` count rows that are
    left out because another is a copy or is later.
    """

    def __init__(self, staff: "Staff", months: int, today: str) -> None:
        self.staff = staff
        self.today = today
        self.people = self.due = self.duplicates = self.superseded = 0
        self.by_status: Counter[Status] = Counter()
        self.by_standing: Counter[Standing] = Counter()
        self._months = months
        self._soon = months_later(today, 1)
        self._latest = _day_after(today)
        self._asked: Counter[tuple[str, ...]] = Counter()  # by list, because most rows have one of a few
        self._missed: Counter[str] = Counter()

    def rows(self, checked: Iterable[Row]) -> Iterator[ListedRow]:
        """Yield the rows to show. ``checked`` must be in the order of ``sort_key``, with names from ``Staff.listed``.

        Raises ValueError if a row's date is invalid.
        """
        before = ""
        for row in self._current(checked):
            key = key_of(row.name)
            self.people += bool(key) and key != before
            before = key
            self._count(row)
            member = self.staff.find(row.name)
            due = _due(row, self._months, self.today)
            reference = member.reference if member else ""
            due_in = self._due_in(due)
            values = (*_fields_of(row), key, due, due_in, _standing(row, due_in), reference)
            listed = ListedRow(*values)
            self.due += listed.due_in is DueIn.NOW
            self.by_standing[listed.standing] += 1
            yield listed

    def _due_in(self, due: str) -> DueIn:
        if not due or due > self._soon:
            return DueIn.LATER
        return DueIn.NOW if due <= self.today else DueIn.SOON

    def _current(self, checked: Iterable[Row]) -> Iterator[Row]:
        """Yield the latest credible row of each person and module, and every other row. Skip duplicates.

        A row that is altered, postdated or unreadable never supersedes another.
        """
        for _, group in groupby(checked, key=lambda row: (key_of(row.name), row.module)):
            before = ""
            latest: Row | None = None
            for row in group:
                if row.identity == before:
                    self.duplicates += 1
                    continue
                before = row.identity
                if row.status not in CREDIBLE:
                    yield row
                elif row.date > self._latest:
                    yield replace(row, status=Status.POSTDATED, reasons=(Reason("postdated"), *row.reasons))
                else:
                    self.superseded += latest is not None
                    latest = row
            if latest:
                yield latest

    def _count(self, row: Row) -> None:
        self.staff.add(row)
        self.by_status[row.status] += 1
        if row.status in CREDIBLE:
            self._asked[row.asked] += 1
            self._missed.update(row.missed)

    def worst_clauses(self) -> list[tuple[str, int, int]]:
        """Return each missed clause with how often it was asked and missed, worst first. Nobody is named."""
        asked: Counter[str] = Counter()
        for clauses, times in self._asked.items():
            asked.update(dict.fromkeys(clauses, times))
        counts = [(clause, asked[clause], missed) for clause, missed in self._missed.items() if asked[clause]]
        return sorted(counts, key=lambda count: (-count[2] / count[1], -count[1], count[0]))


_fields_of = attrgetter(*Row.__slots__)


def _standing(row: Row, due_in: DueIn) -> Standing:
    if row.status is not Status.HOLDS:
        return Standing(row.status.value)
    if row.marked and not row.passed:
        return Standing.NOT_PASSED
    sound = Standing.PASSED if row.passed else Standing.COMPLETED
    return Standing.DUE if due_in is DueIn.NOW else sound


def _due(row: Row, months: int, today: str) -> str:
    """Return the day from which a module must be taken again, ISO 8601: today if it was not passed or has changed.

    Empty if the row is not credible, because then nobody knows whether it was taken, or when. ``months`` is the renewal
    interval; 0 means that nothing becomes due by age.
    """
    if row.status not in CREDIBLE:
        return ""
    if row.status is Status.RETAKE or (row.marked and not row.passed):
        return today
    if not months:
        return ""
    return months_later(row.date, months)


def _day_after(day: str) -> str:
    """Return the next day: the date of a record that was made today may be tomorrow's, in a zone far to the east."""
    return date.fromordinal(min(date.fromisoformat(day).toordinal() + 1, date.max.toordinal())).isoformat()


@lru_cache(_CACHE_SIZE)
def months_later(day: str, months: int) -> str:
    """Return the same day of a later month, or that month's last day. Days are ISO 8601; empty from year 9999 on."""
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year >= date.max.year:
        return ""
    last = (date(year, month + 1, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last.replace(day=min(start.day, last.day)).isoformat()


class Staff:
    """A staff list, matched with the names on records.

    ``aliases`` maps names on records to names on the list, both as keys (``key_of``). The user has confirmed that each
    pair is one person.
    """

    def __init__(self, members: Sequence[Member], aliases: Mapping[str, str]) -> None:
        self.members = members
        self._aliases = aliases
        self._by_key: dict[str, list[Member]] = {}
        for member in members:
            self._by_key.setdefault(key_of(member.name), []).append(member)
        self._handed_in: set[str] = set()
        self._strangers: dict[str, str] = {}

    def find(self, name: str) -> Member | None:
        """Return the member with this name; None if the list has none, or more than one."""
        key = key_of(name)
        members = self._by_key.get(self._aliases.get(key, key), [])
        return members[0] if len(members) == 1 else None

    def listed(self, row: Row) -> Row:
        """Return the row with the name as the staff list spells it, if it is on the list."""
        member = self.find(row.name)
        return replace(row, name=member.name) if member else row

    def add(self, row: Row) -> None:
        """Note that this person has handed something in, even if it is altered or postdated."""
        if not row.name:
            return
        key = key_of(row.name)
        key = self._aliases.get(key, key)
        if key in self._by_key:
            self._handed_in.add(key)
        else:
            self._strangers.setdefault(key, row.name)

    @property
    def nothing(self) -> list[Member]:
        """Members who have handed in nothing, in the list's order."""
        return [member for member in self.members if key_of(member.name) not in self._handed_in]

    @property
    def doubles(self) -> list[str]:
        """Names that occur more than once on the list, so that their records cannot be matched to a person."""
        return [members[0].name for members in self._by_key.values() if len(members) > 1]

    @property
    def strangers(self) -> list[tuple[str, str | None]]:
        """Names on records that are not on the list, each with the most similar name there, or None."""
        missing = Names(member.name for member in self.nothing)
        return [(name, missing.near(name)) for name in self._strangers.values()]
