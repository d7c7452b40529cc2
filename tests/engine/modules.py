"""Modules for property tests: made up at random, and the real ones."""

from pathlib import Path

from hypothesis import strategies as st

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Grade, Interaction, Item, Module, Option, Scenario

ROOT = Path(__file__).parents[2]
REAL = list(load_catalogue(ROOT).modules.values())


@st.composite
def _items(draw: st.DrawFn) -> tuple[Item, ...]:
    """Items whose options lead only to later ones, so that every path ends."""
    names = [f"i{n}" for n in range(draw(st.integers(1, 4)))]
    items = []
    for place, name in enumerate(names):
        following = st.sampled_from([None, *names[place + 1 :]])
        options = [
            Option(f"o{n}", draw(st.sampled_from(Grade)), (f"{name}-{n}",), draw(following))
            for n in range(draw(st.integers(1, 3)))
        ]
        items.append(Item(name, Interaction.CHOICE, tuple(options)))
    return tuple(items)


@st.composite
def _made_up(draw: st.DrawFn) -> Module:
    scenarios = tuple(Scenario(f"s{n}", draw(_items())) for n in range(draw(st.integers(1, 3))))
    mastery_score = draw(st.sampled_from([0, 0.5, 1 / 3, 0.8, 1]) | st.floats(0, 1))
    return Module("made-up", scenarios, mastery_score)


MODULES = _made_up() | st.sampled_from(REAL)
"""Branching, acyclic modules, the real ones among them."""


def option_ids(module: Module) -> list[tuple[str, str, str]]:
    """Every option of a module, with its scenario and item."""
    return [
        (scenario.id, item.id, option.id)
        for scenario in module.scenarios
        for item in scenario.items
        for option in item.options
    ]
