"""Which modules a school requires of which role: the office's own table. A module's audience only suggests."""

from collections.abc import Iterable

from quizzes.engine.documents import document
from quizzes.engine.records.names import key_of
from quizzes.engine.rules import ModuleId, Role


@document
class Requirement:
    """What is required of everybody with a role, beside what is required of everybody."""

    role: Role
    """Role. Case and accents make no difference. Empty for everybody."""
    modules: tuple[ModuleId, ...]
    """Modules. Their ids."""


class Required:
    """The table of what is required. With an empty table, nothing is required of anybody, and nothing is known."""

    def __init__(self, requirements: Iterable[Requirement] = ()) -> None:
        self._modules: dict[str, list[str]] = {}
        self._found: set[str] = set()
        for requirement in requirements:
            if requirement.modules:
                self._modules.setdefault(key_of(requirement.role), []).extend(requirement.modules)

    def of(self, roles: Iterable[str]) -> tuple[str, ...] | None:
        """Return what is required of a person with these roles; None if the table says nothing about them.

        A name that occurs with several roles may be of several people, so all of their modules are required.
        """
        keys = dict.fromkeys(["", *map(key_of, roles)])
        self._found.update(keys)
        if not any(key in self._modules for key in keys):
            return None
        return tuple(dict.fromkeys(module for key in keys for module in self._modules.get(key, ())))

    def has_found(self, role: str) -> bool:
        """Whether anybody who was asked for has this role. Ask only when the register has been made."""
        return key_of(role) in self._found
