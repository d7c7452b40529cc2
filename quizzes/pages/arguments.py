"""The kinds of argument that a block can take: `/// name | argument`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from quizzes.authoring.clauses import Clause
from quizzes.authoring.problems import closest, nearest, quoted
from quizzes.authoring.school import ENTRIES
from quizzes.engine.model import Module, Role, Scenario, When
from quizzes.pages.content import Content


class ArgumentError(Exception):
    """A block's argument is wrong: ``what`` is, and ``fix`` says what to write instead."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(f"{what}; {fix}")
        self.what = what
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Argument[T]:
    """One kind of argument.

    ``read`` turns the text after the bar into a value, and raises ArgumentError if it cannot.
    """

    read: Callable[[str, Content], T]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """Clauses, and a scenario of a module that practises them."""

    clauses: list[Clause]
    module: Module
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class TellLine:
    """Who to tell, and how soon."""

    who: tuple[Role, ...]
    when: When


def optional[T](argument: Argument[T]) -> Argument[T | None]:
    """The same kind of argument, but a page may leave it out; the block's function then gets None."""
    return Argument(lambda text, content: argument.read(text, content) if text else None, optional=True)


def _module(text: str, content: Content) -> Module:
    modules = content.catalogue.modules
    _check([text], modules, "scenarios/modules.yaml")
    return modules[text]


def _clauses(text: str, content: Content) -> list[Clause]:
    clauses = content.catalogue.clauses
    _check(text.split(), clauses, "the guidance")
    return [clauses[name] for name in text.split()]


def _school_entries(text: str, content: Content) -> list[str]:
    _check(text.split(), ENTRIES, "school.js")
    return text.split()


def _day(text: str, content: Content) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentError(f"{quoted(text)} is not a day", "write the day as 2026-11-22") from None


def _practice(text: str, content: Content) -> Practice:
    ids, comma, name = (part.strip() for part in text.rpartition(","))
    if not comma:
        fix = "write clauses, a comma and a scenario, as SG-3, parent-friend-request"
        raise ArgumentError("this names no clauses, or no scenario", fix)
    clauses = _clauses(ids, content)
    placed = {scenario.id: module for module in content.catalogue.modules.values() for scenario in module.scenarios}
    if name not in placed:
        meant = closest(name, placed)
        fix = f'did you mean "{meant}"?' if meant else "name another scenario, or put this one into a module"
        raise ArgumentError(f'there is no "{name}" in the modules of scenarios/modules.yaml', fix)
    scenario = content.catalogue.scenarios[name]
    if missing := [clause.id for clause in clauses if clause.id not in scenario.clauses]:
        cites = ", ".join(scenario.clauses)
        raise ArgumentError(
            f'"{name}" does not practise {missing[0]}', f"choose another, or one that it cites: {cites}"
        )
    return Practice(clauses, placed[name], scenario)


def _tell_line(text: str, content: Content) -> TellLine:
    *who, when = text.split() or [""]
    if when not in list(When) or not who:
        fix = f"write roles and how soon, as dsl at-once; how soon is one of: {', '.join(When)}"
        raise ArgumentError("this does not say who to tell, or how soon", fix)
    _check(who, [role for role in Role if role is not Role.NOBODY], "the roles that can be told")
    return TellLine(tuple(Role(role) for role in who), When(when))


def _check(names: list[str], known: Collection[str], where: str) -> None:
    for name in names:
        if name not in known:
            raise ArgumentError(f'there is no "{name}" in {where}', nearest(name, known))


A_MODULE = Argument(_module)
"""The id of a module: `first-day`."""

CLAUSES = Argument(_clauses)
"""The ids of clauses, separated by spaces: `SG-3 R-iv`."""

SCHOOL_ENTRIES = Argument(_school_entries)
"""The names of entries of school.js, separated by spaces: `dsl deputies`."""

PRACTICE = Argument(_practice)
"""The ids of clauses, and the scenario that practises them: `SG-3, parent-friend-request`."""

TELL_LINE = Argument(_tell_line)
"""Roles, and how soon to tell one of them: `headteacher dsl today`."""

A_DAY = Argument(_day)
"""A date: `2026-11-22`."""

WORDS = Argument(lambda text, content: text)
"""Any text, which is shown as it is."""
