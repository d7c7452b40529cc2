"""The people of a register: what each has done of what is required of them, and their roles."""

from collections.abc import Iterable, Sequence

from quizzes.engine.documents import document
from quizzes.engine.records.checking import Status
from quizzes.engine.records.names import Member, key_of
from quizzes.engine.records.register import ListedRow
from quizzes.engine.records.required import Required, Requirement
from quizzes.engine.records.staff import Staff, roles_of
from quizzes.engine.standing import Standing

_DONE = (Standing.PASSED, Standing.COMPLETED, Standing.PAPER)


@document
class Person:
    """Somebody in the register or on the staff list."""

    key: str
    """The name without case, accents and extra spaces."""
    name: str
    role: str
    """The role on the staff list, or else on the latest record. Empty if neither has one."""
    is_stranger: bool
    """Whether there is a staff list without this name."""
    required: tuple[str, ...] | None
    """The modules that are required of them; null if the office has set nothing for them."""
    done: int
    """How many of these modules they have passed or completed, or of all modules if nothing is set."""


@document
class RoleLine:
    """A role that somebody has, or that the table of required modules names."""

    key: str
    """The role without case, accents and extra spaces."""
    role: str
    people: int
    """How many people have it."""
    modules: tuple[str, ...]
    """What is required of it, beside what is required of everybody."""


def people_of(rows: Iterable[ListedRow], staff: Staff, required: Required) -> list[Person]:
    """Return everybody with a row, then everybody on the staff list who has none."""
    by_key: dict[str, list[ListedRow]] = {}
    for row in rows:
        if row.status is not Status.UNREADABLE:
            by_key.setdefault(row.key, []).append(row)
    for member in staff.members:
        by_key.setdefault(key_of(member.name), [])
    members = {key_of(member.name): member for member in staff.members}
    return [_person(key, own, members.get(key), staff, required) for key, own in by_key.items()]


def _person(key: str, rows: Sequence[ListedRow], member: Member | None, staff: Staff, required: Required) -> Person:
    roles = roles_of(member, rows)
    modules = required.of(roles)
    done = {row.module for row in rows if row.standing in _DONE and (modules is None or row.module in modules)}
    name = member.name if member else rows[0].name
    return Person(key, name, next(iter(roles), ""), bool(staff.members) and not member, modules, len(done))


def role_lines(people: Iterable[Person], requirements: Iterable[Requirement]) -> list[RoleLine]:
    """Return every role of these people and of the table, in alphabetical order."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    modules: dict[str, dict[str, None]] = {}
    for requirement in requirements:
        key = key_of(requirement.role)
        names.setdefault(key, requirement.role)
        modules.setdefault(key, {}).update(dict.fromkeys(requirement.modules))
    for person in people:
        key = key_of(person.role)
        names.setdefault(key, person.role)
        counts[key] = counts.get(key, 0) + 1
    return [RoleLine(key, names[key], counts.get(key, 0), tuple(modules.get(key, ()))) for key in sorted(names) if key]
