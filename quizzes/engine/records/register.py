"""Make the register: each person's latest record of each module, who is due, and who has handed in nothing.

It is made from checked rows and, optionally, a staff list. The page and the command both print what it has found.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from quizzes.engine.documents import document
from quizzes.engine.records.checking import CREDIBLE, Reason, Row, Status
from quizzes.engine.records.names import Member, key_of
from quizzes.engine.records.required import Required
from quizzes.engine.records.staff import Staff, Stranger, roles_of
from quizzes.engine.records.staff_list import ListReading
from quizzes.engine.standing import OF_ROWS, Standing

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


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """A clause, how often it was asked, and how often missed."""

    id: str
    asked: int
    missed: int


@dataclass(frozen=True, slots=True)
class Namesakes:
    """A name that occurs with several roles: it may be that of several people."""

    name: str
    roles: tuple[str, ...]


@document
class Findings:
    """What a register comes to, beside its rows: counts, and questions that only the office can answer."""

    people: int
    """How many names the records have."""
    due: int
    """How many rows are due by today."""
    statuses: dict[str, int]
    """How many rows have each status."""
    standings: dict[str, int]
    """How many rows have each standing that an office sees."""
    duplicates: int
    """How many rows are left out because another is a copy of the same record."""
    superseded: int
    """How many rows are left out because a later one replaces them."""
    clauses: tuple[ClauseCount, ...]
    """Missed clauses, worst first. Nobody is named."""
    staff: ListReading | None
    """How the staff list was understood; null if there is none."""
    nothing: tuple[Member, ...]
    """People who have handed in nothing."""
    all_in: bool
    """Whether everybody on the list has handed in something. False if a line of it could not be read."""
    doubles: tuple[str, ...]
    """Names that occur more than once on the staff list."""
    strangers: tuple[Stranger, ...]
    """Names on records that are not on the staff list. There are none if there is no list."""
    namesakes: tuple[Namesakes, ...]
    """Names that occur with several roles."""


def sort_key(row: Row) -> tuple[str, str, str, bool, bool, str, str]:
    """Return the sort key of the order that ``Register.rows`` expects.

    Of two rows of the same day, the one that holds comes later: it was made after the change that the other missed.
    What cannot be read comes first, in the order of the files.
    """
    identity = "" if row.status is Status.UNREADABLE else row.identity
    return key_of(row.name), row.module, row.date, row.status is Status.HOLDS, row.passed, identity, row.file


class Register:
    """One register, made in one pass over its rows. ``findings`` are complete when ``rows`` has ended."""

    def __init__(self, staff: Staff, months: int, today: str, required: Required | None = None) -> None:
        self.staff = staff
        self.today = today
        self._required = required or Required()
        self._people = self._due = self._duplicates = self._superseded = 0
        self._by_status: Counter[Status] = Counter()
        self._by_standing: Counter[Standing] = Counter()
        self._namesakes: list[Namesakes] = []
        self._months = months
        self._soon = months_later(today, 1)
        self._latest = _day_after(today)
        self._asked: Counter[tuple[str, ...]] = Counter()  # by list, because most rows have one of a few
        self._missed: Counter[str] = Counter()

    def rows(self, checked: Iterable[Row]) -> Iterator[ListedRow]:
        """Yield the rows to show. ``checked`` must be in the order of ``sort_key``, with names from ``Staff.listed``.

        There is also a row for each module that is required of somebody who has no record of it.

        Raises ValueError if a row's date is invalid.
        """
        for key, group in groupby(checked, key=lambda row: key_of(row.name)):
            if not key:
                for row in group:  # nobody's, and perhaps very many
                    yield self._listed(row, key)
                continue
            person = list(group)
            self._people += 1
            roles = {key_of(row.role): row.role for row in reversed(person) if row.role}
            if len(roles) > 1:
                self._namesakes.append(Namesakes(person[0].name, tuple(reversed(roles.values()))))
            current = list(self._current(person))
            member = self.staff.find(person[0].name)
            own = roles_of(member, current)
            required = self._required.of(own)
            for row in current:
                yield self._listed(row, key, self._reference(row, is_namesake=len(roles) > 1), required)
            known = {row.module for row in current if row.status in CREDIBLE}
            about = Member(current[0].name, "".join(own[:1]), member.reference if member else "")
            yield from self._missing(about, required, known)
        for member in self.staff.nothing:
            yield from self._missing(member, self._required.of([member.role]))

    def _reference(self, row: Row, *, is_namesake: bool) -> str:
        """Return the school's reference for a row's person; empty if the row may be of somebody of the same name."""
        member = self.staff.find(row.name)
        if not member or (is_namesake and key_of(member.role) != key_of(row.role)):
            return ""
        return member.reference

    def _listed(self, row: Row, key: str, reference: str = "", required: Collection[str] | None = None) -> ListedRow:
        self.staff.add(row)
        if row.status in CREDIBLE:
            self._asked[row.asked] += 1
            self._missed.update(row.missed)
        is_required = required is None or row.module in required
        due = _due(row, self._months, self.today) if is_required else ""
        due_in = self._due_in(due)
        values = (*_fields_of(row), key, due, due_in, _standing(row, due_in), reference)
        return self._counted(ListedRow(*values))

    def _missing(
        self, member: Member, required: Iterable[str] | None, known: Collection[str] = ()
    ) -> Iterator[ListedRow]:
        """Yield a row for each module that is required of a person and not known of them."""
        for module in required or ():
            if module not in known:
                row = Row("", "", Status.MISSING, (Reason("required"),), member.name, member.role, module=module)
                about = (key_of(member.name), self.today, DueIn.NOW, Standing.NO_RECORD, member.reference)
                values = (*_fields_of(row), *about)
                yield self._counted(ListedRow(*values))

    def _counted(self, row: ListedRow) -> ListedRow:
        self._by_status[row.status] += 1
        self._by_standing[row.standing] += 1
        self._due += row.due_in is DueIn.NOW
        return row

    def _due_in(self, due: str) -> DueIn:
        if not due or due > self._soon:
            return DueIn.LATER
        return DueIn.NOW if due <= self.today else DueIn.SOON

    def _current(self, person: Iterable[Row]) -> Iterator[Row]:
        """Yield the latest credible row of each module, and every other row of a person. Skip duplicates.

        A row that is altered or postdated never supersedes another.
        """
        for _, group in groupby(person, key=lambda row: row.module):
            before = ""
            latest: Row | None = None
            for row in group:
                if row.identity == before:
                    self._duplicates += 1
                    continue
                before = row.identity
                if row.status not in CREDIBLE:
                    yield row
                elif row.date > self._latest:
                    yield replace(row, status=Status.POSTDATED, reasons=(Reason("postdated"), *row.reasons))
                else:
                    self._superseded += latest is not None
                    latest = row
            if latest:
                yield latest

    def findings(self) -> Findings:
        """Return the counts and questions."""
        return Findings(
            self._people,
            self._due,
            {status.value: self._by_status[status] for status in Status},
            {standing.value: self._by_standing[standing] for standing in OF_ROWS},
            self._duplicates,
            self._superseded,
            tuple(self._worst_clauses()),
            self.staff.reading,
            tuple(self.staff.nothing),
            self.staff.all_in,
            tuple(self.staff.doubles),
            tuple(self.staff.strangers),
            tuple(self._namesakes),
        )

    def _worst_clauses(self) -> list[ClauseCount]:
        asked: Counter[str] = Counter()
        for clauses, times in self._asked.items():
            asked.update(dict.fromkeys(clauses, times))
        counts = [
            ClauseCount(clause, asked[clause], missed) for clause, missed in self._missed.items() if asked[clause]
        ]
        return sorted(counts, key=lambda count: (-count.missed / count.asked, -count.asked, count.id))


_fields_of = attrgetter(*Row.__slots__)


def _standing(row: Row, due_in: DueIn) -> Standing:
    if row.status is not Status.HOLDS:
        return Standing(row.status.value)
    if row.marked and not row.passed:
        return Standing.NOT_PASSED
    if due_in is DueIn.NOW:
        return Standing.DUE
    if row.paper:
        return Standing.PAPER
    return Standing.PASSED if row.passed else Standing.COMPLETED


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
