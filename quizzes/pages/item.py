"""One item of a scenario: its question, and the feedback on each of its parts."""

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Grade, Interaction, Item, Option, Pair, Scenario, Statement
from quizzes.pages.citations import citations
from quizzes.pages.components import component, macro
from quizzes.pages.grades import grade, verdicts
from quizzes.pages.stimulus import render_stimulus


def render_item(catalogue: Catalogue, scenario: Scenario, index: int) -> Markup:
    """Draw one item of a scenario; ``index`` counts from 0."""
    item = scenario.items[index]
    key = f"{scenario.id}-{item.id}"
    choice = item.interaction is Interaction.CHOICE
    return component(
        "item",
        item=item,
        number=index + 1 if len(scenario.items) > 1 else None,
        condition=leading_to(scenario, item),
        stimulus=render_stimulus(item.stimulus),
        fields=macro(item, "fields", key),
        tally=macro(item, "tally"),
        verdicts=verdicts(item),
        answers=[_answer(catalogue, item, part, key) for part in (*item.pairs, *item.parts)],
        together=macro(item, "together"),
        citations=None if choice else citations(catalogue.clauses[id] for id in item.clauses),
        best=[option for option in item.options if option.grade is Grade.BEST] if choice else None,
        basis=item.basis or scenario.basis,
    )


def render_feedback(item: Item, part: Pair | Option | Statement, key: str) -> Markup:
    """Draw the feedback on one part, below the part's words. Only a part of *choice* has a grade of its own."""
    badge = None
    if isinstance(part, Option) and item.interaction is Interaction.CHOICE:
        badge = grade(part.grade)
    answer = macro(item, "pair" if isinstance(part, Pair) else "answer", part, key)
    return component("feedback", item=item, part=part, grade=badge, answer=answer)


def leading_to(scenario: Scenario, item: Item) -> list[Option]:
    """The options that lead to a step; empty if every path reaches it."""
    if not _can_miss(scenario, scenario.items[0], item):
        return []
    return [option for step in scenario.items for option in step.options if option.to == item.id]


def _answer(catalogue: Catalogue, item: Item, part: Pair | Option | Statement, key: str) -> dict[str, object]:
    """One part's feedback. Only a part of *choice* has its own citations; other parts share their item's."""
    quoted = None
    if isinstance(part, Option) and item.interaction is Interaction.CHOICE:
        quoted = citations(catalogue.clauses[id] for id in part.clauses)
    return {"id": part.id, "feedback": render_feedback(item, part, key), "citations": quoted}


def _can_miss(scenario: Scenario, start: Item, item: Item) -> bool:
    """Whether a path from ``start`` can end without reaching ``item``."""
    if start is item:
        return False
    following = [scenario.item(name) if name else None for name in start.following]
    return any(step is None or _can_miss(scenario, step, item) for step in following)
