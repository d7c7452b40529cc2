"""Hypothesis strategies for items and modules. Modules are random or the handbook's own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from pathlib import Path

from hypothesis import strategies as st

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.digest import clause_digest, scenario_digest
from quizzes.engine.model import ACKNOWLEDGED, Grade, Interaction, Item, Module, Option, Pair, Scenario, Statement
from tests.engine.items import ALL_FOUR

ROOT = Path(__file__).parents[2]
REAL = list(load_catalogue(ROOT).modules.values())

# Hypothesis spends more time on making strategies and on drawing from them than the engine spends on a case. So each of
# these strategies is made once, and draws a list of grades or pairs as a whole, from all such lists. The shortest come
# first, because Hypothesis prefers these once it has found a mistake.


def _lists(of: Iterable[Grade], *lengths: int) -> list[tuple[Grade, ...]]:
    """Return every list of these grades that has one of these lengths and at least one grade that is best."""
    lists = [grades for length in lengths for grades in product(of, repeat=length)]
    return [grades for grades in lists if Grade.BEST in grades]


def _lists_with(fewest: int, most: int) -> list[tuple[Grade, ...]]:
    """Return every list of so many best grades, with at most three of options that a reader should leave out."""
    lists = _lists((Grade.BEST, Grade.POOR, Grade.HARMFUL), *range(fewest, most + 4))
    best_grades = [(grades, grades.count(Grade.BEST)) for grades in lists]
    return [grades for grades, best in best_grades if fewest <= best <= most and len(grades) - best <= 3]


def _pairs(steps: int) -> list[tuple[tuple[int, int], ...]]:
    """Return lists of pairs of steps, by their places. Each step is in a pair, and at most two pairs are not needed."""
    needed = product(*([(first, then) for first in range(then)] for then in range(1, steps)))
    more = [others for size in range(3) for others in combinations(combinations(range(steps), 2), size)]
    lists = dict.fromkeys(tuple(dict.fromkeys((*some, *others))) for some in needed for others in more)
    return sorted(lists, key=len)


NO_LINK: st.SearchStrategy[str | None] = st.none()
IN_A_CHOICE = st.sampled_from(_lists(Grade, 1, 2, 3))
IN_A_MULTIPLE = st.sampled_from(_lists_with(1, 3))
IN_AN_ORDER = st.sampled_from(_lists_with(2, 4))
PAIRS = {steps: st.sampled_from(_pairs(steps)) for steps in (2, 3, 4)}
IN_A_STATEMENT = st.sampled_from([st.sampled_from(_lists(Grade, categories)) for categories in (1, 2, 3)])
STATEMENTS = st.integers(1, 4)


def _options(name: str, grades: Sequence[Grade]) -> tuple[Option, ...]:
    return tuple(Option(f"o{n}", grade, (f"{name}-{n}",)) for n, grade in enumerate(grades))


@cache
@st.composite
def choices(draw: st.DrawFn, name: str = "q", to: st.SearchStrategy[str | None] = NO_LINK) -> Item:
    """Make a *choice* with at least one best option. Each option has its own link."""
    options = [replace(option, to=draw(to)) for option in _options(name, draw(IN_A_CHOICE))]
    return Item(name, Interaction.CHOICE, tuple(options))


@cache
@st.composite
def multiples(draw: st.DrawFn, name: str = "q", to: st.SearchStrategy[str | None] = NO_LINK) -> Item:
    """Make a *multiple* with at least one option to tick, and perhaps others."""
    return Item(name, Interaction.MULTIPLE, _options(name, draw(IN_A_MULTIPLE)), to=draw(to))


@cache
@st.composite
def orders(draw: st.DrawFn, name: str = "q", to: st.SearchStrategy[str | None] = NO_LINK) -> Item:
    """Make an *order* whose steps are in a good order, with distractors between them and every step in a pair."""
    options = _options(name, draw(IN_AN_ORDER))
    steps = [option.id for option in options if option.grade is Grade.BEST]
    pairs = tuple(Pair(steps[first], steps[then]) for first, then in draw(PAIRS[len(steps)]))
    return Item(name, Interaction.ORDER, options, pairs, to=draw(to))


@cache
@st.composite
def matches(draw: st.DrawFn, name: str = "q", to: st.SearchStrategy[str | None] = NO_LINK) -> Item:
    """Make a *match* in which every statement has at least one category graded best and the others have any grade."""
    grades = draw(IN_A_STATEMENT)
    statements = [
        Statement(f"t{n}", {f"c{place}": grade for place, grade in enumerate(draw(grades))}, (f"{name}-{n}",))
        for n in range(draw(STATEMENTS))
    ]
    return Item(name, Interaction.MATCH, statements=tuple(statements), to=draw(to))


ITEMS = [choices, multiples, orders, matches]


@cache
def _path(items: int) -> st.SearchStrategy[tuple[Item, ...]]:
    """Make so many items that link only to later items, so that every path ends."""
    names = [f"i{n}" for n in range(items)]
    links = [st.sampled_from([None, *names[place:]]) for place in range(1, items + 1)]
    return st.tuples(*(st.one_of([each(*ends) for each in ITEMS]) for ends in zip(names, links, strict=True)))


PATHS = st.integers(1, 4).flatmap(_path)
MASTERY_SCORES = st.sampled_from([0, 0.5, 1 / 3, 0.8, 1]) | st.floats(0, 1)


@st.composite
def _made_up(draw: st.DrawFn, optional: st.SearchStrategy[tuple[bool, ...]]) -> Module:
    """Make a module with a scenario for each value of ``optional``."""
    scenarios = tuple(Scenario(f"s{n}", draw(PATHS), optional=each) for n, each in enumerate(draw(optional)))
    return Module("made-up", scenarios, draw(MASTERY_SCORES))


def with_digests(module: Module) -> Module:
    """Add digests as the catalogue does. Each clause's id serves as its text."""
    scenarios = tuple(replace(each, digest=scenario_digest(each)) for each in module.scenarios)
    clauses = {ACKNOWLEDGED, *(clause for scenario in scenarios for clause in scenario.clauses)}
    return replace(module, scenarios=scenarios, clauses={each: clause_digest(each, "") for each in sorted(clauses)})


OURS = [with_digests(ALL_FOUR), *REAL]
OPTIONAL = [optional for scenarios in (1, 2, 3) for optional in product((False, True), repeat=scenarios)]
"""For each scenario of a module whether it is optional, of all modules with at most three scenarios."""

MODULES = _made_up(st.sampled_from(OPTIONAL)).map(with_digests) | st.sampled_from(OURS)
"""Branching modules without cycles, with all interactions; the handbook's modules are among them."""

WITH_OPTIONAL = _made_up(st.sampled_from([*filter(any, OPTIONAL)])).map(with_digests) | st.sampled_from(
    [module for module in OURS if any(scenario.optional for scenario in module.scenarios)]
)
"""Modules with at least one scenario that readers may leave out."""


def items_of(module: Module) -> list[tuple[str, Item]]:
    """Return every item of a module, with its scenario's id."""
    return [(scenario.id, item) for scenario in module.scenarios for item in scenario.items]
