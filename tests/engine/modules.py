"""Hypothesis strategies for items and modules. Modules are random or the handbook's own."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

from hypothesis import strategies as st

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.digest import clause_digest, scenario_digest
from quizzes.engine.model import ACKNOWLEDGED, Grade, Interaction, Item, Module, Option, Pair, Scenario, Statement
from tests.engine.items import ALL_FOUR

ROOT = Path(__file__).parents[2]
REAL = list(load_catalogue(ROOT).modules.values())

NO_LINK: st.SearchStrategy[str | None] = st.none()
OTHERS = st.lists(st.sampled_from([Grade.POOR, Grade.HARMFUL]), max_size=3)
"""Grades of the options that a reader should leave out."""


def _options(name: str, grades: list[Grade]) -> tuple[Option, ...]:
    return tuple(Option(f"o{n}", grade, (f"{name}-{n}",)) for n, grade in enumerate(grades))


@st.composite
def choices(draw: st.DrawFn, name: str = "q", to: st.SearchStrategy[str | None] = NO_LINK) -> Item:
    """Make a *choice* with at least one best option. Each option has its own link."""
    grades = draw(st.lists(st.sampled_from(Grade), max_size=2).flatmap(lambda each: _with_best(each)))
    options = [Option(each.id, each.grade, each.clauses, draw(to)) for each in _options(name, grades)]
    return Item(name, Interaction.CHOICE, tuple(options))


@st.composite
def multiples(draw: st.DrawFn, name: str = "q", to: st.SearchStrategy[str | None] = NO_LINK) -> Item:
    """Make a *multiple* with at least one option to tick, and perhaps others."""
    grades = draw(st.permutations([Grade.BEST] * draw(st.integers(1, 3)) + draw(OTHERS)))
    return Item(name, Interaction.MULTIPLE, _options(name, grades), to=draw(to))


@st.composite
def orders(draw: st.DrawFn, name: str = "q", to: st.SearchStrategy[str | None] = NO_LINK) -> Item:
    """Make an *order* whose steps are in a good order, with distractors between them and every step in a pair."""
    grades = draw(st.permutations([Grade.BEST] * draw(st.integers(2, 4)) + draw(OTHERS)))
    options = _options(name, grades)
    steps = [option.id for option in options if option.grade is Grade.BEST]
    pairs = [(draw(st.sampled_from(steps[:place])), steps[place]) for place in range(1, len(steps))]
    pairs += draw(st.lists(st.sampled_from(list(combinations(steps, 2))), max_size=2))
    return Item(name, Interaction.ORDER, options, tuple(Pair(*ends) for ends in dict.fromkeys(pairs)), to=draw(to))


@st.composite
def matches(draw: st.DrawFn, name: str = "q", to: st.SearchStrategy[str | None] = NO_LINK) -> Item:
    """Make a *match* in which every statement has one category graded best and the others have any grade."""
    categories = [f"c{n}" for n in range(draw(st.integers(1, 3)))]
    others = st.lists(st.sampled_from(Grade), min_size=len(categories) - 1, max_size=len(categories) - 1)
    statements = [
        Statement(
            f"t{n}",
            dict(zip(categories, draw(others.flatmap(lambda each: _with_best(each))), strict=True)),
            (f"{name}-{n}",),
        )
        for n in range(draw(st.integers(1, 4)))
    ]
    return Item(name, Interaction.MATCH, statements=tuple(statements), to=draw(to))


ITEMS = [choices, multiples, orders, matches]


def _with_best(others: list[Grade]) -> st.SearchStrategy[list[Grade]]:
    return st.permutations([Grade.BEST, *others])


@st.composite
def _paths(draw: st.DrawFn) -> tuple[Item, ...]:
    """Make items that link only to later items, so that every path ends."""
    names = [f"i{n}" for n in range(draw(st.integers(1, 4)))]
    return tuple(
        draw(draw(st.sampled_from(ITEMS))(name, st.sampled_from([None, *names[place + 1 :]])))
        for place, name in enumerate(names)
    )


@st.composite
def _made_up(draw: st.DrawFn) -> Module:
    scenarios = tuple(
        Scenario(f"s{n}", draw(_paths()), optional=draw(st.booleans())) for n in range(draw(st.integers(1, 3)))
    )
    mastery_score = draw(st.sampled_from([0, 0.5, 1 / 3, 0.8, 1]) | st.floats(0, 1))
    return Module("made-up", scenarios, mastery_score)


def with_digests(module: Module) -> Module:
    """Add digests as the catalogue does. Each clause's id serves as its text."""
    scenarios = tuple(replace(each, digest=scenario_digest(each)) for each in module.scenarios)
    clauses = {ACKNOWLEDGED, *(clause for scenario in scenarios for clause in scenario.clauses)}
    return replace(module, scenarios=scenarios, clauses={each: clause_digest(each, "") for each in sorted(clauses)})


MODULES = _made_up().map(with_digests) | st.sampled_from([with_digests(ALL_FOUR), *REAL])
"""Branching modules without cycles, with all interactions; the handbook's modules are among them."""

WITH_OPTIONAL = MODULES.filter(lambda module: any(scenario.optional for scenario in module.scenarios))
"""Modules with at least one scenario that readers may leave out."""


def items_of(module: Module) -> list[tuple[str, Item]]:
    """Return every item of a module, with its scenario's id."""
    return [(scenario.id, item) for scenario in module.scenarios for item in scenario.items]
