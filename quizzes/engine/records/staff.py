"""The staff list beside the records: who has handed in something, who has not, and whose names are unknown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizzes.engine.records.checking import Row
from quizzes.engine.records.names import Member, Names, key_of
from quizzes.engine.records.staff_list import ListReading, StaffList


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name on records that is not on the staff list, with the most similar name there, or null."""

    name: str
    near: str | None


class Staff:
    """A staff list, matched with the names on records.

    ``aliases`` maps names on records to names on the list, both as keys (``key_of``). The user has confirmed that each
    pair is one person. ``reading`` says how the list was understood.
    """

    def __init__(
        self, members: Sequence[Member], aliases: Mapping[str, str], reading: ListReading | None = None
    ) -> None:
        self.members = members
        self.reading = reading
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
        return replace(row, name=member.name, given_name=row.name) if member and member.name != row.name else row

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
    def all_in(self) -> bool:
        """Whether everybody has handed in something, and the list leaves no doubt of that."""
        unread = self.reading.unread if self.reading else ()
        return bool(self.members) and not (self.nothing or self.doubles or unread)

    @property
    def doubles(self) -> list[str]:
        """Names that occur more than once on the list, so that their records cannot be matched to a person."""
        return [members[0].name for members in self._by_key.values() if len(members) > 1]

    @property
    def strangers(self) -> list[Stranger]:
        """Names on records that are not on the list. Without a list, nobody is a stranger."""
        missing = Names(member.name for member in self.nothing)
        return [Stranger(name, missing.near(name)) for name in self._strangers.values()] if self.members else []


def staff_of(listed: StaffList | None, aliases: Mapping[str, str], left: Iterable[str] = ()) -> Staff:
    """Return the staff of a list that was read, or nobody. ``left`` are the names of those who are on it no more."""
    if not listed:
        return Staff((), aliases)
    gone = set(map(key_of, left))
    members = [member for member in listed.members if key_of(member.name) not in gone]
    return Staff(members, aliases, listed.reading)


def roles_of(member: Member | None, rows: Iterable[Row]) -> list[str]:
    """Return a person's roles: the one on the staff list, or else those on their records, the latest first.

    If there are several, the name may be that of several people.
    """
    if member and member.role:
        return [member.role]
    latest_first = sorted(rows, key=lambda row: row.date, reverse=True)
    roles: dict[str, str] = {}
    for row in latest_first:
        if row.role:
            roles.setdefault(key_of(row.role), row.role)
    return list(roles.values())
